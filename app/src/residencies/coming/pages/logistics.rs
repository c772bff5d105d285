//! How many eat and sleep, for staff: numbers, no names.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::residencies::{
    coming::{Answer, Diet, MealCount, NightCount, meals, nights, rules::erased_from, rules::possible_nights},
    store::{self, Round},
};
use leptos::prelude::*;

use crate::{AppError, Page, Site, page::Width, residencies::OfStaff, visit::Staff, when};

/// `GET /cohorts/{cohort}/residencies/{number}/logistics`
pub async fn logistics(Shared(_): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (db, residency, campus) = (&staff.site.db, of.residency.id, of.scope.cohort().time_zone);
    let (lines, stays) = (store::coming(db, residency).await?, store::stays(db, residency).await?);
    let meals = meals(&store::meals(db, residency).await?, &lines, &stays, campus);
    let nights = nights(&possible_nights(&of.residency), &stays);
    let round = store::round(db, residency).await?;
    let come = lines.iter().filter(|line| matches!(line.answer, Some(Answer::Yes | Answer::Part))).count();
    let (said, now) = (stays.len(), staff.now);
    Ok(Page::new(&staff, "Logistics", move || {
        view! {
            {of.head("/logistics", "Logistics".to_owned())}
            {words(&of, round.as_ref(), (come, said), now)}
            <section class="block" aria-labelledby="meals"><h2 id="meals">"Meals"</h2>{meal_table(&meals, campus)}</section>
            <section class="block" aria-labelledby="nights"><h2 id="nights">"Nights"</h2>{night_table(&nights)}</section>
        }
    })
    .width(Width::Wide))
}

fn words(of: &OfStaff, round: Option<&Round>, (come, said): (usize, usize), now: DateTime<Utc>) -> AnyView {
    let Some(round) = round else {
        if let Some(too_late) = of.too_late(now) {
            return view! { <p class="empty">{too_late}", and nobody was asked who comes: there is nothing to count."</p> }.into_any();
        }
        let ask = format!("{}/coming", of.address());
        return view! { <p class="empty">"Nobody has been asked yet. "<a href=ask>"Ask who comes"</a>", and what they need is counted here."</p> }
            .into_any();
    };
    let from = erased_from(of.residency.ends_on, round.erase_after);
    let last = from.pred_opt().unwrap_or(from);
    let (people, file) = (format!("{}/logistics/people", of.address()), format!("{}/logistics.csv", of.address()));
    view! {
        <p>{format!("{said} of {come} who come have said what they need. ")}"It is erased after "{when::day(last)}"."</p>
        <p class="hint">"Names, arrivals, rooms and needs stand on a page of their own. Each look at it is written down, and students see it."</p>
        <p class="form-actions no-print">
            <a class="button" href=people>"See who needs what"</a>
            <a class="button" href=file download="">"Download it as CSV"</a>
        </p>
    }
    .into_any()
}

fn meal_table(meals: &[MealCount], campus: Tz) -> AnyView {
    if meals.is_empty() {
        return view! { <p class="empty">"No meal is released. Once the schedule has some, they are counted here by what people eat."</p> }
            .into_any();
    }
    let heads = Diet::ALL.map(|diet| view! { <th scope="col" class="num">{diet.label()}</th> }).collect_view();
    let rows = meals
        .iter()
        .map(|meal| {
            let diets = meal.diets.map(|number| view! { <td class="num">{number}</td> }).collect_view();
            view! {
                <tr>
                    <th scope="row">{meal.title.clone()}<span class="roster-note nowrap">{when::long(meal.starts_at, campus)}</span></th>
                    <td class="num">{meal.all}</td>
                    {diets}
                    <td class="num">{meal.unsaid}</td>
                    <td class="num">{meal.allergies}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Meals by what is eaten" tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Meal"</th><th scope="col" class="num">"All"</th>{heads}
                        <th scope="col" class="num">"Not said"</th><th scope="col" class="num">"Of all, with allergies"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn night_table(nights: &[NightCount]) -> impl IntoView + use<> {
    let rows = nights
        .iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row" class="nowrap">{when::day(one.night)}</th>
                    <td class="num">{one.all}</td><td class="num">{one.own}</td><td class="num">{one.shared}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Rooms night by night" tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Night of"</th><th scope="col" class="num">"Sleep here"</th>
                        <th scope="col" class="num">"Room of their own"</th><th scope="col" class="num">"Shared room"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
