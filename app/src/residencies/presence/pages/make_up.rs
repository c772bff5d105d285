//! How a student makes up for a session, for staff: what was proposed, what was handed in, and deciding.

use axum::extract::{Path, State as Shared};
use chrono::Days;
use domain::{
    FieldError,
    ids::MakeUpId,
    residencies::{
        presence::{MakeUp, MakeUpState, MakeUpWay},
        store::presence::{self as presences, is_owed, next_seat},
    },
};
use leptos::prelude::*;

use super::{make_up_address, make_up_state};
use crate::{
    AppError, Page, Site,
    forms::{Choice, Field, Filled, TextArea, Typed, choices, error_summary, field, text_area, with_summary},
    residencies::OfStaff,
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/make-ups/{make_up}`
pub async fn make_up(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number, id)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let id: MakeUpId = id.parse().map_err(|_| AppError::NotFound)?;
    let one = presences::make_up(&site.db, of.residency.id, id).await?;
    let was_there = was_there(&staff, &of, &one).await?;
    let verdict = match (one.state, one.way) {
        _ if was_there => "refused",
        (MakeUpState::HandedIn, _) => "done",
        (_, MakeUpWay::Recording) => "recording",
        (_, MakeUpWay::NextCohort) => "next-cohort",
    };
    // What was proposed may lie in the past by now: two weeks are what the rule gives.
    let today = staff.now.with_timezone(&one.campus).date_naive();
    let due_on = if one.due_on < today { today + Days::new(14) } else { one.due_on };
    let (sequence, due_on) = (one.sequence.to_string(), due_on.to_string());
    let form = Filled::with_values([("sequence", &sequence), ("verdict", verdict), ("due_on", &due_on)]);
    show(&staff, of, (one, was_there), form).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn decision_again(staff: &Staff, of: OfStaff, id: MakeUpId, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    let one = presences::make_up(&staff.site.db, of.residency.id, id).await?;
    // What stands there now is what they decide on next.
    let typed = typed.replaced("sequence", one.sequence.to_string());
    let was_there = was_there(staff, &of, &one).await?;
    show(staff, of, (one, was_there), typed.with(errors)).await
}

/// Whether attendance came in after staff asked for something: a late roll, or a correction.
async fn was_there(staff: &Staff, of: &OfStaff, one: &MakeUp) -> Result<bool, AppError> {
    let asked = matches!(one.state, MakeUpState::Approved | MakeUpState::HandedIn);
    Ok(asked && !is_owed(&staff.site.db, of.residency.id, one, staff.now).await?)
}

async fn show(staff: &Staff, of: OfStaff, (one, was_there): (MakeUp, bool), form: Filled) -> Result<Page, AppError> {
    let today = staff.now.with_timezone(&one.campus).date_naive();
    let has_next = next_seat(&staff.site.db, of.residency.id, today).await?.is_some();
    let heading = format!("Make-up: {}", one.student);
    let (title, filled) = (with_summary(&form, &heading), form.clone());
    let page = Page::new(staff, title, move || {
        view! {
            {error_summary(&form)}
            {of.head_under(("Presence", "/presence"), heading)}
            {was_there.then(|| nothing_missed(&of, &one))}
            {facts(&one)}
            {written(&one)}
            {deciding(&one, has_next, &form)}
        }
    });
    Ok(filled.on(page))
}

/// What staff asked for is theirs to take back.
fn nothing_missed(of: &OfStaff, one: &MakeUp) -> impl IntoView + use<> {
    let history = format!("{}/sessions/{}/students/{}", of.address(), one.session_id, one.enrollment_id);
    view! {
        <p class="notice" data-kind="attention">
            "By what is marked now, nothing is left to make up for: "<a href=history>"their minutes changed"</a>
            " after this was proposed. Decide that it is not needed and say why, or leave it as it is."
        </p>
    }
}

fn facts(one: &MakeUp) -> impl IntoView + use<> {
    let seat = one.next_cohort.clone().map(|cohort| view! { <div><dt>"Seat reserved in"</dt><dd>{cohort}</dd></div> });
    let decided = one.decided_at.map(|at| {
        let by = one.decided_by.clone().unwrap_or_else(|| "by the rule, for their minutes changed".to_owned());
        view! { <div><dt>"Decided"</dt><dd>{when::long(at, one.campus)}", "{by}</dd></div> }
    });
    let words =
        (!one.words.is_empty()).then(|| view! { <div><dt>"Words to the student"</dt><dd class="asked">{one.words.clone()}</dd></div> });
    view! {
        <dl class="facts measure">
            <div><dt>"Missed"</dt><dd>{one.session_title.clone()}", "{when::long(one.starts_at, one.campus)}</dd></div>
            <div><dt>"State"</dt><dd>{make_up_state(one.state)}</dd></div>
            <div><dt>"How"</dt><dd>{one.way.label()}</dd></div>
            <div><dt>"By the end of"</dt><dd>{when::day(one.due_on)}</dd></div>
            {seat}
            <div><dt>"Proposed"</dt><dd>{when::long(one.proposed_at, one.campus)}</dd></div>
            {decided}
            {words}
        </dl>
    }
}

/// What the student wrote; a draft is theirs alone.
fn written(one: &MakeUp) -> impl IntoView + use<> {
    one.handed_in_at.filter(|_| one.state != MakeUpState::Approved).map(|at| {
        view! {
            <section class="block" aria-labelledby="written">
                <h2 id="written">"What they hand in"</h2>
                <p class="meta"><span>{when::long(at, one.campus)}" campus time"</span></p>
                <p class="asked measure">{one.reflection.clone()}</p>
            </section>
        }
    })
}

/// What staff can decide on what stands there.
fn offered(one: &MakeUp, has_next: bool) -> Vec<Choice> {
    let offered: &[(&str, &str)] = match one.state {
        MakeUpState::Proposed => {
            &[("recording", "Recording and reflection"), ("next-cohort", NEXT), ("refused", "Nothing is to be made up for")]
        }
        MakeUpState::Approved => &[
            ("recording", "Recording and reflection, as said below"),
            ("next-cohort", NEXT),
            ("done", "It is made up for"),
            ("failed", "It was not made up for"),
            ("refused", "Nothing is to be made up for"),
        ],
        MakeUpState::HandedIn => &[
            ("done", "It is made up for"),
            ("recording", "Something is missing: back to the student"),
            ("failed", "It does not count"),
            ("refused", "Nothing is to be made up for"),
        ],
        MakeUpState::Refused | MakeUpState::Failed => &[("recording", "Recording and reflection after all"), ("next-cohort", NEXT)],
        MakeUpState::Done => &[],
    };
    offered
        .iter()
        .filter(|(value, _)| *value != "next-cohort" || has_next)
        .map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() })
        .collect()
}

fn deciding(one: &MakeUp, has_next: bool, form: &Filled) -> impl IntoView + use<> {
    let options = offered(one, has_next);
    let words = TextArea {
        name: "words",
        label: "Words to the student",
        hint: "Needed where it is refused, sent back or does not count; read here and in their mail.",
        rows: 3,
        limit: 1000,
    };
    let due_on = Field::text("due_on", "By which day").kind("date").hint("Where something is still to be done: by 23:59 campus time.");
    (!options.is_empty()).then(|| {
        view! {
            <form class="form" method="post" action=format!("{}/decision", make_up_address(one))>
                <h2>"Decide"</h2>
                <input type="hidden" name="sequence" value=form.typed.get("sequence").to_owned()/>
                {choices(form, "verdict", "What becomes of it", options)}
                {field(form, due_on)}
                {text_area(form, words)}
                <p class="form-actions"><button class="button" data-kind="primary">"Decide"</button></p>
            </form>
        }
    })
}

const NEXT: &str = "The same session with the next cohort: a seat is reserved";
