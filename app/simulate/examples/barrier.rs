//! Barrier point of each group.

simulate::simulator!(change::barrier);
