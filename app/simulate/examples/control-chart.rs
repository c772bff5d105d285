//! Control chart.

simulate::simulator!(control_chart);
