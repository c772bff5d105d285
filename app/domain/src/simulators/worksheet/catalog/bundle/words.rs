//! What a settlement says, in words and figures.

use super::super::super::{Figure, dollars, number, percent};
use crate::simulators::bundle::Reconciliation;

pub(super) fn says(result: &Reconciliation, program: f64) -> String {
    let paid = match result.payment {
        payment if payment < 0.0 => format!("{} are owed", dollars(-payment)),
        payment => format!("{} are paid", dollars(payment)),
    };
    let net = if program > 0.0 { format!(", {} after the program", dollars(result.payment - program)) } else { String::new() };
    format!(
        "An episode costs {} against a target of {}: {paid}{net}. If that is the true cost, {} of years end with a loss; if nothing has changed, {} end with a gain.",
        dollars(result.mean_cost),
        dollars(result.target_price),
        percent(result.luck.chance_of_loss_as_observed, 0),
        percent(1.0 - result.luck.chance_of_loss_unchanged, 0),
    )
}

pub(super) fn figures(result: &Reconciliation, program: f64) -> Vec<Figure> {
    let luck = &result.luck;
    let mut figures = vec![
        Figure::new("Target price", number(result.target_price, 0), "$ per episode"),
        Figure::new("Gain", number(result.target_price - result.mean_cost, 0), "$ per episode"),
        Figure::new("Payment, or owed if negative", number(result.payment, 0), "$"),
    ];
    if program > 0.0 {
        figures.push(Figure::new("Net of the program", number(result.payment - program, 0), "$"));
    }
    figures.push(Figure::new("Standard error of the mean", number(luck.standard_error, 0), "$"));
    figures.push(Figure::new("Chance of a loss, at this true cost", number(luck.chance_of_loss_as_observed * 100.0, 0), "%"));
    figures.push(Figure::new("Chance of a gain, nothing changed", number((1.0 - luck.chance_of_loss_unchanged) * 100.0, 0), "%"));
    if let Some(share) = luck.share_of_chance {
        figures.push(Figure::new("Chance in differences between providers", number(share * 100.0, 0), "%"));
    }
    figures
}

pub(super) fn notes(result: &Reconciliation) -> Vec<String> {
    let mut notes = Vec::new();
    if result.bounded {
        notes.push("Stop-gain or stop-loss has cut the payment.".to_owned());
    }
    if result.volume < 30.0 {
        notes.push("Below 30 episodes costs are too skewed for the normal approximation: read the chances as a rough guide.".to_owned());
    }
    notes
}
