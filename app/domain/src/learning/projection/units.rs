//! How far a student is in each unit.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Recorded;
use crate::{
    Result,
    db::{Tx, rows},
    ids::{EnrollmentId, UnitId, VersionId},
    learning::{
        evidence::{Act, Answered, Carried, Deed, Did, Plain, Worth},
        rules::percent,
    },
};

/// How far a unit got, as one or more acts say it.
struct Advance {
    version: VersionId,
    started_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    completed_at: Option<DateTime<Utc>>,
    best_percent: Option<f64>,
}

impl Advance {
    fn of(recorded: &Recorded) -> Self {
        let evidence = &recorded.evidence;
        let completed =
            matches!(evidence.act, Act::Plain(Plain { did: Did::Completed }) | Act::Carried(Carried { deed: Deed::Completed, .. }));
        let best_percent = match &evidence.act {
            Act::Submitted(submitted) => Some(percent(submitted.points, submitted.possible)),
            Act::Carried(Carried { deed: Deed::Started { best }, .. }) => best.map(Worth::percent),
            _ => None,
        };
        Self {
            version: evidence.at.version,
            started_at: evidence.occurred_at,
            last_at: recorded.first_recorded_at(),
            completed_at: completed.then_some(evidence.occurred_at),
            best_percent,
        }
    }

    fn with(self, other: Self) -> Self {
        let earlier = |one: Option<DateTime<Utc>>, two: Option<DateTime<Utc>>| one.into_iter().chain(two).min();
        Self {
            version: self.version,
            started_at: self.started_at.min(other.started_at),
            last_at: self.last_at.max(other.last_at),
            completed_at: earlier(self.completed_at, other.completed_at),
            best_percent: self.best_percent.into_iter().chain(other.best_percent).reduce(f64::max),
        }
    }
}

/// Answers within an attempt do not advance the unit: its beginning and end do, and saving stays cheap.
pub(super) async fn advance(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let mut units: BTreeMap<(EnrollmentId, UnitId), Advance> = BTreeMap::new();
    for recorded in kept {
        if matches!(&recorded.evidence.act, Act::Answered(Answered { attempt: Some(_), .. })) {
            continue;
        }
        let key = (recorded.evidence.at.enrollment, recorded.evidence.at.unit);
        let advance = Advance::of(recorded);
        let advance = match units.remove(&key) {
            Some(other) => other.with(advance),
            None => advance,
        };
        units.insert(key, advance);
    }
    tx.run(rows!(
        "INSERT INTO unit_progress (enrollment_id, unit_id, version_id, started_at, last_at, completed_at, best_percent) VALUES $rows
         ON CONFLICT (enrollment_id, unit_id) DO UPDATE SET
            started_at = CASE WHEN excluded.started_at < unit_progress.started_at THEN excluded.started_at ELSE unit_progress.started_at END,
            last_at = CASE WHEN excluded.last_at > unit_progress.last_at THEN excluded.last_at ELSE unit_progress.last_at END,
            completed_at = CASE WHEN unit_progress.completed_at IS NULL OR excluded.completed_at < unit_progress.completed_at
                THEN excluded.completed_at ELSE unit_progress.completed_at END,
            best_percent = CASE WHEN unit_progress.best_percent IS NULL OR excluded.best_percent > unit_progress.best_percent
                THEN excluded.best_percent ELSE unit_progress.best_percent END",
        for ((enrollment, unit), advance) in units =>
            enrollment, unit, advance.version, advance.started_at, advance.last_at, advance.completed_at, advance.best_percent
    ))
    .await?;
    Ok(())
}
