//! Plans of compensation by work RVUs: what each pays over a range of work, where they cross, and what a change of care takes.

mod plans;
#[cfg(test)]
mod tests;

use super::super::{
    Axis, Column, Entries, Field, Figure, Line, Marks, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, dollars, number,
    on_page, page_only,
};
use crate::simulators::rvu::{Compared, Comparison, MOST_RVUS, Plan, compare};
use crate::simulators::{Refused, Result};
use plans::Plans;

/// Points of each line.
const STEPS: usize = 40;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "rvu",
    title: "Compensation by work RVUs",
    about: page_only("What rival plans pay for a year's work, where they cross, and what it costs a physician to hand work to others."),
    basis: on_page(&[
        "Rates are marginal: each holds for the work RVUs from its beginning to that of the next. Fixed pay is added to them.",
        "The pool divides its share of everybody's pay equally, and then the withhold is taken. All colleagues are paid by the same plan.",
    ]),
    fields: &[
        Field {
            name: "plans",
            label: "Plans",
            hint: page_only("Fixed pay is a salary or a panel fee. A row without a name is a further rate of the plan above it."),
            shape: Shape::Grid(
                &[
                    Column::text("name", "Plan", ""),
                    Column::number("fixed", "Fixed pay", "$ a year"),
                    Column::number("rate", "Rate", "$ per wRVU"),
                    Column::number("from", "Beyond", "wRVU"),
                ],
                18,
            ),
        },
        Field {
            name: "terms",
            label: "Withhold and pool",
            hint: page_only(
                "Only for plans that have one: what share is withheld for quality, how much of that comes back, and what share of pay the group pools.",
            ),
            shape: Shape::Grid(
                &[
                    Column::text("plan", "Plan", ""),
                    Column::number("withheld", "Withheld", "%"),
                    Column::number("earned", "Earned back", "% of it"),
                    Column::number("pooled", "Pooled", "%"),
                ],
                6,
            ),
        },
        Field {
            name: "physicians",
            label: "Physicians who pool",
            hint: page_only("Blank where nothing is pooled."),
            shape: Shape::Number("with you"),
        },
        Field {
            name: "colleagues",
            label: "Work of each colleague",
            hint: page_only("Blank: as much as yours."),
            shape: Shape::Number("wRVU a year"),
        },
        Field { name: "work", label: "Your work", hint: "", shape: Shape::Number("wRVU a year") },
        Field {
            name: "moved",
            label: "Work that moves to others",
            hint: page_only("What a change of care, such as calls by nurses, takes from yours. Blank: none."),
            shape: Shape::Number("wRVU a year"),
        },
        Field { name: "least", label: "Compare from", hint: "", shape: Shape::Number("wRVU a year") },
        Field { name: "most", label: "Compare to", hint: "", shape: Shape::Number("wRVU a year") },
    ],
    presets: on_page(&[
        Preset {
            name: "larkfield",
            title: "Larkfield: visits move to nurses",
            source: "",
            inputs: "plans=Per work RVU,,48;With a panel fee,12000,48&terms=&physicians=&colleagues=&work=5200&moved=520&least=4000&most=6000",
        },
        Preset {
            name: "rivals",
            title: "Four rival plans",
            source: "",
            inputs: "plans=Salary,230000;Per work RVU,,48;Base and bonus,180000,60,4000;Two rates,,40,0;,,64,4500\
                     &terms=Salary,5,80,&physicians=&colleagues=&work=5200&moved=&least=3000&most=7000",
        },
        Preset {
            name: "pool",
            title: "Half of the pay in a pool of four",
            source: "",
            inputs: "plans=Own work,,50;Half pooled,,50&terms=Half pooled,,,50&physicians=4&colleagues=4000&work=6000&moved=&least=2000&most=8000",
        },
    ]),
    work,
    drawing: None,
};

/// What was entered, and what came of it.
struct Answer {
    plans: Vec<Plan>,
    compared: Compared,
    /// Work now and the pay of each plan; the same after some of the work has moved.
    now: (f64, Vec<f64>),
    after: Option<(f64, Vec<f64>)>,
}

fn work(entries: &Entries) -> Result<Outcome> {
    let own = rvus(entries, "work", entries.number("work")?)?;
    let moved = entries.maybe("moved")?.map(|moved| rvus(entries, "moved", moved)).transpose()?;
    let read = plans::read(entries, own)?;
    let range = |from: f64, to: f64, steps: usize| {
        compare(&Comparison { plans: read.plans.clone(), from, to, steps }).map_err(|refused| at_field(&read, refused))
    };
    let compared = range(entries.number("least")?, entries.number("most")?, STEPS)?;
    let pay_for = |rvus: f64| -> Result<(f64, Vec<f64>)> { Ok((rvus, range(rvus, rvus + 1.0, 1)?.rows.swap_remove(0).pay)) };
    let now = pay_for(own)?;
    let after = match moved {
        Some(moved) if moved > own => return Err(Refused::new("moved", "No more work can move than there is: enter less than your work.")),
        Some(moved) if moved > 0.0 => Some(pay_for(own - moved)?),
        _ => None,
    };
    let answer = Answer { plans: read.plans, compared, now, after };
    let mut tables = vec![range_table(&answer), pay_table(&answer)];
    if !answer.compared.crossings.is_empty() {
        tables.push(crossings(&answer));
    }
    Ok(Outcome { says: says(&answer), figures: figures(&answer), pictures: vec![picture(&answer)], tables, notes: Vec::new() })
}

/// Work of a year, below what is compared at most.
fn rvus(entries: &Entries, field: &str, value: f64) -> Result<f64> {
    if (0.0..MOST_RVUS).contains(&value) {
        return Ok(value);
    }
    let label = entries.worksheet().field(field).map_or("", |field| field.label);
    Err(Refused::new(field, format!("{label}: enter work RVUs of a year, from 0 to below a million.")))
}

fn at_field(read: &Plans, refused: Refused) -> Refused {
    let field = match refused.input.as_str() {
        "from" => "least".to_owned(),
        "plans" => "plans".to_owned(),
        path => read.place(path).unwrap_or_else(|| "most".to_owned()),
    };
    Refused::new(field, refused.sentence)
}

fn says(answer: &Answer) -> String {
    let (rvus, pay) = &answer.now;
    let best = (1..pay.len()).fold(0, |best, place| if pay[place] > pay[best] { place } else { best });
    let name = &answer.plans[best].name;
    let most = if pay.len() > 1 { "pays most, " } else { "pays " };
    let now = format!("For {} work RVUs a year “{name}” {most}{}.", number(*rvus, 0), dollars(pay[best]));
    let Some((fewer, after)) = &answer.after else { return now };
    let first = &answer.plans[0].name;
    let lost = pay[0] - after[0];
    let share = if pay[0] > 0.0 { format!(", {}% of what it pays now", number(100.0 * lost / pay[0], 1)) } else { String::new() };
    format!("{now} With {} RVUs fewer “{first}” pays {} less{share}.", number(rvus - fewer, 0), dollars(lost))
}

fn figures(answer: &Answer) -> Vec<Figure> {
    answer.plans.iter().zip(&answer.now.1).map(|(plan, pay)| Figure::new(&plan.name, number(*pay, 0), "$ a year")).collect()
}

fn picture(answer: &Answer) -> Picture {
    let rows = &answer.compared.rows;
    let line =
        |(place, plan): (usize, &Plan)| Line::new(&plan.name, Marks::Line, rows.iter().map(|row| (row.rvus, row.pay[place])).collect());
    let mut lines: Vec<Line> = answer.plans.iter().enumerate().map(line).collect();
    let crossings = &answer.compared.crossings;
    if !crossings.is_empty() {
        lines.push(Line::new("Pay the same", Marks::Rings, crossings.iter().map(|each| (each.rvus, each.pay)).collect()));
    }
    let shown = |(rvus, pay): &(f64, Vec<f64>)| pay.iter().map(|pay| (*rvus, *pay)).collect::<Vec<_>>();
    lines.push(Line::new("Your work", Marks::Dots, shown(&answer.now)));
    let title = match crossings.len() {
        0 => "Pay by work; no two plans cross in this range.".to_owned(),
        1 => "Pay by work; two plans cross once in this range.".to_owned(),
        many => format!("Pay by work; plans cross {many} times in this range."),
    };
    Picture {
        title,
        table: 0,
        plot: Plot::Lines { x: Axis::new("Work RVUs a year"), y: Axis::new("Pay ($ a year)"), lines, levels: Vec::new() },
    }
}

fn range_table(answer: &Answer) -> Table {
    let mut columns = vec![("Work RVUs", "a year")];
    columns.extend(answer.plans.iter().map(|plan| (plan.name.as_str(), "$")));
    columns.push(("Pays most", ""));
    let mut table = Table::new("Pay by work", &columns);
    for row in &answer.compared.rows {
        let pay = row.pay.iter().map(|pay| Value::Number(*pay, 0));
        let best = Value::text(&answer.plans[row.best].name);
        table.row([Value::Number(row.rvus, 0)].into_iter().chain(pay).chain([best]));
    }
    table
}

/// The pay of each plan now, and after some of the work has moved.
fn pay_table(answer: &Answer) -> Table {
    let mut columns = vec![("Plan", ""), ("Pay now", "$")];
    if answer.after.is_some() {
        columns.extend([("After the move", "$"), ("Change", "$"), ("Change", "%")]);
    }
    let mut table = Table::new("Your pay", &columns);
    for (place, plan) in answer.plans.iter().enumerate() {
        let now = answer.now.1[place];
        let mut row = vec![Value::text(&plan.name), Value::Number(now, 0)];
        if let Some((_, after)) = &answer.after {
            let change = after[place] - now;
            let share = (now > 0.0).then(|| 100.0 * change / now);
            row.extend([Value::Number(after[place], 0), Value::Number(change, 0), Value::maybe(share, 1)]);
        }
        table.row(row);
    }
    table
}

fn crossings(answer: &Answer) -> Table {
    let columns = [("Work RVUs", "a year"), ("Pay", "$"), ("Below, pays more", ""), ("Above, pays more", "")];
    let mut table = Table::new("Where two plans pay the same", &columns);
    for each in &answer.compared.crossings {
        let name = |place: usize| Value::text(&answer.plans[place].name);
        table.row([Value::Number(each.rvus, 0), Value::Number(each.pay, 0), name(each.better_below), name(each.better_above)]);
    }
    table
}
