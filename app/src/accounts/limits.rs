//! Counting tries before the work they ask for.

use domain::accounts::{rules::Allowance, store};

use crate::{AppError, visit::Visit};

/// Counts a try for an account. It is counted before it is made, so that many at once are as limited as one after the other.
/// Where the account is being tried from everywhere, this takes some seconds.
///
/// # Errors
/// [`AppError::TooOften`] if it is one too many; those of the database.
pub async fn count(visit: &Visit, allowance: Allowance, account: &str) -> Result<(), AppError> {
    let (account, from, now) = (account.to_owned(), visit.from.clone(), visit.now);
    let counted = visit.site.db.write(move |tx| Box::pin(async move { store::count_try(tx, allowance, &account, &from, now).await }));
    let tries = counted.await?;
    if let Some(seconds) = allowance.seconds_to_wait(tries, visit.now) {
        return Err(AppError::TooOften(seconds));
    }
    let delay = allowance.delay(tries).to_std().unwrap_or_default();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    Ok(())
}

/// Forgets the tries from this address: the last one was right.
///
/// # Errors
/// Those of the database.
pub async fn forget(visit: &Visit, allowance: Allowance, account: &str) -> Result<(), AppError> {
    let (account, from) = (account.to_owned(), visit.from.clone());
    let forgotten = visit.site.db.write(move |tx| Box::pin(async move { store::forget_tries(tx, allowance, &account, &from).await }));
    Ok(forgotten.await?)
}
