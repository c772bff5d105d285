//! A person's sources and blocks. Only their own pages read them singly.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Conflict, Error, Result,
    db::{Db, Tx, list, rows, sql},
    ids::{BusySourceId, PersonId},
    residencies::busy::{Interval, Reading, SourceKind, merged},
};

/// How many addresses and files a person has at a time.
pub const MOST_CALENDARS: i64 = 6;
/// How many stretches of days a person marks at a time.
pub const MOST_MARKED: i64 = 60;
/// How long until a calendar at an address is read again.
pub(super) const AGAIN: TimeDelta = TimeDelta::hours(6);

crate::row! {
    /// Where busy times come from, as their person sees it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BusySource {
        /// To remove it by.
        pub id: BusySourceId,
        /// What it is.
        pub kind: SourceKind,
        /// The host of an address; otherwise empty.
        pub host: String,
        /// How many blocks the last good answer came to.
        pub blocks: i64,
        /// Entries whose times were not understood.
        pub not_understood: i64,
        /// When it was given.
        pub created_at: DateTime<Utc>,
        /// When it was last read.
        pub read_at: Option<DateTime<Utc>>,
        /// When that was last tried.
        pub tried_at: Option<DateTime<Utc>>,
        /// Why the last try failed; empty if it did not.
        pub failure: String,
        /// When its first block begins.
        pub first_at: Option<DateTime<Utc>>,
        /// When its last block ends.
        pub last_at: Option<DateTime<Utc>>,
    }
}

/// A source to be kept with its blocks.
#[derive(Clone, Debug)]
pub struct NewSource {
    /// Its id: an address is closed for it.
    pub id: BusySourceId,
    /// Whose.
    pub person: PersonId,
    /// What it is.
    pub kind: SourceKind,
    /// The closed address and its host, if it is one.
    pub address: Option<(String, String)>,
}

/// The sources of a person: calendars, and then days that were marked.
///
/// # Errors
/// Those of the database.
pub async fn busy_sources(db: &Db, person: PersonId) -> Result<Vec<BusySource>> {
    let mut sources: Vec<BusySource> = db
        .all(sql!(
            "SELECT s.id, s.kind, s.host, s.blocks, s.not_understood, s.created_at, s.read_at, s.tried_at, s.failure,
            (SELECT MIN(b.starts_at) FROM busy_blocks b WHERE b.source_id = s.id) AS first_at,
            (SELECT MAX(b.ends_at) FROM busy_blocks b WHERE b.source_id = s.id) AS last_at
         FROM busy_sources s WHERE s.person_id = $1 ORDER BY s.created_at, s.id",
            person
        ))
        .await?;
    // Marked days by their date; a calendar may have no block, and the two engines put that in different places.
    sources.sort_by_key(|one| (one.kind == SourceKind::Days, one.first_at.filter(|_| one.kind == SourceKind::Days)));
    Ok(sources)
}

crate::row! {
    /// A block as a row.
    pub(super) struct Block {
        pub person_id: PersonId,
        pub starts_at: DateTime<Utc>,
        pub ends_at: DateTime<Utc>,
    }
}

/// The blocks of each person, in order and not touching.
pub(super) fn by_person(blocks: Vec<Block>) -> HashMap<PersonId, Vec<Interval>> {
    let mut of: HashMap<PersonId, Vec<Interval>> = HashMap::new();
    for Block { person_id, starts_at, ends_at } in blocks {
        of.entry(person_id).or_default().push(Interval { starts_at, ends_at });
    }
    of.into_iter().map(|(person, blocks)| (person, merged(blocks))).collect()
}

/// When a person is busy from a moment on, by all of their sources; absent if they never said.
///
/// # Errors
/// Those of the database.
pub async fn busy_blocks(db: &Db, person: PersonId, from: DateTime<Utc>) -> Result<Option<Vec<Interval>>> {
    Ok(blocks_of(db, &[person], from).await?.remove(&person))
}

/// When each of these people is busy from a moment on; who never said is not among them.
pub(super) async fn blocks_of(db: &Db, people: &[PersonId], from: DateTime<Utc>) -> Result<HashMap<PersonId, Vec<Interval>>> {
    let said = list!("SELECT person_id FROM busy_sources WHERE person_id IN ($list)", in people.iter().copied());
    let said: HashSet<PersonId> = db.values(said).await?.into_iter().collect();
    let blocks = list!(
        "SELECT person_id, starts_at, ends_at FROM busy_blocks WHERE ends_at > $1 AND person_id IN ($list)",
        in said.iter().copied(),
        from
    );
    let mut blocks = by_person(db.all(blocks).await?);
    Ok(said.into_iter().map(|person| (person, blocks.remove(&person).unwrap_or_default())).collect())
}

/// Keeps a source with what was read of it.
///
/// # Errors
/// [`Conflict::Closed`] if the person has as many as one can have; otherwise those of the database.
pub async fn add_busy_source(tx: &Tx, now: DateTime<Utc>, new: &NewSource, reading: &Reading) -> Result<()> {
    let marks = new.kind == SourceKind::Days;
    // Both counts in one: those of days, or those of all else.
    let have: i64 = tx
        .value(sql!(
            "SELECT COUNT(*) FROM busy_sources WHERE person_id = $1 AND CASE WHEN kind = 'days' THEN 1 ELSE 0 END = $2",
            new.person,
            i64::from(marks)
        ))
        .await?;
    if have >= if marks { MOST_MARKED } else { MOST_CALENDARS } {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let (address, host) = new.address.clone().unzip();
    let due_at = address.is_some().then_some(now + AGAIN);
    tx.run(sql!(
        "INSERT INTO busy_sources (id, person_id, kind, address, host, blocks, not_understood, created_at, read_at, tried_at, failure, failures, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, '', 0, $9)",
        new.id,
        new.person,
        new.kind,
        address,
        host.unwrap_or_default(),
        reading.blocks.len() as i64,
        reading.not_understood as i64,
        now,
        due_at
    ))
    .await?;
    put_blocks(tx, new.id, new.person, &reading.blocks).await
}

/// Puts these blocks in place of those a source had.
pub(super) async fn put_blocks(tx: &Tx, source: BusySourceId, person: PersonId, blocks: &[Interval]) -> Result<()> {
    tx.run(sql!("DELETE FROM busy_blocks WHERE source_id = $1", source)).await?;
    tx.run(rows!(
        "INSERT INTO busy_blocks (source_id, person_id, starts_at, ends_at) VALUES $rows",
        for block in blocks => source, person, block.starts_at, block.ends_at
    ))
    .await?;
    Ok(())
}

/// Removes a source with all that was kept of it, at once and for good. Somebody else's is not there.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs; otherwise those of the database.
pub async fn remove_busy_source(tx: &Tx, person: PersonId, source: BusySourceId) -> Result<()> {
    tx.run(sql!("DELETE FROM busy_blocks WHERE source_id = $1 AND person_id = $2", source, person)).await?;
    match tx.run(sql!("DELETE FROM busy_sources WHERE id = $1 AND person_id = $2", source, person)).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
