//! Who has a seat in the sessions of the next residency that are booked.

use chrono::{DateTime, Utc};
use domain::{
    Error, Result,
    cohorts::store as cohorts,
    db::Db,
    ids::{BookingId, EnrollmentId},
    policy::Place,
    residencies::{
        seats::{Act, Wish},
        store,
    },
};

use super::cast;

/// A session by its title, and who books it in their order: from which place in the list of students, and how many. The first is full, and
/// three wait; in the next two one seat is left.
const BOOKED: [(&str, usize, usize); 4] = [
    ("A capital budget by hand", 0, 11),
    ("Negotiation, played again", 0, 5),
    ("A capital budget by hand, again", 11, 5),
    ("Negotiation, played", 11, 5),
];
/// Who looks for themselves, in the demo and in the journeys of the browser.
const UNDECIDED: [&str; 6] = [cast::AMARA.name, "Layla Farouk", "Oliver Grant", "Sami Haddad", "Rosa Castellanos", "Diego Villarreal"];

/// Books seats in the released sessions of the first residency that is still to come. Nobody is told: it is no news to who books.
pub async fn days(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let today = now.with_timezone(&place.campus).date_naive();
    let residencies = cohorts::residencies(db, place.cohort).await?;
    let residency = residencies.into_iter().find(|one| one.starts_on > today).ok_or(Error::NotFound)?;
    let sessions = store::released_sessions(db, residency.id).await?;
    let people = store::attendees(db, residency.id).await?;
    let students: Vec<EnrollmentId> =
        people.into_iter().filter(|one| !UNDECIDED.contains(&one.name.as_str())).map(|one| one.enrollment_id).collect();
    db.write(move |tx| {
        Box::pin(async move {
            for (title, from, count) in BOOKED {
                let session = sessions.iter().find(|one| one.title == title).ok_or(Error::NotFound)?.id;
                for enrollment in students.iter().skip(from).take(count) {
                    let wish = Wish { id: BookingId::new(), enrollment: *enrollment, session, instead_of: Vec::new() };
                    store::book(tx, Act { now, actor: None, base_url: "" }, &wish).await?;
                }
            }
            Ok(())
        })
    })
    .await
}
