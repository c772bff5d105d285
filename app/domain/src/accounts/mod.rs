//! People, their sessions, and the tokens and second factors by which they prove who they are.

#[cfg(feature = "db")]
pub mod letters;
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

crate::words! {
    /// What a link sent by mail is for.
    pub enum Purpose {
        /// To accept an invitation by setting a first password.
        Invitation = "invitation",
        /// To set a new password without the old one.
        PasswordReset = "password_reset",
        /// To confirm that a new address is one's own.
        EmailChange = "email_change",
    }
}
