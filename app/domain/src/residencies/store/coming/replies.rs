//! Answers that calendar programs send by mail. The secret in the address they are sent to says whose they are; who the mail says it is from
//! says nothing.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    super::super::coming::{Answer, AnswerSource, Answering, invitation::uid},
    answers, own_answer,
};
use crate::{
    Result,
    db::{Tx, sql},
    ids::{EnrollmentId, EntryId, PersonId, ResidencyId},
    messages::{Notice, Topic, store::tell_all},
};

/// So many answers to one invitation are looked at; who has the secret cannot fill the table, nor the student's mailbox.
const MOST: i64 = 50;

crate::words! {
    /// What was chosen in the calendar program.
    pub enum PartStat {
        /// Comes.
        Accepted = "ACCEPTED",
        /// Does not come.
        Declined = "DECLINED",
        /// Comes perhaps, or in part.
        Tentative = "TENTATIVE",
    }
}

/// An answer as it was read from a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The secrets that stood in addresses of ours, in small letters.
    pub tokens: Vec<String>,
    /// Which entry it is about.
    pub uid: String,
    /// The address of who answers.
    pub attendee: String,
    /// What was chosen.
    pub partstat: PartStat,
    /// Of the invitation it answers.
    pub sequence: i64,
    /// When it was given, by the calendar program.
    pub stamp: DateTime<Utc>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It stands.
    Stands(Answer),
    /// The student is asked on which days they come.
    WhichDays,
    /// The time to answer is over; the student is told so.
    TooLate,
    /// Somebody else answers to whom it was handed on; the student is told so.
    FromSomebodyElse,
    /// It was taken before.
    Repeated,
    /// A later answer or invitation has overtaken it.
    Overtaken,
    /// There is no such invitation.
    Unknown,
}

crate::row! {
    struct Invited {
        entry_id: EntryId,
        enrollment_id: EnrollmentId,
        person_id: PersonId,
        email: String,
        method: String,
        sequence: i64,
        residency_id: ResidencyId,
        position: i64,
        title: String,
        answer_by: DateTime<Utc>,
        time_zone: Tz,
    }
}

/// Takes an answer, once however often it is delivered. `base_url` is where people reach the site.
///
/// # Errors
/// Those of the database.
pub async fn take_reply(tx: &Tx, base_url: &str, reply: &Reply, now: DateTime<Utc>) -> Result<Taken> {
    let Some(invited) = invited(tx, &reply.tokens).await? else { return Ok(Taken::Unknown) };
    if reply.uid != uid(invited.entry_id, base_url) {
        return Ok(Taken::Unknown);
    }
    if invited.method != "REQUEST" || reply.sequence < invited.sequence {
        return Ok(Taken::Overtaken);
    }
    // A clock that runs ahead must not shut out what is answered later.
    let stamp = reply.stamp.min(now);
    if !is_first(tx, &invited, reply, now).await? {
        return Ok(Taken::Repeated);
    }
    if !reply.attendee.eq_ignore_ascii_case(&invited.email) {
        return tell_student(tx, base_url, &invited, Taken::FromSomebodyElse, now).await;
    }
    if now > invited.answer_by {
        return tell_student(tx, base_url, &invited, Taken::TooLate, now).await;
    }
    let before = own_answer(tx, invited.residency_id, invited.enrollment_id).await?;
    // Calendars know whole seconds only.
    if before.as_ref().is_some_and(|before| before.answered_at >= stamp + TimeDelta::seconds(1)) {
        return Ok(Taken::Overtaken);
    }
    let answer = match reply.partstat {
        PartStat::Accepted => Answer::Yes,
        PartStat::Declined => Answer::No,
        PartStat::Tentative => return tell_student(tx, base_url, &invited, Taken::WhichDays, now).await,
    };
    let note = before.map(|before| before.note).unwrap_or_default();
    let answering = Answering { residency: invited.residency_id, enrollment: invited.enrollment_id, answer, days: Vec::new(), note };
    answers::write(tx, &answering, (AnswerSource::Calendar, stamp)).await?;
    Ok(Taken::Stands(answer))
}

/// The invitation with this secret, if it is about something that is asked and to somebody who studies.
async fn invited(tx: &Tx, tokens: &[String]) -> Result<Option<Invited>> {
    for token in tokens {
        let found = sql!(
            "SELECT i.entry_id, i.enrollment_id, e.person_id, i.email, i.method, i.sequence, r.id AS residency_id, r.position, r.title,
                ar.answer_by, c.time_zone
             FROM invitations i JOIN enrollments e ON e.id = i.enrollment_id AND e.state = 'enrolled'
             JOIN answer_rounds ar ON ar.entry_id = i.entry_id AND ar.withdrawn_at IS NULL
             JOIN residencies r ON r.id = ar.residency_id JOIN cohorts c ON c.id = r.cohort_id
             WHERE i.token = $1",
            *token
        );
        if let Some(found) = tx.maybe(found).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Notes an answer that was not seen before.
async fn is_first(tx: &Tx, invited: &Invited, reply: &Reply, now: DateTime<Utc>) -> Result<bool> {
    let seen = sql!(
        "SELECT COUNT(*) FROM invitation_replies WHERE entry_id = $1 AND enrollment_id = $2 AND sequence = $3",
        invited.entry_id,
        invited.enrollment_id,
        invited.sequence
    );
    if tx.value::<i64>(seen).await? >= MOST {
        return Ok(false);
    }
    let noted = sql!(
        "INSERT INTO invitation_replies (entry_id, enrollment_id, sequence, stamp, partstat, received_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (entry_id, enrollment_id, sequence, stamp, partstat) DO NOTHING",
        invited.entry_id,
        invited.enrollment_id,
        invited.sequence,
        reply.stamp,
        reply.partstat,
        now
    );
    Ok(tx.run(noted).await? > 0)
}

async fn tell_student(tx: &Tx, base_url: &str, invited: &Invited, taken: Taken, now: DateTime<Utc>) -> Result<Taken> {
    let residency = &invited.title;
    let (title, body) = match taken {
        Taken::WhichDays => {
            let body = format!(
                "Your calendar says that you come to “{residency}” perhaps. Choose on the page whether you come, and on which days."
            );
            (format!("On which days do you come? {residency}"), body)
        }
        Taken::TooLate => {
            let by = invited.answer_by.with_timezone(&invited.time_zone).format("%a %-d %b %Y, %H:%M");
            let body = format!(
                "Your answer to “{residency}” came after {by} campus time and does not count. Write to program staff: they can still change it."
            );
            (format!("Your answer came late: {residency}"), body)
        }
        _ => {
            let body = format!(
                "Somebody answered your invitation to “{residency}” from another address than yours, perhaps because you handed it on. \
                 That answer does not count: give yours on the page."
            );
            (format!("An answer that does not count: {residency}"), body)
        }
    };
    let link = format!("/residencies/{}/answer", invited.position);
    let notice = Notice { person: invited.person_id, topic: Topic::Enrollment, title, body, link };
    tell_all(tx, base_url, &[notice], now).await?;
    Ok(taken)
}
