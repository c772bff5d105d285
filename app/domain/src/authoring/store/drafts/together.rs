//! Who has a unit open now. A row for each person and unit, whatever the number of their tabs and of the processes that serve them.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    authoring::drafts::STAYS,
    db::{Db, Tx, sql},
    ids::{DraftId, PersonId},
};

crate::row! {
    /// Somebody who has a unit open.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Present {
        /// The unit's file.
        pub path: String,
        /// Their name.
        pub name: String,
        /// When they saved last since they opened it.
        pub wrote_at: Option<DateTime<Utc>>,
    }
}

/// Who else has something of a draft open, by file and name.
///
/// # Errors
/// Those of the database.
pub async fn present(db: &Db, now: DateTime<Utc>, (draft, me): (DraftId, PersonId)) -> Result<Vec<Present>> {
    db.all(sql!(
        "SELECT h.path, p.name, h.wrote_at FROM draft_presence h JOIN people p ON p.id = h.person_id
         WHERE h.draft_id = $1 AND h.person_id <> $2 AND h.seen_at > $3 ORDER BY h.path, p.name, p.id",
        draft,
        me,
        now - STAYS
    ))
    .await
}

/// A sign that somebody has a file open. A sign that is older than the last one changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn arrive(tx: &Tx, now: DateTime<Utc>, person: PersonId, (draft, path): (DraftId, &str)) -> Result<()> {
    sign(tx, now, person, (draft, path), None).await
}

/// A sign of them, with the moment at which they saved.
pub(super) async fn wrote(tx: &Tx, now: DateTime<Utc>, person: PersonId, (draft, path): (DraftId, &str)) -> Result<()> {
    sign(tx, now, person, (draft, path), Some(now)).await
}

/// Whoever comes back after they were gone begins anew: what they saved before is not said of them.
async fn sign(tx: &Tx, now: DateTime<Utc>, person: PersonId, (draft, path): (DraftId, &str), wrote: Option<DateTime<Utc>>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO draft_presence (draft_id, path, person_id, seen_at, wrote_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (draft_id, path, person_id) DO UPDATE SET seen_at = excluded.seen_at, wrote_at = COALESCE(excluded.wrote_at,
            CASE WHEN draft_presence.seen_at > $6 THEN draft_presence.wrote_at END)
         WHERE draft_presence.seen_at <= excluded.seen_at",
        draft,
        path,
        person,
        now,
        wrote,
        now - STAYS
    ))
    .await?;
    Ok(())
}

/// They have left it.
///
/// # Errors
/// Those of the database.
pub async fn leave(tx: &Tx, person: PersonId, (draft, path): (DraftId, &str)) -> Result<()> {
    tx.run(sql!("DELETE FROM draft_presence WHERE draft_id = $1 AND path = $2 AND person_id = $3", draft, path, person)).await?;
    Ok(())
}

/// Clears away who is gone. Returns how many rows.
///
/// # Errors
/// Those of the database.
pub async fn forget_presence(tx: &Tx, now: DateTime<Utc>) -> Result<u64> {
    tx.run(sql!("DELETE FROM draft_presence WHERE seen_at <= $1", now - STAYS)).await
}

crate::row! {
    /// Which text stands in a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LastSave {
        /// The revision since which it stands.
        pub revision: i64,
        /// Since when.
        pub changed_at: DateTime<Utc>,
        /// Who wrote it.
        pub changed_by: PersonId,
        /// Their name.
        pub name: String,
    }
}

/// Which text stands in a file of a draft, without the text; none if the file is not there.
///
/// # Errors
/// Those of the database.
pub async fn last_save(db: &Db, draft: DraftId, path: &str) -> Result<Option<LastSave>> {
    db.maybe(sql!(
        "SELECT f.revision, f.changed_at, f.changed_by, p.name FROM draft_files f JOIN people p ON p.id = f.changed_by
         WHERE f.draft_id = $1 AND f.path = $2",
        draft,
        path
    ))
    .await
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        authoring::store::drafts::{
            Desk, Saving, file, save,
            tests::{at, begun, faculty, now},
        },
        db_test,
    };

    const CASE: &str = "03-case.md";

    async fn arrived(db: &Db, person: PersonId, desk: &Desk, second: i64) {
        let (draft, when) = (desk.draft().unwrap().id, now() + TimeDelta::seconds(second));
        db.write(move |tx| Box::pin(async move { arrive(tx, when, person, (draft, CASE)).await })).await.unwrap();
    }

    /// Saves a text; `second` is counted from the moment of the tests.
    async fn saved(db: &Db, person: PersonId, text: &str, second: i64) {
        let (desk, when) = (at(db, person).await, now() + TimeDelta::seconds(second));
        let seen = file(db, desk.draft().unwrap().id, CASE).await.unwrap().unwrap().revision;
        let saving = Saving { path: CASE.into(), seen, text: text.into(), types_on: true };
        db.write(move |tx| Box::pin(async move { save(tx, when, person, &desk, &saving).await })).await.unwrap();
    }

    /// Whom this person sees, and when each has saved, in seconds.
    async fn seen_by(db: &Db, me: PersonId, desk: &Desk, second: i64) -> Vec<(String, Option<i64>)> {
        let when = now() + TimeDelta::seconds(second);
        let present = present(db, when, (desk.draft().unwrap().id, me)).await.unwrap();
        assert!(present.iter().all(|one| one.path == CASE));
        present.into_iter().map(|one| (one.name, one.wrote_at.map(|at| (at - now()).num_seconds()))).collect()
    }

    db_test!(whoever_has_a_unit_open_is_seen_by_others_until_a_minute_after_their_last_sign, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        arrived(&db, people.ines, &desk, 0).await;
        arrived(&db, people.paul, &desk, 0).await;
        assert_eq!(seen_by(&db, people.ines, &desk, 1).await, [("paul".to_owned(), None)]);
        arrived(&db, people.paul, &desk, 30).await;
        // A sign that comes late takes nothing back.
        arrived(&db, people.paul, &desk, 10).await;
        assert_eq!(seen_by(&db, people.ines, &desk, 104).await.len(), 1);
        assert_eq!(seen_by(&db, people.ines, &desk, 105).await, []);
    });

    db_test!(a_save_says_when_and_whoever_comes_back_begins_anew, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        saved(&db, people.paul, "Of Paul.", 5).await;
        arrived(&db, people.paul, &desk, 30).await;
        assert_eq!(seen_by(&db, people.ines, &desk, 31).await, [("paul".to_owned(), Some(5))]);
        let last = last_save(&db, desk.draft().unwrap().id, CASE).await.unwrap().unwrap();
        assert_eq!((last.changed_by, last.name.as_str(), (last.changed_at - now()).num_seconds()), (people.paul, "paul", 5));
        arrived(&db, people.paul, &desk, 600).await;
        assert_eq!(seen_by(&db, people.ines, &desk, 601).await, [("paul".to_owned(), None)]);
        assert_eq!(last_save(&db, desk.draft().unwrap().id, "no-such.md").await.unwrap(), None);
    });

    db_test!(whoever_leaves_is_gone_at_once_and_old_signs_are_cleared_away, |db| {
        let people = faculty(&db).await;
        let desk = begun(&db, people.ines).await;
        let (draft, paul) = (desk.draft().unwrap().id, people.paul);
        arrived(&db, paul, &desk, 0).await;
        arrived(&db, people.ines, &desk, 20).await;
        db.write(move |tx| Box::pin(async move { leave(tx, paul, (draft, CASE)).await })).await.unwrap();
        assert_eq!(seen_by(&db, people.ines, &desk, 1).await, []);
        arrived(&db, paul, &desk, 60).await;
        let later = now() + TimeDelta::seconds(100);
        let gone = db.write(move |tx| Box::pin(async move { forget_presence(tx, later).await })).await.unwrap();
        assert_eq!((gone, seen_by(&db, people.ines, &desk, 100).await.len()), (1, 1));
    });
}
