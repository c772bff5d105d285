//! When a cohort of 200 is busy, by 10,000 blocks: what one page costs the server. The demo's cohort is filled up to that.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Clock,
    accounts::store::{NewPerson, create_person},
    clock::SystemClock,
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    db::{Tx, sql},
    ids::{BusySourceId, CohortId, EnrollmentId, PersonId},
    residencies::{
        busy::{Interval, Reading, SourceKind},
        store::{NewSource, add_busy_source},
    },
};

use crate::{
    Plan, Result, about,
    cast::Demo,
    client::{Connection, plain},
    load::Asked,
    process,
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

const STAFF: &str = "staff@demo.attending.example";
const PAGE: &str = "/cohorts/cohort-12/busy";
/// In the cohort, besides those of the demo.
const STUDENTS: i64 = 200;
/// Of each: one every three days, half a year long, and some behind it.
const BLOCKS: i64 = 50;
/// Low: what is measured is a page, not a queue.
const CONNECTIONS: usize = 2;

/// Milliseconds of the server's processor time for one page, not compressed.
///
/// # Errors
/// If the cohort cannot be filled, or the page is not that of all of it.
pub async fn measure(plan: &Plan, program: &std::path::Path, demo: &Demo, cores: &str) -> Result<Results> {
    fill(demo).await?;
    let server = process::serve_with(program, &demo.folder, cores, &[("SECOND_FACTOR_FOR_STAFF", "false")]).await?;
    let cookie = demo.sign_in(&server, STAFF).await?;
    let text = Connection::open(server.address).await?.exchange(&plain(PAGE, &cookie)).await?.text()?;
    let cells = text.matches("data-heat=\"").count();
    if cells < 170 {
        return Err(about(PAGE)(format!("{cells} days are no half year")));
    }
    let mut asked = Asked::of(&server, plain(PAGE, &cookie), CONNECTIONS).await?;
    asked.turn(plan.warm_up).await?;
    let mut costs = Vec::new();
    for _ in 0..plan.rounds {
        costs.push(1000.0 / asked.turn(plan.turn).await?.per_cpu_second);
    }
    let from = format!(
        "{STUDENTS} students, {} blocks, {} bytes, not compressed",
        grouped((STUDENTS * BLOCKS) as f64),
        grouped(asked.length as f64)
    );
    let measure = Measure::new("busy-heat-map", median(&costs), "CPU ms", Goal::AtMost(30.0), from);
    drop(asked);
    server.stop().await?;
    Ok(Results { measures: vec![measure], notes: Vec::new() })
}

/// Adds students with their blocks to the demo's cohort.
async fn fill(demo: &Demo) -> Result<()> {
    let db = demo.open().await?;
    let filled = db.write(|tx| {
        Box::pin(async move {
            let cohort: CohortId = tx.value(sql!("SELECT id FROM cohorts WHERE slug = 'cohort-12'")).await?;
            let now = SystemClock.now();
            for number in 0..STUDENTS {
                student(tx, now, cohort, number).await?;
            }
            Ok(())
        })
    });
    let filled = filled.await.map_err(about("filling the cohort"));
    db.close().await;
    filled
}

async fn student(tx: &Tx, now: DateTime<Utc>, cohort: CohortId, number: i64) -> domain::Result<()> {
    let person = PersonId::new();
    let new = NewPerson {
        id: person,
        email: format!("busy{number}@crowd.attending.example"),
        name: format!("Busy {number}"),
        credentials: String::new(),
        specialty: String::new(),
        time_zone: "America/New_York".into(),
        password_hash: None,
    };
    create_person(tx, &new, now).await?;
    enroll(tx, now, None, &NewEnrollment { id: EnrollmentId::new(), person, cohort, state: EnrollmentState::Enrolled }).await?;
    let block = |index| {
        let starts_at = now + TimeDelta::hours(index * 84 + number % 60);
        Interval { starts_at, ends_at: starts_at + TimeDelta::hours(20) }
    };
    let reading = Reading { blocks: (0..BLOCKS).map(block).collect(), not_understood: 0 };
    add_busy_source(tx, now, &NewSource { id: BusySourceId::new(), person, kind: SourceKind::File, address: None }, &reading).await
}
