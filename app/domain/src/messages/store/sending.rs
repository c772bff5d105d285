//! Messages of staff to a cohort or a part of it, and what became of each mail.

use chrono::{DateTime, Utc};

use super::{
    super::{NewMessage, Notice, Recipient, Topic, Way, rules},
    telling::{Told, tell_all},
};
use crate::{
    Conflict, Error, Result,
    cohorts::Cohort,
    db::{Db, Tx, list, rows, sql},
    ids::{CohortId, EnrollmentId, MessageId, PersonId},
    mail::{self, Letter, Mail, Rank},
};

crate::row! {
    /// A message that was sent.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SentMessage {
        /// Which.
        pub id: MessageId,
        /// Who sent it.
        pub author: String,
        /// As written, with its placeholders.
        pub subject: String,
        /// Markdown, with its placeholders.
        pub body: String,
        /// The query that chose its recipients; empty for all.
        pub segment: String,
        /// When.
        pub sent_at: DateTime<Utc>,
        /// To how many.
        pub recipients: i64,
        /// How many of its mails were refused for good.
        pub refused: i64,
    }
}

/// The people behind places in a cohort, each with their name, in no order.
///
/// # Errors
/// Those of the database.
pub async fn people_of(db: &Db, cohort: CohortId, enrollments: &[EnrollmentId]) -> Result<Vec<Recipient>> {
    let found = db
        .all::<(EnrollmentId, PersonId, String)>(list!(
            "SELECT e.id, p.id, p.name FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.cohort_id = $1 AND e.id IN ($list)",
            in enrollments.iter().copied(),
            cohort
        ))
        .await?;
    Ok(found.into_iter().map(|(enrollment, person, name)| Recipient { enrollment, person, name }).collect())
}

/// Sends a message, each recipient told as they chose. Returns whether it was sent now, and not before with the same form.
///
/// # Errors
/// [`Conflict::IdReused`] if its id is that of another message; otherwise those of the database.
pub async fn send(tx: &Tx, base_url: &str, cohort: &Cohort, message: &NewMessage, now: DateTime<Utc>) -> Result<bool> {
    let kept = tx
        .run(sql!(
            "INSERT INTO messages (id, cohort_id, author_id, subject, body, segment, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO NOTHING",
            message.id,
            message.cohort,
            message.author,
            message.subject,
            message.body,
            message.segment,
            now
        ))
        .await?;
    if kept == 0 {
        let same =
            sql!("SELECT id FROM messages WHERE id = $1 AND cohort_id = $2 AND author_id = $3", message.id, message.cohort, message.author);
        let same = tx.maybe::<(MessageId,)>(same).await?;
        return same.map(|_| false).ok_or(Error::Conflict(Conflict::IdReused));
    }
    let notices: Vec<Notice> = message.recipients.iter().map(|recipient| notice(message, cohort, recipient)).collect();
    let told = tell_all(tx, base_url, &notices, now).await?;
    if told.len() != message.recipients.len() {
        return Err(Error::NotFound);
    }
    tx.run(rows!(
        "INSERT INTO message_recipients (message_id, enrollment_id, way, mail_id) VALUES $rows",
        for (recipient, Told { way, mail, .. }) in message.recipients.iter().zip(&told) => message.id, recipient.enrollment, way, mail
    ))
    .await?;
    Ok(true)
}

/// Sends a message to the one who writes it and to nobody else, as a recipient of that name would get it.
///
/// # Errors
/// [`Error::NotFound`] without such a person; otherwise those of [`mail::enqueue`].
pub async fn send_test(tx: &Tx, base_url: &str, cohort: &Cohort, message: &NewMessage, now: DateTime<Utc>) -> Result<()> {
    let author = tx.one::<(String, String)>(sql!("SELECT name, email FROM people WHERE id = $1", message.author)).await?;
    let recipient = Recipient { enrollment: EnrollmentId::new(), person: message.author, name: author.0 };
    let notice = notice(message, cohort, &recipient);
    let (body, html) = rules::letter(&notice, base_url);
    let mail = Mail { recipient: author.1, subject: format!("Test: {}", notice.title), body };
    mail::enqueue_many(tx, &[Letter { mail, html: Some(html), calendar: None, rank: Rank::One, due_at: now }], now).await?;
    Ok(())
}

fn notice(message: &NewMessage, cohort: &Cohort, recipient: &Recipient) -> Notice {
    let values = rules::Values { name: &recipient.name, cohort: &cohort.title, program: &cohort.program };
    Notice {
        person: recipient.person,
        topic: Topic::Messages,
        // A name may hold what no header may.
        title: rules::filled(&message.subject, values).replace(char::is_control, " "),
        body: rules::filled_markdown(&message.body, values),
        link: String::new(),
    }
}

/// The messages to a cohort, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn messages(db: &Db, cohort: CohortId) -> Result<Vec<SentMessage>> {
    db.all(sql!(
        "SELECT m.id, a.name AS author, m.subject, m.body, m.segment, m.sent_at,
            (SELECT COUNT(*) FROM message_recipients r WHERE r.message_id = m.id) AS recipients,
            (SELECT COUNT(*) FROM message_recipients r JOIN mail ON mail.id = r.mail_id
             WHERE r.message_id = m.id AND mail.failed_at IS NOT NULL) AS refused
         FROM messages m JOIN people a ON a.id = m.author_id WHERE m.cohort_id = $1 ORDER BY m.sent_at DESC, m.id DESC LIMIT 200",
        cohort
    ))
    .await
}

/// One message to a cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is none of that id in this cohort.
pub async fn message(db: &Db, cohort: CohortId, id: MessageId) -> Result<SentMessage> {
    db.one(sql!(
        "SELECT m.id, a.name AS author, m.subject, m.body, m.segment, m.sent_at,
            (SELECT COUNT(*) FROM message_recipients r WHERE r.message_id = m.id) AS recipients,
            (SELECT COUNT(*) FROM message_recipients r JOIN mail ON mail.id = r.mail_id
             WHERE r.message_id = m.id AND mail.failed_at IS NOT NULL) AS refused
         FROM messages m JOIN people a ON a.id = m.author_id WHERE m.cohort_id = $1 AND m.id = $2",
        cohort,
        id
    ))
    .await
}

/// What became of a message on its way to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Their place in the cohort.
    pub enrollment: EnrollmentId,
    /// As they want to be called.
    pub name: String,
    /// The address it goes to.
    pub email: String,
    /// How far it is.
    pub fate: Fate,
}

/// How far a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The recipient's server took it.
    Taken(DateTime<Utc>),
    /// It waits for this moment; with what the server said last, if it was tried.
    Waits(DateTime<Utc>, Option<String>),
    /// It will not be tried again; with the server's words.
    Refused(DateTime<Utc>, String),
    /// It goes with their digest.
    InDigest,
    /// They want no mail of this kind.
    Unwanted,
    /// So long ago that it is no longer recorded.
    Forgotten,
}

crate::row! {
    struct Row {
        enrollment: EnrollmentId,
        name: String,
        email: String,
        way: Way,
        recipient: Option<String>,
        due_at: Option<DateTime<Utc>>,
        sent_at: Option<DateTime<Utc>>,
        failed_at: Option<DateTime<Utc>>,
        last_error: Option<String>,
    }
}

/// What became of a message for each recipient, by name.
///
/// # Errors
/// Those of the database.
pub async fn deliveries(db: &Db, message: MessageId) -> Result<Vec<Delivery>> {
    let rows = db
        .all::<Row>(sql!(
            "SELECT r.enrollment_id AS enrollment, p.name, p.email, r.way, mail.recipient, mail.due_at, mail.sent_at, mail.failed_at,
                mail.last_error
             FROM message_recipients r JOIN enrollments e ON e.id = r.enrollment_id JOIN people p ON p.id = e.person_id
             LEFT JOIN mail ON mail.id = r.mail_id
             WHERE r.message_id = $1 ORDER BY p.name, p.id",
            message
        ))
        .await?;
    Ok(rows.into_iter().map(Row::delivery).collect())
}

impl Row {
    fn delivery(self) -> Delivery {
        let fate = match (self.way, self.sent_at, self.failed_at, self.due_at) {
            (Way::Never, ..) => Fate::Unwanted,
            (Way::Digest, ..) => Fate::InDigest,
            (_, Some(at), ..) => Fate::Taken(at),
            (_, _, Some(at), _) => Fate::Refused(at, self.last_error.unwrap_or_default()),
            (_, _, _, Some(at)) => Fate::Waits(at, self.last_error),
            _ => Fate::Forgotten,
        };
        Delivery { enrollment: self.enrollment, name: self.name, email: self.recipient.unwrap_or(self.email), fate }
    }
}

crate::row! {
    /// A message as a student of the cohort got it, still with its placeholders.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Received {
        /// Which.
        pub id: MessageId,
        /// Who sent it.
        pub author: String,
        /// One line.
        pub subject: String,
        /// Markdown.
        pub body: String,
        /// When.
        pub sent_at: DateTime<Utc>,
    }
}

/// What a student was sent in their place, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn received(db: &Db, enrollment: EnrollmentId, most: i64) -> Result<Vec<Received>> {
    db.all(sql!(
        "SELECT m.id, a.name AS author, m.subject, m.body, m.sent_at
         FROM message_recipients r JOIN messages m ON m.id = r.message_id JOIN people a ON a.id = m.author_id
         WHERE r.enrollment_id = $1 ORDER BY m.sent_at DESC, m.id DESC LIMIT $2",
        enrollment,
        most
    ))
    .await
}
