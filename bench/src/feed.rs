//! A student's calendar as other programs read it: how much of the server's processor it takes.

use crate::{
    Plan, Result,
    client::{Connection, plain, post},
    load::Asked,
    process::Running,
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

/// Connections of the load.
const CONNECTIONS: usize = 4;

/// Makes a secret address for the student of the cookie, and reads it again and again, whole each time.
///
/// # Errors
/// If no address is made, or it does not answer.
pub async fn measure(plan: &Plan, server: &Running, cookie: &str) -> Result<Results> {
    let path = address(server, cookie).await?;
    let mut asked = Asked::of(server, plain(&path, ""), CONNECTIONS).await?;
    asked.turn(plan.warm_up).await?;
    let mut milliseconds = Vec::new();
    for _ in 0..plan.rounds {
        milliseconds.push(1000.0 / asked.turn(plan.turn).await?.per_cpu_second);
    }
    let from = format!("processor time of the server for one reading, {} bytes", grouped(asked.length as f64));
    let mut results = Results::default();
    results.measures.push(Measure::new("calendar-feed", median(&milliseconds), "ms", Goal::AtMost(5.0), from));
    Ok(results)
}

/// The path of a new secret address, which stands on the page that answers.
async fn address(server: &Running, cookie: &str) -> Result<String> {
    let made = post("/calendar/feeds", cookie, "application/x-www-form-urlencoded", b"older=stop");
    let page = Connection::open(server.address).await?.exchange(&made).await?.text()?;
    let from = page.find("/feeds/").ok_or("the page shows no secret address")?;
    let rest = &page[from..];
    let end = rest.find(".ics").ok_or("the secret address has no end")?;
    Ok(format!("{}.ics", &rest[..end]))
}
