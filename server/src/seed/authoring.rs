//! Who writes the module of the demo, and what they are at: a draft of its next version with one change.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    authoring::{
        BankMark,
        store::{
            self, bank,
            drafts::{self, Saving},
        },
    },
    db::{Db, Tx},
    ids::{ModuleId, PersonId},
    messages::{Spot, store::participants},
    policy::Place,
};

use super::{cast, curriculum::HEALTH_ECONOMICS};

/// Makes Ines the author of health economics, and begins her draft.
pub async fn load(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let people = participants(db, &Spot { cohort: place.cohort, module: String::new(), unit: String::new() }).await?;
    let ines = people.iter().find(|one| one.name == cast::INES.name).map(|one| one.person).ok_or(Error::NotFound)?;
    let module = store::modules(db).await?.into_iter().find(|module| module.slug == HEALTH_ECONOMICS).ok_or(Error::NotFound)?;
    db.write(move |tx| Box::pin(async move { write(tx, now - TimeDelta::days(2), ines, module.module).await })).await
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

async fn write(tx: &Tx, now: DateTime<Utc>, ines: PersonId, module: ModuleId) -> Result<()> {
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
    drafts::save(tx, now + TimeDelta::hours(1), ines, &desk, &saving).await?;
    fill_bank(tx, now, ines, &desk).await
}
