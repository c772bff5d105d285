//! A table of options in order of effect, with where each stands.

use super::super::{Figure, Table, Value, number};
use crate::simulators::dominance::{Row, Standing, net_monetary_benefit};

/// What one more unit of effect costs with each option of the frontier, in dollars for each.
pub(super) fn figures(rows: &[Row], each: &str) -> Vec<Figure> {
    let frontier = rows.iter().filter_map(|row| match row.standing {
        Standing::Frontier { icer, .. } => {
            Some(Figure::new(format!("{}: one more unit of effect costs", row.strategy.name), number(icer, 0), each))
        }
        _ => None,
    });
    frontier.collect()
}

/// The table, with the net benefit at a willingness to pay: what is compared, the unit of effects, and that of dollars for each.
pub(super) fn table(title: &str, (first, effect, each): (&str, &str, &str), rows: &[Row], wtp: f64) -> Table {
    let columns = [(first, ""), ("Cost", "$"), ("Effect", effect), ("ICER", each), ("Standing", ""), ("Net benefit", "$")];
    let mut table = Table::new(title, &columns);
    for Row { strategy, standing } in rows {
        let (icer, standing) = said(standing);
        table.row([
            Value::text(&strategy.name),
            Value::Number(strategy.cost, 0),
            Value::Number(strategy.effect, 3),
            Value::maybe(icer, 0),
            Value::text(standing),
            Value::Number(net_monetary_benefit(wtp, strategy.cost, strategy.effect), 0),
        ]);
    }
    table
}

fn said(standing: &Standing) -> (Option<f64>, String) {
    match standing {
        Standing::Reference => (None, "cheapest of the frontier".to_owned()),
        Standing::Frontier { icer, .. } => (Some(*icer), "on the frontier".to_owned()),
        Standing::Dominated { by } => (None, format!("dominated by {by}")),
        Standing::ExtendedDominated { between: (one, other) } => (None, format!("dominated by extension, by {one} and {other}")),
        Standing::Equal { to } => (None, format!("equal to {to}")),
    }
}
