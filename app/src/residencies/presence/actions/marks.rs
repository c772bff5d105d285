//! Marks that a device made, whenever it has a network again.

use std::collections::HashSet;

use axum::{
    Json,
    extract::{Path, State as Shared, rejection::JsonRejection},
    response::{IntoResponse, Response},
};
use chrono::DateTime;
use domain::{
    ids::{EnrollmentId, MarkId},
    learning::evidence::Receipt,
    residencies::{
        presence::{Mark, MarkKind, MarkWay},
        store::presence::places,
    },
};
use serde::{Deserialize, Serialize};

use super::record_rest;
use crate::{AppError, Site, residencies::presence::held::Held, visit::StaffOrFaculty};

/// The most marks of one request.
const MOST: usize = 200;

/// Marks on their way.
#[derive(Debug, Deserialize)]
pub struct Sent {
    marks: Vec<Wire>,
}

/// A mark on its way.
#[derive(Debug, Deserialize)]
struct Wire {
    id: MarkId,
    enrollment: EnrollmentId,
    kind: MarkKind,
    way: MarkWay,
    /// In milliseconds since 1970, by the device's clock as the page corrected it.
    occurred: i64,
    /// Whether it says it of whoever nobody has marked, as saving a roll does.
    #[serde(default)]
    rest: bool,
}

/// What the server says to them.
#[derive(Debug, Serialize)]
struct Answer {
    /// One for each, in order.
    receipts: Vec<Receipt>,
}

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/marks`: they are on the disk when this says so.
pub async fn keep_marks(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path(at): Path<(String, String, String)>,
    sent: Result<Json<Sent>, JsonRejection>,
) -> Result<Response, AppError> {
    let held = Held::load(&visit, &at).await?;
    let Json(Sent { marks }) =
        sent.map_err(|refusal| AppError::Malformed(format!("The marks were not understood: {}", refusal.body_text())))?;
    if marks.len() > MOST {
        return Err(AppError::Malformed(format!("At most {MOST} marks are taken at once.")));
    }
    let known: HashSet<EnrollmentId> = places(&site.db, held.cohort).await?.into_iter().collect();
    let may = |wire: &Wire| known.contains(&wire.enrollment) && is_seen(wire);
    let fit = marks.iter().filter(|wire| may(wire)).map(|wire| mark(&visit, &held, wire)).collect();
    let rest = marks.iter().filter(|wire| wire.rest).map(|wire| wire.id).collect();
    let mut kept = record_rest(&site.db, visit.now, held.session.id, (fit, rest)).await?.into_iter();
    // One that cannot be is refused by itself: it must not hold up the others for ever.
    let receipts = marks.iter().map(|wire| if may(wire) { kept.next().unwrap_or(Receipt::Refused) } else { Receipt::Refused }).collect();
    Ok(Json(Answer { receipts }).into_response())
}

/// What a device can see. A correction has a reason, and is made on its own page.
fn is_seen(wire: &Wire) -> bool {
    wire.kind != MarkKind::Correction && matches!(wire.way, MarkWay::Roll | MarkWay::Scan)
}

fn mark(visit: &StaffOrFaculty, held: &Held, wire: &Wire) -> Mark {
    Mark {
        id: wire.id,
        session: held.session.id,
        enrollment: wire.enrollment,
        kind: wire.kind,
        way: wire.way,
        by: visit.session.person.id,
        occurred_at: DateTime::from_timestamp_millis(wire.occurred).unwrap_or(DateTime::UNIX_EPOCH),
        reason: String::new(),
        minutes: None,
    }
}
