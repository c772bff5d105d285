//! The hours of a day, lunch, and the days the residency is to have.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use domain::{
    FieldError,
    residencies::schedule::{Settings, Window, clock, minute},
};
use leptos::prelude::*;

use super::loaded::Board;
use crate::{
    AppError, Page,
    forms::{Field, Filled, Typed, error_summary, field, with_summary},
    page::Width,
    visit::Staff,
};

/// `GET /cohorts/{cohort}/residencies/{number}/schedule/settings`
pub async fn settings(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let form = typed(&board).with(Vec::new());
    Ok(page(&staff, board, form))
}

/// The form again, after what was wrong with it.
pub(super) fn settings_again(staff: &Staff, board: Board, form: Filled) -> Response {
    page(staff, board, form).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn typed(board: &Board) -> Typed {
    let Settings { day, lunch, lunch_minutes, longest_day, .. } = &board.schedule.settings;
    Typed::of([
        ("day_from", &clock(day.from)),
        ("day", &clock(day.until)),
        ("lunch_from", &clock(lunch.from)),
        ("lunch", &clock(lunch.until)),
        ("lunch_minutes", &lunch_minutes.to_string()),
        ("longest_day", &format!("{}", *longest_day as f64 / 60.0)),
        ("first_day", &board.schedule.first_day.to_string()),
        ("days", &board.schedule.days.to_string()),
    ])
}

/// What was typed. The days that the residency has anyway ask for nothing.
///
/// # Errors
/// What cannot be read, by field. Whether it holds is said by the store.
pub(super) fn read(typed: &Typed, board: &Board) -> Result<Settings, Vec<FieldError>> {
    let mut faults = Vec::new();
    let mut say = |field: &'static str, message: &str| faults.push(FieldError { field, message: message.to_owned() });
    let window = |from: &str, until: &str| {
        let (from, until) = (minute(typed.get(from))?, minute(typed.get(until))?);
        Some(Window { from, until })
    };
    let (day, lunch) = (window("day_from", "day"), window("lunch_from", "lunch"));
    let first_day: Option<NaiveDate> = typed.trimmed("first_day").parse().ok();
    if day.is_none() {
        say("day", "Write two times of a day, such as 08:00 and 21:00.");
    }
    if lunch.is_none() {
        say("lunch", "Write two times of a day, such as 11:30 and 14:00.");
    }
    if first_day.is_none() {
        say("first_day", "Choose a day, or write one like 2027-01-09.");
    }
    let number = |name| typed.trimmed(name).parse::<i64>().unwrap_or(-1);
    let longest_day = typed.trimmed("longest_day").parse::<f64>().map_or(-1, |hours| (hours * 60.0).round() as i64);
    let (stands, days) = (&board.of.residency, number("days"));
    let has = (stands.ends_on - stands.starts_on).num_days() + 1;
    match (day, lunch, first_day) {
        (Some(day), Some(lunch), Some(first)) => Ok(Settings {
            day,
            lunch,
            lunch_minutes: number("lunch_minutes"),
            longest_day,
            first_day: (first != stands.starts_on).then_some(first),
            days: (days != has).then_some(days),
        }),
        _ => Err(faults),
    }
}

fn page(staff: &Staff, board: Board, form: Filled) -> Page {
    let title = with_summary(&form, "Hours and days");
    let page = Page::new(staff, title, move || {
        view! {
            {board.of.head_under(("Board", "/board"), "Hours and days".into())}
            {error_summary(&form)}
            {fields(&board, &form)}
        }
    });
    page.width(Width::Narrow)
}

fn fields(board: &Board, form: &Filled) -> impl IntoView + use<> {
    let action = format!("{}/schedule/settings", board.of.address());
    view! {
        <form class="form" method="post" action=action>
            <h2>"A day"</h2>
            <div class="field-row">
                {field(form, Field::text("day_from", "Begins"))}
                {field(form, Field::text("day", "Ends"))}
            </div>
            {field(form, Field::text("longest_day", "Longest day, in hours").hint("From the first session to the end of the last, meals and evenings not counted."))}
            <h2>"Lunch"</h2>
            <div class="field-row">
                {field(form, Field::text("lunch_from", "From"))}
                {field(form, Field::text("lunch", "Until"))}
            </div>
            {field(form, Field::text("lunch_minutes", "Minutes for everybody").kind("number"))}
            <h2>"Days"</h2>
            <p>"Other days are asked for here and come into force with the next release: sessions keep their day and hour, and module dates that are anchored to the residency move along."</p>
            {field(form, Field::text("first_day", "First day").kind("date"))}
            {field(form, Field::text("days", "Number of days").kind("number"))}
            <p class="form-actions"><button class="button" data-kind="primary">"Save"</button></p>
        </form>
    }
}
