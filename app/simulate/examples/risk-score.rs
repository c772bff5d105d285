//! Risk score.

simulate::simulator!(score);
