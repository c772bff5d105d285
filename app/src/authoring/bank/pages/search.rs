//! Questions of the bank, as they are looked for.

use axum::extract::Query;
use domain::authoring::{
    QuestionKind,
    store::bank::{self, BankLine, BankModule, Search},
};
use leptos::prelude::*;

use super::super::{address, kind};
use crate::{
    AppError, Page, Site,
    cohorts::breadcrumbs,
    forms::{Choice, Field, Filled, Typed, field, select},
    page::Width,
    visit::Author,
    when,
};

/// What was found, and by what.
pub(super) struct Found {
    form: Filled,
    modules: Vec<BankModule>,
    /// The questions, at most a hundred.
    pub lines: Vec<BankLine>,
    more: bool,
}

/// What a module is called; its name in addresses if it is none of these.
pub(super) fn title_of(modules: &[BankModule], slug: &str) -> String {
    modules.iter().find(|one| one.slug == slug).map_or(slug, |one| one.title.as_str()).to_owned()
}

/// Looks for what an address asks.
pub(super) async fn found(site: &Site, pairs: Vec<(String, String)>, retired: bool) -> Result<Found, AppError> {
    let typed = Typed::from_address(pairs);
    let search = Search {
        words: typed.trimmed("words"),
        tags: typed.trimmed("tags"),
        kind: typed.trimmed("kind"),
        module: typed.trimmed("from"),
        retired: retired && typed.get("retired") == "yes",
    };
    let (lines, more) = bank::search(&site.db, &search).await?;
    let modules = bank::modules(&site.db).await?;
    Ok(Found { form: typed.with(Vec::new()), modules, lines, more })
}

/// `GET /studio/bank`
pub async fn bank(author: Author, Query(pairs): Query<Vec<(String, String)>>) -> Result<Page, AppError> {
    let found = found(&author.site, pairs, true).await?;
    let zone = author.session.person.time_zone;
    let page = Page::new(&author, "Question bank", move || {
        let rows = found.lines.iter().map(|line| row(line, title_of(&found.modules, &line.module), zone)).collect_view();
        let table = if found.lines.is_empty() { none(&found).into_any() } else { table(rows.into_any()).into_any() };
        view! {
            <header class="page-head">
                {breadcrumbs(vec![("Studio".to_owned(), "/studio".to_owned())], "Question bank".to_owned())}
                <h1>"Question bank"</h1>
                <p class="lede">"Questions that all authors share. Take them into a quiz from the page of its unit; each keeps the version it was taken in."</p>
            </header>
            {searching(&found, "/studio/bank", true)}
            {table}
            {more(&found)}
        }
    });
    Ok(page.width(Width::Wide))
}

/// The form by which questions are looked for.
pub(super) fn searching(found: &Found, action: &str, with_retired: bool) -> impl IntoView + use<> {
    let any = |label: &str| Choice { value: String::new(), label: label.to_owned() };
    let kinds = QuestionKind::ALL.map(|one| Choice { value: one.to_string(), label: kind(one).to_owned() });
    let kinds: Vec<Choice> = [any("Any kind")].into_iter().chain(kinds).collect();
    let modules = found.modules.iter().map(|one| Choice { value: one.slug.clone(), label: one.title.clone() });
    let modules: Vec<Choice> = [any("Any module")].into_iter().chain(modules).collect();
    let form = &found.form;
    let retired = with_retired.then(|| {
        let checked = form.typed.get("retired") == "yes";
        view! {
            <div class="choice">
                <input type="checkbox" id="retired" name="retired" value="yes" checked=checked/>
                <label for="retired">"Also those that are retired"</label>
            </div>
        }
    });
    view! {
        <form class="bank-search" method="get" action=action.to_owned() role="search" aria-label="Questions of the bank">
            {field(form, Field::text("tags", "Tags").hint("Such as PL-1, hard"))}
            {field(form, Field::text("words", "Words in the question"))}
            {select(form, "kind", "Kind", "", kinds)}
            {select(form, "from", "Written first in", "", modules)}
            {retired}
            <p class="form-actions"><button class="button">"Search"</button></p>
        </form>
    }
}

/// That nothing was found, or nothing is there yet.
pub(super) fn none(found: &Found) -> impl IntoView + use<> {
    let asked = found.form.typed.pairs().any(|(_, value)| !value.trim().is_empty());
    if asked {
        return view! { <p class="empty">"No question of the bank is like this. Ask for fewer tags or words."</p> }.into_any();
    }
    view! {
        <div class="empty">
            <h2>"Nothing is in the bank yet"</h2>
            <p>"Open a quiz or lesson in the studio, go to “Question bank” there, and put a question into it. Then every author can take it."</p>
        </div>
    }
    .into_any()
}

/// That there are more than are shown.
pub(super) fn more(found: &Found) -> Option<impl IntoView + use<>> {
    found.more.then(|| view! { <p class="hint">"These are the first hundred. Ask for more tags or words to see others."</p> })
}

fn table(rows: AnyView) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="Questions" tabindex="0">
            <table class="table" data-stacks="">
                <thead><tr>
                    <th scope="col">"Question"</th><th scope="col">"Kind"</th><th scope="col">"Tags"</th>
                    <th scope="col">"Written first in"</th><th scope="col">"Newest version"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(line: &BankLine, module: String, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let made = format!("{}, {}", line.number, when::day(line.made_at.with_timezone(&zone).date_naive()));
    let retired = line.retired.then(|| view! { " "<span class="state" data-state="open">"Retired"</span> });
    view! {
        <tr>
            <th scope="row"><a href=address(&line.slug)>{line.prompt.clone()}</a>{retired}</th>
            <td data-name="Kind">{kind(line.kind)}</td>
            <td data-name="Tags">{tags(&line.tags)}</td>
            <td data-name="Written first in">{module}</td>
            <td data-name="Newest version">{made}</td>
        </tr>
    }
}

/// Tags with commas between.
pub(super) fn tags(tags: &str) -> String {
    let tags: Vec<&str> = tags.split_whitespace().collect();
    if tags.is_empty() { "–".to_owned() } else { tags.join(", ") }
}
