//! Who writes the module of the demo, and what they are at: a draft of its next version with one change.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    authoring::store::{
        self,
        drafts::{self, Saving},
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
    Ok(())
}
