//! What each track pays by what is saved, and all tracks side by side.

use super::super::super::{Axis, Bar, Line, Marks, Picture, Plot, Table, Value, percent};
use super::Settled;
use super::words::millions;
use crate::simulators::shared_savings::settle;

/// What the first year would pay at other savings: the step at the gate, and the caps.
pub(super) fn cliff(settled: &[Settled]) -> (Picture, Table) {
    let rates = rates(settled);
    let head: Vec<(&str, &str)> =
        [("Savings", "% of benchmark")].into_iter().chain(settled.iter().map(|each| (each.name.as_str(), "$ million"))).collect();
    let mut table = Table::new("Payment of the first year by what is saved", &head);
    let payments: Vec<Vec<f64>> = settled.iter().map(|each| payments(each, &rates)).collect();
    for (place, rate) in rates.iter().enumerate() {
        let cells = payments.iter().map(|line| Value::maybe(line.get(place).copied(), 3));
        table.row([Value::Number(rate * 100.0, 2)].into_iter().chain(cells));
    }
    let line = |(each, values): (&Settled, &Vec<f64>)| {
        let points = rates.iter().zip(values).map(|(rate, value)| (rate * 100.0, *value)).collect();
        Line::new(&each.name, Marks::Line, points)
    };
    let mut lines: Vec<Line> = settled.iter().zip(&payments).map(line).collect();
    let first = settled.iter().filter_map(|each| each.settlement.rows.first());
    lines.push(Line::new("This year", Marks::Dots, first.map(|row| (row.gross_share * 100.0, row.payment / 1e6)).collect()));
    let title = "What the first year pays, or costs, by what is saved. At each gate the payment jumps, for it runs from the first dollar.";
    let plot = Plot::Lines {
        x: Axis::new("Savings (% of benchmark)"),
        y: Axis::new("Payment ($ million)"),
        lines,
        levels: vec![(String::new(), 0.0)],
    };
    (Picture { title: title.to_owned(), table: 0, plot }, table)
}

/// Rates of savings from a loss of 8% to a saving of 10%, with both sides of each gate.
fn rates(settled: &[Settled]) -> Vec<f64> {
    let mut rates: Vec<f64> = (-16..=20).map(|half| f64::from(half) / 200.0).collect();
    for row in settled.iter().filter_map(|each| each.settlement.rows.first()) {
        let gates = [Some(row.minimum_savings_rate), row.minimum_loss_rate.map(|minimum| -minimum)];
        for gate in gates.into_iter().flatten().filter(|gate| gate.abs() <= 0.08 && *gate != 0.0) {
            rates.extend([gate, gate - gate.signum() * 1e-4]);
        }
    }
    rates.sort_by(f64::total_cmp);
    rates.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
    rates
}

fn payments(settled: &Settled, rates: &[f64]) -> Vec<f64> {
    let mut agreement = settled.agreement.clone();
    agreement.years.truncate(1);
    let payment = |rate: &f64| {
        for year in &mut agreement.years {
            year.spending_per_life = agreement.first_benchmark_per_life * (1.0 - rate);
        }
        settle(&agreement).map_or(0.0, |settlement| settlement.total_payment / 1e6)
    };
    rates.iter().map(payment).collect()
}

/// All tracks side by side.
pub(super) fn tracks(settled: &[Settled], with_net: bool) -> (Picture, Table) {
    let columns = [
        ("Track", ""),
        ("Share of savings", "%"),
        ("Gate", "% of benchmark"),
        ("Paid, or owed if negative", "$"),
        ("Net of program and margin", "$"),
        ("Payer keeps", "$"),
        ("Chance of being paid", "%"),
        ("Chance of owing", "%"),
    ];
    let mut table = Table::new("All tracks; gate and chances are those of the first year", &columns);
    let mut bars = Vec::new();
    for each in settled {
        let (paid, gross) = (each.settlement.total_payment, each.settlement.total_gross_savings);
        let gate = each.settlement.rows.first().map(|row| row.minimum_savings_rate * 100.0);
        table.row([
            Value::text(&each.name),
            Value::Number(each.share * 100.0, 0),
            Value::maybe(gate, 2),
            Value::Number(paid, 0),
            Value::Number(each.net, 0),
            Value::Number(gross - paid, 0),
            Value::maybe(each.chances.map(|(paid, _)| paid * 100.0), 1),
            Value::maybe(each.chances.filter(|_| each.is_two_sided).map(|(_, owes)| owes * 100.0), 1),
        ]);
        let to = if with_net { each.net } else { paid };
        bars.push(Bar { name: each.name.clone(), from: 0.0, to: to / 1e6, note: millions(to) });
    }
    // Where nobody is paid the axis still reaches to the right.
    let to = if bars.iter().all(|bar| bar.to.abs() < 0.005) { 1.0 } else { 0.0 };
    let (title, axis) = match with_net {
        true => ("What each track leaves after program and lost margin.", "Net ($ million)"),
        false => ("What each track pays in all years; to the left, what is owed.", "Payment ($ million)"),
    };
    (Picture { title: title.to_owned(), table: 1, plot: Plot::Bars { x: Axis::new(axis).reaching(0.0, to), bars, base: Some(0.0) } }, table)
}

/// Each year of each track.
pub(super) fn years(settled: &[Settled]) -> Table {
    let columns = [
        ("Track", ""),
        ("Year", ""),
        ("Benchmark", "$ per life"),
        ("Gross savings", "$"),
        ("Savings", "% of benchmark"),
        ("Payment", "$"),
        ("Cap", ""),
    ];
    let mut table = Table::new("Year by year", &columns);
    for each in settled {
        for row in &each.settlement.rows {
            table.row([
                Value::text(&each.name),
                Value::text(row.begins.year.to_string()),
                Value::Number(row.benchmark_per_life, 0),
                Value::Number(row.gross_savings, 0),
                Value::text(percent(row.gross_share, 2)),
                Value::Number(row.payment, 0),
                Value::text(if row.capped { "cut by the cap" } else { "" }),
            ]);
        }
    }
    table
}
