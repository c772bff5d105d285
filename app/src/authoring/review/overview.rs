//! The review of a draft on one page: how far it has come, who reads it, what they say, and what there is to read.

use axum::extract::Path;
use chrono::{DateTime, Utc};
use domain::{
    authoring::{
        changes::Block,
        drafts::{Outline, outline, review::Stand},
        store::drafts::{
            self, Link,
            review::{self, Open, Page as Reviewed, Read, Reviewer, Spoken},
        },
    },
    cohorts::store::{PossibleReviewer, possible_reviewers},
    ids::PersonId,
};
use leptos::prelude::*;

use super::{difference::way_to, review_address, reviewed, unit_review, way, words};
use crate::{
    AppError, Page,
    authoring::{
        difference::paragraphs,
        links,
        pages::{module_nav, state},
        together::{Others, others},
    },
    cohorts::{breadcrumbs, count, notice},
    forms::{Choice, Filled, TextArea, choices, error_summary, text_area, with_summary},
    visit::{Colleague, Visit},
    when,
};

mod asking;
mod people;

const DONE: [(&str, &str); 7] = [
    ("link-revoked", "The link works no longer."),
    ("asked", "They are asked, and told by mail."),
    ("asked-already", "They were asked already: nobody is told twice."),
    ("taken-off", "They are asked no more. What they said stays here."),
    ("reminded", "They are reminded by mail."),
    ("reminded-already", "They were asked or reminded within the last hour: no second mail goes out."),
    ("said", "What you think of it stands here, and its authors see it."),
];

/// What stands on the page.
struct Shown {
    page: Reviewed,
    outline: Outline,
    open: Vec<Open>,
    reviewers: Vec<(Reviewer, Stand)>,
    lacks_another: bool,
    spoken: Vec<Spoken>,
    /// What changed since the revisions that somebody read and that are not what stands.
    changed: Vec<(i64, Vec<Read>)>,
    possible: Vec<PossibleReviewer>,
    links: Vec<Link>,
    /// The address of the one that was just made.
    made: Option<String>,
    /// Who is in which unit now.
    here: Others,
    me: PersonId,
    now: DateTime<Utc>,
    zone: chrono_tz::Tz,
}

/// `GET /studio/{module}/review`
pub async fn overview(colleague: Colleague, Path(module): Path<String>) -> Result<Page, AppError> {
    overview_again(colleague, &module, Filled::default()).await
}

/// The same page with what was typed.
pub async fn overview_again(colleague: Colleague, module: &str, form: Filled) -> Result<Page, AppError> {
    overview_with(colleague, module, None, form).await
}

/// The same page with the address of a link that was just made.
pub async fn overview_with(colleague: Colleague, module: &str, made: Option<String>, form: Filled) -> Result<Page, AppError> {
    let page = match reviewed(&colleague, module).await {
        Ok(page) => page,
        Err(AppError::NotFound) => return none_open(colleague, module).await,
        Err(other) => return Err(other),
    };
    let db = &colleague.site.db;
    let (reviewers, lacks_another) = review::standing(db, &page.draft).await?;
    let mut spoken = review::verdicts_of_module(db, page.module()).await?;
    spoken.retain(|one| one.draft_id == page.draft.id);
    let mut revisions: Vec<i64> = reviewers.iter().filter_map(|(_, stand)| before(stand, page.draft.revision)).collect();
    revisions.sort_unstable();
    revisions.dedup();
    let mut changed = Vec::new();
    for revision in revisions {
        changed.push((revision, review::changed_since(db, page.draft.id, revision).await?));
    }
    let shown = Shown {
        outline: outline(&drafts::unit_texts(db, page.draft.id).await?, &[]),
        open: review::open_threads(db, page.draft.id).await?,
        possible: if page.writes { possible_reviewers(db).await? } else { Vec::new() },
        links: if page.writes { drafts::links(db, page.draft.id).await? } else { Vec::new() },
        made,
        here: others((&colleague, &colleague.session), page.draft.id).await?,
        me: colleague.session.person.id,
        now: colleague.now,
        zone: colleague.session.person.time_zone,
        reviewers,
        lacks_another,
        spoken,
        changed,
        page,
    };
    let (visit, filled) = (colleague.visit().clone(), form.clone());
    let title = with_summary(&form, &format!("Review: {}", shown.page.title()));
    Ok(filled.on(Page::new(&visit.clone(), title, move || body(&visit, &shown, &form))))
}

/// The earlier revision that somebody read, if they did and it is not what stands.
fn before(stand: &Stand, now: i64) -> Option<i64> {
    match stand {
        Stand::ApprovedBefore(revision) | Stand::AsksForChanges(revision) if *revision != now => Some(*revision),
        _ => None,
    }
}

/// For an author of a module of which no draft is open.
async fn none_open(colleague: Colleague, module: &str) -> Result<Page, AppError> {
    let writer = colleague.writer().ok_or(AppError::NotFound)?;
    let desk = drafts::desk(&colleague.site.db, writer, module).await?;
    Ok(Page::new(&colleague.visit().clone(), format!("Review: {}", desk.title), move || {
        let way = vec![("Studio".to_owned(), "/studio".to_owned()), (desk.title.clone(), format!("/studio/{}", desk.slug))];
        view! {
            <header class="page-head">{breadcrumbs(way, "Review".to_owned())}<h1>"Review of "{desk.title.clone()}</h1></header>
            {module_nav(&desk.slug, desk.newest.is_some(), "/review")}
            <p class="empty">"No draft is open. Once you begin one on the page “Outline”, you can ask colleagues here to read it before you publish. Who approved which version stands under "<a href=format!("/modules/{}/versions", desk.slug)>"Versions"</a>"."</p>
        }
    }))
}

fn body(visit: &Visit, shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let page = &shown.page;
    let nav = page.writes.then(|| module_nav(page.slug(), page.newest().is_some(), "/review"));
    let verdict = page.reviews.then(|| people::verdict(shown, form));
    let asking = page.writes.then(|| asking::asking(shown, form));
    let links = page.writes.then(|| links::links(page.slug(), &shown.links, (shown.now, shown.zone), form));
    let made = shown.made.as_deref().map(|address| links::made(page.slug(), address));
    let lacks = shown.lacks_another.then(|| {
        view! { <p class="notice" data-kind="attention">"Everybody who was asked approves, but each of them wrote in this draft. Ask somebody who did not: nobody approves alone what they wrote themselves."</p> }
    });
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(page), "Review".to_owned())}
            <h1>"Review of "{page.title().to_owned()}</h1>
            <p class="meta">{state(page.draft.state)}<span>"Revision "{page.draft.revision}</span>{way_to(page.slug(), page.newest())}</p>
        </header>
        {nav}
        {made}
        {lacks}
        {units(shown)}
        {verdict}
        {people::people(shown)}
        {asking}
        {links}
        {people::history(shown)}
    }
}

/// What there is to read, with what is open in it.
fn units(shown: &Shown) -> impl IntoView + use<> {
    let page = &shown.page;
    let line = |file: &str, title: String| {
        let open = shown.open.iter().find(|one| one.path == file);
        let open = open.map(|one| view! { <span class="state" data-state="waiting">{open_words(one)}</span> });
        let unit = domain::authoring::drafts::address(file).to_owned();
        view! {
            <li>
                <div class="outline-unit">
                    <p class="outline-title"><a href=unit_review(page.slug(), &unit)>{title}</a></p>
                    <p class="meta">{open}{shown.here.mark(file)}</p>
                </div>
            </li>
        }
    };
    let module = line("module.md", "About the module".to_owned());
    let units = shown.outline.units.iter().map(|unit| line(&unit.file, unit.title.clone())).collect_view();
    view! {
        <section class="block" aria-labelledby="read">
            <h2 id="read">"Read it"</h2>
            <p class="hint">"As students will see it. Beside each paragraph you can comment, or suggest other words."</p>
            <ol class="outline">{module}{units}</ol>
        </section>
    }
}

/// How many threads are open, in words.
pub fn open_words(open: &Open) -> String {
    let (said, suggested) = (open.comments - open.suggestions, open.suggestions);
    let parts = [(said, "open comment"), (suggested, "suggestion")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word));
    let words = parts.collect::<Vec<_>>().join(", ");
    if words.is_empty() { "No open comment".to_owned() } else { words }
}

/// What changed since a revision, file by file.
fn since(shown: &Shown, revision: i64) -> Option<impl IntoView + use<>> {
    let (_, files) = shown.changed.iter().find(|(of, _)| *of == revision)?;
    let number: usize = files.iter().map(|file| changed_in(&file.blocks)).sum();
    let others = files.iter().filter(|file| file.blocks.is_empty()).count();
    let said = match (number, others) {
        (number, 0) => count(number as i64, "paragraph"),
        (0, others) => count(others as i64, "other file"),
        (number, others) => format!("{}, {}", count(number as i64, "paragraph"), count(others as i64, "other file")),
    };
    let files = files.iter().map(|file| {
        let title = shown.outline.unit(&file.path).map_or_else(|| file.path.clone(), |unit| unit.title.clone());
        let parts = (!file.blocks.is_empty()).then(|| paragraphs(&file.blocks));
        view! { <h3 class="small-title">{title}</h3>{parts} }
    });
    let files = files.collect_view();
    Some(view! { <details class="disclosure"><summary>"Changed since: "{said}</summary>{files}</details> })
}

fn changed_in(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| block.mark != domain::authoring::changes::Mark::Kept).count()
}
