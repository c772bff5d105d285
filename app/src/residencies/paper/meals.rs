//! Meal counts: how many are expected at each meal, for the kitchen.

use axum::extract::Path;
use domain::residencies::{ReleasedSession, SessionKind};
use leptos::prelude::*;

use super::loading::Paper;
use crate::{
    AppError, Page,
    residencies::{frame::place, itinerary::hours},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/paper/meals`
pub async fn meals(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    Ok(Page::new(&staff, format!("Meal counts: {}", paper.of.residency.title), move || {
        let meals: Vec<&ReleasedSession> = paper.sessions.iter().filter(|session| session.kind == SessionKind::Meal).collect();
        let none = meals.is_empty().then(|| {
            view! { <p class="empty">"The released schedule has no meals. Sessions of the kind “Meal” stand here with the number of students."</p> }
        });
        let rows: Vec<_> = meals.into_iter().map(|meal| row(&paper, meal)).collect();
        let table = (!rows.is_empty()).then(|| table(rows));
        view! { {paper.head("Meal counts")}{none}{table} }
    }))
}

fn table(rows: Vec<impl IntoView>) -> impl IntoView {
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption>"Students who are expected. Add faculty and staff."</caption>
                <thead>
                    <tr>
                        <th scope="col">"Meal"</th><th scope="col">"Day"</th><th scope="col">"Time"</th><th scope="col">"Place"</th>
                        <th scope="col" class="num">"Students"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(paper: &Paper, meal: &ReleasedSession) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{meal.title.clone()}</th>
            <td class="nowrap">{when::day(meal.starts_at.with_timezone(&paper.campus).date_naive())}</td>
            <td class="nowrap">{hours(meal, paper.campus)}</td>
            <td>{place(meal)}</td>
            <td class="num">{paper.expected(meal).len()}</td>
        </tr>
    }
}
