//! Writing a message: to whom, what, how it will look, and then sending it.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    cohorts::{Cohort, Scope, store as cohorts},
    ids::MessageId,
    messages::{
        Recipient,
        rules::{self, LONGEST_TEXT, Values},
    },
};
use leptos::prelude::*;

use super::words::{way, ways};
use crate::{
    AppError, Page, Site,
    cohorts::{arrangement::Arrangement, as_staff, breadcrumbs, count},
    forms::{self, Field, Filled, TextArea, Typed},
    messages::composed::Composed,
    visit::{Staff, Visit},
};

/// What stands under the form.
pub enum Shown {
    /// Nothing yet.
    Form,
    /// The message as its recipients will read it.
    Preview,
    /// The same, after a test went to this address.
    Tested(String),
}

/// `GET /cohorts/{cohort}/messages/new`
pub async fn new_message(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let segment = Arrangement::of_recipients(&staff).query();
    let typed = Typed::of([("id", &MessageId::new().to_string()), ("segment", segment.trim_start_matches('?'))]);
    let composed = Composed::read(&staff, &scope, typed).await?;
    Ok(compose_page(&staff, scope, composed, Vec::new(), Shown::Form))
}

/// The page with the form, and with what is wrong or how it will look.
pub fn compose_page(visit: &Visit, scope: Scope, composed: Composed, errors: Vec<FieldError>, shown: Shown) -> Page {
    let form = composed.typed.clone().with(errors);
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "New message"), move || {
        view! {
            <header class="page-head">
                {breadcrumbs(steps(&scope), "New message".into())}
                <h1>"New message"</h1>
                <p class="lede">"Each student gets a mail of their own, and nobody sees who else did."</p>
            </header>
            {ways(&scope, "messages")}
            {reached(&scope, &composed, &form)}
            {(!composed.recipients.is_empty()).then(|| fields(&scope, &composed, &form, &shown))}
        }
    });
    filled.on(page)
}

fn steps(scope: &Scope) -> Vec<(String, String)> {
    let mut steps = way(scope);
    steps.push(("Messages".into(), format!("/cohorts/{}/messages", scope.cohort().slug)));
    steps
}

/// Whom it reaches, by name.
fn reached(scope: &Scope, composed: &Composed, form: &Filled) -> impl IntoView + use<> {
    let segment = form.typed.get("segment");
    let roster = format!("/cohorts/{}{}{segment}", scope.cohort().slug, if segment.is_empty() { "" } else { "?" });
    if composed.recipients.is_empty() {
        return view! {
            <div class="empty" id="recipients">
                <h2>"Nobody to write to"</h2>
                <p>"No student who is enrolled or on leave is among those you chose. Choose others on the roster and come back from there."</p>
                <p><a class="button" href=roster>"Choose students"</a></p>
            </div>
        }
        .into_any();
    }
    let names = composed.recipients.iter().map(|one| view! { <li>{one.name.clone()}</li> }).collect_view();
    let whole = (!Arrangement::from_query(segment).leaves_out()).then_some(": everybody who is enrolled");
    view! {
        <details class="disclosure recipients" id="recipients">
            <summary>{format!("To {}{}", count(composed.recipients.len() as i64, "student"), whole.unwrap_or_default())}</summary>
            <ul>{names}</ul>
            <p><a href=roster>"Choose others on the roster"</a></p>
        </details>
    }
    .into_any()
}

fn fields(scope: &Scope, composed: &Composed, form: &Filled, shown: &Shown) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}/messages", scope.cohort().slug);
    let area = TextArea {
        name: "body",
        label: "Text",
        hint: "Markdown: **bold**, lists, links. {name}, {cohort} and {program} become what they stand for.",
        rows: 10,
        limit: LONGEST_TEXT,
    };
    let again = !matches!(shown, Shown::Form);
    view! {
        <form class="form compose" method="post" action=format!("{base}/preview#preview") novalidate=true>
            {forms::error_summary(form)}
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            <input type="hidden" name="segment" value=form.typed.get("segment").to_owned()/>
            {forms::field(form, Field::text("subject", "Subject"))}
            {forms::text_area(form, area)}
            <p class="form-actions">
                <button class="button" data-kind=(!again).then_some("primary")>{if again { "Preview again" } else { "Preview" }}</button>
            </p>
            {again.then(|| preview(scope, composed, shown, &base))}
        </form>
    }
}

/// The message as the first recipient will read it, and the ways to send it.
fn preview(scope: &Scope, composed: &Composed, shown: &Shown, base: &str) -> impl IntoView + use<> {
    let first = composed.recipients.first().map(|first| as_read(scope.cohort(), composed, first));
    let number = count(composed.recipients.len() as i64, "student");
    let tested = match shown {
        Shown::Tested(address) => Some(format!("A test is on its way to {address}.")),
        _ => None,
    };
    view! {
        <section class="preview" id="preview" aria-labelledby="preview-title">
            <h2 id="preview-title">"As it will be read"</h2>
            {tested.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })}
            {first}
            <input type="hidden" name="seen" value=composed.seen()/>
            <p class="form-actions">
                <button class="button" data-kind="primary" formaction=base.to_owned()>{format!("Send to {number}")}</button>
                <button class="button" formaction=format!("{base}/test#preview")>"Send a test to myself"</button>
            </p>
        </section>
    }
}

fn as_read(cohort: &Cohort, composed: &Composed, reader: &Recipient) -> impl IntoView + use<> {
    let values = Values { name: &reader.name, cohort: &cohort.title, program: &cohort.program };
    let subject = rules::filled(&composed.subject(), values);
    let html = rules::for_page(&rules::filled_markdown(&composed.body(), values));
    view! {
        <article class="letter">
            <p class="meta"><span>"To "{reader.name.clone()}</span></p>
            <h3>{subject}</h3>
            <div class="said" inner_html=html></div>
        </article>
    }
}
