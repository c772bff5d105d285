//! Writing modules: what faculty bring, and where it lies.

pub mod media;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    media::routes()
}
