//! Students' pages as they were drawn last. See [`crate::page::Drawings`].

use domain::{
    ids::{EnrollmentId, UnitId},
    policy::Session,
};

use super::pages::{Sheet, Today};
use crate::page;

/// So many of each kind are kept: some ten megabytes.
const TODAYS: usize = 1_000;
const LESSONS: usize = 300;

/// The pages that students look at most.
#[derive(Debug)]
pub struct Drawings {
    pub(super) today: page::Drawings<EnrollmentId, (Session, Today)>,
    pub(super) lesson: page::Drawings<(EnrollmentId, UnitId), (Session, Sheet)>,
}

impl Default for Drawings {
    fn default() -> Self {
        Self { today: page::Drawings::new(TODAYS), lesson: page::Drawings::new(LESSONS) }
    }
}
