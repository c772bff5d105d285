//! What can be looked at about accounts.

mod account;
mod audit;
mod details;
mod email_change;
mod invitation;
mod kept;
mod links;
mod password_reset;
mod people;
mod person;
mod profile;
mod second_factor;
mod second_step;
mod sessions;
mod sign_in;

pub(crate) use account::account as account_page;
pub use audit::{audit, audit_page};
pub use details::{Wrong, details, details_page};
pub use email_change::{email_change, taken_page};
pub use invitation::{invitation, invitation_page};
pub use kept::{kept_page, session_over};
pub use links::{find_link, over_page};
pub use password_reset::{new_password, new_password_page, password_reset, request_page};
pub use people::{new_person, new_person_page, people};
pub use person::person;
pub use profile::{profile, profile_page};
pub use second_factor::{Setup, codes_page, second_factor, set_up_page, settings_page};
pub use second_step::{second_step, second_step_page};
pub use sessions::sessions;
pub use sign_in::{SignInForm, sign_in, sign_in_page};

use leptos::prelude::*;

use crate::{forms::Filled, visit::Visit};

/// The answer to what was just done, named by `done` in the address; an unknown name says nothing.
fn notice(visit: &Visit, notices: &'static [(&'static str, &'static str)]) -> impl IntoView + use<> {
    let done = visit.asked("done").unwrap_or_default();
    let text = notices.iter().find(|(name, _)| *name == done).map(|(_, text)| *text);
    text.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })
}

/// The field for a code: of the app, or a recovery code.
fn code_field(form: &Filled, label: &'static str, hint: &'static str) -> impl IntoView + use<> {
    let error = form.error("code");
    let described = if error.is_some() { "code-hint code-error" } else { "code-hint" };
    view! {
        <div class="field" data-width="medium" data-invalid=error.is_some().then_some("")>
            <label for="code">{label}</label>
            <p class="hint" id="code-hint">{hint}</p>
            {error.clone().map(|message| view! { <p class="field-error" id="code-error">{message}</p> })}
            <input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="30"
                aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}
