//! Shared savings by track.

simulate::simulator!(shared_savings);
