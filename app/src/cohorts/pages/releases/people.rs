//! Whom a move affects, and what becomes of extensions.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::cohorts::{
    EnrollmentState, ExtensionState,
    store::{Affected, ExtensionMove},
};
use leptos::prelude::*;

use crate::{
    cohorts::pages::{plan::Library, words::count},
    when,
};

/// How many are told, and who, folded.
pub(super) fn affected(slug: &str, affected: &[Affected]) -> impl IntoView + use<> {
    let now = told(affected) as i64;
    let later = affected.len() as i64 - now;
    let lines = affected.iter().map(|one| person(slug, one)).collect_view();
    let words = match (now, later) {
        (0, 0) => "Nobody's own dates change, so nobody is told.".to_owned(),
        (now, 0) => format!("{} told by mail, once, with their own dates before and after.", told_words(now)),
        (0, later) => format!("{} away: they are told when they are back.", are(later)),
        (now, later) => format!(
            "{} told by mail, once, with their own dates before and after; {} away and told when they are back.",
            told_words(now),
            are(later)
        ),
    };
    let names = (!affected.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{format!("Who: {}", count(affected.len() as i64, "student"))}</summary>
                <ul class="affected">{lines}</ul>
            </details>
        }
    });
    view! {
        <section class="block" aria-labelledby="people">
            <h2 id="people">"Whom it affects"</h2>
            <p>{words}</p>
            {names}
        </section>
    }
}

/// How many are told at once: those who study.
pub(super) fn told(affected: &[Affected]) -> usize {
    affected.iter().filter(|one| one.state == EnrollmentState::Enrolled).count()
}

fn told_words(number: i64) -> String {
    format!("{} {}", count(number, "student"), if number == 1 { "is" } else { "are" })
}

fn are(number: i64) -> String {
    format!("{number} {}", if number == 1 { "is" } else { "are" })
}

fn person(slug: &str, one: &Affected) -> impl IntoView + use<> {
    let address = format!("/cohorts/{slug}/students/{}", one.enrollment);
    let away = (one.state != EnrollmentState::Enrolled).then(|| format!(" · {}", one.state.label().to_lowercase()));
    let dates = count(one.changes.len() as i64, "date");
    view! { <li><a href=address>{one.name.clone()}</a><span class="quiet">{dates}{away}</span></li> }
}

/// What becomes of extensions; nothing where there are none.
pub(super) fn extensions(moves: &[ExtensionMove], library: &Library, campus: Tz) -> impl IntoView + use<> {
    let protected = moves.iter().filter(|one| one.is_protected()).count() as i64;
    let along = moves.len() as i64 - protected;
    let rows = moves.iter().map(|one| extension(one, library, campus)).collect_view();
    (!moves.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="extensions">
                <div class="block-head">
                    <h2 id="extensions">"Extensions"</h2>
                    <p>{format!("{} as promised, {} along", stay(protected), go(along))}</p>
                </div>
                <div class="table-wrap" role="region" aria-label="Extensions" tabindex="0">
                    <table class="table">
                        <thead><tr>
                            <th scope="col">"Student"</th><th scope="col">"Unit"</th><th scope="col">"Promised"</th>
                            <th scope="col">"Before"</th><th scope="col">"After"</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

fn stay(number: i64) -> String {
    format!("{number} {}", if number == 1 { "stays" } else { "stay" })
}

fn go(number: i64) -> String {
    format!("{number} {}", if number == 1 { "moves" } else { "move" })
}

fn extension(one: &ExtensionMove, library: &Library, campus: Tz) -> impl IntoView + use<> {
    let date = |at: DateTime<Utc>| when::long(at, campus);
    let state = if one.is_protected() { ("done", "Protected") } else { ("started", "Moves along") };
    let asked = (one.state == ExtensionState::Requested).then_some(" (asked for)");
    let overtaken = one.is_overtaken().then(|| {
        view! { <span class="roster-note">"All others then have as much time: "{date(one.others)}</span> }
    });
    view! {
        <tr>
            <th scope="row">{one.student.clone()}</th>
            <td>{one.unit_title.clone()}<span class="roster-note">{library.module(&one.module)}</span></td>
            <td><span class="state" data-state=state.0>{state.1}</span>{asked}<span class="roster-note">{one.basis.promise()}</span></td>
            <td>{date(one.before)}</td>
            <td>{date(one.after)}{overtaken}</td>
        </tr>
    }
}
