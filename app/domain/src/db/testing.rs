//! Fresh databases.
