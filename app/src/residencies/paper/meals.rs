//! Meal counts: how many are expected at each meal, for the kitchen.

use std::collections::HashMap;

use axum::extract::Path;
use domain::residencies::{ReleasedSession, SessionKind, coming, store};
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
    let (db, residency) = (&staff.site.db, paper.of.residency.id);
    let asked = store::round(db, residency).await?.is_some();
    let counts = coming::meals(&store::meals(db, residency).await?, &store::coming(db, residency).await?, &[], paper.campus);
    let come: HashMap<_, _> = counts.into_iter().filter(|_| asked).map(|meal| (meal.session, meal.all)).collect();
    Ok(Page::new(&staff, format!("Meal counts: {}", paper.of.residency.title), move || {
        let meals: Vec<&ReleasedSession> = paper.sessions.iter().filter(|session| session.kind == SessionKind::Meal).collect();
        let none = meals.is_empty().then(|| {
            view! { <p class="empty">"The released schedule has no meals. Sessions of the kind “Meal” stand here with the number of students."</p> }
        });
        let rows: Vec<_> = meals.into_iter().map(|meal| row(&paper, meal, come.get(&meal.id).copied())).collect();
        let table = (!rows.is_empty()).then(|| table(rows));
        view! { {paper.head("Meal counts")}{none}{table} }
    }))
}

fn table(rows: Vec<impl IntoView>) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="Meals" tabindex="0">
            <table class="table">
                <caption>"Students alone: add faculty and staff. What they eat stands under Logistics."</caption>
                <thead>
                    <tr>
                        <th scope="col">"Meal"</th><th scope="col">"Day"</th><th scope="col">"Time"</th><th scope="col">"Place"</th>
                        <th scope="col" class="num">"Expected"</th><th scope="col" class="num">"Said they come"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(paper: &Paper, meal: &ReleasedSession, come: Option<usize>) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{meal.title.clone()}</th>
            <td class="nowrap">{when::day(meal.starts_at.with_timezone(&paper.campus).date_naive())}</td>
            <td class="nowrap">{hours((meal.starts_at, meal.ends_at), paper.campus)}</td>
            <td>{place(meal)}</td>
            <td class="num">{paper.expected(meal).len()}</td>
            <td class="num">{come.map_or_else(|| "not asked".to_owned(), |come| come.to_string())}</td>
        </tr>
    }
}
