//! The rules of the Medicare Shared Savings Program as dated data, and contracts that are entered.
//!
//! Each figure was checked in November 2026 against a reading of 42 CFR part 425 as of August 5, 2026 (rates, caps and loss rates of every
//! level, the same as in performance year 2024) and against the program's public use file for 2024: sharing rates of 40, 50 and 75%, loss
//! rates of 30% and of 40% and more. The proposed rule for 2027 (91 FR 43842, July 16, 2026) would change some.

use super::super::super::{Entries, Row};
use crate::learning::quiz::parse_number;
use crate::simulators::Result;
use crate::simulators::shared_savings::{Cap, Date, LossRate, LossTerms, MinimumRate, Program, RateAt, SavingsTerms, Track};

/// Minimum savings rate of one-sided tracks by lives: 42 CFR 425.605(b)(1), as of performance year 2024; the scale is that of the first
/// rule of 2011, with straight lines between its points. Known from elsewhere: both ends, 3.4% at 7,000, 3.3% at 7,500, 3.2% at 8,000; and
/// from organizations settled for 2024: 3.17% near 8,238 lives, 2.81% near 13,151, 2.46% near 24,494.
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

/// Tracks with losses: name, share of savings, cap on what is paid, cap on what is owed, the same by revenue. BASIC C to E:
/// 42 CFR 425.605(d)(1)(iii) to (v), where E takes its 8% and its 4% from 414.1415(c)(3)(i); ENHANCED: 425.610(d) to (g).
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
