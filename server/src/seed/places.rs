//! Where the running cohort meets, when its faculty are there, and its teams. Nobody is told; it is as if staff had typed it.

use chrono::{DateTime, Utc};
use domain::{
    Error, Result,
    cohorts::store::{cohort_staff, residencies},
    db::{Db, Tx},
    ids::{CohortId, PersonId, ResidencyId, RoomId, TeamId, VenueId},
    residencies::{
        hours::{Hours, Presence},
        store,
        teams::{Mixing, TypedBackground, mark, mix},
        venues::{TypedRoom, TypedVenue, room, venue},
    },
};

/// What is there for sessions to be placed in and to be for.
#[derive(Clone, Debug)]
pub struct Places {
    /// Their twelve rooms, in the order of [`ROOMS`].
    pub rooms: Vec<RoomId>,
    /// The six teams of the cohort.
    pub teams: Vec<TeamId>,
}

/// Name, address, map and access. All invented.
const VENUES: [(&str, &str, &str, &str); 2] = [
    (
        "Main campus",
        "East wing, 12 Assembly Walk",
        "https://www.openstreetmap.org/#map=18/40.44300/-79.94300",
        "Step-free by the side door in the yard. A quiet room on the ground floor, key at the desk.",
    ),
    (
        "University hospital",
        "Simulation center, 300 Ward Street",
        "https://www.openstreetmap.org/#map=18/40.44200/-79.96100",
        "Step-free. Take the north elevators to the third floor.",
    ),
];

/// The rooms: of which venue, name, seats, features, other features, when open, whether without steps.
type Seats = (usize, &'static str, &'static str, &'static [&'static str], &'static str, (&'static str, &'static str), bool);

/// The rooms of the two venues.
pub const ROOMS: [Seats; 12] = [
    (0, "Aula", "120", &["projector", "tiered seats", "microphones", "hearing loop"], "piano", ("07:00", "22:00"), true),
    (0, "Room 210", "48", &["projector", "whiteboard", "movable tables", "video calls"], "", ("08:00", "20:00"), true),
    (0, "Room 211", "40", &["projector", "whiteboard", "movable tables"], "", ("08:00", "20:00"), true),
    (0, "Room 212", "24", &["whiteboard", "flip charts", "movable tables"], "", ("08:00", "20:00"), true),
    (0, "Room 213", "16", &["whiteboard", "flip charts"], "", ("08:00", "20:00"), true),
    (0, "Room 214", "16", &["whiteboard", "flip charts"], "", ("08:00", "20:00"), true),
    (0, "Tower study", "8", &["whiteboard"], "fireplace", ("09:00", "18:00"), false),
    (0, "Refectory", "100", &["meals"], "terrace", ("07:00", "22:00"), true),
    (1, "Lecture hall 3", "80", &["projector", "tiered seats", "microphones"], "", ("07:00", "19:00"), true),
    (1, "Simulation suite A", "12", &["simulation beds", "video calls"], "", ("08:00", "18:00"), true),
    (1, "Simulation suite B", "12", &["simulation beds", "video calls"], "", ("08:00", "18:00"), true),
    (1, "Debriefing room", "20", &["whiteboard", "movable tables"], "", ("08:00", "18:00"), true),
];

/// Minutes on foot between the two.
const WAY: i64 = 18;

/// Who employs the students, and where they work: dealt out in turn. All invented.
const EMPLOYERS: [&str; 5] = ["Three Rivers Health", "Lakeshore Medical Group", "Mesa Valley Clinics", "Harbor University Hospital", ""];
const SITES: [&str; 7] = ["Pittsburgh", "Cleveland", "Chicago", "Denver", "Phoenix", "Boston", "Seattle"];

/// Loads them for a cohort, and says when its faculty are at its second residency.
///
/// # Errors
/// Those of the database; [`Error::NotFound`] if nobody runs the cohort's program.
pub async fn load(db: &Db, cohort: CohortId, now: DateTime<Utc>) -> Result<Places> {
    let staff = cohort_staff(db, cohort).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    db.write(move |tx| {
        Box::pin(async move {
            let places = places(tx, now, cohort, staff).await?;
            let all = residencies(tx, cohort).await?;
            if let Some(second) = all.get(1) {
                hours(tx, now, staff, (cohort, second.id)).await?;
            }
            Ok(places)
        })
    })
    .await
}

/// Two venues, twelve rooms, the way between, and six teams of the cohort, mixed by what is known of its students.
///
/// # Errors
/// Those of the database.
pub async fn places(tx: &Tx, now: DateTime<Utc>, cohort: CohortId, staff: PersonId) -> Result<Places> {
    let venues = [VenueId::new(), VenueId::new()];
    for (id, (name, address, map_url, access)) in venues.iter().zip(VENUES) {
        let details = venue(&TypedVenue { name, address, map_url, access })?;
        store::add_venue(tx, now, Some(staff), *id, &details).await?;
    }
    store::put_ways(tx, now, Some(staff), venues[0], &[(venues[1], Some(WAY))]).await?;
    let mut rooms = Vec::new();
    for (of, name, capacity, features, others, (opens, closes), step_free) in ROOMS {
        let details = room(&TypedRoom { name, capacity, features: features.to_vec(), others, opens, closes, step_free })?;
        let id = RoomId::new();
        store::add_room(tx, now, Some(staff), (venues[of], id), &details).await?;
        rooms.push(id);
    }
    let teams = teams(tx, now, cohort, staff).await?;
    Ok(Places { rooms, teams })
}

async fn teams(tx: &Tx, now: DateTime<Utc>, cohort: CohortId, staff: PersonId) -> Result<Vec<TeamId>> {
    let students = store::students(tx, cohort).await?;
    let employers = EMPLOYERS.into_iter().cycle();
    let of = |((student, employer), site): ((&domain::residencies::teams::Student, &str), &str)| TypedBackground {
        enrollment: student.enrollment,
        employer: employer.to_owned(),
        site: site.to_owned(),
    };
    let known: Vec<_> = students.iter().zip(employers).zip(SITES.into_iter().cycle()).map(of).collect();
    store::put_backgrounds(tx, cohort, &known).await?;
    let mixing = Mixing { teams: 6, seed: 12 };
    let seen = mark(&mix(&store::students(tx, cohort).await?, mixing));
    store::keep_teams(tx, now, staff, cohort, (mixing, &seen)).await?;
    Ok(store::teams(tx, cohort).await?.into_iter().map(|team| team.id).collect())
}

/// From which hour until which somebody is there on a day of the residency, from 1.
type There = (i64, i64, i64);

/// When those who teach at the residency are there; who is not named has said nothing yet.
const HOURS: [(&str, &[There]); 4] = [
    ("Ines Ferreira", &[(1, 8, 13), (2, 0, 24), (3, 8, 13)]),
    ("Victor Osei", &[(2, 12, 18), (3, 8, 16)]),
    ("Claire Whitmore", &[(1, 13, 18), (3, 14, 18)]),
    ("Helena Sato", &[(2, 12, 18), (4, 8, 12)]),
];

/// Says when those who teach at the residency are there.
///
/// # Errors
/// Those of the database.
pub async fn hours(tx: &Tx, now: DateTime<Utc>, staff: PersonId, (cohort, residency): (CohortId, ResidencyId)) -> Result<()> {
    let span = |(day, from, until): &There| Hours { day: *day, from: from * 60, until: until * 60 };
    for one in store::teaching_hours(tx, residency).await? {
        let Some((_, there)) = HOURS.iter().find(|(name, _)| *name == one.name) else { continue };
        let there = Presence::Hours(there.iter().map(span).collect());
        store::put_hours(tx, now, staff, (cohort, residency, one.person), &there).await?;
    }
    Ok(())
}
