//! Modules as those who teach them and those who run programs see them: what changed from version to version, how their questions were
//! answered, and how their lessons are read.

mod difference;
mod module;
mod results;
mod versions;

pub(crate) use difference::different;
pub(crate) use module::ways;

use crate::routes::Routes;

/// What can be looked at here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/modules/{module}/versions", "the versions of a module, and what is different between two of them", versions::versions)
        .page("/modules/{module}/results", "how the questions of a module were answered, and how its lessons are read", results::results)
}
