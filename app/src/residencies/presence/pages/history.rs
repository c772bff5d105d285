//! How the minutes of one student in one session came about, and correcting them.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    cohorts::store as cohorts,
    ids::{EnrollmentId, MarkId},
    residencies::{
        presence::{LONGEST_REASON, rules},
        store::presence::{self as presences, MarkLine, RollLine},
    },
};
use leptos::prelude::*;

use super::attendance_state;
use crate::{
    AppError, Page, Site,
    forms::{Field, Filled, TextArea, Typed, error_summary, field, text_area, with_summary},
    residencies::presence::held::Held,
    visit::StaffOrFaculty,
    when,
};

type At = (String, String, String, String);

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}`
pub async fn history(Shared(_): Shared<Site>, visit: StaffOrFaculty, Path(at): Path<At>) -> Result<Page, AppError> {
    let (held, student) = of_student(&visit, at).await?;
    let form = Filled::with_values([("id", &MarkId::new().to_string())]);
    show(&visit, held, student, form).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn correction_again(
    visit: &StaffOrFaculty,
    (held, student): (Held, EnrollmentId),
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Page, AppError> {
    show(visit, held, student, typed.with(errors)).await
}

/// The session and the student at this address, for those who run the program.
pub async fn of_student(visit: &StaffOrFaculty, (cohort, number, session, student): At) -> Result<(Held, EnrollmentId), AppError> {
    let held = Held::load(visit, &(cohort, number, session)).await?;
    let student = student.parse().map_err(|_| AppError::NotFound)?;
    let known = held.runs && presences::places(&visit.site.db, held.cohort).await?.contains(&student);
    if known { Ok((held, student)) } else { Err(AppError::NotFound) }
}

async fn show(visit: &StaffOrFaculty, held: Held, student: EnrollmentId, form: Filled) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let name = cohorts::student_name(db, student).await?;
    let marks = presences::history(db, held.session.id, student).await?;
    let line = presences::roll(db, held.session.id).await?.into_iter().find(|line| line.enrollment_id == student);
    let done = visit.asked("done").is_some();
    let (title, filled) = (with_summary(&form, &format!("Presence of {name}")), form.clone());
    let page = Page::new(visit, title, move || {
        view! {
            {done.then(|| view! { <p class="notice" data-kind="success" role="status">"The minutes are corrected."</p> })}
            {error_summary(&form)}
            {held.head(name)}
            {facts(&held, line.as_ref())}
            <section class="block" aria-labelledby="seen"><h2 id="seen">"What was seen"</h2>{seen(&held, marks)}</section>
            <section class="block" aria-labelledby="correct"><h2 id="correct">"Correct it"</h2>{correcting(&held, student, &form)}</section>
        }
    });
    Ok(filled.on(page))
}

fn facts(held: &Held, line: Option<&RollLine>) -> impl IntoView + use<> {
    let length = (held.session.ends_at - held.session.starts_at).num_minutes();
    let present = line.and_then(|line| line.present).unwrap_or(0);
    let minutes = line.and_then(|line| line.minutes).unwrap_or(0);
    let out = (!held.session.creditable || !held.session.kind.is_education()).then_some(" (this session is not education)");
    view! {
        <dl class="facts" data-columns="">
            <div><dt>"Attendance"</dt><dd>{attendance_state(line.and_then(|line| line.state))}</dd></div>
            <div><dt>"Minutes there"</dt><dd>{present}" of "{length}</dd></div>
            <div><dt>"Minutes that count"</dt><dd>{minutes}{out}</dd></div>
            <div><dt>"Hours"</dt><dd>{rules::hours(minutes)}</dd></div>
        </dl>
    }
}

fn seen(held: &Held, marks: Vec<MarkLine>) -> AnyView {
    if marks.is_empty() {
        return view! { <p class="empty">"Nothing was marked for this student in this session yet."</p> }.into_any();
    }
    let campus = held.campus;
    let rows = marks
        .into_iter()
        .map(|mark| {
            let says = match (mark.minutes, mark.reason.as_str()) {
                (_, "") => String::new(),
                (Some(minutes), reason) => format!("{minutes} min: {reason}"),
                (None, reason) => format!("As marked: {reason}"),
            };
            view! {
                <tr>
                    <th scope="row">{mark.kind.label()}</th>
                    <td data-name="When">{when::long(mark.occurred_at, campus)}</td>
                    <td>{mark.way.label()}</td>
                    <td data-name="By">{mark.by_name}</td>
                    <td>{says}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Table of marks" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead>
                    <tr><th scope="col">"Mark"</th><th scope="col">"When"</th><th scope="col">"How"</th><th scope="col">"By"</th><th scope="col">"Why"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn correcting(held: &Held, student: EnrollmentId, form: &Filled) -> impl IntoView + use<> {
    let minutes = Field::text("minutes", "Minutes there")
        .kind("number")
        .hint("Leave it empty to take earlier corrections back: then the marks count.");
    let reason = TextArea {
        name: "reason",
        label: "Why",
        hint: "Kept with the correction, and read by whoever looks here.",
        rows: 2,
        limit: LONGEST_REASON,
    };
    view! {
        <form class="form" method="post" action=format!("{}/students/{student}/corrections", held.address())>
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            {field(form, minutes)}
            {text_area(form, reason)}
            <p class="form-actions"><button class="button" data-kind="primary">"Correct"</button></p>
        </form>
    }
}
