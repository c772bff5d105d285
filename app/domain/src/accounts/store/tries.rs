//! Tries, counted in the database, so that a limit holds across all processes.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Result,
    accounts::rules::{ANYWHERE, Allowance, Tries},
    db::{Tx, sql},
    policy::store::token_hash,
};

/// Counts a try of an account (a folded address or an id) from a network address; the count includes this one.
///
/// # Errors
/// Those of the database.
pub async fn count_try(tx: &Tx, allowance: Allowance, account: &str, address: &str, now: DateTime<Utc>) -> Result<Tries> {
    let (together, again_at) = count(tx, &together(allowance, account, address), allowance.within, now).await?;
    let (anywhere, _) = count(tx, &anywhere(allowance, account), ANYWHERE, now).await?;
    Ok(Tries { together, again_at, anywhere })
}

/// Forgets the tries of an account from an address, because one of them was right. That one counts nowhere: whoever often signs in with
/// the right password guesses nothing, and is not slowed down.
///
/// # Errors
/// Those of the database.
pub async fn forget_tries(tx: &Tx, allowance: Allowance, account: &str, address: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM tries WHERE bucket = $1", together(allowance, account, address))).await?;
    tx.run(sql!("UPDATE tries SET count = count - 1 WHERE bucket = $1 AND count > 0", anywhere(allowance, account))).await?;
    Ok(())
}

async fn count(tx: &Tx, bucket: &str, within: TimeDelta, now: DateTime<Utc>) -> Result<(i64, DateTime<Utc>)> {
    tx.one(sql!(
        "INSERT INTO tries (bucket, count, ends_at) VALUES ($1, 1, $2)
         ON CONFLICT (bucket) DO UPDATE SET
            count = CASE WHEN tries.ends_at <= $3 THEN 1 ELSE tries.count + 1 END,
            ends_at = CASE WHEN tries.ends_at <= $3 THEN $2 ELSE tries.ends_at END
         RETURNING count, ends_at",
        bucket,
        now + within,
        now
    ))
    .await
}

/// Hashed: the table tells nobody who signs in from where.
fn together(allowance: Allowance, account: &str, address: &str) -> String {
    format!("{} {}", allowance.purpose, token_hash(&format!("{account}\n{address}")))
}

fn anywhere(allowance: Allowance, account: &str) -> String {
    format!("{} anywhere {}", allowance.purpose, token_hash(account))
}
