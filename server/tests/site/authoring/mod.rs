//! Modules, as those who write and teach them see them.

mod results;
