//! The radar of a whole cohort among many: what one page costs the server.

use crate::{
    Plan, Result, about,
    cast::Demo,
    client::{Connection, plain},
    load::Asked,
    process::{self, Running},
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

/// Whoever runs the crowd's program.
const STAFF: &str = "staff@crowd.attending.example";
/// A cohort in the middle of the crowd.
const COHORTS: [&str; 2] = ["crowd-0080", "crowd-0000"];
/// Low: what is measured is a page, not a queue.
const CONNECTIONS: usize = 2;

/// Milliseconds of the server's processor time for one page, not compressed.
///
/// # Errors
/// If the page does not come, or is not that of a whole cohort.
pub async fn measure(plan: &Plan, program: &std::path::Path, crowd: &Demo, cores: &str) -> Result<Results> {
    let server = process::serve_with(program, &crowd.folder, cores, &[("SECOND_FACTOR_FOR_STAFF", "false")]).await?;
    let cookie = crowd.sign_in(&server, STAFF).await?;
    let path = address(&server, &cookie).await?;
    let (rows, cells) = size(&server, &path, &cookie).await?;
    let mut asked = Asked::of(&server, plain(&path, &cookie), CONNECTIONS).await?;
    asked.turn(plan.warm_up).await?;
    let mut costs = Vec::new();
    for _ in 0..plan.rounds {
        costs.push(1000.0 / asked.turn(plan.turn).await?.per_cpu_second);
    }
    let from = format!("{rows} students, {cells} cells, {} bytes, not compressed", grouped(asked.length as f64));
    let measure = Measure::new("radar-page", median(&costs), "CPU ms", Goal::AtMost(15.0), from);
    drop(asked);
    server.stop().await?;
    Ok(Results { measures: vec![measure], notes: Vec::new() })
}

/// The first of the cohorts that is there: a trial has few.
async fn address(server: &Running, cookie: &str) -> Result<String> {
    for cohort in COHORTS {
        let path = format!("/cohorts/{cohort}");
        if Connection::open(server.address).await?.exchange(&plain(&path, cookie)).await?.status == 200 {
            return Ok(path);
        }
    }
    Err(format!("{STAFF} sees no cohort of the crowd"))
}

/// How many students and cells of modules and residencies the page has.
async fn size(server: &Running, path: &str, cookie: &str) -> Result<(usize, usize)> {
    let mut connection = Connection::open(server.address).await?;
    let text = connection.exchange(&plain(path, cookie)).await?.text()?;
    let (rows, cells) = (text.matches("<th scope=\"row\"").count(), text.matches("<td data-cell=").count());
    if rows == 0 || cells < rows * 15 {
        return Err(about(path)(format!("{rows} rows and {cells} cells are no radar of 15 modules")));
    }
    Ok((rows, cells))
}
