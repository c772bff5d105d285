//! How long the program takes to start, and what memory it holds when nothing happens.

use std::{path::Path, time::Duration};

use crate::{
    Plan, Result,
    cast::{Demo, STUDENT},
    client::{Connection, plain},
    pages, process,
    statistics::median,
    table::{Goal, Measure, Results},
};

/// When memory is read, after the start.
const IDLE: Duration = Duration::from_secs(5);
/// Page views before it is read.
const VIEWS: usize = 20;

/// Starts the program on the loaded demo, on all cores as it is deployed, some times; then lets it rest.
///
/// # Errors
/// If it does not start.
pub async fn measure(plan: &Plan, program: &Path, demo: &Demo, cores: &str) -> Result<Results> {
    let mut times = Vec::new();
    for _ in 0..plan.starts {
        let server = process::serve(program, &demo.folder, cores).await?;
        times.push(server.took.as_secs_f64() * 1000.0);
        server.stop().await?;
    }
    let mut results = Results::default();
    let from = format!("median of {} starts until /health answers, on the loaded demo", times.len());
    results.measures.push(Measure::new("start", median(&times), "ms", Goal::AtMost(300.0), from));
    results.measures.push(idle(program, demo, cores).await?);
    Ok(results)
}

async fn idle(program: &Path, demo: &Demo, cores: &str) -> Result<Measure> {
    // Signing in costs memory for a moment; it is done in a process of its own.
    let before = process::serve(program, &demo.folder, cores).await?;
    let cookie = demo.sign_in(&before, STUDENT).await?;
    before.stop().await?;
    let server = process::serve(program, &demo.folder, cores).await?;
    let begun = tokio::time::Instant::now();
    let mut connection = Connection::open(server.address).await?;
    for view in 0..VIEWS {
        let path = if view % 2 == 0 { pages::lesson() } else { "/today".to_owned() };
        let answer = connection.exchange(&plain(&path, &cookie)).await?;
        if answer.status != 200 {
            return Err(format!("{path} answers with {}", answer.status));
        }
    }
    tokio::time::sleep_until(begun + IDLE).await;
    let bytes = server.resident_bytes()?;
    let from = format!("resident, {} s after the start and {VIEWS} page views", IDLE.as_secs());
    Ok(Measure::new("idle-memory", bytes / 1_000_000.0, "MB", Goal::AtMost(60.0), from))
}
