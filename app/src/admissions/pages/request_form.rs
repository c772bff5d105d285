//! The form that asks for information, and the page that says it has arrived.

use axum::extract::{Path, State};
use chrono_tz::UTC;
use domain::{
    admissions::{LONGEST_QUESTION, store},
    ids::RequestId,
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    forms::{self, Field, Filled, TextArea, Typed},
    page::Width,
    visit::Visit,
    when,
};

const NAME: Field = Field::text("name", "Name").autocomplete("name");
const EMAIL: Field = Field::text("email", "E-mail").kind("email").autocomplete("email").hint("The answer goes there.");
const SPECIALTY: Field = Field::text("specialty", "Specialty (optional)").hint("Or what you do, if you are not a physician.");
const QUESTION: TextArea = TextArea {
    name: "question",
    label: "What would you like to know?",
    hint: "Please write nothing about patients.",
    rows: 5,
    limit: LONGEST_QUESTION,
};

/// The form by itself.
pub async fn new_request(visit: Visit) -> Page {
    request_page(&visit, Filled { typed: blank(), errors: Vec::new() })
        .describe("Ask the program’s staff about the Master of Medical Management. A person reads what you write and answers by e-mail.")
}

/// The fields of a form nobody has filled in. Its id is made here, so that sending it twice is harmless.
pub fn blank() -> Typed {
    Typed::of([("request", RequestId::new().to_string().as_str())])
}

/// The form by itself, empty or filled in wrongly.
pub fn request_page(visit: &Visit, filled: Filled) -> Page {
    let title = forms::with_summary(&filled, "Request information");
    let body = filled.clone();
    let page = Page::new(visit, title, move || {
        view! {
            <header class="page-head">
                <h1>"Request information"</h1>
                <p class="lede">"A person on the program’s staff reads what you write and answers by e-mail."</p>
            </header>
            {form(&body)}
        }
    });
    filled.on(page.width(Width::Narrow).with_style("front.css"))
}

/// The form, wherever it stands.
pub fn form(filled: &Filled) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/information-requests" novalidate="">
            {forms::error_summary(filled)}
            <input r#type="hidden" name="request" value=filled.typed.get("request").to_owned()/>
            {forms::field(filled, NAME)}
            {forms::field(filled, EMAIL)}
            {forms::field(filled, SPECIALTY)}
            {forms::text_area(filled, QUESTION)}
            {for_programs()}
            <p class="hint">
                "What you send goes by e-mail to the program’s staff and is kept here, for them alone, so that they can answer you. It is used for nothing else."
            </p>
            <p class="form-actions"><button class="button" data-kind="primary" id="send">"Send"</button></p>
        </form>
    }
}

/// A field that people neither see, hear nor reach, and that programs fill in.
fn for_programs() -> impl IntoView {
    view! {
        <div class="visually-hidden" aria-hidden="true">
            <label for="website">"Leave this empty"</label>
            <input id="website" name="website" tabindex="-1" autocomplete="off"/>
        </div>
    }
}

/// Says that a request has arrived; to whoever knows its id, and nothing of what is in it.
pub async fn receipt(visit: Visit, State(site): State<Site>, Path(request): Path<RequestId>) -> Result<Page, AppError> {
    let received_at = store::received_at(&site.db, request).await?;
    Ok(Page::new(&visit, "Your request has reached us", move || {
        view! {
            <header class="page-head">
                <h1>"Your request has reached us"</h1>
                <p class="lede">"A person on the program’s staff will answer by e-mail, to the address you gave."</p>
            </header>
            <p>"It arrived on "<time datetime=received_at.to_rfc3339()>{when::long(received_at, UTC)}" UTC"</time>". You do not need to send it again."</p>
            <ul class="ways-back">
                <li><a href="/which-fits">"Which degree fits you: five questions"</a></li>
                <li><a href="/#degrees">"MMM, MBA, MHA and MPH side by side"</a></li>
                <li><a href="/#modules">"What the program teaches"</a></li>
            </ul>
        }
    })
    .width(Width::Narrow)
    .with_style("front.css"))
}
