//! From what was entered to what the chart takes, and back to the field that is refused.

use super::super::super::Entries;
use crate::simulators::control_chart::{Baseline, Inputs, Phase, Proportion, Rate, RuleSet, Series};
use crate::simulators::{Refused, Result};

/// A picture of more points shows nothing.
const MOST_POINTS: usize = 1_000;

pub(super) fn inputs(entries: &Entries) -> Result<Inputs> {
    let values = entries.series("data")?;
    if !(2..=MOST_POINTS).contains(&values.len()) {
        let there = if values.len() == 1 { "There is 1 point".to_owned() } else { format!("There are {} points", values.len()) };
        return Err(Refused::new("data", format!("{there}: enter 2 to 1,000.")));
    }
    let rules = match entries.choice("rules") {
        "limits" => RuleSet::LimitsOnly,
        "western-electric" => RuleSet::WesternElectric,
        _ => RuleSet::NhsMakingDataCount,
    };
    Ok(Inputs { series: series(entries, values)?, phases: phases(entries)?, rules })
}

fn series(entries: &Entries, values: Vec<f64>) -> Result<Series> {
    Ok(match entries.choice("chart") {
        "p" => {
            let sizes = sizes(entries, values.len(), true)?;
            Series::Proportions(values.into_iter().zip(sizes).map(|(events, cases)| Proportion { events, cases }).collect())
        }
        "u" => {
            let sizes = sizes(entries, values.len(), false)?;
            Series::Rates(values.into_iter().zip(sizes).map(|(events, exposure)| Rate { events, exposure }).collect())
        }
        "c" => Series::Counts(values),
        _ => Series::Individuals(values),
    })
}

/// As many sizes as there are points.
fn sizes(entries: &Entries, points: usize, whole: bool) -> Result<Vec<f64>> {
    let sizes = entries.series("sizes")?;
    if let Some(place) = sizes.iter().position(|size| !(*size > 0.0 && *size <= 1e12) || whole && size.fract() != 0.0) {
        let what = if whole { "a whole number of cases above 0" } else { "an exposure above 0" };
        return Err(Refused::new("sizes", format!("Point {}: enter {what}.", place + 1)));
    }
    match sizes.as_slice() {
        [] => Err(Refused::new(
            "sizes",
            "This chart needs the cases or the exposure of each point: enter one number for all, or one for each.",
        )),
        [one] => Ok(vec![*one; points]),
        _ if sizes.len() == points => Ok(sizes),
        _ => {
            let sentence = format!("There are {} sizes for {points} points: enter one for all, or one for each.", sizes.len());
            Err(Refused::new("sizes", sentence))
        }
    }
}

fn phases(entries: &Entries) -> Result<Vec<Phase>> {
    let mut phases = Vec::new();
    for row in entries.rows("phases") {
        let from = row.maybe_whole("from", 1, MOST_POINTS)?;
        let from = from.ok_or_else(|| row.refused("from", "Enter the point at which this phase begins."))?;
        let baseline = row.maybe_whole("baseline", 1, MOST_POINTS)?.map_or(Baseline::All, Baseline::First);
        phases.push(Phase { first: from - 1, baseline });
    }
    if phases.is_empty() {
        phases.push(Phase { first: 0, baseline: Baseline::All });
    }
    match (entries.maybe("mean")?, entries.maybe("sigma")?) {
        (None, None) => {}
        (Some(_), None) => return Err(Refused::new("sigma", "Enter the sigma that belongs to the mean, or leave out both.")),
        (None, Some(_)) => return Err(Refused::new("mean", "Enter the mean that belongs to the sigma, or leave out both.")),
        _ if phases.len() > 1 || entries.choice("chart") != "xmr" => {
            return Err(Refused::new("mean", "Limits known beforehand are for an XmR chart with one phase: leave out mean and sigma."));
        }
        (Some(center), Some(sigma)) => phases[0].baseline = Baseline::Known { center, sigma },
    }
    Ok(phases)
}

/// The chart counts from 0 and has one series; the form counts from 1 and has two.
pub(super) fn at_field(entries: &Entries, refused: Refused) -> Refused {
    let mut parts = refused.input.split('.');
    let (kind, place) = (parts.next().unwrap_or(""), parts.next().and_then(|place| place.parse::<usize>().ok()));
    let last = parts.next().unwrap_or("");
    match (kind, place) {
        ("series", Some(place)) => Refused::new("data", format!("Point {}: {}", place + 1, refused.sentence)),
        ("phases", _) if !entries.typed("mean").is_empty() => Refused::new("mean", refused.sentence),
        ("phases", Some(_)) if last == "first" && place == Some(0) => {
            phase(entries, 0, "from", "The first phase begins at point 1.".to_owned())
        }
        ("phases", Some(place)) => phase(entries, place, if last == "first" { "from" } else { "baseline" }, refused.sentence),
        ("phases", None) => Refused::new("phases", refused.sentence),
        _ => Refused::new("data", refused.sentence),
    }
}

fn phase(entries: &Entries, place: usize, column: &str, sentence: String) -> Refused {
    let row = entries.rows("phases").nth(place);
    Refused::new(row.map_or_else(|| "data".to_owned(), |row| row.place(column)), sentence)
}
