//! Stakeholder grid.

simulate::simulator!(change::stakeholders);
