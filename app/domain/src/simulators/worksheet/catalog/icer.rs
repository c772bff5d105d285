//! Incremental cost-effectiveness of strategies whose costs and effects are known: the frontier, and the choice at a willingness to pay.

mod labels;

use super::super::{Axis, Column, Entries, Field, Line, Marks, Outcome, Picture, Plot, Preset, Shape, Worksheet, number};
use super::frontier;
use crate::simulators::dominance::{self, Row, Standing, Strategy, net_monetary_benefit};
use crate::simulators::{Refused, Result};

/// What willingness to pay and a ratio are counted in.
const EACH: &str = "$ per QALY";

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "icer",
    title: "Cost-effectiveness plane and frontier",
    about: "Which options are worth considering, and what the next unit of health costs with each.",
    basis: &[
        "ICER = difference in cost by difference in effect, each option against its predecessor on the frontier.",
        "An option that costs no less and gives no more than another is dominated; one that a mix of two others beats is dominated by extension.",
        "Net monetary benefit = willingness to pay × effect − cost. Drummond et al., Methods for the Economic Evaluation of Health Care Programmes, 4th ed.",
    ],
    fields: &[
        Field {
            name: "options",
            label: "Options",
            hint: "Cost and effect of each, for one patient or for all: the same for every option.",
            shape: Shape::Grid(
                &[Column::text("name", "Option", ""), Column::number("cost", "Cost", "$"), Column::number("effect", "Effect", "QALYs")],
                40,
            ),
        },
        Field { name: "wtp", label: "Willingness to pay", hint: "What one more unit of effect may cost.", shape: Shape::Number(EACH) },
    ],
    presets: &[
        Preset {
            name: "six",
            title: "Six ways to run a program",
            source: "",
            inputs: "options=UC,5000,1;A,12000,1.5;B,10000,2;C,25000,3;D,35000,4;E,55000,5&wtp=15000",
        },
        Preset {
            name: "checkpoint",
            title: "Five options of the checkpoint",
            source: "",
            inputs: "options=K,2000,1.0;L,6000,1.4;M,7000,1.4;N,10000,2.2;O,30000,2.6&wtp=20000",
        },
    ],
    work,
    drawing: None,
};

fn work(entries: &Entries) -> Result<Outcome> {
    let read: Result<Vec<Strategy>> = entries
        .rows("options")
        .map(|row| Ok(Strategy { name: row.named("name")?.to_owned(), cost: row.number("cost")?, effect: row.number("effect")? }))
        .collect();
    let (strategies, wtp) = (read?, entries.number("wtp")?);
    let rows = dominance::icer_table(&strategies).map_err(|refused| at_option(entries, refused))?;
    let best = rows.iter().map(|row| &row.strategy).max_by(|a, b| benefit(wtp, a).total_cmp(&benefit(wtp, b)));
    let Some(best) = best else { return Err(Refused::new("options", "Enter at least one option.")) };
    let says = format!(
        "At {} for a unit of effect, {} has the highest net benefit: {}.",
        number(wtp, 0),
        best.name,
        number(benefit(wtp, best), 0)
    );
    Ok(Outcome {
        says,
        figures: frontier::figures(&rows, EACH),
        pictures: vec![plane(&rows)],
        tables: vec![frontier::table("Options in order of effect", ("Option", "QALYs", EACH), &rows, wtp)],
        notes: Vec::new(),
    })
}

/// The library counts rows that are filled; the form has empty ones between.
fn at_option(entries: &Entries, refused: Refused) -> Refused {
    let mut parts = refused.input.split('.').skip(1);
    let row = parts.next().and_then(|place| place.parse().ok());
    let input = entries.place("options", row, parts.next().unwrap_or("name"));
    Refused::new(input, refused.sentence)
}

fn benefit(wtp: f64, strategy: &Strategy) -> f64 {
    net_monetary_benefit(wtp, strategy.cost, strategy.effect)
}

fn is_on_frontier(row: &Row) -> bool {
    matches!(row.standing, Standing::Reference | Standing::Frontier { .. })
}

fn plane(rows: &[Row]) -> Picture {
    let place = |row: &Row| (row.strategy.effect, row.strategy.cost);
    let frontier = Line::new("Frontier", Marks::Dotted, rows.iter().filter(|row| is_on_frontier(row)).map(place).collect());
    let others: Vec<(f64, f64)> = rows.iter().filter(|row| !is_on_frontier(row)).map(place).collect();
    let mut lines = vec![frontier];
    if !others.is_empty() {
        lines.push(Line::new("Dominated", Marks::Dots, others));
    }
    lines.extend(labels::beside(rows));
    let names: Vec<&str> = rows.iter().filter(|row| is_on_frontier(row)).map(|row| row.strategy.name.as_str()).collect();
    Picture {
        title: format!("Cost and effect of each option. On the frontier, from the cheapest: {}.", names.join(", ")),
        table: 0,
        plot: Plot::Lines { x: Axis::new("Effect (QALYs)"), y: Axis::new("Cost ($)"), lines, levels: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome};
    use crate::simulators::worksheet::{csv, svg};

    #[test]
    fn six_programs_stand_as_published() {
        // domain.md 5.3
        let outcome = outcome(&WORKSHEET, "preset=six");
        assert_eq!(figure(&outcome, "B: one more unit of effect costs"), "5,000");
        assert_eq!(figure(&outcome, "D: one more unit of effect costs"), "12,500");
        assert_eq!(figure(&outcome, "E: one more unit of effect costs"), "20,000");
        assert!(outcome.says.contains("D has the highest net benefit: 25,000"), "{}", outcome.says);
    }

    #[test]
    fn every_option_is_named_in_the_picture_and_a_ratio_is_a_price_for_a_unit_of_effect() {
        let outcome = outcome(&WORKSHEET, "preset=six");
        for svg in [svg::inside(&outcome.pictures[0]), svg::alone(&outcome.pictures[0])] {
            for name in ["UC", "A", "B", "C", "D", "E"] {
                assert_eq!(svg.matches(&format!(">{name}</text>")).count(), 1, "{name}: {svg}");
            }
        }
        assert!(outcome.figures.iter().all(|figure| figure.unit == "$ per QALY"), "{:?}", outcome.figures);
        let table = csv::written(&outcome.tables[0]);
        assert!(table.starts_with("Option,Cost ($),Effect (QALYs),ICER ($ per QALY),Standing,Net benefit ($)\r\n"), "{table}");
    }

    #[test]
    fn a_name_that_stands_twice_is_refused_at_its_row() {
        let entries = Entries::of_address(&WORKSHEET, "options=A,1,1;;A,2,2&wtp=1");
        assert_eq!(work(&entries).unwrap_err().input, "options.1.name");
    }
}
