//! What a tree says, in words and figures.

use super::super::super::{Figure, amount};
use super::{Varied, options};
use crate::simulators::decision_tree::{Choice, Piece, Rollback};

/// A strategy in words: the first choice, then what to do at each later decision.
pub(super) fn strategy(choices: &[Choice]) -> String {
    let word = |(place, choice): (usize, &Choice)| {
        if place == 0 && choice.path.is_empty() { choice.name.clone() } else { format!("{}: {}", choice.decision, choice.name) }
    };
    choices.iter().enumerate().map(word).collect::<Vec<_>>().join("; ")
}

/// An amount with its unit: `$` stands before it.
pub(super) fn with_unit(value: f64, unit: &str) -> String {
    let shown = amount(value.abs());
    let sign = if value < 0.0 && shown != "0" { "−" } else { "" };
    match unit.strip_prefix('$') {
        Some(rest) => format!("{sign}${shown}{rest}"),
        None => format!("{sign}{shown} {unit}").trim_end().to_owned(),
    }
}

pub(super) fn says(rolled: &Rollback, varied: Option<&Varied>, unit: &str) -> String {
    let value = with_unit(rolled.expected_value, unit);
    let mut says = match rolled.strategy.as_slice() {
        [] => format!("Nothing is to be decided; {value} is expected."),
        choices => {
            let untested = if varied.is_some_and(|varied| varied.test.is_some()) { "Without a test, best is" } else { "Best is" };
            format!("{untested}: {}. It is expected to give {value}.", strategy(choices))
        }
    };
    let Some(varied) = varied else { return says };
    says.push_str(&changes(varied));
    if let Some((test, worth)) = &varied.test {
        let (gross, cost) = (with_unit(worth.worth, unit), with_unit(test.cost, unit));
        says.push_str(&match worth.net {
            net if net > 0.0 => format!(" Knowing the test's result first is worth {gross} and costs {cost}: test first."),
            _ => format!(" Knowing the test's result first is worth {gross} and costs {cost}: do not test."),
        });
    }
    says
}

/// From which values of the number on another strategy is best.
fn changes(varied: &Varied) -> String {
    let (name, value, pieces) = (&varied.name, varied.value, &varied.pieces);
    let here = pieces.iter().position(|piece| value >= piece.low && value <= piece.high);
    let below = here.filter(|place| *place > 0).map(|place| format!("below {}", amount(pieces[place].low)));
    let above = here.filter(|place| place + 1 < pieces.len()).map(|place| format!("above {}", amount(pieces[place].high)));
    match (here, below, above) {
        (None, ..) => String::new(),
        (_, None, None) => format!(" No value of {name} from {} to {} changes that.", amount(varied.range.0), amount(varied.range.1)),
        (_, below, above) => {
            let ends: Vec<String> = below.into_iter().chain(above).collect();
            format!(" With {name} {} another strategy is best.", ends.join(" or "))
        }
    }
}

pub(super) fn figures(rolled: &Rollback, varied: Option<&Varied>, unit: &str) -> Vec<Figure> {
    let figure = |label: String, value: f64| Figure::new(label, amount(value), unit);
    let mut figures = vec![figure("Expected value of the best strategy".to_owned(), rolled.expected_value)];
    let mut others = options(rolled);
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    if let Some((name, value)) = others.get(1) {
        figures.push(figure(format!("Next best: {name}"), *value));
    }
    let Some(varied) = varied else { return figures };
    if let [_, rest @ ..] = varied.pieces.as_slice()
        && !rest.is_empty()
    {
        let switches = rest.iter().map(|piece: &Piece| amount(piece.low)).collect::<Vec<_>>().join(", ");
        figures.push(Figure::new(format!("Another strategy is best from {} on", varied.name), switches, ""));
    }
    if let Some(perfect) = &varied.perfect {
        figures.push(figure("Perfect information (EVPI)".to_owned(), perfect.worth));
    }
    if let Some((_, worth)) = &varied.test {
        figures.push(figure("Information of the test (EVSI)".to_owned(), worth.worth));
        figures.push(figure("Test, less its cost".to_owned(), worth.net));
    }
    figures
}

pub(super) fn notes(varied: &Varied) -> Vec<String> {
    if varied.perfect.is_some() {
        return Vec::new();
    }
    let name = &varied.name;
    vec![format!(
        "What it is worth to know more is not reckoned: {name} is no probability, or stands more than once on a way through the tree."
    )]
}
