//! Today: what is next, how long it takes, when it is due, without a click.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, State as Shared},
    http::request::Parts,
};
use chrono::{DateTime, Utc};
use domain::{
    learning::store::{self, Deadline, ModuleLine, NextUnit, ResidencyLine},
    messages::store::Announcement,
    policy::{Place, Session},
    residencies::{
        presence::MakeUp,
        store::{AskedOf, OwnResidencies, own_residencies},
    },
};
use leptos::prelude::*;

use super::{
    program::{current, strip},
    state::{module_address, own_due, unit_address},
};
use crate::{
    AppError, Page, Site,
    assignments::grading::{News, lines, news},
    page::Span,
    residencies::presence::{make_up_line, make_up_next, make_ups_to_write},
    visit::{Student, Visit},
    when,
};

/// How many deadlines are shown.
const DEADLINES: i64 = 4;

/// Everything the page shows beside who reads it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    modules: Vec<ModuleLine>,
    next: Option<NextUnit>,
    deadlines: Vec<Deadline>,
    residencies: Vec<ResidencyLine>,
    announced: Option<Announcement>,
    /// What the student is asked about residencies.
    asked: Vec<AskedOf>,
    /// What the student has to write for sessions that were missed.
    make_ups: Vec<MakeUp>,
    /// What they should know of their assignments.
    news: Vec<News>,
}

/// `GET /today`. Who studies nowhere at the moment reads how they stand.
pub async fn today_page(Shared(site): Shared<Site>, mut asked: Parts, student: Result<Student, AppError>) -> Result<Page, AppError> {
    match student {
        Ok(student) => today(&site, student).await,
        Err(AppError::NotFound) => crate::cohorts::not_studying(&Visit::from_request_parts(&mut asked, &site).await?).await,
        Err(other) => Err(other),
    }
}

async fn today(site: &Site, student: Student) -> Result<Page, AppError> {
    let (place, now, drawings) = (&student.place, student.now, &site.drawings.today);
    let enrollment = place.enrollment;
    // Before anything is loaded: what changes in between is loaded again the next time.
    let at = site.db.revision();
    if let Some(drawn) = drawings.unchanged(enrollment, now, at, |(session, _)| *session == student.session) {
        return Ok(Page::drawn(student.into_visit(), drawn));
    }
    let today = loaded(site, place, now).await?;
    let is_same = |(session, drawn): &(Arc<Session>, Today)| *session == student.session && *drawn == today;
    if let Some(drawn) = drawings.of(enrollment, now, at, is_same) {
        return Ok(Page::drawn(student.into_visit(), drawn));
    }
    let (site, visit, made_of) = (site.clone(), student.visit().clone(), (student.session.clone(), today.clone()));
    let span = Span::to_first(now, today.dates()).within_minute();
    let page = Page::new(&visit, "Today", move || body(&student, today)).with_script("unsent.js");
    Ok(page.kept(Vec::new(), move |drawn| site.drawings.today.keep(enrollment, (made_of, at), span, drawn)))
}

async fn loaded(site: &Site, place: &Place, now: DateTime<Utc>) -> Result<Today, AppError> {
    let modules = store::modules(&site.db, place).await?;
    // What is open now is what was open when the last module opened: so the same question is asked until the next one does.
    let opened = modules.iter().map(|module| module.opens_at).filter(|at| *at <= now).max();
    let (next, deadlines) = match opened {
        Some(opened) => (store::next_unit(&site.db, place, opened).await?, store::deadlines(&site.db, place, opened, DEADLINES).await?),
        None => (None, Vec::new()),
    };
    let campus_day = now.with_timezone(&place.campus).date_naive();
    let OwnResidencies { residencies, asked, reflects } = own_residencies(&site.db, (place.cohort, place.enrollment), campus_day).await?;
    let announced = crate::messages::announced(site, place.cohort, now).await?;
    let make_ups = if reflects { make_ups_to_write(&site.db, place.enrollment).await? } else { Vec::new() };
    let news = news(&site.db, place.enrollment, now).await?;
    Ok(Today { modules, next, deadlines, residencies, announced, asked, make_ups, news })
}

impl Today {
    /// The moments at which something on the page opens or becomes late.
    fn dates(&self) -> impl Iterator<Item = DateTime<Utc>> + '_ {
        let modules = self.modules.iter().flat_map(|module| [module.opens_at, module.due_at]);
        modules
            .chain(self.next.iter().map(|next| next.due_at))
            .chain(self.deadlines.iter().map(|deadline| deadline.due_at))
            .chain(self.asked.iter().map(|asked| asked.answer_by))
    }
}

fn body(student: &Student, today: Today) -> impl IntoView + use<> {
    let campus = student.now.with_timezone(&student.place.campus);
    let own = when::own(student.now, student.place.campus, student.session.person.time_zone);
    view! {
        <header class="page-head" data-quiet="">
            <h1>"Today, "{campus.format("%A %-d %B %Y").to_string()}</h1>
            <p class="meta">
                <span>{student.place.cohort_title.clone()}</span>
                <span>"Campus time "{campus.format("%H:%M").to_string()}{own.map(|own| format!(", yours {own}"))}</span>
            </p>
        </header>
        {today.announced.as_ref().map(|one| announced(student, one))}
        {lines(&today.news)}
        <div class="split">
            <div>
                {next_up(student, &today)}
                {program(student, &today)}
            </div>
            <aside class="panel" aria-label="Dates">
                {coming_up(student, &today)}
                {next_residency(student, &today)}
            </aside>
        </div>
    }
}

/// The newest announcement of the last days.
fn announced(student: &Student, one: &Announcement) -> impl IntoView + use<> {
    let since = when::distance(one.published_at, student.now, student.session.person.time_zone);
    view! {
        <p class="announced">
            <span class="eyebrow">"Announced "{since}</span>
            <a href=format!("/cohort#announcement-{}", one.id)>{one.title.clone()}</a>
        </p>
    }
}

/// What is next, as large as it is important.
fn next_up(student: &Student, today: &Today) -> AnyView {
    match (&today.next, today.make_ups.first()) {
        (Some(next), _) => continue_with(student, next).into_any(),
        (None, Some(make_up)) => make_up_next(make_up).into_any(),
        (None, None) => nothing_next(student, &today.modules).into_any(),
    }
}

fn continue_with(student: &Student, next: &NextUnit) -> impl IntoView + use<> {
    let anchor = next.anchor.as_deref().filter(|anchor| !anchor.is_empty());
    let address = unit_address(&next.module_slug, &next.slug);
    let place = anchor.map(|anchor| format!("{address}#{anchor}")).unwrap_or_else(|| address.clone());
    let left = minutes_left(next);
    let (campus, own) = (student.place.campus, student.session.person.time_zone);
    let in_own = when::own(next.due_at, campus, own).map(|own| format!("{own} for you, "));
    let of_all = (left < next.minutes).then(|| format!("of {}", when::length(next.minutes)));
    view! {
        <section class="next-up" aria-labelledby="next">
            <p class="eyebrow">
                {if next.started_at.is_some() { "Go on: " } else { "Next: " }}
                {next.kind.label().to_lowercase()}", unit "{next.position}" of "{next.units}", "
                <a href=module_address(&next.module_slug)>{next.module_title.clone()}</a>
            </p>
            <h2 id="next"><a href=place.clone()>{next.title.clone()}</a></h2>
            <dl class="gauges">
                <div><dt>"Time it takes"</dt><dd>{when::length(left)}<span class="own-zone">{of_all}</span></dd></div>
                <div>
                    <dt>"Due on campus"</dt>
                    <dd>
                        <time datetime=next.due_at.to_rfc3339()>{when::long(next.due_at, campus)}</time>
                        <span class="own-zone">{in_own}{when::distance(next.due_at, student.now, campus)}</span>
                        {next.was_due_at.map(|was| view! { <span class="own-zone">"Extended, was "{when::long(was, campus)}</span> })}
                    </dd>
                </div>
                {next.stopped_at.map(|at| view! {
                    <div><dt>"Where you stopped"</dt><dd>{stopped(next)}<span class="own-zone">{when::distance(at, student.now, own)}</span></dd></div>
                })}
            </dl>
            <div class="form-actions">
                <a class="button" data-kind="primary" data-size="large" href=place>
                    {if next.started_at.is_some() { "Continue" } else { "Start" }}
                </a>
            </div>
        </section>
    }
}

/// Minutes of the text that lie ahead; of a quiz or case, all of them.
fn minutes_left(next: &NextUnit) -> i64 {
    let ahead = 1.0 - next.fraction.unwrap_or(0.0);
    (((next.minutes as f64) * ahead).ceil() as i64).clamp(1, next.minutes.max(1))
}

/// The place in words: the anchor is made of the heading's.
fn stopped(next: &NextUnit) -> String {
    match next.anchor.as_deref().filter(|anchor| !anchor.is_empty()) {
        Some(anchor) => {
            let words = anchor.replace('-', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        None => "The beginning".to_owned(),
    }
}

fn nothing_next(student: &Student, modules: &[ModuleLine]) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let opening = modules.iter().filter(|module| module.opens_at > student.now).min_by_key(|module| module.opens_at);
    let words = match opening {
        Some(module) => format!("{} opens {}.", module.title, when::long(module.opens_at, campus)),
        None if modules.is_empty() => {
            "Program staff have not put a module into your cohort yet. What you study will stand here.".to_owned()
        }
        None => "You have completed every unit of your program.".to_owned(),
    };
    view! {
        <section class="next-up" aria-labelledby="next">
            <p class="eyebrow">"Next"</p>
            <h2 id="next">"Nothing is waiting for you"</h2>
            <p class="empty">{words}" "<a href="/program">"See the whole program"</a></p>
        </section>
    }
}

fn program(student: &Student, today: &Today) -> impl IntoView + use<> {
    view! {
        <section class="block">
            <div class="block-head"><h2>"Your program"</h2><a href="/program">"All modules and dates"</a></div>
            {strip(student, &today.modules, &today.residencies)}
            {current(student, &today.modules)}
        </section>
    }
}

fn coming_up(student: &Student, today: &Today) -> impl IntoView + use<> {
    let make_ups = today.make_ups.iter().map(make_up_line).collect_view();
    let lines = today
        .deadlines
        .iter()
        .map(|line| {
            let is_late = line.due_at < student.now;
            view! {
                <li>
                    <a href=unit_address(&line.module_slug, &line.slug)>{line.title.clone()}</a>
                    <p class="meta"><span>{line.kind.label()}", "{when::length(line.minutes)}</span></p>
                    {is_late.then(|| view! { <p><span class="state" data-state="late">"Late"</span></p> })}
                    {own_due(student, line.due_at, line.was_due_at)}
                </li>
            }
        })
        .collect_view();
    let none = (today.deadlines.is_empty() && today.make_ups.is_empty())
        .then(|| view! { <p class="empty">"Nothing is due. What falls due next will stand here."</p> });
    view! { <section><h2>"Coming up"</h2><ol class="deadlines">{lines}{make_ups}</ol>{none}</section> }
}

/// The residency that is on, or the next one, by campus days.
fn next_residency(student: &Student, shown: &Today) -> impl IntoView + use<> {
    let today = student.now.with_timezone(&student.place.campus).date_naive();
    let next = shown.residencies.iter().find(|residency| residency.ends_on >= today).cloned();
    next.map(|residency| {
        let asked =
            shown.asked.iter().find(|one| one.position == residency.position).map(|one| crate::residencies::asked_line(student, one));
        let days = (residency.starts_on - today).num_days();
        let away = match days {
            ..=0 => "Now.".to_owned(),
            1 => "Tomorrow.".to_owned(),
            days => format!("In {days} days."),
        };
        view! {
            <section class="residency-next">
                <h2>"Next residency"</h2>
                <p class="residency-when">{when::days(residency.starts_on, residency.ends_on)}</p>
                <p><a href=format!("/residencies/{}", residency.position)>{residency.title}</a>", "{residency.place}". "{away}</p>
                {asked}
            </section>
        }
    })
}
