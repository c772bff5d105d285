//! Going through a file, some hundred rows at a time, and saying of each what becomes of it.

use std::collections::HashMap;

use super::Import;
use crate::{
    Result,
    cohorts::{
        EnrollmentState,
        roster::{Entry, Fate, Known, RawRow, Totals, entry, fate, folded_email},
    },
    db::{Db, Json, list, sql},
    ids::{CohortId, EnrollmentId, ImportId},
};

/// How many rows are looked at together.
const TOGETHER: i64 = 512;
/// How many rows stand on a page of a dry run.
pub const ROWS_OF_A_PAGE: i64 = 50;

/// A row with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The row.
    pub row: RawRow,
    /// What it says, if it can be read.
    pub entry: Option<Entry>,
    /// What the school knows of its address.
    pub known: Option<Known>,
    /// What becomes of it.
    pub fate: Fate,
}

crate::row! {
    /// Somebody who belongs to the cohort and is not in the file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Leaving {
        /// Their place.
        pub enrollment: EnrollmentId,
        /// Their address as it is compared.
        pub email_folded: String,
        /// Their name.
        pub name: String,
        /// How they stand.
        pub state: EnrollmentState,
    }
}

/// Which rows of a dry run are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The page, from 1.
    pub page: i64,
    /// Only rows that are left out.
    pub only_refused: bool,
}

/// What would become of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DryRun {
    /// How many rows have which fate.
    pub totals: Totals,
    /// The rows of the page.
    pub rows: Vec<Judged>,
    /// How many rows there are to look at, over all pages.
    pub shown: i64,
    /// Who belongs to the cohort and is not in the file, by name.
    pub leaving: Vec<Leaving>,
}

/// What would become of a file if it were taken in now. Changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn dry_run(db: &Db, import: &Import, shown: Shown) -> Result<DryRun> {
    let mut walk = Walk::new(import);
    let mut run = DryRun { totals: Totals::default(), rows: Vec::new(), shown: 0, leaving: Vec::new() };
    let first = (shown.page.max(1) - 1) * ROWS_OF_A_PAGE;
    while let Some(judged) = walk.next(db).await? {
        for one in judged {
            run.totals.count(&one.fate);
            if shown.only_refused && !matches!(one.fate, Fate::Refused(_)) {
                continue;
            }
            if (first..first + ROWS_OF_A_PAGE).contains(&run.shown) {
                run.rows.push(one);
            }
            run.shown += 1;
        }
    }
    run.totals.members = walk.members(db).await?.len() as i64;
    run.leaving = walk.leaving(db).await?;
    run.totals.leaving = run.leaving.len() as i64;
    Ok(run)
}

/// A way through a file.
pub(super) struct Walk<'i> {
    import: &'i Import,
    /// The last line that was looked at.
    line: i64,
    /// The addresses seen so far, and the line of each: no more than a file may have rows.
    seen: HashMap<String, i64>,
}

impl<'i> Walk<'i> {
    pub fn new(import: &'i Import) -> Self {
        Self { import, line: 0, seen: HashMap::new() }
    }

    /// The next rows; nothing after the last.
    pub async fn next(&mut self, db: &Db) -> Result<Option<Vec<Judged>>> {
        let rows = next_rows(db, self.import.id, self.line).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.line = last.line;
        let mapping = &self.import.mapping.0;
        let addressed: Vec<_> = rows.into_iter().map(|row| (folded_email(mapping, &row), row)).collect();
        let mut known = known(db, self.import.cohort_id, addressed.iter().filter_map(|(email, _)| email.as_deref())).await?;
        let judged = addressed.into_iter().map(|(email, row)| {
            let earlier = email.as_ref().and_then(|email| self.seen.get(email).copied());
            if let (Some(email), None) = (&email, earlier) {
                self.seen.insert(email.clone(), row.line);
            }
            // A second row with this address is refused, so it needs none of it.
            let known = email.and_then(|email| known.remove(&email));
            self.judge(row, known, earlier)
        });
        Ok(Some(judged.collect()))
    }

    fn judge(&self, row: RawRow, known: Option<Known>, earlier: Option<i64>) -> Judged {
        let read = entry(&self.import.mapping.0, &row);
        let (entry, fate) = match (read, earlier) {
            (read, Some(line)) => {
                let twice = format!("The same e-mail address stands in line {line} already.");
                let faults = std::iter::once(twice).chain(read.err().into_iter().flatten());
                (None, Fate::Refused(faults.collect()))
            }
            (Ok(entry), None) => {
                let fate = fate(&entry, known.as_ref());
                (Some(entry), fate)
            }
            (Err(faults), None) => (None, Fate::Refused(faults)),
        };
        Judged { row, entry, known, fate }
    }

    /// Who belongs to the cohort, by name.
    pub async fn members(&self, db: &Db) -> Result<Vec<Leaving>> {
        db.all(sql!(
            "SELECT e.id AS enrollment, p.email_folded, p.name, e.state FROM enrollments e JOIN people p ON p.id = e.person_id
             WHERE e.cohort_id = $1 AND e.state IN ('invited', 'enrolled', 'on_leave') ORDER BY LOWER(p.name), e.id",
            self.import.cohort_id
        ))
        .await
    }

    /// Who of them is not in the file. To be asked after the last row; those whose row is left out are in the file all the same.
    pub async fn leaving(&self, db: &Db) -> Result<Vec<Leaving>> {
        let members = self.members(db).await?;
        Ok(members.into_iter().filter(|member| !self.seen.contains_key(&member.email_folded)).collect())
    }
}

async fn next_rows(db: &Db, import: ImportId, after: i64) -> Result<Vec<RawRow>> {
    let rows = db
        .all::<(i64, Json<Vec<String>>)>(sql!(
            "SELECT line, cells FROM roster_rows WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3",
            import,
            after,
            TOGETHER
        ))
        .await?;
    Ok(rows.into_iter().map(|(line, Json(cells))| RawRow { line, cells }).collect())
}

/// What the school knows of some addresses.
async fn known(db: &Db, cohort: CohortId, emails: impl Iterator<Item = &str>) -> Result<HashMap<String, Known>> {
    let emails: Vec<&str> = emails.collect();
    let known = db
        .all::<Known>(list!(
            "SELECT p.id AS person, p.email_folded, p.name, p.credentials, p.specialty, p.npi, p.time_zone,
                p.password_hash IS NOT NULL AS accepted, p.deactivated_at IS NULL AS active,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id) AS powerful, e.id AS enrollment, e.state
             FROM people p LEFT JOIN enrollments e ON e.person_id = p.id AND e.cohort_id = $1 WHERE p.email_folded IN ($list)",
            in &emails,
            cohort
        ))
        .await?;
    Ok(known.into_iter().map(|one| (one.email_folded.clone(), one)).collect())
}
