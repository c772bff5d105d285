//! A capitated contract: what it pays, what care costs, where it breaks even, and how much of the result is chance.

mod chance;
mod read;
#[cfg(test)]
mod tests;

use super::super::{
    Axis, Bar, Column, Entries, Field, Figure, Line, Marks, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, dollars,
    number, on_page, page_only,
};
use crate::simulators::Result;
use crate::simulators::capitation::{self, Contract, settle};
use chance::chance_of_loss;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "capitation",
    title: "Capitation contract",
    about: page_only("What a contract per member and month leaves after care is paid for, what turns it, and how much of it is chance."),
    basis: on_page(&[
        "Revenue = members × premium × share × risk score × months. Use of services is by 1,000 members and year.",
        "Stop-loss pays its share of each listed member's cost beyond the attachment point. The corridor pays, or keeps, the payer's share of what the net medical cost differs from its target, band by band.",
        "Chance is by the normal approximation: the standard error of a member's mean cost is the standard deviation / √members. Costs are skewed, so small groups lose more often than it says.",
    ]),
    fields: &[
        Field { name: "members", label: "Members", hint: "", shape: Shape::Number("on average") },
        Field { name: "rate", label: "Premium at a risk score of 1", hint: "", shape: Shape::Number("$ per member and month") },
        Field {
            name: "share",
            label: "Your share of the premium",
            hint: page_only("100 where all of it is yours."),
            shape: Shape::Number("%"),
        },
        Field { name: "score", label: "Average risk score", hint: "", shape: Shape::Number("1 = average") },
        Field { name: "months", label: "Term", hint: "", shape: Shape::Number("months") },
        Field {
            name: "services",
            label: "Services",
            hint: page_only("What members use that you pay for."),
            shape: Shape::Grid(
                &[
                    Column::text("name", "Service", ""),
                    Column::number("use", "Use", "per 1,000 a year"),
                    Column::number("cost", "Cost", "$ each"),
                ],
                20,
            ),
        },
        Field {
            name: "high",
            label: "Members with catastrophic cost",
            hint: page_only("The whole cost of each over the term, beside the services. Blank: none."),
            shape: Shape::Series("$"),
        },
        Field {
            name: "fixed",
            label: "Administration and fixed cost",
            hint: page_only("Blank: none."),
            shape: Shape::Number("$ over the term"),
        },
        Field {
            name: "attachment",
            label: "Stop-loss pays beyond",
            hint: page_only("Blank: no stop-loss."),
            shape: Shape::Number("$ of a member's cost"),
        },
        Field { name: "reinsured", label: "Share that stop-loss pays", hint: "", shape: Shape::Number("%") },
        Field { name: "premium", label: "Price of stop-loss", hint: "", shape: Shape::Number("$ per member and month") },
        Field {
            name: "target",
            label: "Target of the corridor",
            hint: page_only("Net medical cost by revenue. Blank: no corridor."),
            shape: Shape::Number("% of revenue"),
        },
        Field {
            name: "corridor",
            label: "Corridor",
            hint: page_only("From what difference from the target on, in both directions, the payer bears which share."),
            shape: Shape::Grid(&[Column::number("from", "Beyond", "% of target"), Column::number("payer", "Payer bears", "%")], 6),
        },
        Field {
            name: "sd",
            label: "Variation of cost between members",
            hint: page_only("Standard deviation of a member's cost by its mean, such as 1.8. Blank: leave chance out."),
            shape: Shape::Number("times the mean"),
        },
    ],
    presets: on_page(&[
        Preset {
            name: "juniper",
            title: "Juniper at global risk, first year",
            source: "",
            inputs: "members=2000&rate=950&share=85&score=1.08&months=12&services=All care,1000,10150&high=&fixed=\
                     &attachment=&reinsured=&premium=&target=&corridor=&sd=1.8",
        },
        Preset {
            name: "stop-loss",
            title: "Juniper with stop-loss",
            source: "",
            inputs: "members=2000&rate=950&share=85&score=1.08&months=12&services=All other care,1000,9190\
                     &high=240000 240000 240000 240000 240000 240000 240000 240000&fixed=\
                     &attachment=150000&reinsured=100&premium=37.5&target=&corridor=&sd=1.3",
        },
        Preset {
            name: "primary-care",
            title: "Primary care alone, 1,000 members",
            source: "",
            inputs: "members=1000&rate=45&share=100&score=1.10&months=12&services=Visits,2800,95;Messages,4000,12&high=&fixed=230000\
                     &attachment=&reinsured=&premium=&target=&corridor=&sd=",
        },
        Preset {
            name: "corridor",
            title: "Stop-loss and a corridor of two bands",
            source: "",
            inputs: "members=1000&rate=100&share=100&score=1&months=12&services=Hospital days,300,3000&high=300000 50000&fixed=100000\
                     &attachment=100000&reinsured=90&premium=2&target=80&corridor=3,50;8,80&sd=",
        },
    ]),
    work,
    drawing: None,
};

/// Changes of score and of cost that the second picture shows, in percent.
const CHANGES: std::ops::RangeInclusive<i32> = -10..=10;

/// A contract and how it comes out.
struct Answer {
    contract: Contract,
    settled: capitation::Outcome,
    sd: Option<f64>,
}

impl Answer {
    fn before_corridor(&self) -> f64 {
        self.settled.margin - self.settled.corridor_settlement
    }
}

fn work(entries: &Entries) -> Result<Outcome> {
    let contract = read::contract(entries)?;
    let at_field = |refused| read::at_field(entries, refused);
    let settled = settle(&contract).map_err(at_field)?;
    let sd = read::variation(entries)?;
    let answer = Answer { contract, settled, sd };
    let (changes, changed) = changes(&answer).map_err(at_field)?;
    let mut outcome = Outcome {
        says: says(&answer),
        figures: figures(&answer).map_err(at_field)?,
        pictures: vec![statement_picture(&answer), changed],
        tables: vec![statement(&answer), changes],
        notes: Vec::new(),
    };
    if let Some(sd) = answer.sd {
        let (table, picture) = chance::by_members(&answer, sd).map_err(at_field)?;
        outcome.tables.push(table);
        outcome.pictures.push(picture);
    }
    Ok(outcome)
}

fn says(answer: &Answer) -> String {
    let (settled, before) = (&answer.settled, answer.before_corridor());
    let result = if settled.margin < 0.0 { "deficit" } else { "surplus" };
    let share = number(100.0 * settled.margin.abs() / settled.revenue, 1);
    let even = answer.contract.risk_score * (1.0 - before / settled.revenue);
    let first = if answer.contract.corridor.is_empty() { "It" } else { "Before the corridor it" };
    let tail = match settled.break_even_utilization {
        Some(multiple) if even > 0.0 => {
            let change = 100.0 * (multiple - 1.0);
            let way = if change < 0.0 { "less" } else { "more" };
            format!(
                " {first} breaks even at a risk score of {}, or with {}% {way} use of services.",
                number(even, 3),
                number(change.abs(), 1)
            )
        }
        _ => String::new(),
    };
    format!("The term ends with a {result} of ${}, {share}% of revenue.{tail}", number(settled.margin.abs(), 0))
}

fn figures(answer: &Answer) -> Result<Vec<Figure>> {
    let settled = &answer.settled;
    let mut figures = vec![
        Figure::new("Revenue", dollars(settled.revenue), ""),
        Figure::new("Net medical cost", dollars(settled.medical_costs), ""),
        Figure::new("Result", dollars(settled.margin), ""),
        Figure::new("Medical cost by revenue", number(100.0 * settled.medical_share, 1), "%"),
        Figure::new("One hundredth of score", dollars(settled.revenue / answer.contract.risk_score / 100.0), ""),
    ];
    if let Some(sd) = answer.sd {
        figures.push(Figure::new("Chance of a loss", number(100.0 * chance_of_loss(answer, sd, answer.contract.members)?, 1), "%"));
    }
    Ok(figures)
}

/// What comes in and goes out, one after another: words and dollars.
fn steps(answer: &Answer) -> Vec<(&'static str, f64)> {
    let settled = &answer.settled;
    let steps = [
        ("Revenue", settled.revenue),
        ("Services", -settled.service_costs),
        ("Catastrophic members", -settled.catastrophic_costs),
        ("Paid by stop-loss", settled.recoveries),
        ("Price of stop-loss", -settled.premiums),
        ("Administration and fixed", -answer.contract.fixed_costs),
        ("Corridor", settled.corridor_settlement),
    ];
    steps.into_iter().filter(|(name, value)| *name == "Revenue" || *value != 0.0).collect()
}

fn statement_picture(answer: &Answer) -> Picture {
    let mut from = 0.0;
    let mut bars = Vec::new();
    for (name, value) in steps(answer) {
        bars.push(Bar { name: name.to_owned(), from, to: from + value, note: dollars(value) });
        from += value;
    }
    bars.push(Bar { name: "Result".to_owned(), from: 0.0, to: from, note: dollars(from) });
    Picture {
        title: format!("From revenue to result: of {}, {} is left.", dollars(answer.settled.revenue), dollars(answer.settled.margin)),
        table: 0,
        plot: Plot::Bars { x: Axis::new("$ over the term").reaching(0.0, 0.0), bars, base: None },
    }
}

fn statement(answer: &Answer) -> Table {
    let columns = [("", ""), ("Over the term", "$"), ("Per member and month", "$"), ("Of revenue", "%")];
    let mut table = Table::new("From revenue to result", &columns);
    let months = answer.contract.members * f64::from(answer.contract.months);
    for (name, value) in steps(answer).into_iter().chain([("Result", answer.settled.margin)]) {
        let share = Value::Number(100.0 * value / answer.settled.revenue, 1);
        table.row([Value::text(name), Value::Number(value, 0), Value::Number(value / months, 2), share]);
    }
    table
}

/// The result if the score, or the use of all services, is so much lower or higher.
fn changes(answer: &Answer) -> Result<(Table, Picture)> {
    let mut table = Table::new("What turns the result", &[("Change", "%"), ("Of the risk score", "$"), ("Of the use of services", "$")]);
    let (mut by_score, mut by_use) = (Vec::new(), Vec::new());
    for change in CHANGES {
        let (percent, times) = (f64::from(change), 1.0 + f64::from(change) / 100.0);
        let mut used = answer.contract.clone();
        used.services.iter_mut().for_each(|service| service.per_thousand_a_year *= times);
        let scored = Contract { risk_score: answer.contract.risk_score * times, ..answer.contract.clone() };
        let (scored, used) = (settle(&scored)?.margin, settle(&used)?.margin);
        by_score.push((percent, scored));
        by_use.push((percent, used));
        table.row([Value::Number(percent, 0), Value::Number(scored, 0), Value::Number(used, 0)]);
    }
    let lines = vec![Line::new("Risk score", Marks::Line, by_score), Line::new("Use of services", Marks::Line, by_use)];
    let picture = Picture {
        title: "The result if the risk score, or the use of services, is some percent lower or higher than entered.".to_owned(),
        table: 1,
        plot: Plot::Lines { x: Axis::new("Change (%)"), y: Axis::new("Result ($)"), lines, levels: vec![("breaks even".to_owned(), 0.0)] },
    };
    Ok((table, picture))
}
