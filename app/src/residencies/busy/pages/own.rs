//! A person's own busy times: where they come from, and three ways to give them.

use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::residencies::{
    busy::SourceKind,
    store::{self, BusySource},
};
use leptos::prelude::*;

use super::day_or_days;
use crate::{
    AppError, Page,
    cohorts::notice,
    forms::{self, Field, Filled},
    page::Width,
    visit::Scheduled,
    when,
};

const NOTICES: [(&str, &str); 2] =
    [("kept", "Kept. Only the times are: no titles, no places, no names."), ("removed", "Removed, with all that was kept of it.")];

/// `GET /busy`
pub async fn busy(reader: Scheduled) -> Result<Page, AppError> {
    busy_page(&reader, Filled::default()).await
}

/// The page, with a form that is not in order.
pub async fn busy_page(reader: &Scheduled, form: Filled) -> Result<Page, AppError> {
    let looks = reader.viewing().is_some();
    // Who looks as a student sees a page of nobody.
    let sources = if looks { Vec::new() } else { store::busy_sources(&reader.site.db, reader.session.person.id).await? };
    let (own, studies) = (reader.session.person.time_zone, reader.place().is_some());
    let done = notice(reader, &NOTICES);
    let filled = form.clone();
    Ok(filled.on(Page::new(reader, forms::with_summary(&form, "Busy times"), move || {
        view! {
            <header class="page-head">
                <h1>"Busy times"</h1>
                <p class="lede">"Give your call schedule, and you see what it takes away from before it is too late to ask."</p>
            </header>
            {done}
            {forms::error_summary(&form)}
            {kept(&sources, own)}
            {studies.then(|| view! { <p><a href="/conflicts">"See your conflicts, and by when to ask"</a></p> })}
            {address_form(&form)}
            {file_form(&form)}
            {days_form(&form)}
            {who_sees()}
        }
    })
    .width(Width::Narrow)))
}

fn kept(sources: &[BusySource], own: Tz) -> impl IntoView + use<> {
    if sources.is_empty() {
        return view! { <p class="empty">"You have not given any busy times. Paste the address of your calendar, upload a file, or mark days; you can remove each at any time."</p> }
            .into_any();
    }
    let lines = sources.iter().map(|source| line(source, own)).collect_view();
    view! { <section class="block" aria-labelledby="kept"><h2 id="kept">"What you gave"</h2><ul class="sessions">{lines}</ul></section> }
        .into_any()
}

fn line(source: &BusySource, own: Tz) -> impl IntoView + use<> {
    let (title, what) = words(source, own);
    let failed = (!source.failure.is_empty()).then(|| {
        let tried = source.tried_at.map_or_else(String::new, |at| format!("Tried again {}: ", when::long(at, own)));
        view! { <p class="field-error">{tried}{source.failure.clone()}" What was read before stays."</p> }
    });
    let unclear = (source.not_understood > 0).then(
        || view! { <p class="hint">{format!("{} of its entries could not be understood and are left out.", source.not_understood)}</p> },
    );
    let label = format!("Remove: {title}");
    view! {
        <li>
            <div><p><b>{title}</b></p><p class="meta"><span>{what}</span></p>{failed}{unclear}</div>
            <form class="inline" method="post" action=format!("/busy/{}/removal", source.id)>
                <button class="button" data-kind="danger" aria-label=label>"Remove"</button>
            </form>
        </li>
    }
}

/// What it is, and what is known of it.
fn words(source: &BusySource, own: Tz) -> (String, String) {
    let blocks = if source.blocks == 1 { "1 busy block".to_owned() } else { format!("{} busy blocks", source.blocks) };
    let read = source.read_at.map_or_else(|| "Not read yet".to_owned(), |at| format!("Last read {}", when::long(at, own)));
    match source.kind {
        SourceKind::Address => (format!("Calendar at {}", source.host), format!("{read}, {blocks}; read again every six hours")),
        SourceKind::File => ("A file you uploaded".into(), format!("{read}, {blocks}; upload it again when it changes")),
        SourceKind::Days => {
            let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&own).date_naive();
            let first = source.first_at.map_or_else(|| day(source.created_at), day);
            let last = source.last_at.map_or(first, |at| day(at - TimeDelta::minutes(1)));
            (day_or_days(first, last.max(first)), "Marked by you".into())
        }
    }
}

fn address_form(form: &Filled) -> impl IntoView + use<> {
    let address = Field::text("address", "Address of your calendar")
        .kind("url")
        .hint("It begins with https:// or webcal:// and often ends in .ics. QGenda, Amion, Outlook and Google make one where you share or publish your calendar.");
    view! {
        <form class="form" method="post" action="/busy/addresses" novalidate=true>
            <h2>"Paste an address"</h2>
            {forms::field(form, address)}
            <p class="form-actions"><button class="button" data-kind="primary">"Read this calendar"</button></p>
        </form>
    }
}

fn file_form(form: &Filled) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/busy/files" enctype="multipart/form-data" novalidate=true>
            <h2>"Or upload a file"</h2>
            {file_field(form)}
            <p class="form-actions"><button class="button">"Upload"</button></p>
        </form>
    }
}

/// The field for a file, here and on the public page.
pub(super) fn file_field(form: &Filled) -> impl IntoView + use<> {
    let error = form.error("file");
    let invalid = error.is_some();
    let described = if invalid { "file-hint file-error" } else { "file-hint" };
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            <label for="file">"Calendar file"</label>
            <p class="hint" id="file-hint">"A file that ends in .ics, up to 5 MB."</p>
            {error.map(|error| view! { <p class="field-error" id="file-error">{error}</p> })}
            <input id="file" name="file" type="file" accept=".ics,text/calendar" aria-describedby=described
                aria-invalid=invalid.then_some("true")/>
        </div>
    }
}

fn days_form(form: &Filled) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/busy/days" novalidate=true>
            <h2>"Or mark days"</h2>
            {forms::field(form, Field::text("from", "First day").kind("date"))}
            {forms::field(form, Field::text("until", "Last day").kind("date").hint("Leave it empty for one day."))}
            <p class="form-actions"><button class="button">"Mark these days"</button></p>
        </form>
    }
}

fn who_sees() -> impl IntoView {
    view! {
        <section class="block" aria-labelledby="who-sees">
            <h2 id="who-sees">"Who sees this"</h2>
            <p>"You do, and nobody else. Program staff see how many of a cohort are busy on a day, once at least five people have given their times, and never who. If you teach and have to be at a residency, they see which dates you rule out."</p>
            <p>"Of your calendar only the times are kept, for the next eighteen months; what is over is forgotten after a month. The address is kept encrypted."</p>
        </section>
    }
}
