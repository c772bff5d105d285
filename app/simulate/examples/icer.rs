//! Cost-effectiveness plane and frontier.

simulate::simulator!(icer);
