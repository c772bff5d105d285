//! What can be done.

mod check_in;
mod correction;
mod make_ups;
mod marks;
mod roll;

pub use check_in::{check_in, find_door, fresh_code, renew_code};
pub use correction::correct;
pub use make_ups::{decide, hand_in, keep_draft};
pub use marks::keep_marks;
pub use roll::{save_roll, scan};

use std::collections::HashSet;

use domain::{
    db::Db,
    ids::{MarkId, ResidencySessionId},
    learning::evidence::Receipt,
    residencies::{
        presence::Mark,
        store::presence::{record_marks, record_roll},
    },
};

use chrono::{DateTime, Utc};

/// Keeps marks of a roll, of which some say it of the rest: whom nobody has marked. A receipt for each.
async fn record_rest(
    db: &Db,
    now: DateTime<Utc>,
    session: ResidencySessionId,
    (marks, rest): (Vec<Mark>, HashSet<MarkId>),
) -> domain::Result<Vec<Receipt>> {
    db.write(move |tx| Box::pin(async move { record_roll(tx, now, session, &marks, &rest).await })).await
}

/// Keeps marks; a receipt for each.
async fn record(db: &Db, now: DateTime<Utc>, marks: Vec<Mark>) -> domain::Result<Vec<Receipt>> {
    db.write(move |tx| Box::pin(async move { record_marks(tx, now, &marks).await })).await
}
