//! Which degree fits: five questions, and an answer that is an address, to be mailed or come back to.

mod words;

use axum::extract::Query;
use domain::{
    Error,
    admissions::{Advice, Answers, Fit, advice},
};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    forms::{self, Filled, Typed},
    page::Width,
    visit::Visit,
};

const DESCRIPTION: &str = "Five questions about your training, your plans and your time, and an honest answer: MMM, MBA, MHA, MPH or none for now. \
     It often is not ours.";

/// The questions; or, where the address has all the answers, what fits.
pub async fn which_fits(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Result<Page, AppError> {
    let typed = Typed::from_address(pairs);
    if typed.pairs().next().is_none() {
        return Ok(questions(&visit, Filled::default()));
    }
    match Answers::read(|name| typed.get(name)) {
        Ok(answers) if typed.get("change").is_empty() => Ok(answer(&visit, answers)),
        Ok(_) => Ok(questions(&visit, Filled { typed, errors: Vec::new() })),
        Err(Error::Invalid(errors)) => Ok(questions(&visit, typed.with(errors))),
        Err(other) => Err(other.into()),
    }
}

fn questions(visit: &Visit, filled: Filled) -> Page {
    let title = forms::with_summary(&filled, "Which degree fits you");
    let body = filled.clone();
    let page = Page::new(visit, title, move || {
        view! {
            <header class="page-head">
                <h1>"Which degree fits you"</h1>
                <p class="lede">"Five questions. The answer is often another degree than ours, and sometimes none for now."</p>
            </header>
            <form class="form which-fits" method="get" action="/which-fits" novalidate="">
                {forms::error_summary(&body)}
                // Tells a form sent empty from the first look at it.
                <input r#type="hidden" name="asked" value="yes"/>
                {words::QUESTIONS.map(|question| forms::choices(&body, question.name, question.asks, question.choices())).collect_view()}
                <p class="form-actions"><button class="button" data-kind="primary">"See what fits"</button></p>
                <p class="hint">"Your answers will stand in the address of the next page and are not kept by us."</p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow).with_style("front.css").describe(DESCRIPTION))
}

fn answer(visit: &Visit, answers: Answers) -> Page {
    let told = advice(answers);
    Page::new(visit, words::headline(told.fit), move || {
        view! {
            <header class="page-head">
                <p class="eyebrow">"Which degree fits you"</p>
                <h1>{words::headline(told.fit)}</h1>
                <p class="lede">{words::because(told.reason)}</p>
            </header>
            {what_then(&told)}
            {what_to_do(told.fit)}
            {given(answers)}
        }
    })
    .width(Width::Narrow)
    .with_style("front.css")
    .describe(DESCRIPTION)
}

/// What comes later, what else to look at, and what to know first.
fn what_then(told: &Advice) -> impl IntoView + use<> {
    let cautions = told.cautions.iter().map(|caution| view! { <li>{words::caution(*caution)}</li> }).collect_view();
    let about = (told.fit != Fit::NotNow).then(|| view! { <p>{words::about(told.fit)}</p> });
    let later = told.later.map(|fit| view! { <p>"Once that has changed: "<b>{words::name(fit)}</b>". "{words::about(fit)}</p> });
    let beside = told.beside.map(|fit| view! { <p>"Look also at "<b>{words::name(fit)}</b>". "{words::about(fit)}</p> });
    view! {
        <div class="advice">
            {about}
            {later}
            {beside}
            {(!told.cautions.is_empty()).then(|| view! { <h2>"Before you act on it"</h2><ul class="cautions">{cautions}</ul> })}
        </div>
    }
}

fn what_to_do(fit: Fit) -> impl IntoView {
    let (label, kind) = if fit == Fit::Mmm { ("Request information", Some("primary")) } else { ("Ask us all the same", None) };
    view! {
        <p class="form-actions after">
            <a class="button" data-kind=kind href="/information-requests/new">{label}</a>
            <a href="/#degrees">"The degrees side by side"</a>
        </p>
    }
}

/// What was answered, with the way back to it.
fn given(answers: Answers) -> impl IntoView {
    let pairs = words::given(answers);
    let address: String = pairs.iter().map(|(question, value)| format!("{}={value}&", question.name)).collect();
    let entries = pairs.map(|(question, value)| view! { <div><dt>{question.short}</dt><dd>{question.label(value)}</dd></div> });
    view! {
        <section class="block">
            <div class="block-head"><h2>"What you answered"</h2><a href=format!("/which-fits?{address}change=yes")>"Change your answers"</a></div>
            <dl class="facts">{entries.collect_view()}</dl>
            <p class="hint">"The advice follows fixed rules of ours. It weighs what you answered and knows nothing else about you."</p>
        </section>
    }
}
