//! A fee from relative value units.

simulate::simulator!(fee);
