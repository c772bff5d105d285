//! E-mail and password, each with a form of its own.

use leptos::prelude::*;

use super::{account::account, password_reset::PASSWORD_HINT};
use crate::{
    Page,
    forms::{self, Field, Filled},
    visit::{Member, Visit},
};

/// Which of the two forms was filled in wrongly.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// The change of address.
    Email(Filled),
    /// The change of password.
    Password(Filled),
}

/// `GET /account/sign-in-details`.
pub async fn details(member: Member) -> Page {
    details_page(&member, &member.session.person.email, None)
}

/// The page with both forms.
pub fn details_page(visit: &Visit, email: &str, wrong: Option<Wrong>) -> Page {
    let (email_form, password_form) = match wrong {
        Some(Wrong::Email(form)) => (form, Filled::default()),
        Some(Wrong::Password(form)) => (Filled::default(), form),
        None => Default::default(),
    };
    let either = if email_form.errors.is_empty() { password_form.clone() } else { email_form.clone() };
    let title = forms::with_summary(&either, "E-mail and password");
    let email = email.to_owned();
    let here = ("E-mail and password", "/account/sign-in-details");
    let page = account(visit, title, here, "What you sign in with.", move || {
        view! { {email_section(email.clone(), &email_form)} {password_section(email, &password_form)} }
    });
    either.on(page)
}

fn email_section(email: String, form: &Filled) -> impl IntoView + use<> {
    let new = Field::text("email", "New address").kind("email").autocomplete("email");
    let password = Field::text("password", "Your password").kind("password").autocomplete("current-password");
    view! {
        <section class="block">
            <h2>"E-mail"</h2>
            <p>"You sign in as "<b>{email}</b>". To change it, enter the new address; it takes effect once you open the link sent there."</p>
            <form class="form" method="post" action="/account/email" novalidate=true>
                {forms::error_summary(form)}
                {forms::field(form, new)}
                {forms::field(form, password)}
                <p class="form-actions"><button class="button">"Change the address"</button></p>
            </form>
        </section>
    }
}

fn password_section(email: String, form: &Filled) -> impl IntoView + use<> {
    let old = Field::text("old_password", "Old password").kind("password").autocomplete("current-password");
    let new = Field::text("new_password", "New password").kind("password").autocomplete("new-password").hint(PASSWORD_HINT);
    view! {
        <section class="block">
            <h2>"Password"</h2>
            <p>"Every other device is signed out when you change it."</p>
            <form class="form" method="post" action="/account/password" novalidate=true>
                {forms::error_summary(form)}
                <input type="text" name="username" value=email autocomplete="username" readonly=true hidden=true/>
                {forms::field(form, old)}
                {forms::field(form, new)}
                <p class="form-actions"><button class="button">"Change the password"</button></p>
            </form>
        </section>
    }
}
