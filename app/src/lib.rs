//! The website: pages one can look at, actions one can take, islands that move. A folder per subject.
//!
//! There is no client-side router and no Leptos integration for axum: axum routes, a page is rendered to a string, forms are
//! plain posts. Leptos makes the markup on the server, and in the browser wakes the islands it made.

// Components with many children nest types deeply.
#![recursion_limit = "256"]

pub mod learning;

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod admissions;
#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod assignments;
#[cfg(feature = "ssr")]
mod attachment;
#[cfg(feature = "ssr")]
pub mod authoring;
#[cfg(feature = "ssr")]
pub mod cohorts;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod messages;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod qr;
#[cfg(feature = "ssr")]
mod ranges;
#[cfg(feature = "ssr")]
pub mod residencies;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod simulators;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod viewing;
#[cfg(feature = "ssr")]
pub mod visit;
#[cfg(feature = "ssr")]
pub mod when;

#[cfg(feature = "ssr")]
pub use error::AppError;
#[cfg(feature = "ssr")]
pub use page::Page;
#[cfg(feature = "ssr")]
pub use site::Site;
