//! Failure modes: priority numbers beside severity and expected events, before and after an action.

mod shown;
#[cfg(test)]
mod tests;

use super::super::{Cell, Column, Entries, Field, Outcome, Preset, Row, Shape, Worksheet, on_page, page_only};
use super::probability;
use crate::simulators::fmea::{Frequency, Mode, Ranks, analyze};
use crate::simulators::{Refused, Result};

const MOST_MODES: usize = 40;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "fmea",
    title: "Failure modes and effects",
    about: page_only("Which failure to take up first: by risk priority number, by severity, and by what reaches patients in a year."),
    basis: on_page(&[
        "RPN = severity × occurrence × detection, each a rank from 1 to 10; detection 10: almost certainly not noticed in time.",
        "Events a year = opportunities × failures per opportunity × share not caught × share that is harmful.",
        "The order taken here: severity, then events a year where all modes have rates (else occurrence, then detection), then failures that harm alone. It follows the thought of the action priority of the AIAG & VDA FMEA Handbook, 2019, and is not its table.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "modes",
        label: "Failure modes",
        hint: page_only("Ranks from 1 to 10: severity (S), occurrence (O), and detection (D), 10 if it is never noticed in time."),
        shape: Shape::Grid(
            &[
                Column::text("name", "Failure mode", ""),
                Column::number("s", "S", ""),
                Column::number("o", "O", ""),
                Column::number("d", "D", ""),
                Column { name: "alone", label: "Harms alone", unit: "", cell: Cell::Choice(&[("no", "no"), ("yes", "yes")]) },
            ],
            MOST_MODES,
        ),
    },
    Field {
        name: "opportunities",
        label: "Opportunities",
        hint: page_only("How often the step is done. Needed where there are rates."),
        shape: Shape::Number("a year"),
    },
    Field {
        name: "rates",
        label: "Rates",
        hint: page_only(
            "Where they are known. A rate can be written as 1/400. Harmful: the share that has the effect counted; blank for all.",
        ),
        shape: Shape::Grid(
            &[
                Column::text("name", "Failure mode", ""),
                Column::text("rate", "Failures", "per opportunity"),
                Column::number("missed", "Not caught", "%"),
                Column::number("harmful", "Harmful", "%"),
            ],
            MOST_MODES,
        ),
    },
    Field {
        name: "after",
        label: "After an action",
        hint: page_only("Only what changes: a blank stays as it was."),
        shape: Shape::Grid(
            &[
                Column::text("name", "Failure mode", ""),
                Column::number("s", "S", ""),
                Column::number("o", "O", ""),
                Column::number("d", "D", ""),
                Column::text("rate", "Failures", "per opportunity"),
                Column::number("missed", "Not caught", "%"),
            ],
            MOST_MODES,
        ),
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "hundred",
        title: "Three ways to make one hundred",
        source: "",
        inputs: "modes=Wrong+concentration+set,10,2,5;Label+without+room,1,10,10;Nausea+drug+not+ordered,4,5,5&opportunities=20000&rates=Wrong+concentration+set,1/20000,50;Label+without+room,1/10,100;Nausea+drug+not+ordered,1/400,50",
    },
    Preset {
        name: "forty-percent",
        title: "A priority number that fell by 40%",
        source: "",
        inputs: "modes=Dose+not+adjusted,7,8,5&opportunities=1000&rates=Dose+not+adjusted,1/20,50&after=Dose+not+adjusted,7,6,4,1/80,30",
    },
    Preset { name: "steps", title: "What one step more adds", source: "", inputs: "modes=Always+noticed,9,2,2;Never+noticed,9,2,10" },
    Preset {
        name: "insulin",
        title: "Four ways to a severe hypoglycemia",
        source: "",
        inputs: "modes=Rate+changed+for+the+wrong+pump,8,5,4;Infusion+goes+on+after+feeding+stopped,8,4,8;Tenfold+programming+error,10,2,5,yes;Glucose+strip+out+of+date,7,7,9&opportunities=10000&rates=Rate+changed+for+the+wrong+pump,1/500,20,10;Infusion+goes+on+after+feeding+stopped,1/1000,80,4;Tenfold+programming+error,1/10000,50,50;Glucose+strip+out+of+date,1/100,90,0.1",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let mut modes: Vec<Mode> = Vec::new();
    for row in entries.rows("modes") {
        let name = row.named("name")?;
        if modes.iter().any(|mode| mode.name == name) {
            return Err(row.refused("name", format!("“{name}” stands twice: give each mode a name of its own.")));
        }
        let [severity, occurrence, detection] = ["s", "o", "d"].map(|column| rank(&row, column));
        let missing = |column: &'static str| row.refused(column, "Enter a rank from 1 to 10.");
        let ranks = Ranks {
            severity: severity?.ok_or_else(|| missing("s"))?,
            occurrence: occurrence?.ok_or_else(|| missing("o"))?,
            detection: detection?.ok_or_else(|| missing("d"))?,
        };
        let single_point = row.choice("alone") == "yes";
        modes.push(Mode { name: name.to_owned(), ranks, frequency: None, ranks_after: None, frequency_after: None, single_point });
    }
    rates(entries, &mut modes)?;
    after(entries, &mut modes)?;
    let analysis = analyze(&modes).map_err(|refused| {
        let field = if refused.input.ends_with("opportunities") { "opportunities" } else { "modes" };
        Refused::new(field, refused.sentence)
    })?;
    Ok(shown::outcome(&modes, &analysis))
}

fn rates(entries: &Entries, modes: &mut [Mode]) -> Result<()> {
    for row in entries.rows("rates") {
        let place = named(&row, modes)?;
        let opportunities = entries.number("opportunities")?;
        let rate = probability::maybe(&row, "rate")?.ok_or_else(|| row.refused("rate", "Enter how often it fails: 1/400, or 0.0025."))?;
        let not_caught = share(&row, "missed")?.ok_or_else(|| row.refused("missed", "Enter the share that nobody catches."))?;
        let harmful = share(&row, "harmful")?.unwrap_or(1.0);
        modes[place].frequency = Some(Frequency { opportunities, rate, not_caught, harmful });
    }
    Ok(())
}

fn after(entries: &Entries, modes: &mut [Mode]) -> Result<()> {
    for row in entries.rows("after") {
        let mode = &mut modes[named(&row, modes)?];
        let Ranks { severity, occurrence, detection } = mode.ranks;
        mode.ranks_after = Some(Ranks {
            severity: rank(&row, "s")?.unwrap_or(severity),
            occurrence: rank(&row, "o")?.unwrap_or(occurrence),
            detection: rank(&row, "d")?.unwrap_or(detection),
        });
        let (rate, not_caught) = (probability::maybe(&row, "rate")?, share(&row, "missed")?);
        mode.frequency_after = match mode.frequency {
            Some(was) => Some(Frequency { rate: rate.unwrap_or(was.rate), not_caught: not_caught.unwrap_or(was.not_caught), ..was }),
            None if rate.is_some() || not_caught.is_some() => {
                return Err(row.refused("rate", "This mode has no rates before the action: enter them among the rates."));
            }
            None => None,
        };
    }
    Ok(())
}

/// The place of the mode that a row names.
fn named(row: &Row, modes: &[Mode]) -> Result<usize> {
    let name = row.named("name")?;
    let place = modes.iter().position(|mode| mode.name == name);
    place.ok_or_else(|| row.refused("name", format!("There is no failure mode “{name}” above: write it as it stands there.")))
}

fn rank(row: &Row, column: &str) -> Result<Option<u8>> {
    Ok(row.maybe_whole(column, 1, 10)?.map(|rank| rank as u8))
}

fn share(row: &Row, column: &str) -> Result<Option<f64>> {
    let Some(percent) = row.maybe(column)? else { return Ok(None) };
    if (0.0..=100.0).contains(&percent) { Ok(Some(percent / 100.0)) } else { Err(row.refused(column, "Enter a percentage from 0 to 100.")) }
}
