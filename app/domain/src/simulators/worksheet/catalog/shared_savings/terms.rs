//! The rules of the Medicare Shared Savings Program as dated data, and contracts that are entered.

use super::super::super::{Entries, Row};
use crate::learning::quiz::parse_number;
use crate::simulators::Result;
use crate::simulators::shared_savings::{Cap, Date, LossRate, LossTerms, MinimumRate, Program, RateAt, SavingsTerms, Track};

/// Minimum savings rate of one-sided tracks by lives: 42 CFR 425.605(b)(1), as of performance year 2024.
const MINIMUM: [(f64, f64); 10] = [
    (5000.0, 0.039),
    (6000.0, 0.036),
    (7000.0, 0.034),
    (8000.0, 0.032),
    (9000.0, 0.031),
    (10_000.0, 0.030),
    (15_000.0, 0.027),
    (20_000.0, 0.025),
    (50_000.0, 0.022),
    (60_000.0, 0.020),
];

/// Tracks with losses: name, share of savings, cap on what is paid, cap on what is owed, the same by revenue.
const TWO_SIDED: [(&str, f64, f64, f64, Option<f64>); 4] = [
    ("BASIC C", 0.50, 0.10, 0.01, Some(0.02)),
    ("BASIC D", 0.50, 0.10, 0.02, Some(0.04)),
    ("BASIC E", 0.50, 0.10, 0.04, Some(0.08)),
    ("ENHANCED", 0.75, 0.20, 0.15, None),
];

/// A track with the row that it was entered in, if it was.
pub(super) struct Terms<'e> {
    pub track: Track,
    pub row: Option<Row<'e>>,
}

/// The program with one track: as of performance year 2024, for every year from then on.
pub(super) fn program(track: Track) -> Program {
    Program {
        name: "Medicare Shared Savings Program".to_owned(),
        from: Date { year: 2024, month: 1, day: 1 },
        until: None,
        source: "42 CFR 425.605 and 425.610".to_owned(),
        note: String::new(),
        tracks: vec![track],
    }
}

/// All tracks of the program, then the contracts that were entered. Caps by revenue hold only where all revenue is known.
pub(super) fn all(entries: &Entries, revenue_is_known: bool) -> Result<Vec<Terms<'_>>> {
    let by_lives = || MinimumRate::ByLives(MINIMUM.iter().map(|(lives, rate)| RateAt { lives: *lives, rate: *rate }).collect());
    let gate = || match parse_number(entries.choice("gate")) {
        Some(percent) => MinimumRate::Fixed(percent / 100.0),
        None => by_lives(),
    };
    let savings = |sharing_rate, minimum, cap| SavingsTerms { sharing_rate, minimum, cap: Cap::OnPayment(cap) };
    let one_sided = Track { name: "BASIC A and B".to_owned(), savings: savings(0.40, by_lives(), 0.10), losses: None };
    let mut all = vec![Terms { track: one_sided, row: None }];
    for (name, share, cap, loss_cap, revenue_cap) in TWO_SIDED {
        let rate = if name == "ENHANCED" { LossRate::OneMinusSharing { least: 0.40, most: 0.75 } } else { LossRate::Fixed(0.30) };
        let revenue_cap = revenue_cap.filter(|_| revenue_is_known);
        let losses = LossTerms { rate, minimum: gate(), cap: Cap::OnPayment(loss_cap), revenue_cap };
        all.push(Terms { track: Track { name: name.to_owned(), savings: savings(share, gate(), cap), losses: Some(losses) }, row: None });
    }
    for row in entries.rows("others") {
        all.push(Terms { track: entered(row)?, row: Some(row) });
    }
    Ok(all)
}

fn entered(row: Row) -> Result<Track> {
    let share = |column: &str| Ok(row.number(column)? / 100.0);
    let minimum = MinimumRate::Fixed(row.maybe("minimum")?.unwrap_or(0.0) / 100.0);
    let most = row.maybe("cap")?.unwrap_or(100.0) / 100.0;
    let cap = if row.choice("base") == "gross" { Cap::OnGross(most) } else { Cap::OnPayment(most) };
    let losses = row.maybe("losses")?.map(|percent| LossTerms {
        rate: LossRate::Fixed(percent / 100.0),
        minimum: minimum.clone(),
        cap,
        revenue_cap: None,
    });
    Ok(Track { name: row.named("name")?.to_owned(), savings: SavingsTerms { sharing_rate: share("share")?, minimum, cap }, losses })
}
