//! Studying: today, modules, lessons, quizzes, cases.

#[allow(missing_docs, reason = "the island macro writes a struct without one")]
pub mod player;

#[cfg(feature = "ssr")]
mod actions;
#[cfg(feature = "ssr")]
mod drawings;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod questions;
#[cfg(feature = "ssr")]
mod rubric;
#[cfg(feature = "ssr")]
mod site_map;
#[cfg(feature = "ssr")]
pub(crate) mod written;

#[cfg(feature = "ssr")]
pub(crate) use actions::open_unit;
#[cfg(feature = "ssr")]
pub use drawings::Drawings;
#[cfg(feature = "ssr")]
pub(crate) use pages::{
    aims, beside, contents, head, objectives, pager, posts, preview, question_preview, question_told, to_be_read, unit_address,
};
#[cfg(feature = "ssr")]
pub(crate) use rubric::rubric;
#[cfg(feature = "ssr")]
pub use site_map::routes;
