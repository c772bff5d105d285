//! Forms: what was typed, what is wrong with it, and how both stand on the page (the GOV.UK pattern: the error beside its field and
//! in a summary that links to it). A form that fails is rendered again with status 422 and everything that was typed.

mod coded;
mod fields;
mod text_area;
mod typed;

pub use coded::coded;
pub use fields::{
    Choice, Field, address_made, checks, choices, choices_of_many, error_summary, field, field_of_many, file_field, select, summary,
    with_summary,
};
pub use text_area::{TextArea, bare_text_area, content, escaped, named_text_area, text_area, text_area_of_many};
pub use typed::{Filled, Typed};
