//! Before a draft becomes a version: what is missing, what is different, and whom it concerns, in numbers.

use axum::extract::Path;
use domain::{
    authoring::{
        drafts::{DraftState, Lack, lacks, missing},
        package::Fault,
        store::{
            drafts::{self, Desk, Draft},
            export,
        },
    },
    cohorts::{StudyingCohort, store as cohorts},
};
use leptos::prelude::*;

use super::{checklist, module_nav, way};
use crate::{
    AppError, Page,
    authoring::{desk, module_address, review::way_to_difference},
    cohorts::breadcrumbs,
    forms::{Filled, error_summary, with_summary},
    visit::Author,
};

/// What stands on the page.
struct Shown {
    desk: Desk,
    faults: Vec<Fault>,
    lacks: Vec<Lack>,
    /// How many files are new, changed and gone.
    files: (usize, usize, usize),
    cohorts: Vec<StudyingCohort>,
    /// Whether the school publishes only what was approved.
    approved_only: bool,
}

/// `GET /studio/{module}/publishing`
pub async fn publishing(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    publishing_again(author, &module, Filled::default()).await
}

/// The same page with why it was not published.
pub async fn publishing_again(author: Author, module: &str, form: Filled) -> Result<Page, AppError> {
    let desk = desk(&author, module).await?;
    let db = &author.site.db;
    let files = match &desk.draft {
        Some(draft) => drafts::files(db, draft.id).await?,
        None => Default::default(),
    };
    let before = if desk.newest.is_some() { export(db, &desk.slug, None).await? } else { Default::default() };
    let new = files.keys().filter(|path| !before.contains_key(*path)).count();
    let changed = files.iter().filter(|(path, content)| before.get(*path).is_some_and(|before| before != *content)).count();
    let gone = before.keys().filter(|path| !files.contains_key(*path)).count();
    let lacks = lacks(&files, author.now.date_naive());
    let faults = if desk.draft.is_some() { missing(&files, &desk.slug) } else { Vec::new() };
    let cohorts = cohorts::studying(db, desk.module(), author.now.date_naive()).await?;
    let approved_only = author.site.settings.review_before_publishing;
    let shown = Shown { faults, lacks, files: (new, changed, gone), cohorts, approved_only, desk };
    let (visit, filled) = (author.visit().clone(), form.clone());
    let title = with_summary(&form, &format!("Publish: {}", shown.desk.title));
    Ok(filled.on(Page::new(&visit, title, move || body(&shown, &form))))
}

fn body(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    let desk = &shown.desk;
    let part = match &desk.draft {
        Some(draft) if shown.faults.is_empty() && shown.lacks.is_empty() => ready(shown, draft).into_any(),
        Some(_) => {
            let (faults, lacks) = (checklist::faults(&desk.slug, &shown.faults), checklist::lacks(&desk.slug, &shown.lacks));
            view! { <section class="block" aria-labelledby="missing"><h2 id="missing">"Still missing"</h2>{faults}{lacks}</section> }
                .into_any()
        }
        None => view! { <p class="empty">"No draft is open. Begin one on the page “Outline”."</p> }.into_any(),
    };
    view! {
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(desk, &[]), "Publish".to_owned())}
            <h1 id="publish" tabindex="-1">"Publish "{desk.title.clone()}</h1>
        </header>
        {module_nav(&desk.slug, desk.newest.is_some(), "/publishing")}
        {part}
        {concerned(shown)}
    }
}

fn ready(shown: &Shown, draft: &Draft) -> impl IntoView + use<> {
    let (new, changed, gone) = shown.files;
    let approved = draft.state == DraftState::Approved;
    let review = format!("{}/review", module_address(&shown.desk.slug));
    let unapproved = match (approved, shown.approved_only) {
        (true, _) => view! { <p><span class="state" data-state="done">"Approved"</span>" by everybody who was asked, as it stands: "<a href=review>"Review"</a></p> }.into_any(),
        (false, true) => view! { <p class="notice" data-kind="attention">"This draft is not approved, and this school publishes only what is. "<a href=review>"Ask for a review"</a>", or see who has still to approve it."</p> }.into_any(),
        (false, false) => view! { <p class="notice" data-kind="attention">"Nobody has approved this draft as it stands. You can publish it all the same; the record will say that it was not approved. "<a href=review>"Ask for a review"</a></p> }.into_any(),
    };
    let may = approved || !shown.approved_only;
    let next = shown.desk.newest.unwrap_or_default() + 1;
    let files = match (shown.desk.newest, new + changed + gone) {
        (None, _) => "It is the first version of this module.".to_owned(),
        (Some(number), 0) => format!("Nothing is different from version {number}: there is nothing to publish."),
        (Some(number), _) => format!("Compared with version {number}: files changed {changed}, new {new}, gone {gone}."),
    };
    let different = shown.desk.newest.filter(|_| new + changed + gone > 0);
    let different = way_to_difference(&shown.desk.slug, different).map(|way| view! { " "{way}"." });
    let overtaken = draft.base.zip(shown.desk.newest).filter(|(base, newest)| base < newest).map(|(base, newest)| {
        let text = format!("This draft was begun from version {base}, and version {newest} was published since, by an import. What is new in that one is not in this draft unless you put it there.");
        view! { <p class="notice" data-kind="attention">{text}</p> }
    });
    view! {
        <section class="block" aria-labelledby="ready">
            <h2 id="ready">"Version "{next}</h2>
            {overtaken}
            {unapproved}
            <p>"Nothing is missing. "{files}{different}</p>
            <p>"A published version never changes. What is found later goes into the next one."</p>
            {may.then(|| publish_form(shown, draft, next))}
        </section>
    }
}

fn publish_form(shown: &Shown, draft: &Draft, next: i64) -> impl IntoView + use<> {
    view! {
            <form method="post" action=format!("{}/publishing", module_address(&shown.desk.slug))>
                <input type="hidden" name="seen" value=draft.revision.to_string()/>
                <input type="hidden" name="newest" value=shown.desk.newest.map(|number| number.to_string()).unwrap_or_default()/>
                <p class="form-actions"><button class="button" data-kind="primary">"Publish version "{next}</button></p>
            </form>
    }
}

/// Whom a new version concerns.
fn concerned(shown: &Shown) -> impl IntoView + use<> {
    let students: i64 = shown.cohorts.iter().map(|cohort| cohort.students).sum();
    let count = shown.cohorts.len();
    let said = match count {
        0 => "No cohort studies this module now. New cohorts take the newest version.".to_owned(),
        1 => format!(
            "1 cohort with {students} students studies this module now. It stays with its version until staff move it, after they have seen the changes; new cohorts take the newest version."
        ),
        _ => format!(
            "{count} cohorts with {students} students study this module now. They stay with their versions until staff move them, after they have seen the changes; new cohorts take the newest version."
        ),
    };
    let rows = shown.cohorts.iter().map(|cohort| {
        view! { <tr><th scope="row">{cohort.title.clone()}</th><td class="num">{cohort.number}</td><td class="num">{cohort.students}</td></tr> }
    });
    let rows = rows.collect_view();
    let table = (count > 0).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="Cohorts" tabindex="0">
                <table class="table" data-dense="">
                    <thead><tr><th scope="col">"Cohort"</th><th scope="col" class="num">"Version"</th><th scope="col" class="num">"Students"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! { <section class="block" aria-labelledby="concerned"><h2 id="concerned">"Whom it concerns"</h2><p>{said}</p>{table}</section> }
}
