//! What is asked of a student about the next residency, as their pages say it in a line.

use chrono::NaiveDate;
use domain::residencies::{coming::Answer, store::AskedOf};
use leptos::prelude::*;

use crate::{visit::Student, when};

/// One line, with the way to where it is done.
pub(crate) fn asked_line(student: &Student, one: &AskedOf) -> AnyView {
    let campus = student.place.campus;
    let today: NaiveDate = student.now.with_timezone(&campus).date_naive();
    let answer = format!("/residencies/{}/answer", one.position);
    let logistics = format!("/residencies/{}/logistics", one.position);
    match one.answer {
        None if student.now <= one.answer_by => {
            let by = when::deadline(one.answer_by, campus, student.session.person.time_zone);
            view! { <p><a href=answer>"Say by "{by}" whether you come"</a>"."</p> }.into_any()
        }
        None => view! { <p>"You have not said whether you come. Write to program staff."</p> }.into_any(),
        Some(Answer::No) => view! { <p>"You do not come. "<a href=answer>"Your answer"</a></p> }.into_any(),
        Some(_) if !one.has_logistics && today <= one.logistics_until => {
            let by = when::day(one.logistics_until);
            view! { <p>"You come. "<a href=logistics>"Say by "{by}" what you need"</a>"."</p> }.into_any()
        }
        Some(_) => view! { <p>"You come. "<a href=answer>"Your answer"</a>", "<a href=logistics>"your stay"</a></p> }.into_any(),
    }
}
