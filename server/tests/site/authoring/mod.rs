//! Writing modules.

mod media;
