//! What is handed in, in the database.

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
