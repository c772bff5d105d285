//! The hashes that hold the entries together.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{
    Result,
    db::{Db, sql},
    ids::PersonId,
};

/// Entries read at a time.
const PAGE: i64 = 1000;

crate::row! {
    /// What the hash of an entry covers.
    pub(super) struct Link {
        pub(super) sequence: i64,
        pub(super) at: DateTime<Utc>,
        pub(super) actor_id: Option<PersonId>,
        pub(super) action: String,
        pub(super) subject: String,
        pub(super) details: String,
        pub(super) previous: String,
    }
}

crate::row! {
    struct Kept {
        sequence: i64,
        at: DateTime<Utc>,
        actor_id: Option<PersonId>,
        action: String,
        subject: String,
        details: String,
        previous: String,
        hash: String,
    }
}

impl Link {
    /// SHA-256 in hex over a JSON array of the fields in their order, the time in microseconds since 1970. The quotes and escapes
    /// of JSON keep the fields apart, so that no text can move from one into the next unseen.
    pub(super) fn hash(&self) -> String {
        let (at, actor) = (self.at.timestamp_micros(), self.actor_id.map(|actor| actor.to_string()));
        let text = serde_json::json!([self.sequence, at, actor, self.action, self.subject, self.details, self.previous]);
        hex::encode(Sha256::digest(text.to_string()))
    }
}

/// What a look at the whole log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry fits the one before, and the last one the head.
    Whole {
        /// How many there are.
        entries: i64,
    },
    /// From here on the log is not what was written.
    Broken {
        /// The first entry that does not fit.
        sequence: i64,
        /// In words.
        reason: &'static str,
    },
}

/// Reads the whole log, a thousand entries at a time, and says which entry is the first that does not fit. What is appended
/// meanwhile is left for the next time.
///
/// # Errors
/// Those of the database, and [`crate::Error::NotFound`] if the head is missing.
pub async fn verify(db: &Db) -> Result<Verdict> {
    let (last, head) = db.one::<(i64, String)>(sql!("SELECT sequence, hash FROM audit_head WHERE id = 1")).await?;
    let (mut sequence, mut hash) = (0, String::new());
    while sequence < last {
        let page = page(db, sequence, last).await?;
        if page.is_empty() {
            return Ok(Verdict::Broken { sequence: sequence + 1, reason: "it and all after it are missing" });
        }
        for kept in page {
            sequence += 1;
            if let Some(reason) = misfit(&kept, sequence, &hash) {
                return Ok(Verdict::Broken { sequence, reason });
            }
            hash = kept.hash;
        }
    }
    if hash != head {
        return Ok(Verdict::Broken { sequence: last, reason: "it is not what the head of the log says" });
    }
    let beyond = sql!("SELECT MIN(sequence) FROM audit_entries WHERE sequence > (SELECT sequence FROM audit_head WHERE id = 1)");
    Ok(match db.value(beyond).await? {
        Some(sequence) => Verdict::Broken { sequence, reason: "the head of the log does not know it" },
        None => Verdict::Whole { entries: last },
    })
}

async fn page(db: &Db, after: i64, last: i64) -> Result<Vec<Kept>> {
    db.all(sql!(
        "SELECT sequence, at, actor_id, action, subject, details, previous, hash FROM audit_entries
         WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3",
        after,
        last,
        PAGE
    ))
    .await
}

fn misfit(kept: &Kept, expected: i64, previous: &str) -> Option<&'static str> {
    if kept.sequence != expected {
        return Some("it is missing");
    }
    if kept.previous != previous {
        return Some("it does not follow the entry before it");
    }
    let link = Link {
        sequence: kept.sequence,
        at: kept.at,
        actor_id: kept.actor_id,
        action: kept.action.clone(),
        subject: kept.subject.clone(),
        details: kept.details.clone(),
        previous: kept.previous.clone(),
    };
    (link.hash() != kept.hash).then_some("it was changed")
}
