//! The people of the school, as administrators see them.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    db::{Db, sql},
    ids::PersonId,
    text::pattern,
};

/// How many people stand on one page of the list.
pub const PAGE: i64 = 50;

crate::words! {
    /// How the list is sorted.
    pub enum Order {
        /// By name.
        Name = "name",
        /// By name, from the end.
        NameDown = "-name",
        /// By address.
        Email = "email",
        /// By address, from the end.
        EmailDown = "-email",
        /// The longest known first.
        Since = "since",
        /// The newest first.
        SinceDown = "-since",
    }
}

crate::row! {
    /// A line of the list.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Who.
        pub id: PersonId,
        /// As it stands on a certificate.
        pub name: String,
        /// As typed.
        pub email: String,
        /// When the person was made.
        pub created_at: DateTime<Utc>,
        /// Whether they run programs and cohorts.
        pub staff: bool,
        /// Whether they give powers.
        pub administrator: bool,
        /// Whether the invitation is accepted.
        pub accepted: bool,
        /// Whether they are let in.
        pub active: bool,
    }
}

crate::row! {
    /// Everything an administrator sees of a person.
    #[derive(Clone, Debug)]
    pub struct Known {
        /// Who.
        pub id: PersonId,
        /// As it stands on a certificate.
        pub name: String,
        /// As typed.
        pub email: String,
        /// "MD, MPH"; may be empty.
        pub credentials: String,
        /// May be empty.
        pub specialty: String,
        /// IANA name.
        pub time_zone: String,
        /// Ten digits that hold.
        pub npi: Option<String>,
        /// When the person was made.
        pub created_at: DateTime<Utc>,
        /// When they were shut out.
        pub deactivated_at: Option<DateTime<Utc>>,
        /// Whether the invitation is accepted.
        pub accepted: bool,
        /// Until when an invitation that waits can be accepted.
        pub invited_until: Option<DateTime<Utc>>,
        /// Whether they run programs and cohorts.
        pub staff: bool,
        /// Whether they give powers.
        pub administrator: bool,
        /// Whether a second factor is in force.
        pub has_second_factor: bool,
        /// When they were last seen, as far as sessions tell.
        pub seen_at: Option<DateTime<Utc>>,
    }
}

/// A page of people whose name or address contains the words, and how many there are in all. `page` counts from 1.
///
/// # Errors
/// Those of the database.
pub async fn people(db: &Db, words: &str, order: Order, page: i64) -> Result<(Vec<Listed>, i64)> {
    let pattern = pattern(words);
    let found = db
        .all(sql!(
            @whole "a search within names; people are some thousands",
            "SELECT p.id, p.name, p.email, p.created_at,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff') AS staff,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator') AS administrator,
                p.password_hash IS NOT NULL AS accepted, p.deactivated_at IS NULL AS active
             FROM people p
             WHERE p.email_folded LIKE $1 ESCAPE '\\' OR LOWER(p.name) LIKE $1 ESCAPE '\\'
             ORDER BY CASE WHEN $2 = 'name' THEN LOWER(p.name) END, CASE WHEN $2 = '-name' THEN LOWER(p.name) END DESC,
                CASE WHEN $2 = 'email' THEN p.email_folded END, CASE WHEN $2 = '-email' THEN p.email_folded END DESC,
                CASE WHEN $2 = 'since' THEN p.created_at END, CASE WHEN $2 = '-since' THEN p.created_at END DESC, p.id
             LIMIT $3 OFFSET $4",
            pattern,
            order,
            PAGE,
            (page.max(1) - 1) * PAGE
        ))
        .await?;
    let count = db
        .value(sql!(
            @whole "a search within names; people are some thousands",
            "SELECT COUNT(*) FROM people p WHERE p.email_folded LIKE $1 ESCAPE '\\' OR LOWER(p.name) LIKE $1 ESCAPE '\\'",
            pattern
        ))
        .await?;
    Ok((found, count))
}

/// What is known of one person.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is no such person; otherwise those of the database.
pub async fn known(db: &Db, person: PersonId) -> Result<Known> {
    db.one(sql!(
        "SELECT p.id, p.name, p.email, p.credentials, p.specialty, p.time_zone, p.npi, p.created_at, p.deactivated_at,
            p.password_hash IS NOT NULL AS accepted,
            (SELECT MAX(t.expires_at) FROM tokens t WHERE t.person_id = p.id AND t.purpose = 'invitation' AND t.used_at IS NULL)
                AS invited_until,
            EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff') AS staff,
            EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator') AS administrator,
            p.totp_confirmed_at IS NOT NULL AS has_second_factor,
            (SELECT MAX(s.seen_at) FROM sessions s WHERE s.person_id = p.id) AS seen_at
         FROM people p WHERE p.id = $1",
        person
    ))
    .await
}
