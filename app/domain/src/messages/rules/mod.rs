//! Decisions about telling people, and what their mail says. Pure.

mod checks;
mod hours;
mod letters;
mod mentions;
mod placeholders;

pub use checks::{LONGEST_LINE, LONGEST_POST, LONGEST_TEXT, answers, line, post, text};
pub use hours::{minutes, next_digest, not_before, wall_time};
pub use letters::{digest, letter};
pub use mentions::{Named, mentioned, names_in};
pub use placeholders::{PLACEHOLDERS, Values, filled, filled_markdown, unknown_placeholder};

use crate::authoring::{Reading, remark};

/// What people wrote, as HTML for a page of the site.
pub fn for_page(text: &str) -> String {
    remark(text, Reading { base: "", names: &|_| Vec::new() })
}

/// A post as HTML for a page of the site; the names of people in it stand out.
pub fn post_for_page(text: &str, people: &[Named]) -> String {
    let names = |text: &str| names_in(text, people).into_iter().map(|(place, _)| place).collect();
    remark(text, Reading { base: "", names: &names })
}
