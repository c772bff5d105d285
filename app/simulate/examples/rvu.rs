//! Compensation by work RVUs.

simulate::simulator!(rvu);
