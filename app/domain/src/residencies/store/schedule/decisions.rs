//! Warnings that are passed over, with a reason.

use serde_json::json;

use super::{
    super::super::schedule::{Decision, Severity, Warning},
    Acting,
};
use crate::{
    Error, Result, audit,
    db::{Db, Tx, sql},
    ids::ResidencyId,
};

/// What was decided about the warnings of a residency.
///
/// # Errors
/// Those of the database.
pub async fn decisions(db: &Db, residency: ResidencyId) -> Result<Vec<Decision>> {
    db.all(sql!(
        "SELECT d.warning, d.reason, p.name AS by, d.decided_at AS at FROM warning_decisions d LEFT JOIN people p ON p.id = d.decided_by
         WHERE d.residency_id = $1 ORDER BY d.warning",
        residency
    ))
    .await
}

/// Passes a warning over. `standing` are the warnings that stand now. What was decided before is replaced.
///
/// # Errors
/// [`Error::NotFound`] if it does not stand; [`Error::Forbidden`] if it blocks; [`Error::Invalid`] by `reason`.
pub async fn decide_warning(tx: &Tx, acting: Acting, standing: &[Warning], key: &str, reason: &str) -> Result<()> {
    let warning = standing.iter().find(|one| one.key == key).ok_or(Error::NotFound)?;
    if warning.severity == Severity::Block {
        return Err(Error::Forbidden);
    }
    match reason.trim().chars().count() {
        0 => return Err(Error::field("reason", "Say why it can stay so.")),
        501.. => return Err(Error::field("reason", "Write at most 500 characters.")),
        _ => {}
    }
    tx.run(sql!(
        "INSERT INTO warning_decisions (residency_id, warning, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (residency_id, warning) DO UPDATE SET reason = excluded.reason, decided_by = excluded.decided_by,
            decided_at = excluded.decided_at",
        acting.residency,
        key,
        reason.trim(),
        acting.by,
        acting.now
    ))
    .await?;
    let details = json!({ "warning": warning.words, "reason": reason.trim() });
    audit::append(tx, acting.now, acting.by, "warning.passed_over", format!("residency {}", acting.residency), details).await
}

/// Lets a warning stand again; harmless if it was not passed over.
///
/// # Errors
/// Those of the database.
pub async fn undecide_warning(tx: &Tx, acting: Acting, key: &str) -> Result<()> {
    let passed = sql!("DELETE FROM warning_decisions WHERE residency_id = $1 AND warning = $2", acting.residency, key);
    if tx.run(passed).await? == 0 {
        return Ok(());
    }
    let details = json!({ "warning": key });
    audit::append(tx, acting.now, acting.by, "warning.stands_again", format!("residency {}", acting.residency), details).await
}
