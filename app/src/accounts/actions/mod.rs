//! What can be done about accounts: one POST each.

mod audit;
mod details;
mod invitation;
mod invite;
mod password_reset;
mod people;
mod profile;
mod second_factor;
mod second_step;
mod sessions;
mod sign_in;
mod sign_out;

pub use audit::verify_audit;
pub use details::{change_email, change_password, confirm_email};
pub use invitation::accept_invitation;
pub use invite::{invite, invite_again};
pub use password_reset::{ask_for_reset, reset_password};
pub use people::{deactivate, grant, reactivate, remove_lost_factor, revoke};
pub use profile::save_profile;
pub use second_factor::{new_recovery_codes, remove_second_factor, set_second_factor};
pub use second_step::second_step;
pub use sessions::{end_others, end_session};
pub use sign_in::sign_in;
pub use sign_out::sign_out;

use domain::{FieldError, accounts::letters::Sender};

use crate::visit::Visit;

/// On whose behalf mails are written.
fn sender(visit: &Visit) -> Sender<'_> {
    Sender { name: &visit.site.settings.name, base_url: &visit.site.settings.base_url }
}

/// One thing that is wrong with a form.
fn wrong(field: &'static str, message: impl Into<String>) -> Vec<FieldError> {
    vec![FieldError { field, message: message.into() }]
}

/// The sentence for too many tries.
fn too_often(seconds: i64) -> String {
    format!("Too many tries. Wait {} and try again.", crate::error::minutes(seconds))
}

/// What is wrong with what was typed, where that is what went wrong; everything else is an error of its own.
fn invalid(error: domain::Error) -> Result<Vec<FieldError>, crate::AppError> {
    match error {
        domain::Error::Invalid(errors) => Ok(errors),
        other => Err(other.into()),
    }
}
