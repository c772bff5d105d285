//! What stands in a calendar: the dates of a cohort, and those of one student of it, where more time was granted.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::ids::{CohortId, EnrollmentId, EntryId, ExtensionId, ModuleId};

crate::words! {
    /// What a date is about.
    pub enum EntryKind {
        /// Days in person.
        Residency = "residency",
        /// A module can be begun.
        Opens = "opens",
        /// What has no date of its own in a module is due.
        Due = "due",
        /// A single unit is due.
        UnitDue = "unit_due",
    }
}

impl EntryKind {
    /// Whether something has to be done by then.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Due | Self::UnitDue)
    }
}

/// One thing of a cohort that has a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which: the same for good, whatever moves.
    pub id: EntryId,
    /// Whose.
    pub cohort: CohortId,
    /// What it is about.
    pub kind: EntryKind,
    /// The module it is about; absent for a residency.
    pub module: Option<ModuleId>,
    /// That module's name in addresses.
    pub module_slug: Option<String>,
    /// That module's title, as the cohort studies it; absent also where the cohort has the module no more.
    pub module_title: Option<String>,
    /// The unit's name in addresses, where it is about one.
    pub unit: Option<String>,
    /// What it is called: a residency, a module or a unit.
    pub title: String,
    /// Where, for a residency; otherwise empty.
    pub place: String,
    /// The first campus day.
    pub first_day: NaiveDate,
    /// The last campus day, included.
    pub last_day: NaiveDate,
    /// When, for all that is no residency.
    pub at: Option<DateTime<Utc>>,
    /// Goes up with every change.
    pub sequence: i64,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// Since when it is off, if it is.
    pub canceled_at: Option<DateTime<Utc>>,
    /// Whether the student has more time than the cohort.
    pub extended: bool,
}

impl Entry {
    /// The title of the module of which a unit is due: several modules have a unit of the same title. What is about a module says it itself.
    pub fn of_module(&self) -> Option<&str> {
        self.module_title.as_deref().filter(|_| self.kind == EntryKind::UnitDue)
    }
}

/// A calendar that a person can look at: a cohort they study in, teach or run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// The cohort.
    pub cohort: CohortId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// The campus zone.
    pub campus: Tz,
    /// Under which they study in it, if they do.
    pub enrollment: Option<EnrollmentId>,
    /// Whether they run it: then staff pages are theirs, otherwise those of faculty.
    pub runs: bool,
}

/// More time for one unit, at any stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lengthened {
    /// Which.
    pub id: ExtensionId,
    /// The unit's module.
    pub module: ModuleId,
    /// That module's name in addresses.
    pub module_slug: String,
    /// The unit's name in addresses.
    pub unit: String,
    /// The unit's title.
    pub title: String,
    /// Until when, if it is in force.
    pub due_at: DateTime<Utc>,
    /// Whether it is in force.
    pub in_force: bool,
    /// Whether it ever was in force.
    pub was_in_force: bool,
    /// Goes up with every change.
    pub sequence: i64,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// The dates of one student: those of the cohort, with the student's own where more time was granted. A unit that has no date of its own in
/// the cohort gets one of the student's. Sequences only ever rise, also when an extension is taken back.
pub fn of_student(mut entries: Vec<Entry>, lengthened: &[Lengthened], campus: Tz) -> Vec<Entry> {
    for entry in entries.iter_mut().filter(|entry| entry.kind == EntryKind::UnitDue) {
        for one in lengthened {
            if is_about(entry, one) {
                lengthen(entry, one, campus);
            }
        }
    }
    let own = lengthened.iter().filter(|one| one.was_in_force).filter_map(|one| own_entry(&entries, one, campus)).collect::<Vec<_>>();
    entries.extend(own);
    entries.sort_by_key(|entry| (entry.first_day, entry.at, entry.last_day, entry.id));
    entries
}

fn is_about(entry: &Entry, one: &Lengthened) -> bool {
    entry.module == Some(one.module) && entry.unit.as_deref() == Some(one.unit.as_str())
}

fn lengthen(entry: &mut Entry, one: &Lengthened, campus: Tz) {
    entry.sequence += one.sequence;
    entry.changed_at = entry.changed_at.max(one.changed_at);
    if one.in_force && entry.canceled_at.is_none() {
        let day = one.due_at.with_timezone(&campus).date_naive();
        (entry.at, entry.first_day, entry.last_day, entry.extended) = (Some(one.due_at), day, day, true);
    }
}

/// The entry of an extension whose unit has no date of its own; called off when the extension is no longer in force.
fn own_entry(entries: &[Entry], one: &Lengthened, campus: Tz) -> Option<Entry> {
    if entries.iter().any(|entry| entry.kind == EntryKind::UnitDue && entry.canceled_at.is_none() && is_about(entry, one)) {
        return None;
    }
    let base = entries.iter().find(|entry| entry.kind == EntryKind::Due && entry.module == Some(one.module))?;
    let day = one.due_at.with_timezone(&campus).date_naive();
    Some(Entry {
        id: EntryId(one.id.0),
        cohort: base.cohort,
        kind: EntryKind::UnitDue,
        module: Some(one.module),
        module_slug: Some(one.module_slug.clone()),
        module_title: base.module_title.clone(),
        unit: Some(one.unit.clone()),
        title: one.title.clone(),
        place: String::new(),
        first_day: day,
        last_day: day,
        at: Some(one.due_at),
        sequence: base.sequence + one.sequence,
        changed_at: base.changed_at.max(one.changed_at),
        canceled_at: (!one.in_force).then_some(one.changed_at),
        extended: one.in_force,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAMPUS: Tz = chrono_tz::America::New_York;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn due(kind: EntryKind, module: ModuleId, unit: Option<&str>, moment: &str) -> Entry {
        let day = at(moment).with_timezone(&CAMPUS).date_naive();
        Entry {
            id: EntryId::new(),
            cohort: CohortId::new(),
            kind,
            module: Some(module),
            module_slug: Some("economics".into()),
            module_title: Some("Economics".into()),
            unit: unit.map(str::to_owned),
            title: unit.unwrap_or("Economics").into(),
            place: String::new(),
            first_day: day,
            last_day: day,
            at: Some(at(moment)),
            sequence: 3,
            changed_at: at("2027-01-01T12:00:00Z"),
            canceled_at: None,
            extended: false,
        }
    }

    fn more(module: ModuleId, unit: &str, in_force: bool) -> Lengthened {
        Lengthened {
            id: ExtensionId::new(),
            module,
            module_slug: "economics".into(),
            unit: unit.into(),
            title: "A lesson".into(),
            due_at: at("2027-03-20T03:59:00Z"),
            in_force,
            was_in_force: true,
            sequence: 2,
            changed_at: at("2027-02-01T12:00:00Z"),
        }
    }

    #[test]
    fn a_unit_with_a_date_of_its_own_keeps_its_entry_and_takes_the_students_date() {
        let module = ModuleId::new();
        let unit = due(EntryKind::UnitDue, module, Some("quiz"), "2027-03-10T04:59:00Z");
        let found = of_student(vec![unit.clone()], &[more(module, "quiz", true)], CAMPUS);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].sequence, found[0].extended), (unit.id, 5, true));
        assert_eq!((found[0].first_day.to_string(), found[0].at), ("2027-03-19".to_owned(), Some(at("2027-03-20T03:59:00Z"))));
        assert_eq!(found[0].changed_at, at("2027-02-01T12:00:00Z"));
    }

    #[test]
    fn an_extension_that_was_taken_back_leaves_the_cohorts_date_and_a_higher_sequence() {
        let module = ModuleId::new();
        let unit = due(EntryKind::UnitDue, module, Some("quiz"), "2027-03-10T04:59:00Z");
        let found = of_student(vec![unit.clone()], &[more(module, "quiz", false)], CAMPUS);
        assert_eq!((found[0].at, found[0].sequence, found[0].extended), (unit.at, 5, false));
    }

    #[test]
    fn a_unit_under_the_modules_date_gets_an_entry_that_is_called_off_with_the_extension() {
        let module = ModuleId::new();
        let base = due(EntryKind::Due, module, None, "2027-03-10T04:59:00Z");
        for in_force in [true, false] {
            let one = more(module, "lesson", in_force);
            let found = of_student(vec![base.clone()], std::slice::from_ref(&one), CAMPUS);
            let own = found.iter().find(|entry| entry.id == EntryId(one.id.0)).unwrap();
            assert_eq!((own.canceled_at.is_none(), own.extended, own.sequence), (in_force, in_force, 5));
            assert_eq!((own.of_module(), base.of_module()), (Some("Economics"), None), "a unit says of which module it is");
            assert!(found.contains(&base), "the module's own date stays");
        }
        let asked = Lengthened { in_force: false, was_in_force: false, ..more(module, "lesson", false) };
        assert_eq!(of_student(vec![base.clone()], &[asked], CAMPUS), [base], "what was only asked for is no date");
    }

    #[test]
    fn the_days_of_another_module_stay_as_they_are() {
        let unit = due(EntryKind::UnitDue, ModuleId::new(), Some("quiz"), "2027-03-10T04:59:00Z");
        assert_eq!(of_student(vec![unit.clone()], &[more(ModuleId::new(), "quiz", true)], CAMPUS), [unit]);
    }
}
