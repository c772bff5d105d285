//! What a file comes to: each thing in it with what becomes of it, and what changes in the draft.

mod reading;

pub use reading::question;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Error, FieldError,
    authoring::{
        drafts::{Becomes, Edits, NOT_HERE},
        media::Pointer,
        store::drafts::Ground,
    },
};

use super::kept::Kept;
use crate::{
    AppError, Site,
    authoring::media::{NotKept, beside, failure, lacking},
};

/// One thing in a file.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it stands in the file; empty where its name says it.
    pub place: String,
    /// What it is, or how it is called.
    pub name: String,
    /// What becomes of it.
    pub becomes: Becomes,
    /// Why, or what is different; sentences that follow a colon.
    pub reasons: Vec<String>,
}

/// What a file comes to.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// In the order of the file.
    pub items: Vec<Item>,
    /// What concerns the file as a whole; sentences that follow a colon.
    pub notes: Vec<String>,
    /// How many things are missing for publishing afterwards, where that is told.
    pub missing: usize,
    /// What changes if all is taken over that is not refused.
    pub edits: Edits,
    /// The name of the module, for a package.
    pub slug: String,
}

impl Told {
    /// How many things become this.
    pub fn count(&self, becomes: Becomes) -> usize {
        self.items.iter().filter(|item| item.becomes == becomes).count()
    }

    /// Whether there is anything to take over.
    pub fn changes(&self) -> bool {
        !self.edits.written.is_empty() || !self.edits.removed.is_empty()
    }
}

/// Why nothing can be told of a file.
#[derive(Debug)]
pub enum Untold {
    /// It is none that is taken; by the field in which it is chosen.
    Wrong(Vec<FieldError>),
    /// Something else went wrong.
    Failed(AppError),
}

impl From<AppError> for Untold {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<Error> for Untold {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(errors) => Self::Wrong(errors),
            other => Self::Failed(other.into()),
        }
    }
}

/// Reads a file, beside everything else and one at a time. `ground` is what stands in the module of this name; none for a new one.
pub async fn told(site: &Site, kept: Kept, module: &str, ground: Option<Ground>) -> Result<Told, Untold> {
    let turn = site.archive.turn().await?;
    let module = module.to_owned();
    let read = beside(move || reading::read(&kept, &module, ground.as_ref())).await;
    drop(turn);
    let mut told = read.map_err(|failed| match failed {
        NotKept::Failed(error) => error,
        NotKept::Refused(_) => AppError::Broken,
    })??;
    // As with every import: what the object store has lost is promised to no draft.
    let pointers = told.edits.written.iter().filter(|(_, content)| Pointer::read(content).is_some()).cloned();
    let lost = lacking(&site.archive, &pointers.collect::<BTreeMap<_, _>>()).await.map_err(|error| failure(&error))?;
    told.refuse(&lost.into_iter().collect());
    Ok(told)
}

impl Told {
    fn refuse(&mut self, paths: &BTreeSet<String>) {
        self.edits.written.retain(|(path, _)| !paths.contains(path));
        for item in self.items.iter_mut().filter(|item| paths.contains(&item.name)) {
            item.becomes = Becomes::Refused;
            item.reasons = vec![NOT_HERE.to_owned()];
        }
    }
}
