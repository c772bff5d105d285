//! The residencies of the student's cohort, between which the modules lie.

use chrono::NaiveDate;

use crate::{
    Result,
    db::{Db, sql},
    policy::Place,
};

crate::row! {
    /// A residency of the student's cohort.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ResidencyLine {
        /// From 1.
        pub position: i64,
        /// Its name.
        pub title: String,
        /// Where it is.
        pub place: String,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day.
        pub ends_on: NaiveDate,
    }
}

/// All residencies of the student's cohort, in order.
///
/// # Errors
/// Those of the database.
pub async fn residencies(db: &Db, place: &Place) -> Result<Vec<ResidencyLine>> {
    db.all(sql!("SELECT position, title, place, starts_on, ends_on FROM residencies WHERE cohort_id = $1 ORDER BY position", place.cohort))
        .await
}
