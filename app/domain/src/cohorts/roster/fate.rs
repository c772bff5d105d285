//! What becomes of a row, told before anything is done.

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::{
    cohorts::EnrollmentState,
    ids::{EnrollmentId, PersonId},
};

crate::row! {
    /// What the school knows of an address in a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Known {
        /// Who.
        pub person: PersonId,
        /// Their address as it is compared.
        pub email_folded: String,
        /// Their name.
        pub name: String,
        /// "MD, MPH"; may be empty.
        pub credentials: String,
        /// May be empty.
        pub specialty: String,
        /// Ten digits, if known.
        pub npi: Option<String>,
        /// IANA name.
        pub time_zone: String,
        /// Whether they have accepted an invitation once.
        pub accepted: bool,
        /// Whether they are let in.
        pub active: bool,
        /// Whether they run programs or give powers: their profile is theirs alone.
        pub powerful: bool,
        /// Their place in the cohort, if they have one.
        pub enrollment: Option<EnrollmentId>,
        /// How they stand there.
        pub state: Option<EnrollmentState>,
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new place in the cohort; for somebody the school knows already, with what changes about them.
    New(Vec<Change>),
    /// Something about them changes.
    Changed(Vec<Change>),
    /// Everything is as the row says.
    Unchanged,
    /// The row is left out.
    Refused(Vec<String>),
}

/// What a change of the place itself is called.
pub(in crate::cohorts) const PLACE: &str = "Place";

/// Something that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What, in a word.
    pub what: String,
    /// As it is.
    pub before: String,
    /// As it will be.
    pub after: String,
}

/// How many rows have which fate, and how many people of the cohort are not in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fates")]
pub struct Totals {
    pub new: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub refused: i64,
    /// Who belongs to the cohort and is not in the file.
    pub leaving: i64,
    /// Who belongs to the cohort.
    pub members: i64,
}

impl Totals {
    /// Counts one row.
    pub fn count(&mut self, fate: &Fate) {
        match fate {
            Fate::New(_) => self.new += 1,
            Fate::Changed(_) => self.changed += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Refused(_) => self.refused += 1,
        }
    }

    /// How many rows were counted.
    pub fn rows(&self) -> i64 {
        self.new + self.changed + self.unchanged + self.refused
    }
}

/// Whether so many leave that somebody should say they mean it: more than one in twenty.
pub fn asks_first(totals: &Totals) -> bool {
    totals.leaving * 20 > totals.members
}

/// What becomes of a row that can be read, by what the school knows of its address.
pub fn fate(entry: &Entry, known: Option<&Known>) -> Fate {
    let Some(known) = known else { return Fate::New(Vec::new()) };
    if !known.active {
        return Fate::Refused(vec!["The account with this address is deactivated. An administrator can reactivate it first.".into()]);
    }
    match known.state {
        None => Fate::New(changes(entry, known)),
        Some(EnrollmentState::Deferred) => Fate::Refused(vec![
            "This person's place is deferred. If they come back to this cohort, enroll them again on their page.".into(),
        ]),
        Some(_) => {
            let changes = changes(entry, known);
            if changes.is_empty() { Fate::Unchanged } else { Fate::Changed(changes) }
        }
    }
}

fn changes(entry: &Entry, known: &Known) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut compare = |what: &str, before: &str, after: &str| {
        if before != after {
            changes.push(Change { what: what.into(), before: before.into(), after: after.into() });
        }
    };
    if known.state == Some(EnrollmentState::Withdrawn) {
        compare(PLACE, EnrollmentState::Withdrawn.label(), EnrollmentState::Enrolled.label());
    }
    if !known.powerful {
        compare("Name", &known.name, &entry.name);
        let said = [("Credentials", &known.credentials, &entry.credentials), ("Specialty", &known.specialty, &entry.specialty)];
        for (what, before, after) in said {
            compare(what, before, after.as_ref().unwrap_or(before));
        }
        let before = known.npi.clone().unwrap_or_default();
        compare("NPI", &before, entry.npi.as_ref().unwrap_or(&before));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use EnrollmentState::{Deferred, Enrolled, Graduated, Withdrawn};

    fn row() -> Entry {
        Entry { email: "a@x.example".into(), name: "Amara Okafor".into(), credentials: Some("MD".into()), specialty: None, npi: None }
    }

    fn known(state: Option<EnrollmentState>) -> Known {
        Known {
            person: PersonId::new(),
            email_folded: "a@x.example".into(),
            name: "Amara Okafor".into(),
            credentials: "MD".into(),
            specialty: "Cardiology".into(),
            npi: Some("1234567893".into()),
            time_zone: "UTC".into(),
            accepted: true,
            active: true,
            powerful: false,
            enrollment: state.map(|_| EnrollmentId::new()),
            state,
        }
    }

    #[test]
    fn who_has_no_place_gets_one_and_who_has_one_stays() {
        assert_eq!(fate(&row(), None), Fate::New(Vec::new()));
        assert_eq!(fate(&row(), Some(&known(None))), Fate::New(Vec::new()));
        assert_eq!(fate(&row(), Some(&known(Some(Enrolled)))), Fate::Unchanged, "an empty cell erases nothing");
        assert_eq!(fate(&row(), Some(&known(Some(Graduated)))), Fate::Unchanged);
        let away = fate(&row(), Some(&known(Some(Deferred))));
        assert!(matches!(&away, Fate::Refused(why) if why[0].contains("deferred")));
        let shut = fate(&row(), Some(&Known { active: false, ..known(None) }));
        assert!(matches!(&shut, Fate::Refused(why) if why[0].contains("deactivated")));
    }

    #[test]
    fn what_changes_is_said_with_before_and_after() {
        let row = Entry { name: "Amara Okafor-Bell".into(), credentials: Some("MD, MPH".into()), ..row() };
        let Fate::Changed(changes) = fate(&row, Some(&known(Some(Withdrawn)))) else { panic!("nothing changed") };
        let said: Vec<_> = changes.iter().map(|c| (c.what.as_str(), c.before.as_str(), c.after.as_str())).collect();
        let expected =
            [("Place", "Withdrawn", "Enrolled"), ("Name", "Amara Okafor", "Amara Okafor-Bell"), ("Credentials", "MD", "MD, MPH")];
        assert_eq!(said, expected);
        let hers = fate(&row, Some(&Known { powerful: true, ..known(Some(Enrolled)) }));
        assert_eq!(hers, Fate::Unchanged, "what staff say of themselves is theirs");
    }

    #[test]
    fn more_than_one_in_twenty_asks_first() {
        let totals = |leaving, members| Totals { leaving, members, ..Totals::default() };
        assert!(!asks_first(&totals(0, 0)) && !asks_first(&totals(1, 20)) && asks_first(&totals(1, 19)) && asks_first(&totals(2, 32)));
    }
}
