//! Eight steps on a calendar.

simulate::simulator!(change::timeline);
