//! A dry run of a roster of 5,000 rows against the school with the crowd in it: half of them known there, half new.

use std::time::Instant;

use domain::{
    Clock,
    clock::SystemClock,
    cohorts::{
        roster::RosterReader,
        store::{NewImport, Shown, begin_import, discard_import, dry_run, finish_import, import, keep_rows},
    },
    db::{Db, sql},
    ids::{CohortId, ImportId, PersonId},
};

use crate::{
    Plan, Result, about,
    cast::Demo,
    statistics::median,
    table::{Goal, Measure, Results},
};

const ROWS: usize = 5_000;

/// Seconds of a dry run, in this process.
///
/// # Errors
/// If the file cannot be taken in.
pub async fn measure(plan: &Plan, crowd: &Demo) -> Result<Results> {
    let db = crowd.open().await?;
    let measured = timed(plan, &db).await;
    db.close().await;
    let (seconds, totals) = measured?;
    let mut results = Results::default();
    results.measures.push(Measure::new("roster-dry-run", seconds, "s", Goal::AtMost(2.0), totals));
    Ok(results)
}

async fn timed(plan: &Plan, db: &Db) -> Result<(f64, String)> {
    let (cohort, by) = place(db).await?;
    let id = upload(db, cohort, by, &file(db).await?).await?;
    let kept = import(db, cohort, id).await.map_err(about("the roster"))?;
    let (mut seconds, mut totals) = (Vec::new(), String::new());
    for _ in 0..plan.rounds {
        let begun = Instant::now();
        let run = dry_run(db, &kept, Shown::default()).await.map_err(about("a dry run"))?;
        seconds.push(begun.elapsed().as_secs_f64());
        totals = format!("{} rows: {} new, {} changed", run.totals.rows(), run.totals.new, run.totals.changed);
    }
    db.write(move |tx| Box::pin(async move { discard_import(tx, cohort, id).await })).await.map_err(about("throwing the roster away"))?;
    Ok((median(&seconds), totals))
}

/// A cohort of the crowd, and anybody.
async fn place(db: &Db) -> Result<(CohortId, PersonId)> {
    db.one(sql!("SELECT e.cohort_id, e.person_id FROM enrollments e ORDER BY e.id DESC LIMIT 1")).await.map_err(about("a cohort"))
}

/// Every second row names somebody of the school.
async fn file(db: &Db) -> Result<String> {
    let half = (ROWS / 2) as i64;
    let known: Vec<String> =
        db.values(sql!("SELECT email FROM people ORDER BY id DESC LIMIT $1", half)).await.map_err(about("people of the school"))?;
    let mut text = String::from("Name,E-mail,Credentials,Specialty\r\n");
    for (number, email) in known.iter().enumerate() {
        text.push_str(&format!("Known Person {number},{email},MD,Cardiology\r\n"));
    }
    for number in known.len()..ROWS {
        text.push_str(&format!("New Person {number},new.person.{number}@clinic.example,DO,Surgery\r\n"));
    }
    Ok(text)
}

async fn upload(db: &Db, cohort: CohortId, by: PersonId, text: &str) -> Result<ImportId> {
    let mut reader = RosterReader::default();
    let mut kept = reader.push(text.as_bytes()).map_err(about("the file"))?;
    kept.extend(reader.finish().map_err(about("the file"))?);
    let head = reader.head().ok_or("the file has no header")?.clone();
    let (encoding, count, id) = (reader.encoding(), reader.rows(), ImportId::new());
    let new = NewImport { id, cohort, file_name: "roster.csv".into(), by };
    let change = db.write(move |tx| {
        Box::pin(async move {
            begin_import(tx, SystemClock.now(), &new, &head).await?;
            keep_rows(tx, id, &kept).await?;
            finish_import(tx, id, encoding, count).await
        })
    });
    change.await.map_err(about("keeping the roster"))?;
    Ok(id)
}
