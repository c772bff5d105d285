//! Bundled payment: price, settlement and luck.

simulate::simulator!(bundle);
