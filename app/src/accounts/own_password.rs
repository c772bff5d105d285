//! Asking somebody who is signed in for the password once more, before what a passer-by must not do.

use domain::accounts::{rules::CODES, store};

use super::{limits, passwords::Checked};
use crate::{AppError, visit::Member};

/// What was shown.
pub enum Shown {
    /// The password; holds the hash it was checked against.
    Right(String),
    /// Not the password; holds a sentence that says so.
    Wrong(String),
}

/// Checks the visitor's own password. Tries are counted.
///
/// # Errors
/// Those of the database.
pub async fn own_password(member: &Member, password: &str) -> Result<Shown, AppError> {
    let account = member.session.person.id.to_string();
    match limits::count(member, CODES, &account).await {
        Err(AppError::TooOften(seconds)) => {
            return Ok(Shown::Wrong(format!("Too many tries. Wait {} and try again.", crate::error::minutes(seconds))));
        }
        counted => counted?,
    }
    let found = store::credentials(&member.site.db, &member.session.person.email).await?;
    let kept = found.and_then(|person| person.password_hash);
    let checked = member.site.passwords.check(password.to_owned(), kept.clone()).await?;
    match (checked, kept) {
        (Checked::Right | Checked::RightButOutdated, Some(hash)) => {
            limits::forget(member, CODES, &account).await?;
            Ok(Shown::Right(hash))
        }
        _ => Ok(Shown::Wrong("This is not your password.".to_owned())),
    }
}
