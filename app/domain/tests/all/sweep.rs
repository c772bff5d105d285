//! What is over is cleared away; what is not, stays.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::sweep,
    db::{Db, testing::db_test},
    ids::{PersonId, SessionId, TokenId},
};

fn noon() -> DateTime<Utc> {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

/// One session, link and count that are over at noon.
async fn things_over_at_noon(db: &Db) {
    let person = PersonId::new();
    let before = noon() - TimeDelta::days(1);
    let statements = [
        query!(
            "INSERT INTO people (id, email, email_folded, name, time_zone, created_at) VALUES ($1, 'a', 'a', 'Ana', 'UTC', $2)",
            person,
            before
        ),
        query!(
            "INSERT INTO sessions (id, person_id, token_hash, second_factor, created_at, seen_at, idle_until, expires_at, device, address)
             VALUES ($1, $2, 'x', FALSE, $3, $3, $4, $4, '', '')",
            SessionId::new(),
            person,
            before,
            noon()
        ),
        query!(
            "INSERT INTO tokens (id, person_id, purpose, token_hash, created_at, expires_at) VALUES ($1, $2, 'invitation', 'x', $3, $4)",
            TokenId::new(),
            person,
            before,
            noon()
        ),
        query!("INSERT INTO tries (bucket, count, ends_at) VALUES ('x', 3, $1)", noon()),
    ];
    db.write(move |tx| {
        Box::pin(async move {
            for statement in statements {
                tx.run(statement).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

db_test!(sessions_and_counts_go_when_they_are_over_and_links_much_later, |db| {
    things_over_at_noon(&db).await;
    assert_eq!(sweep::clear(&db, noon() - TimeDelta::seconds(1)).await.unwrap(), 0);
    assert_eq!(sweep::clear(&db, noon()).await.unwrap(), 2);
    assert_eq!(sweep::clear(&db, noon()).await.unwrap(), 0);
    assert_eq!(sweep::clear(&db, noon() + TimeDelta::days(90)).await.unwrap(), 1);
});
