//! Dates for a residency: what each window would cost, in people and days.

use axum::extract::{Path, State as Shared};
use chrono::{Days, NaiveDate, Weekday};
use domain::{
    FieldError,
    cohorts::{Scope, store as cohorts},
    ids::PersonId,
    residencies::{
        busy::{FoundDates, LONGEST, Search, Window, days_between, find, taken_days},
        store::{self, CohortBusy, Teacher},
    },
};
use leptos::prelude::*;

use super::{
    days,
    heat::{answers, around, enough, head, reach},
    people,
};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Choice, Field, Filled, Typed},
    page::Width,
    visit::Staff,
    when,
};

/// The longest span that is looked through, in days.
const LONGEST_SPAN: u64 = 550;
const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Mon"),
    (Weekday::Tue, "Tue"),
    (Weekday::Wed, "Wed"),
    (Weekday::Thu, "Thu"),
    (Weekday::Fri, "Fri"),
    (Weekday::Sat, "Sat"),
    (Weekday::Sun, "Sun"),
];

/// What is asked, from the address.
struct Asked {
    search: Search,
    from: NaiveDate,
    until: NaiveDate,
    musts: Vec<PersonId>,
}

/// `GET /cohorts/{cohort}/dates`: what is looked for stands in the address.
pub async fn find_dates(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    axum::extract::Query(pairs): axum::extract::Query<Vec<(String, String)>>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id = scope.cohort().id;
    let today = staff.now.with_timezone(&scope.cohort().time_zone).date_naive();
    let form = if pairs.is_empty() { begin(today) } else { Typed::from_address(pairs) };
    let (asked, form) = match read(&form, today) {
        Ok(asked) => (Some(asked), form.with(Vec::new())),
        Err(errors) => (None, form.with(errors)),
    };
    let teachers = store::teachers(&site.db, id).await?;
    let (busy, found) = match asked {
        Some(asked) => look(&site, &scope, asked).await?,
        None => (store::cohort_busy(&site.db, id, around(&[])).await?, None),
    };
    let filled = form.clone();
    let page = Page::new(&staff, forms::with_summary(&form, "Find dates"), move || {
        view! {
            {head(&scope, "Find dates", "Windows for a residency, the best first: by the attendance they would cost.")}
            {forms::error_summary(&form)}
            {search_form(&scope.cohort().slug, &form, &teachers)}
            {answers(&busy)}
            {found.filter(|_| enough(&busy)).map(|found| results(&scope.cohort().slug, &found, busy.answers.len()))}
        }
    });
    Ok(filled.on(page).width(Width::Wide))
}

/// Four days from a Saturday, in the next half year.
fn begin(today: NaiveDate) -> Typed {
    let (from, until) = ((today + Days::new(60)).to_string(), (today + Days::new(240)).to_string());
    Typed::of([("length", "4"), ("from", &from), ("until", &until), ("begins", "Sat")])
}

fn read(typed: &Typed, today: NaiveDate) -> Result<Asked, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field, message: &str| errors.push(FieldError { field, message: message.to_owned() });
    let length = typed.trimmed("length").parse::<usize>().ok().filter(|length| (1..=LONGEST).contains(length));
    let from = typed.trimmed("from").parse::<NaiveDate>().ok().filter(|from| *from >= today);
    let until = typed.trimmed("until").parse::<NaiveDate>().ok();
    let begins_on: Vec<Weekday> =
        WEEKDAYS.into_iter().filter(|(_, name)| typed.all("begins").any(|one| one == *name)).map(|(day, _)| day).collect();
    if length.is_none() {
        wrong("length", "Give a number of days from 1 to 10.");
    }
    if from.is_none() {
        wrong("from", "Give a day from today on.");
    }
    let fits = |until: &NaiveDate| from.is_none_or(|from| *until >= from && *until <= from + Days::new(LONGEST_SPAN));
    let until = until.filter(fits);
    if until.is_none() {
        wrong("until", "Give a day after the first, at most eighteen months later.");
    }
    if begins_on.is_empty() {
        wrong("begins", "Choose at least one day of the week.");
    }
    let musts = typed.all("must").filter_map(|one| one.parse().ok()).collect();
    match (length, from, until) {
        (Some(length), Some(from), Some(until)) if errors.is_empty() => {
            Ok(Asked { search: Search { length, begins_on, blackouts: Vec::new() }, from, until, musts })
        }
        _ => Err(errors),
    }
}

/// What was found.
struct Results {
    found: FoundDates,
    /// Of a window, in days.
    length: usize,
    /// The last day looked at, where calendars end before the span does.
    cut: Option<NaiveDate>,
}

async fn look(site: &Site, scope: &Scope, asked: Asked) -> Result<(CohortBusy, Option<Results>), AppError> {
    let (id, campus) = (scope.cohort().id, scope.cohort().time_zone);
    let window = around(&days_between(asked.from, asked.from + Days::new(LONGEST_SPAN), campus));
    let busy = store::cohort_busy(&site.db, id, window).await?;
    if !enough(&busy) {
        return Ok((busy, None));
    }
    // Where most calendars end everybody looks free: such windows would come first for no good reason.
    let known = reach(&busy).map_or(asked.from, |at| at.with_timezone(&campus).date_naive());
    let until = asked.until.min(known);
    let all = days_between(asked.from, until, campus);
    let faculty = store::teachers_busy(&site.db, id, &asked.musts, window).await?;
    let plan = cohorts::plan_in_force(&site.db, id).await?.plan;
    let blackouts = plan.blackouts.iter().map(|one| (one.first, one.last)).collect();
    let away = |answers: &[Vec<_>]| answers.iter().map(|blocks| taken_days(blocks, &all)).collect::<Vec<_>>();
    let dates: Vec<NaiveDate> = all.iter().map(|day| day.date).collect();
    let search = Search { blackouts, ..asked.search };
    let found = find(&search, &dates, &away(&busy.answers), &away(&faculty));
    Ok((busy, Some(Results { found, length: search.length, cut: (until < asked.until).then_some(until) })))
}

fn search_form(slug: &str, form: &Filled, teachers: &[Teacher]) -> impl IntoView + use<> {
    let begins = WEEKDAYS.map(|(_, name)| Choice { value: name.into(), label: name.into() });
    let musts: Vec<Choice> = teachers
        .iter()
        .map(|one| Choice {
            value: one.person_id.to_string(),
            label: if one.answered { one.name.clone() } else { format!("{} (no busy times given)", one.name) },
        })
        .collect();
    view! {
        <form class="form boxes" method="get" action=format!("/cohorts/{slug}/dates") novalidate=true>
            {forms::field(form, Field::text("length", "Days").kind("number"))}
            <div class="field-row">
                {forms::field(form, Field::text("from", "Not before").kind("date"))}
                {forms::field(form, Field::text("until", "Over by").kind("date"))}
            </div>
            {forms::checks(form, "begins", "It begins on", "", begins.to_vec())}
            {forms::checks(form, "must", "Who has to be there", "", musts)}
            <p class="form-actions"><button class="button" data-kind="primary">"Find dates"</button></p>
        </form>
    }
}

fn results(slug: &str, results: &Results, answers: usize) -> impl IntoView + use<> {
    let Results { found, length, cut } = results;
    let mut left_out = Vec::new();
    if found.in_blackouts > 0 {
        left_out.push(format!("{} in a blackout of the calendar", found.in_blackouts));
    }
    if found.without_faculty > 0 {
        left_out.push(format!("{} where somebody who has to be there is not free", found.without_faculty));
    }
    if let Some(day) = cut {
        left_out.push(format!("all after {}, because more than half of the calendars have no entry there", when::day(*day)));
    }
    let left_out = (!left_out.is_empty()).then(|| view! { <p class="hint">"Left out: "{left_out.join(", ")}"."</p> });
    let Some(best) = found.windows.first().copied() else {
        return view! { <section class="block"><h2>"No window is left"</h2>{left_out}<p>"Allow another day of the week to begin on, a longer span, or fewer people who have to be there."</p></section> }
            .into_any();
    };
    let rows = found.windows.iter().map(|window| row(window, &best, *length * answers)).collect_view();
    let edit = format!("/cohorts/{slug}/calendar/edit");
    view! {
        <section class="block" aria-labelledby="found">
            <h2 id="found">{format!("The best of {} windows", found.count)}</h2>
            {left_out}
            <div class="table-wrap" role="region" aria-label="Windows" tabindex="0">
                <table class="table" data-stacks="">
                    <thead><tr>
                        <th scope="col">"Days"</th><th scope="col" class="num">"Would miss some of it"</th><th scope="col" class="num">"Days missed"</th>
                        <th scope="col" class="num">"Attendance kept"</th><th scope="col">"Beside the best"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p><a href=edit>"Move a residency, or add one, in the calendar"</a>". You see what moves along before anybody is told."</p>
        </section>
    }
    .into_any()
}

fn row(window: &Window, best: &Window, whole: usize) -> impl IntoView + use<> {
    let kept = 100.0 - 100.0 * window.days as f64 / whole.max(1) as f64;
    view! {
        <tr>
            <th scope="row" class="nowrap">{super::day_or_days(window.first, window.last)}</th>
            <td class="num" data-name="Would miss some of it">{people(window.people)}</td>
            <td class="num" data-name="Days missed">{window.days}</td>
            <td class="num" data-name="Attendance kept">{format!("{kept:.1} %")}</td>
            <td>{beside(window, best)}</td>
        </tr>
    }
}

/// What is gained and lost against the best window.
fn beside(window: &Window, best: &Window) -> String {
    if window == best {
        return "The fewest days are missed".into();
    }
    let apart = (window.first - best.first).num_days();
    let when =
        if apart < 0 { format!("{} earlier", days(apart.unsigned_abs() as usize)) } else { format!("{} later", days(apart as usize)) };
    match window.days - best.days {
        0 => format!("{when}, at no more cost"),
        more => format!("{when}, {} more missed", days(more)),
    }
}
