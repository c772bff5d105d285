//! The same pages on the demo alone and with a crowd beside it: do they take longer?

use crate::{
    Plan, Result,
    client::plain,
    load::Asked,
    pages,
    process::Running,
    statistics::{median, percentile},
    table::{Goal, Measure, Results},
};

/// Low: what is measured is a page, not a queue.
const CONNECTIONS: usize = 4;

/// The 95th percentile of both pages on both servers, in turns. Each server comes with the cookie of a session.
///
/// # Errors
/// If a page does not come.
pub async fn measure(plan: &Plan, empty: (&Running, &str), crowded: (&Running, &str)) -> Result<Results> {
    let mut results = Results::default();
    for (id, path) in [("lesson-page-scale", pages::lesson()), ("today-page-scale", "/today".to_owned())] {
        let mut alone = Asked::of(empty.0, plain(&path, empty.1), CONNECTIONS).await?;
        let mut beside = Asked::of(crowded.0, plain(&path, crowded.1), CONNECTIONS).await?;
        if alone.length.abs_diff(beside.length) > alone.length / 50 {
            return Err(format!("{path} has {} bytes alone and {} beside the crowd", alone.length, beside.length));
        }
        let (small, large) = turns(plan, &mut alone, &mut beside).await?;
        let ratios: Vec<f64> = large.iter().zip(&small).map(|(large, small)| large / small).collect();
        let from = format!("p95 {:.2} to {:.2} ms, {CONNECTIONS} connections", median(&large), median(&small));
        results.measures.push(Measure::new(id, median(&ratios), "of empty", Goal::AtMost(1.5), from));
    }
    Ok(results)
}

async fn turns(plan: &Plan, alone: &mut Asked<'_>, beside: &mut Asked<'_>) -> Result<(Vec<f64>, Vec<f64>)> {
    alone.turn(plan.warm_up).await?;
    beside.turn(plan.warm_up).await?;
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        small.push(percentile(&alone.turn(plan.turn).await?.waits, 95.0));
        large.push(percentile(&beside.turn(plan.turn).await?.waits, 95.0));
    }
    Ok((small, large))
}
