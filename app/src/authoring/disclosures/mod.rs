//! What the authors of a module disclose: the form in which they say it, and how students read it.

mod actions;
mod answers;
mod page;
mod shown;
mod stale;

pub(crate) use shown::disclosed;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default().page("/studio/{module}/disclosures", "what the authors of a module disclose", page::disclosures).action(
        "/studio/{module}/disclosures",
        "say what the authors of a module disclose",
        actions::disclose,
    )
}
