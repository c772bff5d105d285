//! The units of one student: state, dates, every try, and what was written.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    authoring::UnitKind,
    cohorts::ExtensionState,
    reports::{Attempt, UnitRecord, UnitStanding},
};
use leptos::prelude::*;

use crate::{cohorts::pages::words::percent, when};

/// A unit in the table.
pub(super) fn row(unit: &UnitRecord, standing: UnitStanding, campus: Tz) -> impl IntoView + use<> {
    let (word, label) = match standing {
        UnitStanding::Done { late: false } => ("done", "Done"),
        UnitStanding::Done { late: true } => ("done", "Done late"),
        UnitStanding::Overdue => ("late", "Past due"),
        UnitStanding::Started => ("started", "Started"),
        UnitStanding::Open => ("open", "Open"),
        UnitStanding::Locked => ("locked", "Locked"),
    };
    view! {
        <tr>
            <th scope="row">{unit.title.clone()}<span class="roster-note">{unit.kind.label()}</span></th>
            <td><span class="state" data-state=word>{label}</span></td>
            <td>{due(unit, campus)}</td>
            <td>{unit.completed_at.map(|at| time(at, campus))}</td>
            <td>{results(unit, campus)}</td>
        </tr>
    }
}

/// When a unit is due; where more time was asked for or given, both dates and what became of it.
fn due(unit: &UnitRecord, campus: Tz) -> impl IntoView + use<> {
    let extension = unit.extension.as_ref().map(|extension| {
        let day = extension.due_at.with_timezone(&campus).date_naive();
        let said = match extension.state {
            ExtensionState::Granted => format!("Extended; for the cohort {}", when::long(unit.cohort_due_at, campus)),
            ExtensionState::Requested => format!("Asked for until {}, not answered", when::day(day)),
            ExtensionState::Refused => format!("Asked for until {}, refused", when::day(day)),
            ExtensionState::Withdrawn => format!("An extension until {} was taken back", when::day(day)),
        };
        view! { <span class="roster-note" title=extension.reason.clone()>{said}</span> }
    });
    view! { {time(unit.due_at, campus)}{extension} }
}

fn time(at: DateTime<Utc>, campus: Tz) -> impl IntoView {
    view! { <time datetime=at.to_rfc3339()>{when::long(at, campus)}</time> }
}

fn results(unit: &UnitRecord, campus: Tz) -> AnyView {
    match unit.kind {
        UnitKind::Quiz if !unit.attempts.is_empty() => {
            let tries = unit.attempts.iter().map(|attempt| view! { <li>{in_words(attempt, campus)}</li> }).collect_view();
            view! { <ol class="tries">{tries}</ol> }.into_any()
        }
        kind if kind.is_written() && unit.response.is_some() => {
            view! { <a href=format!("#written-{}", unit.unit)>"Written answer"</a> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// `Try 2: 17 of 22 points, 77%, passed, Tue 9 Mar 2027, 20:10`.
fn in_words(attempt: &Attempt, campus: Tz) -> String {
    let number = attempt.number;
    let (Some(at), Some(points), Some(possible)) = (attempt.submitted_at, attempt.points, attempt.possible) else {
        return format!("Try {number}: begun {}, not handed in", when::long(attempt.started_at, campus));
    };
    let passed = if attempt.passed == Some(true) { "passed" } else { "not passed" };
    let share = percent(domain::learning::rules::percent(points, possible));
    format!("Try {number}: {} of {} points, {share}, {passed}, {}", rounded(points), rounded(possible), when::long(at, campus))
}

/// Points with at most one decimal, and none where there is none.
fn rounded(points: f64) -> String {
    format!("{points:.1}").trim_end_matches(".0").to_owned()
}

/// What the student wrote to a case. It is text, and stays text.
pub(super) fn response(unit: &UnitRecord, campus: Tz) -> Option<impl IntoView + use<>> {
    let response = unit.response.as_ref()?;
    let words = response.text.split_whitespace().count();
    Some(view! {
        <article class="written" id=format!("written-{}", unit.unit)>
            <h3>{unit.title.clone()}</h3>
            <p class="meta"><span>{words}" words"</span><span>"Last changed "{time(response.at, campus)}</span></p>
            <p class="written-text">{response.text.clone()}</p>
        </article>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ids::UnitId, reports::CaseResponse};

    fn attempt(points: Option<f64>) -> Attempt {
        let at = DateTime::UNIX_EPOCH;
        let done = points.map(|_| at);
        Attempt {
            unit_id: UnitId::new(),
            number: 2,
            started_at: at,
            submitted_at: done,
            points,
            possible: points.map(|_| 22.0),
            passed: points.map(|p| p > 15.0),
        }
    }

    #[test]
    fn a_try_is_told_in_words_and_its_percentage_is_not_rounded_up() {
        assert_eq!(in_words(&attempt(Some(15.3)), chrono_tz::UTC), "Try 2: 15.3 of 22 points, 69%, passed, Thu 1 Jan 1970, 00:00");
        assert_eq!(in_words(&attempt(Some(7.0)), chrono_tz::UTC), "Try 2: 7 of 22 points, 31%, not passed, Thu 1 Jan 1970, 00:00");
        assert_eq!(in_words(&attempt(None), chrono_tz::UTC), "Try 2: begun Thu 1 Jan 1970, 00:00, not handed in");
    }

    #[test]
    fn what_a_student_wrote_stays_text() {
        let unit = UnitRecord {
            unit: UnitId::new(),
            kind: UnitKind::Case,
            title: "A case".into(),
            minutes: 30,
            cohort_due_at: DateTime::UNIX_EPOCH,
            due_at: DateTime::UNIX_EPOCH,
            extension: None,
            started_at: None,
            completed_at: None,
            last_at: None,
            best_percent: None,
            attempts: Vec::new(),
            response: Some(CaseResponse { text: "</p><script>alert(1)</script> & more".into(), at: DateTime::UNIX_EPOCH }),
        };
        let html = Owner::new().with(|| response(&unit, chrono_tz::UTC).into_view().to_html());
        assert!(!html.contains("<script>") && !html.contains("</p><script"), "{html}");
        assert!(html.contains("&lt;/p&gt;&lt;script&gt;"), "{html}");
    }
}
