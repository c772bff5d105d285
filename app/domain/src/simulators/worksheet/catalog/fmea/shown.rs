//! The list as figures, bars and tables.

use super::super::super::{Axis, Bar, Figure, Outcome, Picture, Plot, Table, Value, amount, signed};
use crate::simulators::fmea::{Analysis, Mode, Row};

pub(super) fn outcome(modes: &[Mode], analysis: &Analysis) -> Outcome {
    let mut pictures = vec![priority_numbers(modes, analysis)];
    let mut tables = vec![order(modes, analysis)];
    if analysis.rows.iter().any(|row| row.events_a_year.is_some()) {
        pictures.push(events(analysis));
    }
    if modes.iter().any(|mode| mode.ranks_after.is_some()) {
        tables.push(before_and_after(analysis));
    }
    tables.push(steps(analysis));
    Outcome { says: says(modes, analysis), figures: figures(analysis), pictures, tables, notes: notes(modes) }
}

fn in_order(analysis: &Analysis) -> impl Iterator<Item = (usize, &Row)> {
    analysis.order.iter().map(|place| (*place, &analysis.rows[*place]))
}

fn says(modes: &[Mode], analysis: &Analysis) -> String {
    let changed = analysis.rows.iter().find_map(|row| Some((row, row.rpn_change?)));
    if let Some((row, change)) = changed {
        let numbers =
            format!("{}: the RPN goes from {} to {} ({}%)", row.name, row.rpn, row.rpn_after.unwrap_or(row.rpn), signed(change * 100.0));
        return match row.events_change {
            Some(events) => format!("{numbers}; what reaches patients changes by {}%.", signed(events * 100.0)),
            None => format!("{numbers}. Without rates nobody knows what that means for patients."),
        };
    }
    let first = analysis.order[0];
    let by_rpn = analysis.rows.iter().find(|row| row.places.rpn == 1);
    let mut says = format!("Take up first: {}, of severity {}.", modes[first].name, modes[first].ranks.severity);
    match (analysis.ties.first(), by_rpn) {
        (Some(tie), _) => {
            let severities = || tie.modes.iter().map(|mode| modes[*mode].ranks.severity);
            let (least, most) = (severities().min().unwrap_or(1), severities().max().unwrap_or(1));
            says.push_str(&format!(" An RPN of {} stands for {} modes of severity {least} to {most}.", tie.rpn, tie.modes.len()));
        }
        (None, Some(other)) if other.name != modes[first].name => says.push_str(&format!(" By RPN it would be: {}.", other.name)),
        _ => {}
    }
    says
}

fn figures(analysis: &Analysis) -> Vec<Figure> {
    let gates = analysis.rows.iter().filter(|row| row.gate).count();
    let mut figures = vec![Figure::new("Severity 9 or 10", gates.to_string(), format!("of {}", analysis.rows.len()))];
    let most = analysis.rows.iter().filter(|row| row.places.events == Some(1) && analysis.rows.len() > 1);
    figures.extend(most.take(1).map(|row| Figure::new("Reaches patients most", row.name.as_str(), "")));
    for row in analysis.rows.iter().filter(|row| row.rpn_after.is_some()).take(2) {
        figures.extend(row.rpn_change.map(|change| Figure::new(format!("{}: RPN", row.name), format!("{}%", signed(change * 100.0)), "")));
        figures.extend(
            row.events_change.map(|change| Figure::new(format!("{}: events a year", row.name), format!("{}%", signed(change * 100.0)), "")),
        );
    }
    figures
}

fn priority_numbers(modes: &[Mode], analysis: &Analysis) -> Picture {
    let mut bars = Vec::new();
    for (place, row) in in_order(analysis) {
        let bar = |name: String, rpn: u32, severity: u8| Bar {
            name,
            from: 0.0,
            to: f64::from(rpn),
            note: format!("severity {severity}, RPN {rpn}"),
        };
        bars.push(bar(row.name.clone(), row.rpn, modes[place].ranks.severity));
        if let Some((rpn, ranks)) = row.rpn_after.zip(modes[place].ranks_after) {
            bars.push(bar(format!("{}, after", row.name), rpn, ranks.severity));
        }
    }
    let title = "Risk priority numbers, in the order in which to take them up: severity first, whatever the product.".to_owned();
    Picture { title, table: 0, plot: Plot::Bars { x: Axis::new("RPN"), bars, base: None } }
}

fn events(analysis: &Analysis) -> Picture {
    let mut bars = Vec::new();
    for (_, row) in in_order(analysis) {
        let bar = |name: String, events: f64| Bar { name, from: 0.0, to: events, note: format!("{} a year", amount(events)) };
        bars.extend(row.events_a_year.map(|events| bar(row.name.clone(), events)));
        bars.extend(row.events_after.map(|events| bar(format!("{}, after", row.name), events)));
    }
    let title = "What reaches patients in a year, in the same order. Length is number, not harm.".to_owned();
    Picture { title, table: 0, plot: Plot::Bars { x: Axis::new("Events a year"), bars, base: None } }
}

fn whole(value: impl Into<f64>) -> Value {
    Value::Number(value.into(), 0)
}

fn events_value(events: Option<f64>) -> Value {
    Value::maybe(events, if events.is_some_and(|events| events < 10.0) { 2 } else { 0 })
}

fn order(modes: &[Mode], analysis: &Analysis) -> Table {
    let columns = [
        ("Failure mode", ""),
        ("S", ""),
        ("O", ""),
        ("D", ""),
        ("RPN", ""),
        ("Place by RPN", ""),
        ("Events", "a year"),
        ("Place by events", ""),
        ("Why now", ""),
    ];
    let mut table = Table::new("In the order in which to take them up", &columns);
    for (place, row) in in_order(analysis) {
        let ranks = modes[place].ranks;
        let why = match (row.gate, modes[place].single_point) {
            (true, true) => "severity; harms alone",
            (true, false) => "severity",
            (false, true) => "harms alone",
            (false, false) => "",
        };
        table.row([
            Value::text(&row.name),
            whole(ranks.severity),
            whole(ranks.occurrence),
            whole(ranks.detection),
            whole(row.rpn),
            Value::Number(row.places.rpn as f64, 0),
            events_value(row.events_a_year),
            Value::maybe(row.places.events.map(|place| place as f64), 0),
            Value::text(why),
        ]);
    }
    table
}

fn before_and_after(analysis: &Analysis) -> Table {
    let columns = [
        ("Failure mode", ""),
        ("RPN before", ""),
        ("RPN after", ""),
        ("Change", "%"),
        ("Events before", "a year"),
        ("Events after", "a year"),
        ("Change of events", "%"),
    ];
    let mut table = Table::new("Before and after", &columns);
    for (_, row) in in_order(analysis).filter(|(_, row)| row.rpn_after.is_some()) {
        table.row([
            Value::text(&row.name),
            whole(row.rpn),
            Value::maybe(row.rpn_after.map(f64::from), 0),
            Value::maybe(row.rpn_change.map(|share| share * 100.0), 0),
            events_value(row.events_a_year),
            events_value(row.events_after),
            Value::maybe(row.events_change.map(|share| share * 100.0), 0),
        ]);
    }
    table
}

fn steps(analysis: &Analysis) -> Table {
    let mut table =
        Table::new("What one step more adds to the RPN", &[("Failure mode", ""), ("Severity", ""), ("Occurrence", ""), ("Detection", "")]);
    for row in &analysis.rows {
        let steps = row.one_step_more.map(|step| Value::maybe(step.map(f64::from), 0));
        table.row([Value::text(&row.name)].into_iter().chain(steps));
    }
    table
}

fn notes(modes: &[Mode]) -> Vec<String> {
    let with = modes.iter().filter(|mode| mode.frequency.is_some()).count();
    if with > 0 && with < modes.len() {
        return vec!["Some modes have no rates, so events a year do not decide the order.".to_owned()];
    }
    Vec::new()
}
