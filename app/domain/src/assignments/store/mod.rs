//! What is handed in, in the database.

/// A statement that reads along the way of students through cohorts: `places` has each student of the seed with every enrollment they came
/// from, their own among them. What they handed in under one of these is theirs. SQLite does not know how few `places` are: where it would read
/// a big table first, `CROSS JOIN` says what comes first.
macro_rules! with_places {
    ($students:literal, $text:literal) => {
        concat!(
            "WITH RECURSIVE places (student, past) AS (SELECT e.id, e.id FROM enrollments e WHERE ",
            $students,
            " UNION SELECT places.student, ch.other_id FROM places
                JOIN enrollment_changes ch ON ch.enrollment_id = places.past AND ch.before IS NULL AND ch.other_id IS NOT NULL) ",
            $text
        )
    };
}

/// The other way round: `later` has every enrollment of the seed, and those with which their students go on.
macro_rules! with_later {
    ($seed:literal, $text:literal) => {
        concat!(
            "WITH RECURSIVE later (id) AS (",
            $seed,
            " UNION SELECT ch.enrollment_id FROM later
                JOIN enrollment_changes ch ON ch.other_id = later.id AND ch.before IS NULL) ",
            $text
        )
    };
}

mod files;
mod gradebook;
pub mod grading;
mod handing_in;
mod news;
pub mod peers;
mod reading;
mod teams;

pub use files::{HandedInAt, NewFile, add_file, draft_files, file_of_student, handed_in_file, is_file_kept, remove_file};
pub use gradebook::{assignment, gradebook, own_grades};
pub use handing_in::{NewHandIn, hand_in};
pub use news::{News, What, news};
pub use reading::{newest_said, of_student, work};
pub use teams::{OwnTeam, team_of};

use crate::{
    Result,
    db::{Tx, sql},
    ids::EnrollmentId,
};

/// Holds a student's row, so that what they add and hand in at once comes one after the other.
async fn turn(tx: &Tx, student: EnrollmentId) -> Result<()> {
    tx.run(sql!("UPDATE enrollments SET state = state WHERE id = $1", student)).await?;
    Ok(())
}
