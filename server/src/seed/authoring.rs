//! Who writes the module of the demo, and what they are at: a draft of its next version with one change, in review with two
//! comments and a suggestion.

use app::accounts::cookie::new_token;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    authoring::{
        BankMark,
        drafts::{
            Writer,
            review::{Passage, passages},
        },
        store::{
            self, bank,
            drafts::{
                self, NewLink, Saving,
                review::{self, Asking, Beginning},
            },
        },
    },
    db::{Db, Tx},
    ids::{LinkId, ModuleId, PersonId},
    messages::{Spot, store::participants},
    policy::{Place, store::token_hash},
};

use super::{cast, curriculum::HEALTH_ECONOMICS};

/// Makes Ines the author of health economics, and begins her draft.
pub async fn load(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let people = participants(db, &Spot { cohort: place.cohort, module: String::new(), unit: String::new() }).await?;
    let named = |name: &str| people.iter().find(|one| one.name == name).map(|one| one.person).ok_or(Error::NotFound);
    let (ines, ruth) = (named(cast::INES.name)?, named(cast::RUTH.name)?);
    let module = store::modules(db).await?.into_iter().find(|module| module.slug == HEALTH_ECONOMICS).ok_or(Error::NotFound)?;
    db.write(move |tx| Box::pin(async move { write(tx, now - TimeDelta::days(2), (ines, ruth), module.module).await })).await
}

/// Questions that Ines shares with all authors, and the unit they stand in.
const SHARED: (&str, [&str; 4]) = ("05-checkpoint.md", ["checkpoint-sunk", "checkpoint-opportunity", "checkpoint-term", "checkpoint-icer"]);
/// One of them is said better in its second version, which her draft does not have yet.
const REWORDED: (&str, &str, &str) = ("checkpoint-term", "Why:", "Why: The term is everywhere in this module.");

/// Puts some questions of the draft into the bank.
async fn fill_bank(tx: &Tx, now: DateTime<Utc>, ines: PersonId, desk: &drafts::Desk) -> Result<()> {
    let writer = drafts::administrator(ines);
    for id in SHARED.1 {
        bank::put(tx, now, writer, desk, (SHARED.0, id)).await?;
    }
    let (slug, from, to) = REWORDED;
    let first = bank::banked(tx, &BankMark { slug: slug.into(), number: 1 }).await?;
    bank::make(tx, now + TimeDelta::hours(3), writer, (slug, 1), &first.block.replacen(from, to, 1)).await?;
    Ok(())
}

async fn write(tx: &Tx, now: DateTime<Utc>, (ines, other): (PersonId, PersonId), module: ModuleId) -> Result<()> {
    drafts::add_author(tx, now - TimeDelta::days(200), None, (module, &cast::INES.email())).await?;
    let desk = drafts::desk(tx, drafts::administrator(ines), HEALTH_ECONOMICS).await?;
    drafts::begin(tx, now, ines, &desk).await?;
    let desk = drafts::desk(tx, drafts::administrator(ines), HEALTH_ECONOMICS).await?;
    let draft = desk.draft()?.id;
    let texts = drafts::unit_texts(tx, draft).await?;
    let path = texts.keys().find(|path| path.as_str() != "module.md").cloned().ok_or(Error::NotFound)?;
    let stands = drafts::file(tx, draft, &path).await?.ok_or(Error::NotFound)?;
    let tip = "> [!TIP] In your own hospital\n> Ask who decides about the next bed, and by which numbers.";
    let saving = Saving { path, seen: stands.revision, text: format!("{}\n\n{tip}\n", stands.text().trim_end()), types_on: false };
    let path = saving.path.clone();
    drafts::save(tx, now + TimeDelta::hours(1), ines, &desk, &saving).await?;
    fill_bank(tx, now, ines, &desk).await?;
    review(tx, now + TimeDelta::hours(2), (ines, other), path).await?;
    show_outside(tx, now + TimeDelta::hours(9), ines, &desk).await
}

/// Somebody without an account has a link to the draft, and opened it twice.
async fn show_outside(tx: &Tx, now: DateTime<Utc>, ines: PersonId, desk: &drafts::Desk) -> Result<()> {
    let token_hash = token_hash(&new_token());
    let new = NewLink { id: LinkId::new(), token_hash, note: "Prof. Weber, health economist in Zurich".into() };
    drafts::make_link(tx, now, ines, desk, &new).await?;
    for hours in [2, 11] {
        drafts::note_opening(tx, new.id, now + TimeDelta::hours(hours)).await?;
    }
    Ok(())
}

/// A colleague is asked to read the draft, and has begun to: a comment, a suggestion, and a word on the unit as a whole.
async fn review(tx: &Tx, now: DateTime<Utc>, (ines, other): (PersonId, PersonId), path: String) -> Result<()> {
    let desk = drafts::desk(tx, drafts::administrator(ines), HEALTH_ECONOMICS).await?;
    let note = "The tip at the end of the first lesson is new. Is it fair to people in small hospitals?";
    review::ask(tx, now, ines, &desk, &Asking { people: vec![other], note: note.to_owned() }).await?;
    let page = review::page(tx, Writer { person: other, everything: false }, HEALTH_ECONOMICS).await?;
    let files = drafts::unit_texts(tx, page.draft.id).await?;
    let known = passages(&files, HEALTH_ECONOMICS, &path);
    let text = |passage: &&(usize, &Passage)| passage.1.words.len() > 120 && !passage.1.words.starts_with(['#', '>', '`', '!', '|', '$']);
    let all: Vec<(usize, &Passage)> = known.iter().enumerate().collect();
    let long: Vec<_> = all.iter().filter(text).collect();
    let last = all.last().ok_or(Error::NotFound)?;
    let first = long.first().copied().unwrap_or(last);
    let begin = |(place, passage): (usize, &Passage), words: &str, suggested: Option<String>| Beginning {
        path: path.clone(),
        paragraph: Some((passage.words.clone(), place)),
        words: words.to_owned(),
        suggested,
    };
    let comment = begin(*first, "A student of last year asked for a number here. Is there one we can cite?", None);
    let thread = review::begin_thread(tx, now + TimeDelta::hours(3), other, &page, &comment).await?;
    let own = review::page(tx, drafts::administrator(ines), HEALTH_ECONOMICS).await?;
    review::reply(tx, now + TimeDelta::hours(4), ines, &own, (thread, "I will look for one in the reports of the ministry.")).await?;
    let better = last.1.words.replace("by which numbers.", "by which numbers they do it. In a small hospital it may be one person.");
    review::begin_thread(tx, now + TimeDelta::hours(5), other, &page, &begin(*last, "", Some(better))).await?;
    let whole = Beginning { path, paragraph: None, words: "Reads well. Ten minutes seems right.".to_owned(), suggested: None };
    review::begin_thread(tx, now + TimeDelta::hours(6), other, &page, &whole).await?;
    Ok(())
}
