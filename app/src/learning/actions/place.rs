//! Keeping the place where a reader stopped.

use axum::{Json, extract::State as Shared, extract::rejection::JsonRejection, http::StatusCode};
use domain::{
    ids::{EvidenceId, UnitId},
    learning::{
        evidence::{Act, Did, Evidence},
        store::{self, ReadingPlace},
    },
};
use serde::Deserialize;

use crate::{AppError, Site, visit::Student};

/// The longest anchor our own headings have.
const LONGEST_ANCHOR: usize = 200;

/// Where the reader is.
#[derive(Debug, Deserialize)]
pub struct Reached {
    unit: UnitId,
    anchor: String,
    fraction: f64,
    /// The id of the evidence that the end was reached, when it was.
    read: Option<EvidenceId>,
}

/// `POST /learn/place`
pub async fn keep_place(
    Shared(site): Shared<Site>,
    student: Student,
    reached: Result<Json<Reached>, JsonRejection>,
) -> Result<StatusCode, AppError> {
    let Json(reached) = reached.map_err(|refusal| AppError::Malformed(format!("The place was not understood: {}", refusal.body_text())))?;
    if reached.anchor.len() > LONGEST_ANCHOR || reached.anchor.contains('\0') || !(0.0..=1.0).contains(&reached.fraction) {
        return Err(AppError::Malformed("There is no such place in a text.".into()));
    }
    let at = store::whereabouts(&site.db, &student.session.person, &student.place, reached.unit, student.now).await?;
    let place = ReadingPlace { unit: reached.unit, anchor: reached.anchor, fraction: reached.fraction };
    store::keep_place(&site.db, &student.place, place, student.now).await?;
    if let Some(id) = reached.read {
        site.ledger.record(Evidence { id, at, act: Act::plain(Did::Read), occurred_at: student.now }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
