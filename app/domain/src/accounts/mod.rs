//! People, their sessions, and the tokens and second factors by which they prove who they are.

pub mod rules;
#[cfg(feature = "db")]
pub mod store;
#[cfg(feature = "db")]
pub mod sweep;

crate::words! {
    /// What a person may do by standing; students and faculty have theirs through enrollments and teaching.
    pub enum Power {
        /// Runs programs and cohorts.
        Staff = "staff",
        /// Grants powers and sees the audit log.
        Administrator = "administrator",
    }
}
