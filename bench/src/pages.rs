//! Pages against a floor that sends the same bytes from a bare handler with one query.

use std::{path::Path, time::Duration};

use domain::db::sql;

use crate::{
    LESSON, Plan, Result, about,
    cast::Demo,
    client::{Connection, get, plain},
    load::Asked,
    process::Running,
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

/// How long the writer beside the pages rests between two commits.
const BETWEEN_CHANGES: Duration = Duration::from_millis(1);
/// Connections of the load: enough that the server always has something to do.
const CONNECTIONS: usize = 16;

/// The address of the lesson.
pub fn lesson() -> String {
    format!("/learn/{}/{}", LESSON.0, LESSON.1)
}

/// Keeps both pages as files, for the floor to send.
///
/// # Errors
/// If a page does not come.
pub async fn keep(server: &Running, cookie: &str, folder: &Path) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    for (path, name) in [(lesson(), "lesson.html"), ("/today".to_owned(), "today.html")] {
        let answer = connection.exchange(&plain(&path, cookie)).await?;
        if answer.status != 200 {
            return Err(format!("{path} answers with {}", answer.status));
        }
        std::fs::write(folder.join(name), answer.body).map_err(about(name))?;
    }
    Ok(())
}

/// Requests per second of the server's processor time, of both, in turns. Nothing is compressed on either side; what compression costs
/// the program stands in a note.
///
/// # Errors
/// If a page does not come.
pub async fn measure(plan: &Plan, (product, floor): (&Running, &Running), demo: &Demo, cookie: &str) -> Result<Results> {
    let mut results = Results::default();
    let today = "/today".to_owned();
    let pages = [
        ("lesson-page-ratio", ["lesson, brotli", "lesson, busy"], lesson(), "/lesson"),
        ("today-page-ratio", ["today, brotli", "today, busy"], today, "/today"),
    ];
    for (id, [brotli, busy], path, below) in pages {
        let mut ours = Asked::of(product, plain(&path, cookie), CONNECTIONS).await?;
        let mut bare = Asked::of(floor, plain(below, cookie), CONNECTIONS).await?;
        if ours.length.abs_diff(bare.length) > ours.length / 50 {
            return Err(format!("{path} has {} bytes, its floor {}", ours.length, bare.length));
        }
        let (pages, floors) = turns(plan, &mut ours, &mut bare).await?;
        let ratios: Vec<f64> = pages.iter().zip(&floors).map(|(page, floor)| page / floor).collect();
        let (page, bottom) = (grouped(median(&pages)), grouped(median(&floors)));
        let from = format!("{page} to {bottom} requests per CPU second, {} bytes, not compressed", grouped(ours.length as f64));
        results.measures.push(Measure::new(id, median(&ratios), "of floor", Goal::AtLeast(0.25), from));
        let mut packed = Asked::of(product, get(&path, cookie, "br"), CONNECTIONS).await?;
        let with_brotli = packed.turn(plan.turn).await?.per_cpu_second;
        results.note(brotli, format!("{} requests per CPU second, {} bytes", grouped(with_brotli), grouped(packed.length as f64)));
        let restless = grouped(while_written(plan, demo, &mut ours).await?);
        results.note(busy, format!("{restless} requests per CPU second, not compressed, while another process commits all the time"));
    }
    Ok(results)
}

/// Requests per second of the server's processor time while the database never rests: nothing that was read stands for long then.
async fn while_written(plan: &Plan, demo: &Demo, ours: &mut Asked<'_>) -> Result<f64> {
    let db = demo.open().await?;
    // Commits that leave everything as it is.
    let writing = async {
        loop {
            let changed = db.write(|tx| Box::pin(async move { tx.run(sql!("UPDATE programs SET slug = slug")).await })).await;
            changed.map_err(about("a commit beside the pages"))?;
            tokio::time::sleep(BETWEEN_CHANGES).await;
        }
    };
    let measured = tokio::select! {
        turn = ours.turn(plan.turn) => turn?.per_cpu_second,
        stopped = writing => return stopped,
    };
    db.close().await;
    Ok(measured)
}

async fn turns(plan: &Plan, ours: &mut Asked<'_>, bare: &mut Asked<'_>) -> Result<(Vec<f64>, Vec<f64>)> {
    ours.turn(plan.warm_up).await?;
    bare.turn(plan.warm_up).await?;
    let (mut pages, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        pages.push(ours.turn(plan.turn).await?.per_cpu_second);
        floors.push(bare.turn(plan.turn).await?.per_cpu_second);
    }
    Ok((pages, floors))
}
