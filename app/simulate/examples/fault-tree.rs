//! Fault tree.

simulate::simulator!(fault_tree);
