//! What can be looked at at the front door. No page here needs a script.

mod degrees;
mod landing;
mod program_map;
mod request_form;
mod requests;
mod syllabus;
mod which_fits;

pub use landing::landing;
pub use request_form::{new_request, receipt, request_page};
pub use requests::requests;
pub use syllabus::syllabus;
pub use which_fits::which_fits;
