//! What a student who comes needs, who looked at it, and having it erased.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    FieldError,
    residencies::{
        clock::clock,
        coming::{
            Answer, Diet, Lodging,
            rules::{LONGEST_NOTE, erased_from, possible_nights},
        },
        store::{self, Look, OwnAnswer, Stay},
    },
};
use leptos::prelude::*;

use super::{
    super::{Asked, fields::day_choices},
    answer::head,
};
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    forms::{Choice, Field, Filled, TextArea, Typed, checks, choices, error_summary, field, select, text_area, with_summary},
    page::Width,
    visit::Student,
    when,
};

/// `GET /residencies/{number}/logistics`. Who does not come is asked nothing: the page is not there.
pub async fn own_logistics(Shared(_): Shared<Site>, student: Student, number: Path<String>) -> Result<Page, AppError> {
    let asked = Asked::load(&student, &number).await?;
    show(&student, asked, None).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn stay_again(student: &Student, asked: Asked, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    show(student, asked, Some(typed.with(errors))).await
}

async fn show(student: &Student, asked: Asked, form: Option<Filled>) -> Result<Page, AppError> {
    let (db, residency, enrollment) = (&student.site.db, asked.residency.id, student.place.enrollment);
    let comes = store::own_answer(db, residency, enrollment).await?.filter(|own| own.answer != Answer::No);
    let stay = store::own_stay(db, residency, enrollment).await?;
    let is_there = stay.as_ref().is_some_and(|stay| stay.erased_at.is_none());
    // What somebody said who comes no longer can still be erased.
    if comes.is_none() && !is_there {
        return Err(AppError::NotFound);
    }
    let looks = store::looks(db, residency, enrollment).await?;
    let open = comes.is_some() && asked.round.takes_logistics(student.now, student.place.campus);
    let form = form.unwrap_or_else(|| begun(&asked, comes.as_ref(), stay.as_ref().filter(|_| is_there)));
    let done = notice(student, &[("saved", "Kept. You can change it here.")]);
    let (title, filled, campus) = (with_summary(&form, "Your stay"), form.clone(), student.place.campus);
    Ok(filled.on(Page::new(student.visit(), title, move || {
        view! {
            {done}
            {error_summary(&form)}
            {head(&asked, "Your stay")}
            {promise(&asked)}
            {if open { fields(&asked, &form).into_any() } else { closed(&asked, stay.as_ref()).into_any() }}
            {is_there.then(|| erasure(&asked))}
            {looked(&looks, campus)}
        }
    })
    .width(Width::Narrow)))
}

/// What happens with it: said before anything is asked.
fn promise(asked: &Asked) -> impl IntoView + use<> {
    let from = erased_from(asked.residency.ends_on, asked.round.erase_after);
    let last = from.pred_opt().unwrap_or(from);
    let until = when::day(asked.round.logistics_until);
    view! {
        <p class="notice">
            "Only staff who run your program read this; you see below who did. You can change it until "{until}
            ". It is erased after "{when::day(last)}", or at once when you ask for it. Faculty and other students never see it."
        </p>
    }
}

/// What stands in the fields: what was said; at first the days on which they come.
fn begun(asked: &Asked, comes: Option<&OwnAnswer>, stay: Option<&Stay>) -> Filled {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    let Some(stay) = stay else {
        let days = comes.map_or(&[][..], |own| &own.days.0);
        put("arrives_on", days.first().unwrap_or(&asked.residency.starts_on).to_string());
        put("leaves_on", days.last().unwrap_or(&asked.residency.ends_on).to_string());
        return Filled { typed: Typed::from_address(pairs), errors: Vec::new() };
    };
    for (name, day) in [("arrives_on", stay.arrives_on), ("leaves_on", stay.leaves_on)] {
        put(name, day.map(|day| day.to_string()).unwrap_or_default());
    }
    for (name, minute) in [("arrives_at", stay.arrives_at), ("leaves_at", stay.leaves_at)] {
        put(name, minute.map(clock).unwrap_or_default());
    }
    stay.nights().iter().for_each(|night| put("nights", night.to_string()));
    put("room", stay.room.map(|room| room.to_string()).unwrap_or_default());
    put("diet", stay.diet.map(|diet| diet.to_string()).unwrap_or_default());
    for (name, text) in [
        ("companion", &stay.companion),
        ("diet_note", &stay.diet_note),
        ("allergies", &stay.allergies),
        ("access_needs", &stay.access_needs),
        ("contact_name", &stay.contact_name),
        ("contact_phone", &stay.contact_phone),
    ] {
        put(name, text.clone());
    }
    Filled { typed: Typed::from_address(pairs), errors: Vec::new() }
}

fn fields(asked: &Asked, form: &Filled) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action=asked.address("logistics")>
            {travel(form)}
            {sleep(asked, form)}
            {needs(form)}
            <p class="form-actions"><button class="button" data-kind="primary">"Keep"</button></p>
        </form>
    }
}

fn travel(form: &Filled) -> impl IntoView + use<> {
    let day = |name, label| Field::text(name, label).kind("date");
    let time = |name, label| Field::text(name, label).kind("time");
    view! {
        <h2>"Coming and going"</h2>
        <p class="hint">"In campus time; about is enough."</p>
        <div class="field-row">{field(form, day("arrives_on", "Day of arrival"))}{field(form, time("arrives_at", "Time of arrival"))}</div>
        <div class="field-row">{field(form, day("leaves_on", "Day of departure"))}{field(form, time("leaves_at", "Time of departure"))}</div>
    }
}

fn sleep(asked: &Asked, form: &Filled) -> impl IntoView + use<> {
    let label = |room: Lodging| match room {
        Lodging::Own => "A room of my own",
        Lodging::Shared => "A room I share",
    };
    let rooms = Lodging::ALL.map(|room| Choice { value: room.to_string(), label: label(room).to_owned() }).to_vec();
    let companion = Field::text("companion", "With whom, or who comes along").hint("The name, if there is somebody.");
    let nights = day_choices(&possible_nights(&asked.residency));
    view! {
        <h2>"Nights"</h2>
        {checks(form, "nights", "Nights you sleep here", "By the day of the evening. None, if you sleep at home.", nights)}
        {choices(form, "room", "Your room", rooms)}
        {field(form, companion)}
    }
}

fn needs(form: &Filled) -> impl IntoView + use<> {
    let choose = Choice { value: String::new(), label: "Choose".to_owned() };
    let diets = std::iter::once(choose).chain(Diet::ALL.map(|diet| Choice { value: diet.to_string(), label: diet.label().to_owned() }));
    let note = Field::text("diet_note", "More on your diet").hint("Needed if you chose “Something else”.");
    let area = |name, label, hint| TextArea { name, label, hint, rows: 2, limit: LONGEST_NOTE };
    view! {
        <h2>"What you need"</h2>
        {select(form, "diet", "What you eat", "", diets.collect())}
        {field(form, note)}
        {text_area(form, area("allergies", "Allergies", "Those the kitchen or the staff must know of."))}
        {text_area(form, area("access_needs", "Access", "Ways without steps, a hearing loop, a quiet room: whatever lets you take part."))}
        <h2>"In an emergency"</h2>
        {field(form, Field::text("contact_name", "Whom to call"))}
        {field(form, Field::text("contact_phone", "Telephone").kind("tel").hint("With its area code."))}
    }
}

/// Nothing can be changed any more.
fn closed(asked: &Asked, stay: Option<&Stay>) -> impl IntoView + use<> {
    let words = match stay {
        Some(stay) if stay.erased_at.is_some() => "What you wrote here is erased.".to_owned(),
        _ => format!(
            "It could be changed until {}. If something is different now, write to program staff.",
            when::day(asked.round.logistics_until)
        ),
    };
    view! { <p class="empty">{words}</p> }
}

fn erasure(asked: &Asked) -> impl IntoView + use<> {
    view! {
        <section class="block" aria-labelledby="erase">
            <h2 id="erase">"Have it erased"</h2>
            <p class="hint">"At once and for good. Staff then order neither a room nor a meal for you by it."</p>
            <form method="post" action=asked.address("logistics/erasure")>
                <p class="form-actions"><button class="button" data-kind="danger">"Erase what I wrote here"</button></p>
            </form>
        </section>
    }
}

fn looked(looks: &[Look], campus: Tz) -> impl IntoView + use<> {
    let at = |at: DateTime<Utc>| when::long(at, campus);
    let lines = looks
        .iter()
        .map(|look| {
            let how = if look.how == "file" { "downloaded it" } else { "looked at it" };
            view! { <li><time datetime=look.at.to_rfc3339()>{at(look.at)}</time>": "{look.reader.clone()}" "{how}</li> }
        })
        .collect_view();
    let none = looks.is_empty().then(|| view! { <p class="empty">"Nobody has looked at it yet."</p> });
    view! { <section class="block" aria-labelledby="looks"><h2 id="looks">"Who looked at it"</h2>{none}<ul>{lines}</ul></section> }
}
