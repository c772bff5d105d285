//! What rules cost: false alarms.

simulate::simulator!(control_chart::false_alarms);
