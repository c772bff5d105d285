//! Studying: today, modules, lessons, quizzes.

#[cfg(feature = "ssr")]
use crate::routes::Routes;

/// What can be looked at and done here.
#[cfg(feature = "ssr")]
pub fn routes() -> Routes {
    Routes::default()
}
