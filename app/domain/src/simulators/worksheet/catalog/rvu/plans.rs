//! Plans read from the rows of the form, and the row of what the library refuses.

use super::super::super::{Entries, Row};
use super::super::share;
use crate::simulators::rvu::{Basis, Plan, Pool, QualityWithhold, Tier};
use crate::simulators::{Refused, Result};

/// Most plans side by side: so many lines can be told apart.
const MOST_PLANS: usize = 6;

/// Plans, each with the rows that it was read from.
pub(super) struct Plans<'e> {
    pub plans: Vec<Plan>,
    rows: Vec<Vec<Row<'e>>>,
}

impl Plans<'_> {
    /// The cell that a path of the library means: `plans.1.basis.0.rate`.
    pub fn place(&self, path: &str) -> Option<String> {
        let mut parts = path.strip_prefix("plans.")?.split('.');
        let rows = self.rows.get(parts.next()?.parse::<usize>().ok()?)?;
        match (parts.next()?, parts.next(), parts.next()) {
            ("pool", Some("colleague_rvus"), _) => Some("colleagues".to_owned()),
            ("pool", ..) => Some("physicians".to_owned()),
            (_, Some("salary"), _) => Some(rows.first()?.place("fixed")),
            (_, Some("threshold"), _) => Some(rows.first()?.place("from")),
            (_, Some(tier), Some(column)) => {
                // A first tier may have been put before those that were entered.
                let before = usize::from(rows.first().is_some_and(|row| row.maybe("from").ok().flatten().unwrap_or(0.0) > 0.0));
                Some(rows.get(tier.parse::<usize>().ok()?.saturating_sub(before))?.place(column))
            }
            _ if rows.len() > 1 => Some(rows.get(1)?.place("from")),
            _ => rows.first().map(|row| row.place(if row.text("rate").is_empty() { "fixed" } else { "rate" })),
        }
    }
}

/// The plans of the form; colleagues work as much as `own` where nothing is said of them.
pub(super) fn read(entries: &Entries, own: f64) -> Result<Plans<'_>> {
    let mut rows: Vec<Vec<Row>> = Vec::new();
    for row in entries.rows("plans") {
        match rows.last_mut() {
            Some(plan) if row.text("name").is_empty() => plan.push(row),
            _ => {
                row.named("name")?;
                rows.push(vec![row]);
            }
        }
    }
    if rows.is_empty() {
        return Err(Refused::new("plans", "Enter at least one plan."));
    }
    if let Some(row) = rows.get(MOST_PLANS).and_then(|rows| rows.first()) {
        return Err(row.refused("name", format!("Compare at most {MOST_PLANS} plans.")));
    }
    let plans: Result<Vec<Plan>> = rows.iter().map(|rows| plan(rows)).collect();
    let mut plans = Plans { plans: plans?, rows };
    entries.rows("terms").try_for_each(|row| terms(entries, own, &row, &mut plans.plans))?;
    Ok(plans)
}

fn plan(rows: &[Row]) -> Result<Plan> {
    let name = rows.first().map_or("", |row| row.text("name")).to_owned();
    Ok(Plan { name, basis: basis(rows)?, withhold: None, pool: None })
}

fn basis(rows: &[Row]) -> Result<Basis> {
    let (Some(first), rest) = (rows.first(), rows.get(1..).unwrap_or_default()) else { return Ok(Basis::Salary(0.0)) };
    let fixed = first.maybe("fixed")?;
    if let Some(row) = rest.iter().find(|row| !row.text("fixed").is_empty()) {
        return Err(row.refused("fixed", "Fixed pay stands in the first row of a plan: leave this cell blank."));
    }
    let tier = |row: &Row| -> Result<Tier> { Ok(Tier { from: row.maybe("from")?.unwrap_or(0.0), rate: row.number("rate")? }) };
    match (fixed, rest) {
        (Some(salary), []) if first.text("rate").is_empty() => Ok(Basis::Salary(salary)),
        (Some(salary), []) => tier(first).map(|Tier { from, rate }| Basis::SalaryAndBonus { salary, threshold: from, rate }),
        (Some(_), [more, ..]) => Err(more.refused("rate", "A plan with fixed pay takes one rate: leave this row out, or the fixed pay.")),
        (None, _) => {
            let mut tiers = rows.iter().map(tier).collect::<Result<Vec<Tier>>>()?;
            match tiers.as_slice() {
                [Tier { from: 0.0, rate }] => return Ok(Basis::PerRvu(*rate)),
                // Work below the first rate is not paid.
                [Tier { from, .. }, ..] if *from > 0.0 => tiers.insert(0, Tier { from: 0.0, rate: 0.0 }),
                _ => {}
            }
            Ok(Basis::Tiered(tiers))
        }
    }
}

fn terms(entries: &Entries, own: f64, row: &Row, plans: &mut [Plan]) -> Result<()> {
    let name = row.named("plan")?;
    let Some(plan) = plans.iter_mut().find(|plan| plan.name == name) else {
        return Err(row.refused("plan", format!("There is no plan “{name}”: enter a name as it stands among the plans.")));
    };
    let share = |column: &str| share(row.maybe(column)?.unwrap_or(0.0), || row.place(column));
    let (withheld, earned, pooled) = (share("withheld")?, share("earned")?, share("pooled")?);
    plan.withhold = (withheld > 0.0).then_some(QualityWithhold { withheld, earned });
    if pooled > 0.0 {
        let physicians = entries.whole("physicians", 1, 1000)? as u32;
        plan.pool = Some(Pool { pooled, physicians, colleague_rvus: entries.maybe("colleagues")?.unwrap_or(own) });
    }
    Ok(())
}
