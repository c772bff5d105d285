//! A contract read from the form, and the field of what the library refuses.

use super::super::super::{Entries, Row};
use super::super::share;
use crate::simulators::capitation::{Contract, CorridorBand, Service, StopLoss};
use crate::simulators::{Refused, Result};

/// The contract that was entered.
pub(super) fn contract(entries: &Entries) -> Result<Contract> {
    let part = percent(entries, "share")?;
    if part <= 0.0 {
        return Err(Refused::new("share", "Enter a share above 0%: 100 where the whole premium is yours."));
    }
    let corridor = entries.rows("corridor").map(|row| band(&row)).collect::<Result<Vec<CorridorBand>>>()?;
    let target_medical_share = match entries.maybe("target")? {
        None if corridor.is_empty() => 1.0,
        None => return Err(Refused::new("target", "Enter the target that the corridor is measured from, or leave the corridor blank.")),
        Some(_) => percent(entries, "target")?,
    };
    let blank_is_none = |field: &str| Ok(entries.maybe(field)?.unwrap_or(0.0));
    Ok(Contract {
        members: entries.number("members")?,
        per_member_per_month: entries.number("rate")? * part,
        risk_score: entries.number("score")?,
        months: entries.whole("months", 1, 120)? as u32,
        services: entries.rows("services").map(|row| service(&row)).collect::<Result<_>>()?,
        catastrophic_members: entries.series("high")?,
        fixed_costs: blank_is_none("fixed")?,
        stop_loss: stop_loss(entries)?,
        target_medical_share,
        corridor,
    })
}

/// How much costs vary between members, if chance is asked for.
pub(super) fn variation(entries: &Entries) -> Result<Option<f64>> {
    match entries.maybe("sd")? {
        Some(sd) if !(0.0..=20.0).contains(&sd) => Err(Refused::new("sd", "Enter a number from 0 to 20, such as 1.8, or leave it blank.")),
        sd => Ok(sd),
    }
}

fn percent(entries: &Entries, field: &str) -> Result<f64> {
    share(entries.number(field)?, || field.to_owned())
}

fn service(row: &Row) -> Result<Service> {
    Ok(Service { name: row.text("name").to_owned(), per_thousand_a_year: row.number("use")?, unit_cost: row.number("cost")? })
}

fn band(row: &Row) -> Result<CorridorBand> {
    let part = |column: &str| share(row.number(column)?, || row.place(column));
    Ok(CorridorBand { from: part("from")?, payer_share: part("payer")? })
}

fn stop_loss(entries: &Entries) -> Result<Option<StopLoss>> {
    let Some(attachment) = entries.maybe("attachment")? else { return Ok(None) };
    Ok(Some(StopLoss { attachment, reinsured_share: percent(entries, "reinsured")?, premium: entries.number("premium")? }))
}

/// The same refusal at the field of the form.
pub(super) fn at_field(entries: &Entries, refused: Refused) -> Refused {
    let mut parts = refused.input.split('.');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let cell = |grid: &'static str, column: &str| entries.place(grid, second.parse().ok(), column);
    let field = match (first, second, parts.next()) {
        ("services", _, Some("unit_cost")) => cell("services", "cost"),
        ("services", ..) => cell("services", "use"),
        ("corridor", _, Some("from")) => cell("corridor", "from"),
        ("corridor", ..) => cell("corridor", "payer"),
        ("stop_loss", "premium", _) => "premium".to_owned(),
        ("stop_loss", ..) => "attachment".to_owned(),
        ("per_member_per_month", ..) => "rate".to_owned(),
        ("risk_score", ..) => "score".to_owned(),
        ("catastrophic_members", ..) => "high".to_owned(),
        ("fixed_costs", ..) => "fixed".to_owned(),
        _ => "members".to_owned(),
    };
    Refused::new(field, refused.sentence)
}
