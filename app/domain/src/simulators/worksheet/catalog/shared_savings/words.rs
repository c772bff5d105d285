//! What a settlement says, in words and figures.

use super::super::super::{Figure, number, percent};
use super::Settled;
use crate::simulators::shared_savings::Year;

/// Dollars as millions, with the sign before.
pub(super) fn millions(value: f64) -> String {
    let shown = number(value.abs() / 1e6, 2);
    let sign = if value < 0.0 && shown != "0.00" { "−" } else { "" };
    format!("{sign}${shown} million")
}

pub(super) fn says(settled: &[Settled]) -> String {
    let Some(first) = settled.first() else { return String::new() };
    let years = first.settlement.rows.len();
    let gross = first.settlement.total_gross_savings;
    let spending: f64 = first.settlement.rows.iter().map(|row| row.benchmark).sum();
    let word = if gross < 0.0 { "Losses are" } else { "Savings are" };
    let span = if years == 1 { String::new() } else { format!(" over {years} years") };
    let head = format!("{word} {}{span}, {} of the benchmark", millions(gross.abs()), percent((gross / spending).abs(), 1));
    let total = |each: &&Settled| each.settlement.total_payment;
    let most = settled.iter().max_by(|a, b| total(a).total_cmp(&total(b)));
    let least = settled.iter().min_by(|a, b| total(a).total_cmp(&total(b)));
    let (Some(most), Some(least)) = (most, least) else { return head };
    let named = |each: &Settled| match each.settlement.total_payment {
        paid if paid > 0.0 => format!("{} pays {}", each.name, millions(paid)),
        paid if paid < 0.0 => format!("{} charges {}", each.name, millions(-paid)),
        _ => format!("{} pays nothing", each.name),
    };
    if total(&most).abs() < 0.5 && total(&least).abs() < 0.5 {
        let gate = first.settlement.rows.first().map_or(0.0, |row| row.minimum_savings_rate);
        return format!("{head}. No track pays or charges anything: without losses the gate is at {}.", percent(gate, 1));
    }
    format!("{head}: {}, {}.", named(most), named(least))
}

pub(super) fn figures(settled: &[Settled], with_net: bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    if let Some(first) = settled.first() {
        let gross = first.settlement.total_gross_savings;
        figures.push(Figure::new("Gross savings", number(gross / 1e6, 2), "$ million"));
    }
    // Level C, D and E differ in their losses only: the last stands for them.
    for each in settled.iter().filter(|each| !matches!(each.name.as_str(), "BASIC C" | "BASIC D")) {
        let (label, value) = if with_net { ("net of costs", each.net) } else { ("payment", each.settlement.total_payment) };
        figures.push(Figure::new(format!("{}: {label}", each.name), number(value / 1e6, 2), "$ million"));
    }
    let chance = settled.first().and_then(|first| first.chances);
    figures.extend(chance.map(|(paid, _)| Figure::new("BASIC A and B: chance of being paid, first year", number(paid * 100.0, 1), "%")));
    figures
}

pub(super) fn notes(settled: &[Settled], years: &[Year], revenue_is_known: bool) -> Vec<String> {
    let has_losses = settled.iter().flat_map(|each| &each.settlement.rows).any(|row| row.gross_savings < 0.0);
    let mut notes = vec!["A saving against a benchmark is not yet a saving: the benchmark is a forecast by formula.".to_owned()];
    let gross = |each: &Settled| each.settlement.total_gross_savings;
    if settled.iter().any(|each| (gross(each) - gross(&settled[0])).abs() > 0.5) {
        notes.push(
            "With payments added back each track has a benchmark of its own: the savings in the sentence are those of BASIC A and B."
                .to_owned(),
        );
    }
    if has_losses && !revenue_is_known {
        notes.push("No revenue was entered for every year, so losses in BASIC C to E are capped by the benchmark alone.".to_owned());
    }
    if years.iter().any(|year| year.begins.year > 2024) {
        notes.push("Later years are settled by the rules of performance year 2024.".to_owned());
    }
    notes
}
