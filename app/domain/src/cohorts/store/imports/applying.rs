//! Taking a file in: every row that can be, in one transaction.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Applied, Import, Judged, Rejected, walk::Walk};
use crate::{
    Conflict, Error, Result,
    accounts::{
        Purpose,
        rules::Profile,
        store::{NewPerson, change_profile, create_person, make_link},
    },
    audit,
    cohorts::{
        EnrollmentState, NewEnrollment, StateChange,
        roster::{Change, Entry, Fate, Known, PLACE, Totals},
        store::{change_state, enroll},
    },
    db::{Json, Tx, sql},
    ids::{EnrollmentId, PersonId},
    mail::{self, Mail, Rank},
};

/// How many rows that were left out are remembered.
const REMEMBERED: usize = 200;

/// A letter that invites somebody.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The mail.
    pub mail: Mail,
    /// The hash of the link's token, if the link makes their account.
    pub token_hash: Option<String>,
}

/// Writes the letter to somebody with this place, who has an account already or not.
pub type Invite = Box<dyn Fn(&Entry, EnrollmentId, bool) -> Letter + Send + Sync>;

/// How a file is to be taken in.
pub struct Application {
    /// The file.
    pub import: Import,
    /// What the dry run said: if it is no longer so, nothing is done.
    pub expected: Totals,
    /// Withdraw who belongs to the cohort and is not in the file, for this reason.
    pub withdraw: Option<String>,
    /// In which zone people live who are new to the school, until they say otherwise: IANA name.
    pub time_zone: String,
    /// Writes the letters to those who are new; without it nobody is written to.
    pub invite: Option<Invite>,
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Application").field("import", &self.import.id).field("withdraw", &self.withdraw).finish_non_exhaustive()
    }
}

/// Takes a file in. Doing so again finds everything as it is and changes nothing.
///
/// # Errors
/// [`Conflict::Closed`] if it was taken in before; [`Conflict::Stale`] if something has changed since the dry run; then nothing is done.
pub async fn apply(tx: &Tx, now: DateTime<Utc>, actor: PersonId, application: &Application) -> Result<Applied> {
    let import = &application.import;
    let mark = sql!("UPDATE roster_imports SET applied_at = $1 WHERE id = $2 AND applied_at IS NULL", now, import.id);
    if tx.run(mark).await? == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let mut walk = Walk::new(import);
    let mut taking = Taking { tx, now, actor, application, applied: Applied::default() };
    taking.applied.totals.members = walk.members(tx).await?.len() as i64;
    while let Some(judged) = walk.next(tx).await? {
        for one in judged {
            taking.row(one).await?;
        }
    }
    let mut applied = taking.applied;
    // Whoever came in just now is in the file.
    let leaving = walk.leaving(tx).await?;
    applied.totals.leaving = leaving.len() as i64;
    if applied.totals != application.expected {
        return Err(Error::Conflict(Conflict::Stale));
    }
    if let Some(reason) = &application.withdraw {
        for one in leaving {
            let change =
                StateChange { enrollment: one.enrollment, from: one.state, to: EnrollmentState::Withdrawn, reason: reason.clone() };
            change_state(tx, now, Some(actor), &change).await?;
            applied.withdrawn += 1;
        }
    }
    tx.run(sql!("UPDATE roster_imports SET summary = $1 WHERE id = $2", Json(&applied), import.id)).await?;
    let details = json!({ "import": import.id, "totals": applied.totals, "withdrawn": applied.withdrawn });
    audit::append(tx, now, Some(actor), "roster.applied", format!("cohort {}", import.cohort_id), details).await?;
    Ok(applied)
}

/// A file being taken in.
struct Taking<'a> {
    tx: &'a Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    application: &'a Application,
    applied: Applied,
}

impl Taking<'_> {
    async fn row(&mut self, judged: Judged) -> Result<()> {
        self.applied.totals.count(&judged.fate);
        match (judged.fate, judged.entry, judged.known) {
            (Fate::Refused(why), _, _) => {
                if self.applied.rejected.len() < REMEMBERED {
                    self.applied.rejected.push(Rejected { line: judged.row.line, why });
                }
                Ok(())
            }
            (Fate::New(changes), Some(entry), known) => self.new_place(&entry, known, changes).await,
            (Fate::Changed(changes), Some(entry), Some(known)) => {
                self.return_to(&known).await?;
                self.change(&entry, &known, changes).await
            }
            _ => Ok(()),
        }
    }

    /// Invites somebody, who may be known to the school already.
    async fn new_place(&mut self, entry: &Entry, known: Option<Known>, changes: Vec<Change>) -> Result<()> {
        let (person, accepted) = match known {
            Some(known) => {
                self.change(entry, &known, changes).await?;
                (known.person, known.accepted)
            }
            None => (self.new_person(entry).await?, false),
        };
        let new =
            NewEnrollment { id: EnrollmentId::new(), person, cohort: self.application.import.cohort_id, state: EnrollmentState::Invited };
        enroll(self.tx, self.now, Some(self.actor), &new).await?;
        let Some(invite) = &self.application.invite else { return Ok(()) };
        let letter = invite(entry, new.id, accepted);
        send(self.tx, person, letter, Rank::Many, self.now).await?;
        self.applied.invited += 1;
        Ok(())
    }

    async fn new_person(&self, entry: &Entry) -> Result<PersonId> {
        let text = |said: &Option<String>| said.clone().unwrap_or_default();
        let new = NewPerson {
            id: PersonId::new(),
            email: entry.email.clone(),
            name: entry.name.clone(),
            credentials: text(&entry.credentials),
            specialty: text(&entry.specialty),
            time_zone: self.application.time_zone.clone(),
            password_hash: None,
        };
        create_person(self.tx, &new, self.now).await?;
        if entry.npi.is_some() {
            let NewPerson { id, name, credentials, specialty, time_zone, .. } = new;
            change_profile(self.tx, id, &Profile { name, credentials, specialty, time_zone, npi: entry.npi.clone() }).await?;
        }
        Ok(new.id)
    }

    /// Gives somebody back the place they were withdrawn from.
    async fn return_to(&mut self, known: &Known) -> Result<()> {
        let (Some(enrollment), Some(EnrollmentState::Withdrawn)) = (known.enrollment, known.state) else { return Ok(()) };
        let reason = format!("In the roster {}", self.application.import.file_name);
        let back = StateChange { enrollment, from: EnrollmentState::Withdrawn, to: EnrollmentState::Enrolled, reason };
        change_state(self.tx, self.now, Some(self.actor), &back).await?;
        self.applied.returned.push(enrollment);
        Ok(())
    }

    async fn change(&self, entry: &Entry, known: &Known, changes: Vec<Change>) -> Result<()> {
        let said: Vec<Change> = changes.into_iter().filter(|change| change.what != PLACE).collect();
        if said.is_empty() {
            return Ok(());
        }
        let profile = Profile {
            name: entry.name.clone(),
            credentials: entry.credentials.clone().unwrap_or_else(|| known.credentials.clone()),
            specialty: entry.specialty.clone().unwrap_or_else(|| known.specialty.clone()),
            time_zone: known.time_zone.clone(),
            npi: entry.npi.clone().or_else(|| known.npi.clone()),
        };
        change_profile(self.tx, known.person, &profile).await?;
        let details = json!({ "changes": said });
        audit::append(self.tx, self.now, Some(self.actor), "person.changed", format!("person {}", known.person), details).await
    }
}

/// Sends an invitation; a link sent before works no longer. Those of a roster are mail to many: nobody who asked for a link waits for
/// them.
pub(in crate::cohorts::store) async fn send(tx: &Tx, person: PersonId, letter: Letter, rank: Rank, now: DateTime<Utc>) -> Result<()> {
    if let Some(hash) = &letter.token_hash {
        make_link(tx, person, Purpose::Invitation, hash, None, now).await?;
    }
    mail::enqueue_many(tx, &[mail::Letter { mail: letter.mail, html: None, calendar: None, rank, due_at: now }], now).await?;
    Ok(())
}
