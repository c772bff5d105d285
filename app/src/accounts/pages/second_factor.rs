//! The second factor: setting it up, and what can be done once it is in force.

use domain::accounts::store::{self, SecondFactor};
use leptos::prelude::*;

use super::account::account;
use crate::{
    AppError, Page,
    accounts::authenticator,
    forms::{self, Field, Filled},
    visit::{Member, Visit},
    when,
};

const HERE: (&str, &str) = ("Second factor", "/account/second-factor");
const LEDE: &str = "A code from your phone beside the password: whoever learns the password alone does not get in.";

/// What is being set up. The secret travels in the form until the first code has shown that the app has it; only then it is kept.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Base32.
    pub secret: String,
    /// The code, as typed.
    pub form: Filled,
}

/// `GET /account/second-factor`.
pub async fn second_factor(member: Member) -> Result<Page, AppError> {
    match store::second_factor(&member.site.db, member.session.person.id).await? {
        Some(factor) => Ok(settings_page(&member, &factor, Filled::default())),
        None => set_up_page(&member, Setup { secret: authenticator::new_secret(), form: Filled::default() }),
    }
}

/// The page that sets it up.
///
/// # Errors
/// If the secret is none.
pub fn set_up_page(member: &Member, setup: Setup) -> Result<Page, AppError> {
    let Setup { secret, form } = setup;
    let picture = authenticator::picture(&secret, &member.site.settings.name, &member.session.person.email)?;
    let (filled, required) = (form.clone(), member.must_show_second_factor());
    let page = account(member, forms::with_summary(&form, "Second factor"), HERE, LEDE, move || {
        view! {
            {required.then(|| view! {
                <p class="notice" data-kind="attention">"Your role asks for a second factor. Until it is set up, you see only what everybody sees."</p>
            })}
            <div class="two-factor">
                <figure class="qr">{picture}<figcaption>"Or type this key: "<code class="secret">{authenticator::grouped(&secret)}</code></figcaption></figure>
                <div>{steps()}{set_up_form(secret, &form)}</div>
            </div>
        }
    });
    Ok(filled.on(page))
}

fn steps() -> impl IntoView {
    view! {
        <ol class="steps">
            <li><b>"Open an authenticator app"</b><p>"Any that reads QR codes."</p></li>
            <li><b>"Scan the code"</b><p>"Or type the key under it."</p></li>
            <li><b>"Enter the six digits it shows"</b></li>
        </ol>
    }
}

fn set_up_form(secret: String, form: &Filled) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/account/second-factor" novalidate=true>
            {forms::error_summary(form)}
            <input type="hidden" name="secret" value=secret/>
            {super::code_field(form, "Code", "It changes every 30 seconds.")}
            <p class="form-actions"><button class="button" data-kind="primary">"Turn on"</button></p>
        </form>
    }
}

/// The page once it is in force.
pub fn settings_page(member: &Member, factor: &SecondFactor, form: Filled) -> Page {
    let since = when::long(factor.since, member.session.person.time_zone);
    let (filled, left) = (form.clone(), factor.codes_left);
    let page = account(member, forms::with_summary(&form, "Second factor"), HERE, LEDE, move || {
        let few = if left < 3 { "attention" } else { "info" };
        view! {
            <p class="notice" data-kind=few>"It is on since "{since}". Recovery codes not used yet: "{left}"."</p>
            <section class="block">
                <h2>"Change something"</h2>
                <p>"For both of these, show the password and a code once more."</p>
                <form class="form" method="post" action="/account/second-factor/recovery-codes" novalidate=true>
                    {forms::error_summary(&form)}
                    {forms::field(&form, Field::text("password", "Your password").kind("password").autocomplete("current-password"))}
                    {super::code_field(&form, "Code", "Six digits of your app, or one of your recovery codes.")}
                    <p class="form-actions">
                        <button class="button">"Make new recovery codes"</button>
                        <button class="button" data-kind="danger" formaction="/account/second-factor/removal">"Turn it off"</button>
                    </p>
                </form>
            </section>
        }
    });
    filled.on(page)
}

/// The recovery codes, shown this once.
pub fn codes_page(visit: &Visit, codes: Vec<String>) -> Page {
    account(visit, "Recovery codes".to_owned(), HERE, LEDE, move || {
        let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
        view! {
            <section class="block">
                <h2>"Recovery codes"</h2>
                <p>"Each works once, in place of a code of your app. They are shown only now: print them, or keep them where you keep your license. Codes from before no longer work."</p>
                <ul class="recovery-codes">{codes}</ul>
                <p class="form-actions"><a class="button" data-kind="primary" href="/account/second-factor">"I have kept them"</a></p>
            </section>
        }
    })
}
