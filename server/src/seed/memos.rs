//! The memos of the small cohort: each its own author's, one handed in late and one not at all, and marked by two who do not see each
//! other's. One of them has marked the late one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    accounts::store::credentials,
    assignments::{
        Assignment, GradingOutcome, GradingRole,
        store::{
            NewHandIn,
            grading::{NewMarking, mark},
            hand_in,
        },
    },
    authoring::store::Imported,
    cohorts::{
        Assignment as Teaching, UnitDue,
        store::{assign_teaching, published_units, set_unit_due},
    },
    db::Tx,
    ids::{CohortId, EnrollmentId, GradingId, HandInId, PersonId, TeachingId, UnitId},
    learning::evidence::Whereabouts,
};

use super::cast;

/// What some of the members wrote, in the order of the cast, and how many hours before the date; later where negative.
const WRITTEN: [(usize, i64, &str); 3] = [
    (
        0,
        30,
        "I ask for your yes, by Friday the 12th, to one year of Saturday infusions. Yes costs $410,000 and two weekends of my own a quarter. \
         No costs nothing this year, and leaves one patient in twelve to the hospital's beds, which are about $690,000 a year of somebody else's money.",
    ),
    (
        1,
        -36,
        "The infusion center is full from Monday to Thursday and the wait is 19 days. Three ways of opening longer have been discussed with \
         nursing and pharmacy. A Saturday clinic would need two nurses and one pharmacist more, at $410,000 a year. I would be glad of your views.",
    ),
    (
        3,
        6,
        "May I put the Saturday clinic before the board in March? I need to know by the end of the month. It costs $410,000 in its first year. \
         If you would rather wait, the wait for a first infusion stays at 19 days, and we go on to turn 40 patients a month away.",
    ),
];

/// Loads them.
///
/// # Errors
/// Those of the database.
pub async fn load(tx: &Tx, now: DateTime<Utc>, (cohort, made): (CohortId, &Imported), members: &[(PersonId, EnrollmentId)]) -> Result<()> {
    let unit =
        published_units(tx, &[made.version]).await?.iter().find(|unit| unit.slug == "memo").map(|unit| unit.id).ok_or(Error::NotFound)?;
    let due_at = now - TimeDelta::days(6);
    set_unit_due(tx, now, None, &UnitDue { cohort, unit, due_at }).await?;
    let [_, claire, ..] = &cast::RESIDENCY_FACULTY;
    let claire = credentials(tx, &claire.email()).await?.ok_or(Error::NotFound)?.id;
    assign_teaching(tx, now, None, &Teaching { id: TeachingId::new(), person: claire, cohort, module: None }).await?;
    for (member, hours, text) in WRITTEN {
        let author = *members.get(member).ok_or(Error::NotFound)?;
        let written = memo(made, unit, author, (due_at, text));
        hand_in(tx, due_at - TimeDelta::hours(hours), &written).await?;
        if hours < 0 {
            marked(tx, now - TimeDelta::days(1), written.id).await?;
        }
    }
    Ok(())
}

fn memo(made: &Imported, unit: UnitId, (person, enrollment): (PersonId, EnrollmentId), (due_at, text): (DateTime<Utc>, &str)) -> NewHandIn {
    NewHandIn {
        id: HandInId::new(),
        at: Whereabouts { person, enrollment, version: made.version, unit },
        assignment: Assignment { module: made.module, unit: "memo".into() },
        for_team: false,
        due_at,
        text: text.to_owned(),
        files: Vec::new(),
        runs: Vec::new(),
    }
}

/// Paul has marked it, first.
async fn marked(tx: &Tx, at: DateTime<Utc>, hand_in: HandInId) -> Result<()> {
    let grader = credentials(tx, &cast::PAUL.email()).await?.ok_or(Error::NotFound)?.id;
    let marking = NewMarking {
        id: GradingId::new(),
        hand_in,
        grader,
        role: GradingRole::First,
        seen: None,
        points: [("asked".to_owned(), 2), ("price".to_owned(), 6)].into(),
        members: Vec::new(),
        comment: "You tell me a good deal, and ask me nothing. What do you want me to sign?".to_owned(),
        outcome: GradingOutcome::Graded,
    };
    mark(tx, at, &marking).await
}
