//! The editor of a lesson: how long it takes in a real browser, on a slow device that has nothing of the page yet, until one can type.

use std::path::Path;

use crate::{
    Plan, Result,
    cast::{Demo, FORM},
    chromium,
    client::{Connection, post},
    process::{self, Running},
    statistics::median,
    table::{Goal, Measure, Results},
};

const FACULTY: &str = "faculty@demo.attending.example";
/// Where the demo's faculty begin their draft.
const DRAFT: &str = "/studio/health-economics/draft";
/// A lesson in it.
const PAGE: &str = "/studio/health-economics/units/01-scarcity";

/// Seconds from the click to the first letter. Browser and server share all cores, as nothing else measured here does: a browser is
/// several processes.
///
/// # Errors
/// If Node, its packages or Chromium are not there, or the page is not.
pub async fn measure(plan: &Plan, program: &Path, demo: &Demo, (root, cores): (&Path, &str)) -> Result<Results> {
    let server = process::serve(program, &demo.folder, cores).await?;
    let cookie = demo.sign_in(&server, FACULTY).await?;
    begin_draft(&server, &cookie).await?;
    let times: Vec<f64> = chromium::measure("editor", &server, &cookie, (PAGE, plan.rounds), (root, cores))?;
    let times: Vec<f64> = times.into_iter().map(|milliseconds| milliseconds / 1000.0).collect();
    server.stop().await?;
    let (fastest, slowest) = times.iter().fold((f64::MAX, f64::MIN), |(low, high), time| (low.min(*time), high.max(*time)));
    let from = format!("median of {} first visits at a quarter of the speed, {fastest:.2} to {slowest:.2} s", times.len());
    let mut results = Results::default();
    results.measures.push(Measure::new("editor-ready", median(&times), "s", Goal::AtMost(1.5), from));
    Ok(results)
}

async fn begin_draft(server: &Running, cookie: &str) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    let status = connection.exchange(&post(DRAFT, cookie, FORM, b"")).await?.status;
    if status == 303 { Ok(()) } else { Err(format!("no draft is begun: status {status}")) }
}
