//! Simulators: what one adds to the page where it stands, and how long its draws take in a real browser.

use std::path::Path;

use domain::simulators::worksheet::catalog;

use crate::{
    Plan, Result, browser, bytes,
    cast::{Demo, STUDENT},
    chromium,
    client::{Connection, plain},
    process::{self, Running},
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

/// The published model that the page begins with: four states, four strategies, 75 cycles, 10,000 draws.
const MODEL: &str = "/simulators/markov";
/// What a simulator's style is called in the page.
const STYLE: &str = "/assets/simulators.";

/// The bytes of the heaviest simulator, and the seconds of the draws. Browser and server share all cores.
///
/// # Errors
/// If Node, its packages or Chromium are not there, or a page is not.
pub async fn measure(plan: &Plan, program: &Path, demo: &Demo, (root, cores): (&Path, &str)) -> Result<Results> {
    let server = process::serve(program, &demo.folder, cores).await?;
    let cookie = demo.sign_in(&server, STUDENT).await?;
    let mut results = Results::default();
    results.add(weigh(&server, &cookie).await?);
    let found: Vec<(f64, f64)> = chromium::measure("draws", &server, &cookie, (MODEL, plan.rounds), (root, cores))?;
    let seconds = |pick: fn(&(f64, f64)) -> f64| found.iter().map(pick).map(|milliseconds| milliseconds / 1000.0).collect::<Vec<_>>();
    let (took, still) = (seconds(|one| one.0), seconds(|one| one.1));
    let slowest = took.iter().copied().fold(0.0, f64::max);
    let from = format!(
        "median of {} visits, {slowest:.2} s at most, from the click to the result; the page drew no frame for {:.0} ms at most (median)",
        took.len(),
        median(&still) * 1000.0
    );
    results.measures.push(Measure::new("psa-browser", median(&took), "s", Goal::AtMost(1.0), from));
    server.stop().await?;
    Ok(results)
}

/// What each simulator adds: the script of all, the style, and its own sums.
async fn weigh(server: &Running, cookie: &str) -> Result<Results> {
    let mut connection = Connection::open(server.address).await?;
    let page = connection.exchange(&plain(MODEL, cookie)).await?.text()?;
    let mut common = 0;
    for part in browser::of_page(&page, MODEL).iter().filter(|part| part.address.contains("/simulator.") || part.address.starts_with(STYLE))
    {
        common += bytes::packed(&mut connection, &part.address, cookie).await?;
    }
    let sums =
        page.split_once("data-sums=\"").and_then(|(_, rest)| rest.split_once('"')).ok_or("the page does not say where its sums are")?.0;
    let sums = sums.replace("&amp;", "&");
    let mut each = Vec::new();
    for worksheet in catalog::ALL {
        let mut weight = common;
        for (name, address) in sums.split('&').filter_map(|one| one.split_once('=')) {
            if [".js", ".wasm"].iter().any(|ending| name.strip_suffix(ending) == Some(worksheet.name)) {
                weight += bytes::packed(&mut connection, address, cookie).await?;
            }
        }
        each.push((weight, worksheet.name));
    }
    each.sort_by(|one, other| other.cmp(one));
    let elsewhere = connection.exchange(&plain("/today", cookie)).await?.text()?.contains("/simulator");
    Ok(weighed(&each, common, elsewhere))
}

fn weighed(each: &[(usize, &str)], common: usize, elsewhere: bool) -> Results {
    let mut results = Results::default();
    let (most, heaviest) = each.first().copied().unwrap_or((usize::MAX, "none"));
    let least = each.last().map_or(0, |(bytes, _)| *bytes);
    let from = format!("{heaviest} with script and style, brotli; {} simulators from {} bytes on", each.len(), grouped(least as f64));
    let measure = Measure::new("simulator-bytes", most as f64 / 1000.0, "kB", Goal::AtMost(60.0), from);
    // A simulator whose sums are not found weighs as much as the script alone.
    let refused = match () {
        () if elsewhere => Some("a page without a simulator loads some of it"),
        () if least <= common => Some("the sums of one are missing"),
        () => None,
    };
    results.measures.push(refused.map_or(measure.clone(), |what| measure.refused(what)));
    let listed = each.iter().map(|(bytes, name)| format!("{name} {}", grouped(*bytes as f64)));
    results.note("simulators", listed.collect::<Vec<_>>().join(", "));
    results
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_counts_and_one_without_sums_is_noticed() {
        let holds = |each: &[(usize, &str)], elsewhere| weighed(each, 3_000, elsewhere).measures[0].holds;
        assert!(holds(&[(59_000, "markov"), (40_000, "icer")], false));
        assert!(!holds(&[(61_000, "markov"), (40_000, "icer")], false));
        assert!(!holds(&[(59_000, "markov"), (3_000, "icer")], false));
        assert!(!holds(&[(59_000, "markov"), (40_000, "icer")], true));
    }
}
