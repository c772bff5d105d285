//! A student's dates beside their busy times, and the last day to ask for each.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    cohorts::{Agenda, Entry, Residency, store as cohorts},
    residencies::{
        busy::{Interval, SchedulerRule, days_between, hampered, taken, taken_days},
        store::{self, OwnSession},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    cohorts::{Done, count, notice, to_do},
    forms::{self, Choice, Field, Filled},
    page::Width,
    residencies::itinerary::hours,
    visit::Student,
    when,
};

const NOTICES: [(&str, &str); 1] = [("kept", "Kept. The days below are reckoned with it.")];

/// All that stands on the page.
struct Stand {
    residencies: Vec<Residency>,
    sessions: Vec<OwnSession>,
    due: Vec<Entry>,
    /// Absent: never said.
    blocks: Option<Vec<Interval>>,
    rule: SchedulerRule,
    campus: Tz,
    own: Tz,
    now: DateTime<Utc>,
}

/// `GET /conflicts`
pub async fn conflicts(student: Student) -> Result<Page, AppError> {
    conflicts_page(&student, Filled::default()).await
}

/// The page, with a form that is not in order.
pub async fn conflicts_page(student: &Student, form: Filled) -> Result<Page, AppError> {
    let stand = load(student).await?;
    let done = notice(student, &NOTICES);
    let filled = form.clone();
    Ok(filled.on(Page::new(student, forms::with_summary(&form, "Conflicts"), move || {
        let unknown = stand.blocks.is_none().then(|| {
            view! { <p class="notice">"You have not given any busy times, so nothing can be compared. "<a href="/busy">"Give your busy times"</a>"."</p> }
        });
        view! {
            <header class="page-head">
                <h1>"Conflicts"</h1>
                <p class="lede">"Your dates beside your busy times, and by when to ask your scheduler."</p>
                <p class="meta"><a href="/calendar">"Calendar"</a><a href="/busy">"Busy times"</a></p>
            </header>
            {done}
            {forms::error_summary(&form)}
            {unknown}
            {residencies(&stand)}
            {sessions(&stand)}
            {deadlines(&stand)}
            {rule_form(stand.rule, &form)}
        }
    })
    .width(Width::Narrow)))
}

async fn load(student: &Student) -> Result<Stand, AppError> {
    let (db, place, now) = (&student.site.db, &student.place, student.now);
    let person = student.session.person.id;
    let looks = student.viewing().is_some();
    let today = now.with_timezone(&place.campus).date_naive();
    let mut residencies = cohorts::residencies(db, place.cohort).await?;
    residencies.retain(|residency| residency.ends_on >= today);
    let enrollment = (!looks).then_some(place.enrollment);
    let (slug, title) = (String::new(), place.cohort_title.clone());
    let agenda = Agenda { cohort: place.cohort, slug, title, campus: place.campus, enrollment, runs: false };
    let dated = cohorts::dates(db, vec![agenda]).await?;
    let mut due: Vec<Entry> = dated.into_iter().flat_map(|(_, entries)| entries).collect();
    let done = Done::load(&student.site, place).await?;
    due.retain(|entry| entry.kind.is_due() && entry.canceled_at.is_none() && entry.at.is_some_and(|at| at > now) && !done.holds(entry));
    let (blocks, rule) = match looks {
        true => (None, SchedulerRule::default()),
        false => (store::busy_blocks(db, person, now).await?, store::scheduler_rule(db, person).await?),
    };
    let mut sessions = store::goes_to(db, place.cohort, place.enrollment).await?;
    sessions.retain(|session| session.canceled_at.is_none() && session.ends_at > now);
    Ok(Stand { residencies, sessions, due, blocks, rule, campus: place.campus, own: student.session.person.time_zone, now })
}

fn residencies(stand: &Stand) -> impl IntoView + use<> {
    let lines = stand.residencies.iter().map(|residency| residency_line(stand, residency)).collect_view();
    let none = stand.residencies.is_empty().then(|| view! { <p class="empty">"No residency is ahead of you."</p> });
    view! {
        <section class="block" aria-labelledby="residencies">
            <h2 id="residencies">"Residencies"</h2>
            {none}
            <ul class="sessions">{lines}</ul>
        </section>
    }
}

fn residency_line(stand: &Stand, residency: &Residency) -> impl IntoView + use<> {
    let days = days_between(residency.starts_on, residency.ends_on, stand.campus);
    let clash = stand.blocks.as_ref().map(|blocks| {
        let away: Vec<NaiveDate> =
            taken_days(blocks, &days).into_iter().zip(&days).filter(|(taken, _)| *taken).map(|(_, day)| day.date).collect();
        if away.is_empty() {
            return view! { <p><span class="state" data-state="done">"Free"</span></p> }.into_any();
        }
        let list = away.iter().map(|day| day.format("%a %-d %b").to_string()).collect::<Vec<_>>().join(", ");
        let words = format!("Busy on {} of {} days", away.len(), days.len());
        view! { <p><span class="state" data-state="late">{words}</span>" "{list}</p> }.into_any()
    });
    let request = format!("/conflicts/request/{}", residency.position);
    let label = format!("Request to print: {}", residency.title);
    view! {
        <li>
            <div>
                <p><b>{residency.title.clone()}</b></p>
                <p class="meta"><span>{when::days(residency.starts_on, residency.ends_on)}</span><span>{residency.place.clone()}</span></p>
                {clash}
                <p>{last_day(stand.rule, residency.starts_on, stand.now.with_timezone(&stand.campus).date_naive())}</p>
            </div>
            <a class="button" href=request aria-label=label>"Request to print"</a>
        </li>
    }
}

/// `Last day to ask your scheduler: Wed 20 Jan 2027, in 12 days`.
pub(super) fn last_day(rule: SchedulerRule, begins: NaiveDate, today: NaiveDate) -> String {
    let last = rule.last_day(begins);
    let far = match (last - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2.. => format!("in {days} days"),
        _ => "over: ask at once who can trade with you".to_owned(),
    };
    format!("Last day to ask your scheduler: {}, {far}", when::day(last))
}

/// Released sessions in busy time, day by day: a day is opened by whoever wants to know which.
fn sessions(stand: &Stand) -> Option<impl IntoView + use<>> {
    let blocks = stand.blocks.as_ref()?;
    let mut days: BTreeMap<NaiveDate, Vec<&OwnSession>> = BTreeMap::new();
    for session in &stand.sessions {
        let stretch = Interval { starts_at: session.starts_at, ends_at: session.ends_at };
        if taken(blocks, stretch) > chrono::TimeDelta::zero() {
            days.entry(session.starts_at.with_timezone(&stand.campus).date_naive()).or_default().push(session);
        }
    }
    let lines = (!days.is_empty()).then(|| days.into_iter().map(|(day, sessions)| missed(stand, day, &sessions)).collect_view());
    Some(section("Sessions in your busy time", "You are free at all released sessions.", lines))
}

fn missed(stand: &Stand, day: NaiveDate, sessions: &[&OwnSession]) -> impl IntoView + use<> {
    let number = count(sessions.len() as i64, "session");
    let lines = sessions.iter().map(|session| missed_session(stand, session)).collect_view();
    view! { <details class="disclosure"><summary>{when::day(day)}": "{number}</summary><ol class="itinerary">{lines}</ol></details> }
}

fn missed_session(stand: &Stand, session: &OwnSession) -> impl IntoView + use<> {
    view! {
        <li>
            <p class="itinerary-time"><time datetime=session.starts_at.to_rfc3339()>{hours((session.starts_at, session.ends_at), stand.campus)}</time></p>
            <div class="itinerary-what"><h3><a href=session.address()>{session.title.clone()}</a></h3></div>
        </li>
    }
}

fn deadlines(stand: &Stand) -> Option<impl IntoView + use<>> {
    let (blocks, campus, own) = (stand.blocks.as_ref()?, stand.campus, stand.own);
    let clashes = stand.due.iter().filter_map(|entry| Some((entry, entry.at.filter(|at| hampered(blocks, *at))?)));
    let lines: Vec<_> = clashes
        .map(|(entry, at)| {
            let (title, due) = (entry.title.clone(), when::deadline(at, campus, own));
            let module = entry.of_module().map(|module| view! { <p class="meta">{module.to_owned()}</p> });
            view! { <li><a href=to_do(entry)>{title}</a>{module}<p class="due">{due}</p></li> }
        })
        .collect();
    let lines = (!lines.is_empty()).then(|| view! { <ol class="deadlines">{lines}</ol> });
    Some(section(
        "Deadlines in busy time",
        "No deadline of what you still have to do falls into a shift, or follows a day of shifts.",
        lines,
    ))
}

fn section<L: IntoView + 'static>(title: &'static str, none: &'static str, lines: Option<L>) -> impl IntoView + use<L> {
    let none = lines.is_none().then(|| view! { <p class="quiet">{none}</p> });
    view! { <section class="block"><h2>{title}</h2>{none}{lines}</section> }
}

fn rule_form(rule: SchedulerRule, form: &Filled) -> impl IntoView + use<> {
    let filled = if form.errors.is_empty() { as_typed(rule) } else { form.clone() };
    let kinds = [("notice", "Requests need some days’ notice"), ("published", "The schedule is published on a day of the month")];
    let kinds = kinds.map(|(value, label)| Choice { value: value.into(), label: label.into() }).to_vec();
    view! {
        <form class="form" method="post" action="/conflicts/scheduler" novalidate=true>
            <h2>"How your schedule is made"</h2>
            <p>{format!("Your schedule {}. The last days to ask are reckoned with that.", rule.words())}</p>
            {forms::choices(&filled, "kind", "By when does your scheduler need your requests?", kinds)}
            {forms::field(&filled, Field::text("notice", "Days of notice").kind("number").hint("How long before the first day you have to ask."))}
            {forms::field(&filled, Field::text("day", "Day of the month").kind("number").hint("From 1 to 28: when the schedule is published. You have to ask the day before."))}
            {forms::field(&filled, Field::text("months", "Months ahead").kind("number").hint("How many months before the month it is for."))}
            <p class="form-actions"><button class="button">"Keep this"</button></p>
        </form>
    }
}

fn as_typed(rule: SchedulerRule) -> Filled {
    match rule {
        SchedulerRule::Notice { days } => Filled::with_values([("kind", "notice"), ("notice", &days.to_string())]),
        SchedulerRule::Published { day, months } => {
            Filled::with_values([("kind", "published"), ("day", &day.to_string()), ("months", &months.to_string())])
        }
    }
}
