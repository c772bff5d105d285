//! Students' pages as they were drawn last. See [`crate::page::Drawings`].

use std::sync::Arc;

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
    pub(super) today: page::Drawings<EnrollmentId, (Arc<Session>, Today)>,
    pub(super) lesson: page::Drawings<(EnrollmentId, UnitId), (Arc<Session>, Sheet)>,
}

impl Default for Drawings {
    fn default() -> Self {
        Self { today: page::Drawings::new(TODAYS), lesson: page::Drawings::new(LESSONS) }
    }
}
