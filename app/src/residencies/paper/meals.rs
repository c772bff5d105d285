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
        <div class="table-wrap" role="region" aria-label="Meals" tabindex="0">
            <table class="table">
                <caption>"Students alone: add faculty and staff. What they eat stands under Logistics, where only who said that they come is counted."</caption>
                <thead>
                    <tr>
                        <th scope="col">"Meal"</th><th scope="col">"Day"</th><th scope="col">"Time"</th><th scope="col">"Place"</th>
                        <th scope="col" class="num">"Expected"</th><th scope="col" class="num">"Of them, no answer"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(paper: &Paper, meal: &ReleasedSession) -> impl IntoView + use<> {
    let expected = paper.expected(meal);
    let number = expected.len();
    let silent = paper.silent(expected).map_or_else(|| "not asked".to_owned(), |silent| silent.to_string());
    view! {
        <tr>
            <th scope="row">{meal.title.clone()}</th>
            <td class="nowrap">{when::day(meal.starts_at.with_timezone(&paper.campus).date_naive())}</td>
            <td class="nowrap">{hours((meal.starts_at, meal.ends_at), paper.campus)}</td>
            <td>{place(meal)}</td>
            <td class="num">{number}</td>
            <td class="num">{silent}</td>
        </tr>
    }
}
