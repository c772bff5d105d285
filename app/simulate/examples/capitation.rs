//! Capitation contract.

simulate::simulator!(capitation);
