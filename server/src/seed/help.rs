//! What staff of the demo did for those who needed it: more time, and a note for the colleague who asks next.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    cohorts::{Basis, Granting, NewNote, Reader, store},
    db::Tx,
    ids::{CohortId, EnrollmentId, ExtensionId, NoteId, PersonId, UnitId},
};

/// Something done for one student.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// Their name in the cast.
    pub whom: &'static str,
    /// More time: for the unit at this place, so many days, and why.
    pub extension: Option<(usize, i64, &'static str)>,
    /// What was noted down about them, and how many days ago.
    pub note: Option<(&'static str, i64)>,
}

/// In the cohort in the middle of its first module.
pub const RUNNING: [Help; 4] = [
    Help {
        whom: "Kirsten Halvorsen",
        extension: Some((3, 7, "Two weeks of flights with the air ambulance.")),
        note: Some(("Wrote that she flies until the end of the week. Gave her seven days; she will have a quiet week after that.", 5)),
    },
    Help { whom: "Daniel Nakamura", extension: Some((4, 7, "Oral boards next week.")), note: None },
    Help {
        whom: "Jamal Whitfield",
        extension: None,
        note: Some(("Called twice, no answer. His chief says he covers for two colleagues until the end of the month.", 2)),
    },
    Help {
        whom: "Sofia Marchetti",
        extension: None,
        note: Some(("On leave since her daughter was born. Wants to go on with the next module.", 18)),
    },
];

/// Where help is given.
pub struct Giving<'a> {
    /// The transaction of the whole demo.
    pub tx: &'a Tx,
    /// When it is loaded.
    pub now: DateTime<Utc>,
    /// Who gives it.
    pub staff: PersonId,
    /// The cohort, and its name in addresses.
    pub cohort: (CohortId, &'static str),
    /// Its units, in order.
    pub units: Vec<UnitId>,
}

impl Giving<'_> {
    /// Does it for one student.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn give(&self, help: &Help, enrollment: EnrollmentId) -> Result<()> {
        let (tx, staff, (cohort, slug)) = (self.tx, self.staff, self.cohort);
        if let Some((place, days, reason)) = help.extension {
            let unit = *self.units.get(place).ok_or(domain::Error::NotFound)?;
            let granting = Granting { id: ExtensionId::new(), enrollment, unit, basis: Basis::Relative(days), reason: reason.to_owned() };
            store::grant(tx, self.now, staff, cohort, &granting).await?;
        }
        if let Some((text, days)) = help.note {
            let scope = store::scope(tx, Reader::Staff(staff), slug, None).await?;
            let note = NewNote::checked(NoteId::new(), enrollment, text)?;
            store::write_note(tx, self.now - TimeDelta::days(days), &scope, staff, &note).await?;
        }
        Ok(())
    }
}
