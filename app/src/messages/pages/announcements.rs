//! What is announced to a cohort: for those who announce it, and a line of it for students.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::{
    cohorts::Scope,
    ids::{AnnouncementId, CohortId},
    messages::{
        rules::LONGEST_TEXT,
        store::{self, Announcement},
    },
};
use leptos::prelude::*;

use super::words::{moment, notice, way, ways};
use crate::{
    AppError, Page, Site,
    cohorts::breadcrumbs,
    forms::{self, Field, Filled, TextArea},
    messages::scope_of,
    visit::{StaffOrFaculty, Visit},
};

/// How many are shown at most.
const MOST: i64 = 100;
/// What was just done.
const NOTICES: &[(&str, &str)] = &[
    ("announced", "It stands on the page of the cohort, and students are told as they chose."),
    ("changed", "The announcement is changed."),
    ("withdrawn", "The announcement is taken back."),
];

/// For how long students see an announcement on their first page.
const NEWS: TimeDelta = TimeDelta::days(14);

/// The newest announcement of the last days, for a student's first page.
pub(crate) async fn announced(site: &Site, cohort: CohortId, now: DateTime<Utc>) -> Result<Option<Announcement>, AppError> {
    // In whole hours: the same question is asked again, and its answer is often there.
    let since = (now - NEWS).duration_trunc(TimeDelta::hours(1)).unwrap_or(now);
    let found = store::announcements(&site.db, cohort, since, 1).await?;
    Ok(found.into_iter().next())
}

/// `GET /cohorts/{cohort}/announcements`
pub async fn announcements(visit: StaffOrFaculty, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = scope_of(&visit, &cohort, None).await?;
    let form = Filled::with_values([("id", &AnnouncementId::new().to_string())]);
    announcements_again(&visit, scope, form).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn announcements_again(visit: &StaffOrFaculty, scope: Scope, form: Filled) -> Result<Page, AppError> {
    let found = store::announcements(&visit.site.db, scope.cohort().id, DateTime::UNIX_EPOCH, MOST).await?;
    let (filled, reader) = (form.clone(), visit.clone());
    let page = Page::new(visit, forms::with_summary(&form, "Announcements"), move || {
        let list = found.iter().map(|one| line(&reader, &scope, one)).collect_view();
        let none = found.is_empty().then(|| view! { <p class="empty">"Nothing is announced. What you announce stands here and on the page of the cohort, the newest first."</p> });
        view! {
            {notice(&reader, NOTICES)}
            <header class="page-head">
                {breadcrumbs(way(&scope), "Announcements".into())}
                <h1>"Announcements"</h1>
                <p class="lede">{format!("For all students of {}: it stands on the page of their cohort, and each is told as they chose.", scope.cohort().title)}</p>
            </header>
            {ways(&scope, "announcements")}
            <details class="disclosure" open=!form.errors.is_empty()>
                <summary>"Announce something"</summary>
                {fields(&form, format!("/cohorts/{}/announcements", scope.cohort().slug), "Announce")}
            </details>
            <section class="block"><h2>"Announced"</h2>{none}<div class="announcements">{list}</div></section>
        }
    });
    Ok(filled.on(page))
}

fn fields(form: &Filled, action: String, word: &'static str) -> impl IntoView + use<> {
    let hint = "Markdown: **bold**, lists, links.";
    let area = TextArea { name: "body", label: "Text", hint, rows: 8, limit: LONGEST_TEXT };
    view! {
        <form class="form" method="post" action=action novalidate=true>
            {forms::error_summary(form)}
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            <input type="hidden" name="seen" value=form.typed.get("seen").to_owned()/>
            {forms::field(form, Field::text("title", "Title"))}
            {forms::text_area(form, area)}
            <p class="form-actions"><button class="button" data-kind="primary">{word}</button></p>
        </form>
    }
}

/// An announcement as it is read.
pub(super) fn article(visit: &Visit, one: &Announcement) -> impl IntoView + use<> {
    let edited = one.edited_at.map(|at| view! { <span>"Changed "{moment(at, visit)}</span> });
    view! {
        <h3 id=format!("announcement-{}", one.id)>{one.title.clone()}</h3>
        <p class="meta"><span>{one.author.clone()}</span><span>{moment(one.published_at, visit)}</span>{edited}</p>
        <div class="said" inner_html=one.html.clone()></div>
    }
}

fn line(visit: &StaffOrFaculty, scope: &Scope, one: &Announcement) -> impl IntoView + use<> {
    let address = format!("/cohorts/{}/announcements/{}", scope.cohort().slug, one.id);
    let theirs = may_change(visit, scope, one);
    let change = theirs.then(|| view! { <p class="post-actions"><a href=address>"Change or take back"</a></p> });
    view! { <article class="announcement">{article(visit, one)}{change}</article> }
}

/// Staff change all announcements of their cohorts, faculty their own.
pub fn may_change(visit: &StaffOrFaculty, scope: &Scope, one: &Announcement) -> bool {
    scope.runs() || one.author_id == visit.session.person.id
}

/// What is shown of an announcement to be changed.
pub struct Again {
    /// The cohort.
    pub scope: Scope,
    /// As it stands now.
    pub announcement: Announcement,
    /// What was typed, and what is wrong.
    pub form: Filled,
}

/// `GET /cohorts/{cohort}/announcements/{announcement}`
pub async fn announcement(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path((cohort, announcement)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = scope_of(&visit, &cohort, None).await?;
    let id: AnnouncementId = announcement.parse().map_err(|_| AppError::NotFound)?;
    let announcement = store::announcement(&site.db, scope.cohort().id, id).await?;
    if announcement.withdrawn_at.is_some() || !may_change(&visit, &scope, &announcement) {
        return Err(AppError::NotFound);
    }
    let seen = announcement.edited_at.map_or_else(String::new, |at| at.timestamp_micros().to_string());
    let form = Filled::with_values([("title", &announcement.title), ("body", &announcement.body), ("seen", &seen)]);
    Ok(announcement_again(&visit, Again { scope, announcement, form }))
}

/// The page on which an announcement is changed.
pub fn announcement_again(visit: &Visit, again: Again) -> Page {
    let filled = again.form.clone();
    let page = Page::new(visit, forms::with_summary(&again.form, "Change an announcement"), move || {
        let Again { scope, announcement, form } = again;
        let base = format!("/cohorts/{}/announcements", scope.cohort().slug);
        let address = format!("{base}/{}", announcement.id);
        let mut steps = way(&scope);
        steps.push(("Announcements".into(), base));
        view! {
            <header class="page-head">
                {breadcrumbs(steps, "Change".into())}
                <h1>"Change an announcement"</h1>
                <p class="lede">"Nobody is told of a change. The page says that there was one."</p>
            </header>
            {fields(&form, address.clone(), "Save")}
            <section class="block">
                <h2>"Take it back"</h2>
                <p>"It disappears from the page of the cohort. Who was told by mail keeps that mail."</p>
                <form method="post" action=format!("{address}/withdrawal")><p class="form-actions"><button class="button" data-kind="danger">"Take it back"</button></p></form>
            </section>
        }
    });
    filled.on(page)
}
