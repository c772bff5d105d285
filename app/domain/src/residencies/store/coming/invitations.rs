//! Invitations to residencies by mail: what should stand in everybody's calendar is compared with what was sent there last.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use super::super::super::coming::invitation::{self, Invitation, Inviting, Method};
use crate::{
    Result,
    db::{Db, Tx, rows, sql},
    ids::{EnrollmentId, EntryId, PersonId},
    mail::{self, Letter, Mail, Rank},
    messages::{
        Hours, Notice, Quiet, Topic,
        rules::{letter, not_before},
    },
};

crate::row! {
    /// A student in whose calendar something else should stand than does.
    struct Due {
        entry_id: EntryId,
        enrollment_id: EnrollmentId,
        person_id: PersonId,
        name: String,
        email: String,
        own_zone: Tz,
        quiet_from: Option<i64>,
        quiet_until: Option<i64>,
        cohort: String,
        time_zone: Tz,
        position: Option<i64>,
        title: String,
        place: String,
        first_day: NaiveDate,
        last_day: NaiveDate,
        answer_by: Option<DateTime<Utc>>,
        entry_sequence: Option<i64>,
        token: Option<String>,
        sent_method: Option<String>,
        sent_sequence: Option<i64>,
    }
}

/// As [`send_invitations`], for whoever looks again and again: where nothing is due, it takes no writer's turn.
///
/// # Errors
/// As there.
pub async fn keep_invitations(db: &Db, now: DateTime<Utc>, inviting: &Inviting) -> Result<usize> {
    let since = day_before(now);
    if wanted(db, since).await?.is_empty() && unwanted(db, since).await?.is_empty() {
        return Ok(0);
    }
    let inviting = inviting.clone();
    db.write(move |tx| Box::pin(async move { send_invitations(tx, now, &inviting).await })).await
}

/// What was over by then everywhere on earth needs no mail.
fn day_before(now: DateTime<Utc>) -> NaiveDate {
    now.date_naive().checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}

/// Sends every invitation, update and cancellation that is due, each once, behind all mail to one and not in anybody's quiet hours; returns
/// how many. Several that do so at once wait for each other at the rows they write.
///
/// # Errors
/// Those of [`mail::enqueue_many`].
pub async fn send_invitations(tx: &Tx, now: DateTime<Utc>, inviting: &Inviting) -> Result<usize> {
    let since = day_before(now);
    let invited = send(tx, now, inviting, (Method::Request, wanted(tx, since).await?)).await?;
    let canceled = send(tx, now, inviting, (Method::Cancel, unwanted(tx, since).await?)).await?;
    Ok(invited + canceled)
}

/// Who is to be invited, or told of other days, another place or another name.
async fn wanted(db: &Db, since: NaiveDate) -> Result<Vec<Due>> {
    // A cross join keeps its order in SQLite, which would begin with all enrollments.
    db.all(sql!(
        @whole "one round for each residency: dozens in the life of a school",
        "SELECT ar.entry_id, e.id AS enrollment_id, p.id AS person_id, p.name, p.email, p.time_zone AS own_zone,
            h.quiet_from, h.quiet_until, c.title AS cohort, c.time_zone, r.position, r.title, r.place,
            r.starts_on AS first_day, r.ends_on AS last_day, ar.answer_by, ce.sequence AS entry_sequence, i.token,
            i.method AS sent_method, i.sequence AS sent_sequence
         FROM answer_rounds ar CROSS JOIN residencies r CROSS JOIN enrollments e
         JOIN cohorts c ON c.id = r.cohort_id
         JOIN people p ON p.id = e.person_id AND p.deactivated_at IS NULL
         LEFT JOIN notification_hours h ON h.person_id = p.id
         LEFT JOIN calendar_entries ce ON ce.id = ar.entry_id
         LEFT JOIN invitations i ON i.entry_id = ar.entry_id AND i.enrollment_id = e.id
         WHERE r.id = ar.residency_id AND r.ends_on >= $1 AND e.cohort_id = r.cohort_id AND e.state = 'enrolled'
            AND ar.withdrawn_at IS NULL AND (i.token IS NULL OR i.method = 'CANCEL' OR i.title <> r.title OR i.place <> r.place
            OR i.first_day <> r.starts_on OR i.last_day <> r.ends_on)
         ORDER BY p.name, e.id",
        since
    ))
    .await
}

/// In whose calendar a residency stands to which they are not, or no longer, expected: it was taken away, nobody asks any more, or they do
/// not study at the moment.
async fn unwanted(db: &Db, since: NaiveDate) -> Result<Vec<Due>> {
    // As above.
    db.all(sql!(
        "SELECT i.entry_id, e.id AS enrollment_id, p.id AS person_id, p.name, i.email, p.time_zone AS own_zone,
            h.quiet_from, h.quiet_until, c.title AS cohort, c.time_zone, r.position, i.title, i.place, i.first_day, i.last_day, ar.answer_by,
            ce.sequence AS entry_sequence, i.token, i.method AS sent_method, i.sequence AS sent_sequence
         FROM invitations i CROSS JOIN enrollments e
         JOIN cohorts c ON c.id = e.cohort_id
         JOIN people p ON p.id = e.person_id AND p.deactivated_at IS NULL
         LEFT JOIN notification_hours h ON h.person_id = p.id
         LEFT JOIN calendar_entries ce ON ce.id = i.entry_id
         LEFT JOIN answer_rounds ar ON ar.entry_id = i.entry_id AND ar.withdrawn_at IS NULL
         LEFT JOIN residencies r ON r.id = ar.residency_id
         WHERE e.id = i.enrollment_id AND i.method = 'REQUEST' AND i.last_day >= $1 AND (ar.residency_id IS NULL OR e.state <> 'enrolled')
         ORDER BY p.name, e.id",
        since
    ))
    .await
}

/// What is sent to one student.
struct Sending {
    due: Due,
    method: Method,
    /// Higher than that of all that was sent before.
    sequence: i64,
    token: String,
}

/// Sends these, but for those that another process has sent since they were read.
async fn send(tx: &Tx, now: DateTime<Utc>, inviting: &Inviting, (method, due): (Method, Vec<Due>)) -> Result<usize> {
    let sending = |due: Due| Sending {
        method,
        sequence: due.entry_sequence.unwrap_or(0).max(due.sent_sequence.map_or(0, |last| last + 1)),
        token: due.token.clone().unwrap_or_else(inviting.secret),
        due,
    };
    let mut all: Vec<Sending> = due.into_iter().map(sending).collect();
    let kept = keep(tx, &all).await?;
    all.retain(|one| kept.contains(&(one.due.entry_id, one.due.enrollment_id)));
    tx.run(rows!(
        "INSERT INTO invitations_sent (entry_id, enrollment_id, sequence, method, sent_at) VALUES $rows",
        for one in &all => one.due.entry_id, one.due.enrollment_id, one.sequence, one.method.as_str(), now
    ))
    .await?;
    let letters: Vec<Letter> = all.iter().map(|one| one.letter(inviting, now)).collect();
    mail::enqueue_many(tx, &letters, now).await?;
    Ok(all.len())
}

/// Notes what is sent, where nothing as new was sent meanwhile; returns to whom.
async fn keep(tx: &Tx, all: &[Sending]) -> Result<HashSet<(EntryId, EnrollmentId)>> {
    let kept = tx
        .all(rows!(
            "INSERT INTO invitations (entry_id, enrollment_id, token, email, method, sequence, title, place, first_day, last_day)
             VALUES $rows
             ON CONFLICT (entry_id, enrollment_id) DO UPDATE SET email = excluded.email, method = excluded.method,
                sequence = excluded.sequence, title = excluded.title, place = excluded.place, first_day = excluded.first_day,
                last_day = excluded.last_day
             WHERE invitations.sequence < excluded.sequence
             RETURNING entry_id, enrollment_id",
            for one in all =>
                one.due.entry_id, one.due.enrollment_id, one.token, one.due.email, one.method.as_str(), one.sequence, one.due.title,
                one.due.place, one.due.first_day, one.due.last_day
        ))
        .await?;
    Ok(kept.into_iter().collect())
}

impl Sending {
    fn letter(&self, inviting: &Inviting, now: DateTime<Utc>) -> Letter {
        let due = &self.due;
        let page = due.position.map_or_else(|| "/calendar".to_owned(), |position| format!("/residencies/{position}/answer"));
        let invitation = Invitation {
            entry: due.entry_id,
            method: self.method,
            sequence: self.sequence,
            stamp: now,
            title: due.title.clone(),
            place: due.place.clone(),
            first_day: due.first_day,
            last_day: due.last_day,
            attendee: (due.name.clone(), due.email.clone()),
            token: self.token.clone(),
            page: page.clone(),
        };
        told(due, self.method, inviting, (page, invitation::write(&invitation, inviting)), now)
    }
}

/// The mail around it.
fn told(due: &Due, method: Method, inviting: &Inviting, (page, calendar): (String, String), now: DateTime<Utc>) -> Letter {
    let days = format!("{} – {}", due.first_day.format("%a %-d %b"), due.last_day.format("%a %-d %b %Y"));
    let place = if due.place.is_empty() { String::new() } else { format!(", {}", due.place) };
    let what = format!("{}, {days}", due.title);
    let (title, body) = match (method, due.sent_method.as_deref()) {
        (Method::Cancel, _) => {
            let body =
                format!("You are no longer expected at “{}” of {}, {days}{place}: it goes from your calendar.", due.title, due.cohort);
            (format!("Canceled: {what}"), body)
        }
        (Method::Request, Some("REQUEST")) => {
            let words = "This has changed. If your answer is another one now, say so; otherwise nothing is to be done.";
            (format!("Changed: {what}"), format!("{}\n\n{words}", asked(due, &days, &place, inviting)))
        }
        (Method::Request, _) => (format!("Do you come? {what}"), asked(due, &days, &place, inviting)),
    };
    let notice = Notice { person: due.person_id, topic: Topic::Enrollment, title: one_line(&title), body, link: page };
    let (body, html) = letter(&notice, &inviting.base_url);
    let mail = Mail { recipient: due.email.clone(), subject: notice.title, body };
    // Days that are weeks ahead wake nobody.
    let hours = Hours { quiet: Quiet::of(due.quiet_from, due.quiet_until), ..Hours::default() };
    Letter { mail, html: Some(html), calendar: Some(calendar), rank: Rank::Many, due_at: not_before(&hours, due.own_zone, now) }
}

fn asked(due: &Due, days: &str, place: &str, inviting: &Inviting) -> String {
    let by = due.answer_by.map_or_else(String::new, |by| {
        format!(" Please answer by {} campus time.", by.with_timezone(&due.time_zone).format("%a %-d %b %Y, %H:%M"))
    });
    let how = match inviting.organizer.answers_to {
        Some(_) => {
            "Accept or decline in your calendar, or answer on the page: there you can also say that you come on some of the days only."
        }
        None => "Answer on the page; what you choose in your calendar program is not read.",
    };
    format!("{} meets in person for “{}”, {days}{place}.{by}\n\n{how}", due.cohort, due.title)
}

/// Names are typed by people; a subject is one line.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
