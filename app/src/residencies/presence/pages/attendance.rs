//! A student's own attendance: minutes by session, their sum, what is missing and how it is made up for.

use axum::extract::State as Shared;
use domain::{
    Result,
    cohorts::{Residency, store as cohorts},
    db::Db,
    ids::EnrollmentId,
    residencies::{
        presence::{AttendanceState, MakeUp, MakeUpState, rules},
        store::presence::{self as presences, OwnSession},
    },
};
use leptos::prelude::*;

use super::{attendance_state, make_up_state};
use crate::{AppError, Page, Site, visit::Student, when};

/// `GET /attendance`
pub async fn attendance(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let sessions = presences::attendance_of(&site.db, student.place.enrollment).await?;
    let make_ups = presences::make_ups_of(&site.db, student.place.enrollment).await?;
    let mut over = cohorts::residencies(&site.db, student.place.cohort).await?;
    let today = student.now.with_timezone(&student.place.campus).date_naive();
    over.retain(|one| one.ends_on < today);
    Ok(Page::new(&student.clone(), "Attendance", move || {
        view! {
            <header class="page-head">
                <p class="eyebrow">{student.place.cohort_title.clone()}</p>
                <h1>"Attendance"</h1>
                <p class="lede">"Where you were, by session, and what is to be made up for. Times are campus time."</p>
            </header>
            <p class="roll-ways"><a href="/check-in">"Check in by the code of a room"</a><a href="/me/code">"Your own code"</a></p>
            {to_make_up(&make_ups)}
            {residencies(&student, &sessions, &make_ups, &over)}
        }
    }))
}

/// What was attended and made up for so far, in a sentence: `5 of 6 sessions attended, 1 made up`. Nothing where nothing was marked.
///
/// # Errors
/// Those of the database.
pub async fn attended(db: &Db, enrollment: EnrollmentId) -> Result<Option<String>> {
    let marked = marked(db, enrollment).await?;
    let make_ups = presences::make_ups_of(db, enrollment).await?;
    Ok((!marked.is_empty()).then(|| sentence(&marked, &make_ups)))
}

/// The sessions of education that were marked, by residency and time.
pub(super) async fn marked(db: &Db, enrollment: EnrollmentId) -> Result<Vec<OwnSession>> {
    let mut sessions = presences::attendance_of(db, enrollment).await?;
    sessions.retain(|one| one.counts() && one.state.is_some());
    Ok(sessions)
}

fn sentence(marked: &[OwnSession], make_ups: &[MakeUp]) -> String {
    let there = marked.iter().filter(|one| one.state == Some(AttendanceState::Present)).count();
    let of = marked.len();
    let count = |state: MakeUpState| make_ups.iter().filter(|one| one.state == state).count();
    let open = count(MakeUpState::Proposed) + count(MakeUpState::Approved) + count(MakeUpState::HandedIn);
    let part = |number: usize, words: &str| if number > 0 { format!(", {number} {words}") } else { String::new() };
    let sessions = if of == 1 { "session" } else { "sessions" };
    format!("{there} of {of} {sessions} attended{}{}", part(count(MakeUpState::Done), "made up"), part(open, "to be made up"))
}

fn to_make_up(all: &[MakeUp]) -> impl IntoView + use<> {
    let some = !all.is_empty();
    let entries = all
        .iter()
        .map(|one| {
            let due = matches!(one.state, MakeUpState::Approved).then(|| view! { <span>"By "{when::day(one.due_on)}</span> });
            view! {
                <li>
                    <h3><a href=format!("/attendance/make-ups/{}", one.id)>{one.session_title.clone()}</a></h3>
                    <p class="meta">{make_up_state(one.state)}<span>{one.way.label()}</span>{due}</p>
                </li>
            }
        })
        .collect_view();
    some.then(|| {
        view! {
            <section class="block" aria-labelledby="make-ups"><h2 id="make-ups">"What is made up for"</h2><ul class="requests">{entries}</ul></section>
        }
    })
}

/// `over`: those whose days are over, whether or not anything of them was for the student.
fn residencies(student: &Student, sessions: &[OwnSession], make_ups: &[MakeUp], over: &[Residency]) -> AnyView {
    let past: Vec<&OwnSession> = sessions.iter().filter(|one| one.starts_at <= student.now || one.state.is_some()).collect();
    if past.is_empty() {
        let words = match over {
            [] => "No session has begun yet.".to_owned(),
            [one] => format!("{} is over, and no session of it was released for you.", one.title),
            more => format!("{} residencies are over, and no session of them was released for you.", more.len()),
        };
        let words = format!("{words} After each session your minutes stand here, with the hours that count as education.");
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    past.chunk_by(|one, two| one.position == two.position).map(|sessions| residency(student, sessions, make_ups)).collect_view().into_any()
}

fn residency(student: &Student, sessions: &[&OwnSession], make_ups: &[MakeUp]) -> impl IntoView + use<> {
    let title = sessions.first().map_or_else(String::new, |one| one.residency.clone());
    let id = format!("residency-{}", sessions.first().map_or(0, |one| one.position));
    let minutes: i64 = sessions.iter().filter_map(|one| one.minutes).sum();
    let rows = sessions.iter().map(|one| row(student, one, make_ups)).collect_view();
    view! {
        <section class="block" aria-labelledby=id>
            <h2 id=id.clone()>{title.clone()}</h2>
            <div class="table-wrap" role="region" aria-label=format!("Table of {title}") tabindex="0">
                <table class="table" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col">"Session"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"Attendance"</th>
                            <th scope="col" class="num">"Minutes"</th>
                            <th scope="col" class="num">"Hours"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr><th scope="row" colspan="3">"Together"</th><td class="num" data-name="Minutes">{minutes}</td><td class="num" data-name="Hours">{rules::hours(minutes)}</td></tr>
                    </tfoot>
                </table>
            </div>
            <p class="aside-note">"Hours are of education alone, each minute once, to the nearest quarter; the sum is rounded once."</p>
        </section>
    }
}

fn row(student: &Student, one: &OwnSession, make_ups: &[MakeUp]) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let off = one.canceled_at.is_some().then(|| view! { <span class="roster-note">"Called off afterwards; your attendance stays"</span> });
    let corrected = one.corrected.unwrap_or(false).then(|| view! { <span class="roster-note">"Corrected by staff"</span> });
    let made_up = make_ups.iter().any(|make_up| make_up.session_id == one.session_id && make_up.state == MakeUpState::Done);
    let made_up = made_up.then(|| view! { <span class="roster-note">"Made up"</span> });
    let hours = if one.counts() { rules::hours(one.minutes.unwrap_or(0)) } else { "not education".to_owned() };
    view! {
        <tr>
            <th scope="row">{one.title.clone()}{off}</th>
            <td data-name="When"><time datetime=one.starts_at.to_rfc3339()>{when::long(one.starts_at, campus)}</time></td>
            <td>{attendance_state(one.state)}{corrected}{made_up}</td>
            <td class="num" data-name="Minutes">{one.present.unwrap_or(0)}" of "{(one.ends_at - one.starts_at).num_minutes()}</td>
            <td class="num" data-name="Hours">{hours}</td>
        </tr>
    }
}
