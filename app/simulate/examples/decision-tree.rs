//! Decision tree and value of information.

simulate::simulator!(decision_tree);
