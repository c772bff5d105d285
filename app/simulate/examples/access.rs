//! Wait at a desk.

simulate::simulator!(access);
