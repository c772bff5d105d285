//! The questions of a unit that is being written, and the bank: which of them are in it, and which could be taken.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use domain::authoring::{
    BankMark,
    bank::{digest, words_of},
    drafts::{Block, Files, blocks},
    store::{
        bank::{self, BankLine, Newest},
        drafts::{self, Desk},
    },
};
use leptos::prelude::*;

use super::{
    super::{address, kind},
    search::{Found, found, more, none, searching, tags},
};
use crate::{
    AppError, Page,
    authoring::{
        desk,
        pages::{between, title_of, way},
        standing, unit_address,
    },
    cohorts::{breadcrumbs, notice},
    forms::{Filled, error_summary, with_summary},
    page::Width,
    visit::{Author, Visit},
};

const DONE: [(&str, &str); 3] = [
    ("put", "The question is in the bank, and this unit names it."),
    ("taken", "Taken. The questions stand at the end of the unit; what stood before is among its earlier texts."),
    ("newer", "The newer version stands in the unit; what stood before is among its earlier texts."),
];

/// How a question of the unit stands to the bank.
enum Standing {
    /// The bank does not have it.
    Outside,
    /// It is the newest version.
    Same(BankMark),
    /// It says something else than the newest version, which it names.
    Changed(BankMark),
    /// The bank has a newer version, of this number.
    Older(BankMark, i64),
}

struct Here {
    desk: Desk,
    unit: String,
    title: String,
    questions: Vec<(Block, Standing)>,
    /// Their first words; the id where a question cannot be read yet.
    words: Vec<String>,
    /// What newer versions say, by question.
    newer: HashMap<String, String>,
    found: Found,
}

/// `GET /studio/{module}/units/{unit}/bank`
pub async fn of_unit(
    author: Author,
    Path((module, unit)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    page(author, desk, &unit, (pairs, Filled::default())).await
}

/// The same with what is wrong.
pub async fn of_unit_again(author: Author, desk: Desk, unit: &str, form: Filled) -> Result<Page, AppError> {
    page(author, desk, unit, (Vec::new(), form)).await
}

async fn page(author: Author, desk: Desk, unit: &str, (pairs, form): (Vec<(String, String)>, Filled)) -> Result<Page, AppError> {
    let (file, stands) = standing(&author, &desk, unit).await?;
    let files = drafts::files(&author.site.db, desk.draft()?.id).await?;
    let questions = standings(&author, blocks(&stands.text()), &files).await?;
    let first = |block: &Block| words_of(&block.text, &files).unwrap_or_else(|| block.id.clone());
    let words = questions.iter().map(|(block, _)| first(block)).collect();
    let mut newer = HashMap::new();
    for (_, standing) in &questions {
        let Standing::Older(mark, number) = standing else { continue };
        let banked = bank::banked(&author.site.db, &BankMark { number: *number, ..mark.clone() }).await?;
        newer.insert(mark.slug.clone(), banked.block);
    }
    let pairs = pairs.into_iter().filter(|(name, _)| name != "done").collect();
    let found = found(&author.site, pairs, false).await?;
    let here = Here { title: title_of(&stands.text(), &file), unit: unit.to_owned(), desk, questions, words, newer, found };
    let (visit, filled) = (author.visit().clone(), form.clone());
    let title = with_summary(&form, &format!("Question bank: {}", here.title));
    let page = Page::new(&visit.clone(), title, move || body(&visit, &here, &form));
    Ok(filled.on(page.width(Width::Wide)))
}

async fn standings(author: &Author, blocks: Vec<Block>, files: &Files) -> Result<Vec<(Block, Standing)>, AppError> {
    let db = &author.site.db;
    let slugs: Vec<String> = blocks.iter().filter_map(|block| block.bank.as_ref()).map(|mark| mark.slug.clone()).collect();
    let newest: HashMap<String, Newest> = bank::newest(db, &slugs).await?.into_iter().map(|one| (one.slug.clone(), one)).collect();
    let with_standing = |block: Block| {
        let known = block.bank.as_ref().and_then(|mark| Some((mark.clone(), newest.get(&mark.slug)?)));
        let standing = match known {
            None => Standing::Outside,
            Some((mark, newest)) if digest(&block.text, files) == newest.digest => {
                Standing::Same(BankMark { number: newest.number, ..mark })
            }
            Some((mark, newest)) if newest.number > mark.number => Standing::Older(mark, newest.number),
            Some((mark, _)) => Standing::Changed(mark),
        };
        (block, standing)
    };
    Ok(blocks.into_iter().map(with_standing).collect())
}

fn body(visit: &Visit, here: &Here, form: &Filled) -> impl IntoView + use<> {
    let editor = unit_address(&here.desk.slug, &here.unit);
    let action = format!("{editor}/bank");
    let questions = here.questions.iter().zip(&here.words);
    let lines = questions.map(|((block, standing), words)| line((block, standing, words), &here.newer, &action)).collect_view();
    let no_question = here.questions.is_empty().then(|| view! { <p>"This unit has no questions yet."</p> });
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(&here.desk, &[(&here.title, editor.clone())]), "Question bank".to_owned())}
            <h1>"Question bank: "{here.title.clone()}</h1>
            <p class="lede">"What of this unit is in the bank that all authors share, and what you can take from it."</p>
        </header>
        <section class="block" aria-labelledby="block">
            <h2 id="block" tabindex="-1">"Questions of this unit"</h2>
            {no_question}
            <ol class="version-changes">{lines}</ol>
        </section>
        {taking(here, &action)}
    }
}

fn line((block, standing, words): (&Block, &Standing, &str), newer: &HashMap<String, String>, action: &str) -> impl IntoView + use<> {
    let named = |mark: &BankMark| view! { <span><a href=address(&mark.slug)>{mark.to_string()}</a></span> };
    let put = |label: &'static str| button(action.to_owned(), &block.id, label, "");
    let take = |label: &'static str| button(format!("{action}/newer"), &block.id, label, "");
    let (shape, word, mark, rest) = match standing {
        Standing::Outside => ("open", "Not in the bank", None, put("Put this question into the bank").into_any()),
        Standing::Same(mark) => ("done", "In the bank as it is here", Some(named(mark)), ().into_any()),
        Standing::Changed(mark) => {
            let both = view! { <div class="form-actions">{put("Make it the next version of the bank")}{take("Go back to the version of the bank")}</div> };
            ("started", "Changed here", Some(named(mark)), both.into_any())
        }
        Standing::Older(mark, number) => {
            let says = newer.get(&mark.slug).map(String::as_str).unwrap_or_default();
            let both = view! {
                <details class="disclosure">
                    <summary><span>"What version "{*number}" would change here"<span class="visually-hidden">": "{block.id.clone()}</span></span></summary>
                    {between(&block.text, says)}
                </details>
                {take("Take the newer version")}
            };
            ("waiting", "A newer version is in the bank", Some(named(mark)), both.into_any())
        }
    };
    view! {
        <li>
            <h3>{words.to_owned()}</h3>
            <p class="meta"><span class="state" data-state=shape>{word}</span><span>{block.id.clone()}</span>{mark}</p>
            {rest}
        </li>
    }
}

fn button(action: String, id: &str, label: &'static str, kind: &'static str) -> impl IntoView + use<> {
    let id = id.to_owned();
    view! {
        <form class="inline" method="post" action=action>
            <input type="hidden" name="question" value=id.clone()/>
            <button class="button" data-kind=(!kind.is_empty()).then_some(kind)>{label}<span class="visually-hidden">": "{id}</span></button>
        </form>
    }
}

fn taking(here: &Here, action: &str) -> impl IntoView + use<> {
    let has = |line: &BankLine| here.questions.iter().any(|(block, _)| block.bank.as_ref().is_some_and(|mark| mark.slug == line.slug));
    let rows = here.found.lines.iter().map(|line| choice(line, has(line))).collect_view();
    let list = match (here.found.lines.is_empty(), here.found.lines.iter().all(has)) {
        (true, _) => none(&here.found).into_any(),
        (false, true) => view! { <ul class="plain-list bank-choices">{rows}</ul> }.into_any(),
        (false, false) => view! {
            <form method="post" action=format!("{action}/taken")>
                <fieldset class="bank-choices"><legend>"Questions to take"</legend><ul class="plain-list">{rows}</ul></fieldset>
                <p class="hint">"They go to the end of the unit, in the newest version, with their pictures. A quiz that draws takes them into account by their tags."</p>
                <p class="form-actions"><button class="button" data-kind="primary">"Take the chosen questions"</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="block" aria-labelledby="bank">
            <h2 id="bank" tabindex="-1">"Take from the bank"</h2>
            {searching(&here.found, action, false)}
            {list}
            {more(&here.found)}
        </section>
    }
}

/// A question that can be taken, unless the unit has it.
fn choice(line: &BankLine, has: bool) -> impl IntoView + use<> {
    let id = format!("take-{}", line.slug);
    let what = match has {
        true => view! { <p>{line.prompt.clone()}</p> }.into_any(),
        false => view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="take" value=line.slug.clone()/>
                <label for=id>{line.prompt.clone()}</label>
            </div>
        }
        .into_any(),
    };
    view! {
        <li>
            {what}
            <p class="meta">
                {has.then(|| view! { <span class="state" data-state="done">"In this unit already"</span> })}
                <span>{kind(line.kind)}</span><span>"Tags: "{tags(&line.tags)}</span>
                <span><a href=address(&line.slug)>"Look at "{line.slug.clone()}</a></span>
            </p>
        </li>
    }
}

/// Whether a unit has questions of which the bank has newer versions, to be told on the page of its text.
pub(in crate::authoring) async fn newer(author: &Author, text: &str, files: &Files) -> Result<usize, AppError> {
    let standings = standings(author, blocks(text), files).await?;
    Ok(standings.iter().filter(|(_, standing)| matches!(standing, Standing::Older(..))).count())
}
