//! A small cohort whose team has handed in one paper for all: its members have said of each other who did how much, and nobody has graded it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    accounts::store::credentials,
    assignments::{
        Assignment,
        store::{
            NewHandIn, hand_in,
            peers::{NewRating, rate},
        },
    },
    authoring::{
        package::{self, Package},
        store::{Imported, import},
    },
    cohorts::{Assignment as Teaching, EnrollmentState, NewCohort, NewEnrollment, Pin, store},
    ids::{CohortId, EnrollmentId, HandInId, PeerRatingId, PersonId, ProgramId, TeachingId},
    learning::evidence::Whereabouts,
    residencies::{
        store::{keep_teams, students},
        teams::{Mixing, mark, mix},
    },
};

use super::{calendar::CAMPUS, cast, demo::Loading, memos};
use crate::Failure;

const FILES: [(&str, &str); 3] = [
    ("module.md", include_str!("board-paper/module.md")),
    ("01-paper.md", include_str!("board-paper/01-paper.md")),
    ("02-memo.md", include_str!("board-paper/02-memo.md")),
];

const TEXT: &str = "The board decides in March whether the outpatient infusion center opens on Saturdays from July on.

If it opens: two nurses and one pharmacist more, $410,000 a year; 2,100 infusions more; the wait for a first infusion falls from 19 days to \
about 9. If it does not: nothing more is spent, and about one patient in twelve goes on to be treated in the hospital's beds instead.

We recommend to open for one year. We would change our minds if fewer than 1,400 infusions were booked for Saturdays by the end of the year.";

/// What each member gives the others, in the order of the cast; what they give themselves is not asked. Owen was seldom there.
const RATED: [[i64; 4]; 4] = [[0, 4, 2, 4], [5, 0, 2, 4], [3, 3, 0, 3], [4, 4, 1, 0]];

/// Why, in the words of each.
const OF_OWEN: [&str; 4] = [
    "Came to one of our four meetings.",
    "His numbers were good, and came the evening before.",
    "",
    "I heard from him once. He was on service most of that month.",
];

/// The module as a package.
///
/// # Errors
/// If its files have a fault: a defect of the build.
pub(super) fn module() -> std::result::Result<Package, Failure> {
    let files = FILES.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    package::read(files).map_err(|faults| Failure::Work(format!("The demo's own module has faults: {faults:?}")))
}

/// Loads the cohort.
///
/// # Errors
/// Those of the database.
pub(super) async fn load(loading: &Loading<'_>, package: &Package, (program, staff): (ProgramId, PersonId)) -> Result<()> {
    let (tx, now, cohort) = (loading.tx, loading.now, CohortId::new());
    let (starts_on, ends_on) = ((now - TimeDelta::days(400)).date_naive(), (now + TimeDelta::days(60)).date_naive());
    let new = NewCohort { id: cohort, program, slug: "cohort-10".into(), title: "Cohort 10".into(), time_zone: CAMPUS, starts_on, ends_on };
    store::create_cohort(tx, now - TimeDelta::days(420), None, &new).await?;
    let made = import(tx, package, now - TimeDelta::days(60)).await?;
    let (opens_at, due_at) = (now - TimeDelta::days(40), now + TimeDelta::days(10));
    store::pin_module(tx, now, None, &Pin { cohort, version: made.version, position: 1, opens_at, due_at }).await?;
    let paul = credentials(tx, &cast::PAUL.email()).await?.ok_or(Error::NotFound)?.id;
    store::assign_teaching(tx, now, None, &Teaching { id: TeachingId::new(), person: paul, cohort, module: None }).await?;
    let members = members(loading, cohort).await?;
    let mixing = Mixing { teams: 1, seed: 10 };
    let seen = mark(&mix(&students(tx, cohort).await?, mixing));
    keep_teams(tx, now - TimeDelta::days(39), staff, cohort, (mixing, &seen)).await?;
    work(loading, &made, due_at, &members).await?;
    memos::load(tx, now, (cohort, &made), &members).await
}

/// Everybody in the team, with their place.
async fn members(loading: &Loading<'_>, cohort: CohortId) -> Result<Vec<(PersonId, EnrollmentId)>> {
    let mut members = Vec::new();
    for member in &cast::TOGETHER {
        let (person, id) = (loading.person(member, true).await?, EnrollmentId::new());
        let new = NewEnrollment { id, person, cohort, state: EnrollmentState::Enrolled };
        store::enroll(loading.tx, loading.now, None, &new).await?;
        members.push((person, id));
    }
    Ok(members)
}

/// The first of them hands in, and all say who did how much.
async fn work(loading: &Loading<'_>, made: &Imported, due_at: DateTime<Utc>, members: &[(PersonId, EnrollmentId)]) -> Result<()> {
    let (tx, at) = (loading.tx, loading.now - TimeDelta::days(3));
    let unit = store::published_units(tx, &[made.version]).await?.first().map(|unit| unit.id).ok_or(Error::NotFound)?;
    let assignment = Assignment { module: made.module, unit: "paper".into() };
    let (person, enrollment) = *members.first().ok_or(Error::NotFound)?;
    let new = NewHandIn {
        id: HandInId::new(),
        at: Whereabouts { person, enrollment, version: made.version, unit },
        assignment: assignment.clone(),
        for_team: true,
        due_at,
        text: TEXT.to_owned(),
        files: Vec::new(),
        runs: Vec::new(),
    };
    hand_in(tx, at, &new).await?;
    for ((_, rater), (row, words)) in members.iter().zip(RATED.into_iter().zip(OF_OWEN)) {
        let all = members.iter().zip(row).filter(|((_, rated), _)| rated != rater);
        let rating = |((_, rated), points): (&(PersonId, EnrollmentId), i64)| {
            let words = if points < 3 { words } else { "" };
            NewRating { id: PeerRatingId::new(), rated: *rated, points, words: words.to_owned() }
        };
        rate(tx, at + TimeDelta::days(1), *rater, &assignment, &all.map(rating).collect::<Vec<_>>()).await?;
    }
    Ok(())
}
