//! Who comes, for staff: how many, on which days, who has not answered.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    residencies::{
        coming::{Answer, on_day, rules::days},
        store::{self, ComingLine, Round},
    },
};
use leptos::prelude::*;

use super::{super::fields::in_days, asking};
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    forms::{Filled, Typed, error_summary, with_summary},
    page::Width,
    residencies::OfStaff,
    visit::Staff,
    when,
};

const NOTICES: [(&str, &str); 4] = [
    ("asked", "Saved. Who had no invitation gets one by mail."),
    ("reminded", "Everybody who has not answered is reminded."),
    ("withdrawn", "The question is taken back, and the invitations are canceled by mail."),
    ("written", "The answer is written down."),
];

/// `GET /cohorts/{cohort}/residencies/{number}/coming`
pub async fn who_comes(Shared(_): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    show(&staff, of, None).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn asking_again(staff: &Staff, of: OfStaff, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    show(staff, of, Some(typed.with(errors))).await
}

async fn show(staff: &Staff, of: OfStaff, form: Option<Filled>) -> Result<Page, AppError> {
    let db = &staff.site.db;
    let (round, lines) = (store::round(db, of.residency.id).await?, store::coming(db, of.residency.id).await?);
    let form = form.unwrap_or_else(|| asking::begun(&of, round.as_ref(), staff.now));
    let shown = staff.asked("answer").unwrap_or_default();
    let done = notice(staff, &NOTICES);
    let (is_open, now) = (round.as_ref().is_some_and(|round| round.is_open(staff.now)), staff.now);
    let (title, filled) = (with_summary(&form, "Who comes"), form.clone());
    Ok(filled.on(Page::new(staff, title, move || {
        let answers = round.as_ref().map(|round| answers(&of, round, is_open, &lines, &shown));
        view! {
            {done}
            {error_summary(&form)}
            {of.head("/coming", "Who comes".to_owned())}
            {answers}
            {asking::asking(&of, round.as_ref(), &form, now)}
        }
    })
    .width(Width::Wide)))
}

fn answers(of: &OfStaff, round: &Round, is_open: bool, lines: &[ComingLine], shown: &str) -> impl IntoView + use<> {
    let campus = of.scope.cohort().time_zone;
    let by = if is_open { "Students answer by " } else { "The time to answer was over on " };
    let silent = lines.iter().filter(|line| line.answer.is_none()).count();
    let deadline = round.stands().then(|| view! { <p>{by}{when::long(round.answer_by, campus)}" campus time."</p> });
    view! {
        <section class="block" aria-labelledby="answers">
            <h2 id="answers">"Answers"</h2>
            {deadline}
            {filters(of, lines, shown)}
            <div class="table-actions">
                <p>{per_day(of, lines)}</p>
                <div class="form-actions">
                    {(is_open && silent > 0).then(|| reminder(of, silent))}
                    <a class="button" href=format!("{}/coming.csv", of.address())>"Download as CSV"</a>
                </div>
            </div>
            {table(of, round.stands(), lines, shown)}
        </section>
    }
}

fn reminder(of: &OfStaff, silent: usize) -> impl IntoView + use<> {
    let words =
        if silent == 1 { "Remind the one who has not answered".to_owned() } else { format!("Remind the {silent} who have not answered") };
    view! { <form method="post" action=format!("{}/coming/reminder", of.address())><button class="button">{words}</button></form> }
}

/// The answers as ways to those who gave them, each with how many they are.
fn filters(of: &OfStaff, lines: &[ComingLine], shown: &str) -> impl IntoView + use<> {
    let of_answer = |answer: Option<Answer>| lines.iter().filter(|line| line.answer == answer).count();
    let mut ways = vec![("", "Everyone", lines.len())];
    ways.extend(Answer::ALL.map(|answer| (answer.as_str(), answer.label(), of_answer(Some(answer)))));
    ways.push(("none", "No answer", of_answer(None)));
    let ways = ways
        .into_iter()
        .map(|(word, label, number)| {
            let base = format!("{}/coming", of.address());
            let address = if word.is_empty() { base } else { format!("{base}?answer={word}") };
            let here = (word == shown).then_some("true");
            view! { <li><a href=address aria-current=here>{label}" "<span class="segment-count">{number}</span></a></li> }
        })
        .collect_view();
    view! { <nav class="segments no-print" aria-label="Answers"><ul>{ways}</ul></nav> }
}

/// `Sat 9 Jan: 28, Sun 10 Jan: 30`.
fn per_day(of: &OfStaff, lines: &[ComingLine]) -> String {
    let said = days(&of.residency).into_iter().map(|day| format!("{}: {}", day.format("%a %-d %b"), on_day(lines, day)));
    format!("There by day: {}.", said.collect::<Vec<_>>().join(", "))
}

fn table(of: &OfStaff, stands: bool, lines: &[ComingLine], shown: &str) -> AnyView {
    let fits = |line: &&ComingLine| match line.answer {
        _ if shown.is_empty() => true,
        Some(answer) => answer.as_str() == shown,
        None => shown == "none",
    };
    let rows: Vec<_> = lines.iter().filter(fits).map(|line| row(of, stands, line)).collect();
    if rows.is_empty() {
        return view! { <p class="empty">"Nobody has this answer."</p> }.into_any();
    }
    view! {
        <div class="table-wrap" role="region" aria-label="Answers by student" tabindex="0">
            <table class="table" data-stacks="">
                <thead>
                    <tr>
                        <th scope="col">"Student"</th><th scope="col">"Answer"</th><th scope="col">"Note"</th><th scope="col">"Given"</th>
                        <th scope="col">"Change"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(of: &OfStaff, stands: bool, line: &ComingLine) -> impl IntoView + use<> {
    let campus = of.scope.cohort().time_zone;
    let state = match line.answer {
        Some(Answer::Yes) => "done",
        Some(Answer::Part) => "started",
        Some(Answer::No) => "open",
        None => "waiting",
    };
    let days = (!line.days().is_empty()).then(|| view! { <span class="roster-note">{in_days(line.days())}</span> });
    let given = line.answered_at.zip(line.source).map(|(at, source)| {
        view! { <time datetime=at.to_rfc3339()>{when::long(at, campus)}</time><span class="roster-note">{source.label()}</span> }
    });
    let address = format!("{}/coming/{}", of.address(), line.enrollment_id);
    let change = stands.then(|| view! { <a href=address aria-label=format!("Answer for {}", line.student)>"Answer"</a> });
    view! {
        <tr>
            <th scope="row">{line.student.clone()}</th>
            <td><span class="state" data-state=state>{line.answer.map_or("No answer", Answer::label)}</span>{days}</td>
            <td>{line.note.clone().unwrap_or_default()}</td>
            <td>{given}</td>
            <td>{change}</td>
        </tr>
    }
}
