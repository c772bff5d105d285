//! Backlog of visits.

simulate::simulator!(backlog);
