//! What a plan can name: modules and their units, with their titles.

use std::collections::HashMap;

use domain::{
    cohorts::{
        CohortModule, Scope,
        calendar::Place,
        store::{self, Published, PublishedUnit},
    },
    db::Db,
    ids::VersionId,
};

use crate::{
    AppError,
    cohorts::plan::{Draft, Wrong},
};

/// The newest version of every module, with its units.
#[derive(Clone, Debug, Default)]
pub(crate) struct Library {
    modules: Vec<Published>,
    units: HashMap<VersionId, Vec<PublishedUnit>>,
}

impl Library {
    /// All there is.
    pub(crate) async fn load(db: &Db) -> Result<Self, AppError> {
        Self { modules: store::published(db).await?, units: HashMap::new() }.with_units(db).await
    }

    /// The same for a cohort: what it studies in the versions it has, the rest in the newest.
    pub(crate) async fn of_cohort(db: &Db, scope: &Scope) -> Result<Self, AppError> {
        let mut library = Self { modules: store::published(db).await?, units: HashMap::new() };
        for pinned in scope.modules() {
            let CohortModule { module_id, version_id, slug, title, version, .. } = pinned.clone();
            library.modules.retain(|module| module.slug != slug);
            library.modules.push(Published { module_id, slug, version_id, number: version, title });
        }
        library.modules.sort_by_key(|module| module.title.to_lowercase());
        library.with_units(db).await
    }

    async fn with_units(mut self, db: &Db) -> Result<Self, AppError> {
        let versions: Vec<_> = self.modules.iter().map(|module| module.version_id).collect();
        for unit in store::published_units(db, &versions).await? {
            self.units.entry(unit.version_id).or_default().push(unit);
        }
        Ok(self)
    }

    /// Modules to choose from: names in addresses, and titles.
    pub(crate) fn modules(&self) -> Vec<(String, String)> {
        self.modules.iter().map(|module| (module.slug.clone(), module.title.clone())).collect()
    }

    /// Units of a module to choose from: names in addresses, and titles.
    pub(crate) fn units(&self, module: &str) -> Vec<(String, String)> {
        self.of(module).iter().map(|unit| (unit.slug.clone(), unit.title.clone())).collect()
    }

    /// A module's title; its name in addresses where it is not published.
    pub(crate) fn module(&self, slug: &str) -> String {
        self.modules.iter().find(|module| module.slug == slug).map_or_else(|| slug.to_owned(), |module| module.title.clone())
    }

    /// A unit's title; its name in addresses where it is not published.
    pub(crate) fn unit(&self, module: &str, slug: &str) -> String {
        self.of(module).iter().find(|unit| unit.slug == slug).map_or_else(|| slug.to_owned(), |unit| unit.title.clone())
    }

    /// How many units a module has.
    pub(crate) fn count(&self, module: &str) -> usize {
        self.of(module).len()
    }

    /// What a date is, within its module or beside the modules: "Opens", "First quiz", "Residency 2".
    pub(crate) fn date(&self, place: &Place) -> String {
        match place {
            Place::Start => "First day".to_owned(),
            Place::End => "Last day".to_owned(),
            Place::Opens(_) => "Opens".to_owned(),
            Place::Due(_) => "Due".to_owned(),
            Place::UnitDue { module, unit } => self.unit(module, unit),
            other => other.to_string(),
        }
    }

    /// What is wrong with a field, as a summary says it: with the titles of its module and unit, where the form alone knows their numbers.
    pub(crate) fn sentence(&self, draft: &Draft, wrong: &Wrong) -> String {
        let Some((module, unit)) = draft.about(&wrong.field) else { return wrong.sentence() };
        let unit = unit.map(|unit| self.unit(module, unit));
        let what = wrong.field.rsplit('-').next().filter(|what| *what != "slug").map(str::to_owned);
        let place: Vec<String> = [Some(self.module(module)), unit, what].into_iter().flatten().collect();
        format!("{}: {}", place.join(", "), wrong.reason)
    }

    fn of(&self, module: &str) -> &[PublishedUnit] {
        let version = self.modules.iter().find(|one| one.slug == module).map(|one| one.version_id);
        version.and_then(|version| self.units.get(&version)).map_or(&[], Vec::as_slice)
    }
}
