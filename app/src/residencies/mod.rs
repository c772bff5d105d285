//! The days in person: what staff prepare, what students see and do, and who was there.

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
}
