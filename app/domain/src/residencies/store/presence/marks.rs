//! Keeping marks: the same mark may come any number of times, from a device that was without a network for hours.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{attendance::reckon, live::complete_attended, owing::withdraw};
use crate::{
    Result, audit,
    db::{Tx, list, rows, sql},
    ids::{EnrollmentId, MarkId, PersonId, ResidencySessionId},
    learning::{evidence::Receipt, rules::believed},
    residencies::presence::{Mark, MarkKind},
};

/// Keeps marks and reckons anew what they amount to; one receipt for each, in order. A mark whose id was kept before with the same
/// content changes nothing; with another it is refused. Whoever calls has made sure that each may be made.
///
/// # Errors
/// Those of the database; nothing of the batch is kept then.
pub async fn record_marks(tx: &Tx, now: DateTime<Utc>, marks: &[Mark]) -> Result<Vec<Receipt>> {
    // Attendance is reckoned from all marks of a student: two devices that tell of one come one after the other.
    audit::hold(tx).await?;
    let mut first_of_id = HashSet::new();
    let fresh: Vec<&Mark> = marks.iter().filter(|mark| first_of_id.insert(mark.id)).collect();
    let stored = insert(tx, now, &fresh).await?;
    let kept: Vec<&Mark> = fresh.iter().copied().filter(|mark| stored.contains(&mark.id)).collect();
    let students: HashSet<EnrollmentId> = kept.iter().map(|mark| mark.enrollment).collect();
    let students: Vec<EnrollmentId> = students.into_iter().collect();
    reckon(tx, &students).await?;
    complete_attended(tx, now, &students).await?;
    withdraw(tx, now, &students).await?;
    let receipts = receipts(tx, marks, &stored).await?;
    tell_audit(tx, now, &kept).await?;
    Ok(receipts)
}

/// The same for the roll of one session, where the marks of these ids say of `rest` that they were not there: of whoever nobody has marked.
/// Who has a mark by now, from another device, keeps what that says; the receipt is that of a mark that changes nothing.
///
/// # Errors
/// Those of the database; nothing of the batch is kept then.
pub async fn record_roll(
    tx: &Tx,
    now: DateTime<Utc>,
    session: ResidencySessionId,
    marks: &[Mark],
    rest: &HashSet<MarkId>,
) -> Result<Vec<Receipt>> {
    audit::hold(tx).await?;
    let known = sql!("SELECT DISTINCT enrollment_id FROM presence_marks WHERE session_id = $1", session);
    let known: HashSet<EnrollmentId> = tx.values(known).await?.into_iter().collect();
    let says = |mark: &&Mark| !rest.contains(&mark.id) || !known.contains(&mark.enrollment);
    let fit: Vec<Mark> = marks.iter().filter(says).cloned().collect();
    let mut kept = record_marks(tx, now, &fit).await?.into_iter();
    Ok(marks.iter().map(|mark| if says(&mark) { kept.next().unwrap_or(Receipt::Refused) } else { Receipt::Repeated }).collect())
}

/// Inserts what is not there yet; returns the ids that were inserted.
async fn insert(tx: &Tx, now: DateTime<Utc>, fresh: &[&Mark]) -> Result<HashSet<MarkId>> {
    let inserted = tx
        .values::<MarkId>(rows!(
            "INSERT INTO presence_marks (id, session_id, enrollment_id, kind, way, marked_by, occurred_at, recorded_at, reason, minutes, digest)
             VALUES $rows ON CONFLICT (id) DO NOTHING RETURNING id",
            for mark in fresh =>
                mark.id, mark.session, mark.enrollment, mark.kind, mark.way, mark.by, believed(mark.occurred_at, now), now, mark.reason,
                mark.minutes, digest(mark)
        ))
        .await?;
    Ok(inserted.into_iter().collect())
}

/// What makes a mark the same: all of it, but not when it was recorded.
fn digest(mark: &Mark) -> String {
    let Mark { id: _, session, enrollment, kind, way, by, occurred_at, reason, minutes } = mark;
    let at = occurred_at.timestamp_micros();
    hex::encode(Sha256::digest(json!([session, enrollment, kind, way, by, at, reason, minutes]).to_string()))
}

async fn receipts(tx: &Tx, marks: &[Mark], stored: &HashSet<MarkId>) -> Result<Vec<Receipt>> {
    let ids: HashSet<MarkId> = marks.iter().map(|mark| mark.id).collect();
    let kept = tx.all::<(MarkId, String)>(list!("SELECT id, digest FROM presence_marks WHERE id IN ($list)", in ids)).await?;
    let kept: HashMap<MarkId, String> = kept.into_iter().collect();
    let mut new = stored.clone();
    let receipt = |mark: &Mark| match kept.get(&mark.id) {
        Some(have) if *have == digest(mark) => {
            if new.remove(&mark.id) {
                Receipt::Stored
            } else {
                Receipt::Repeated
            }
        }
        _ => Receipt::Refused,
    };
    Ok(marks.iter().map(receipt).collect())
}

/// One entry for what one person marked in one session; one for each correction.
async fn tell_audit(tx: &Tx, now: DateTime<Utc>, kept: &[&Mark]) -> Result<()> {
    let (corrections, others): (Vec<&Mark>, Vec<&Mark>) = kept.iter().copied().partition(|mark| mark.kind == MarkKind::Correction);
    let mut batches: BTreeMap<(ResidencySessionId, PersonId), Vec<&Mark>> = BTreeMap::new();
    for mark in others {
        batches.entry((mark.session, mark.by)).or_default().push(mark);
    }
    for ((session, by), marks) in batches {
        let list: Vec<_> = marks.iter().map(|mark| json!([mark.id, mark.enrollment, mark.kind, mark.way])).collect();
        audit::append(tx, now, Some(by), "attendance.marked", format!("session {session}"), json!({ "marks": list })).await?;
    }
    for mark in corrections {
        let details = json!({ "mark": mark.id, "session": mark.session, "minutes": mark.minutes, "reason": mark.reason });
        audit::append(tx, now, Some(mark.by), "attendance.corrected", format!("enrollment {}", mark.enrollment), details).await?;
    }
    Ok(())
}
