//! The tree with its values, and what each option gives as a number varies.

use super::super::super::{Axis, Line, Marks, Node, Picture, Plot, Table, Value, amount};
use super::rows::Read;
use super::words::{strategy, with_unit};
use super::{Varied, options};
use crate::simulators::decision_tree::{Information, Rollback, Tree, ValuedBranch, information, roll_back};

/// Steps of the number that varies.
const STEPS: u32 = 20;

/// The tree as a picture and as a table.
pub(super) fn tree(read: &Read, rolled: &Rollback, unit: &str) -> (Picture, Table) {
    let columns =
        [("What", ""), ("Then", ""), ("Probability", ""), ("Payoff on the way", unit), ("Expected value", unit), ("Best way", "")];
    let mut outline = Outline { read, path: Vec::new(), nodes: Vec::new(), table: Table::new("The tree, rolled back", &columns) };
    let root = &rolled.root;
    outline.nodes.push(node(None, format!("{}: {}", root.name, amount(root.value)), String::new(), true));
    let cells = [Value::text(&root.name), Value::text(read.kind(&[])), Value::Blank, Value::Blank, shown(root.value), Value::text("yes")];
    outline.table.row(cells);
    outline.branches(&root.branches, 0, true);
    let best = strategy(&rolled.strategy);
    let title = format!("The tree with the expected value of each way. Thick lines are the best strategy: {best}.");
    (Picture { title, table: 0, plot: Plot::Tree(outline.nodes) }, outline.table)
}

struct Outline<'r> {
    read: &'r Read<'r>,
    path: Vec<usize>,
    nodes: Vec<Node>,
    table: Table,
}

impl Outline<'_> {
    fn branches(&mut self, branches: &[ValuedBranch], parent: usize, on_way: bool) {
        for (place, branch) in branches.iter().enumerate() {
            self.path.push(place);
            let chosen = on_way && branch.taken;
            let mut way = Vec::new();
            way.extend(branch.probability.map(|probability| format!("probability {}", amount(probability))));
            if branch.payoff != 0.0 {
                way.push(format!("payoff {}", amount(branch.payoff)));
            }
            self.nodes.push(node(Some(parent), format!("{}: {}", branch.name, amount(branch.value())), way.join(", "), chosen));
            self.table.row([
                Value::text(&branch.name),
                Value::text(self.read.kind(&self.path)),
                branch.probability.map_or(Value::Blank, shown),
                shown(branch.payoff),
                shown(branch.value()),
                Value::text(if chosen { "yes" } else { "no" }),
            ]);
            self.branches(&branch.node.branches, self.nodes.len() - 1, chosen);
            self.path.pop();
        }
    }
}

fn node(parent: Option<usize>, label: String, way: String, chosen: bool) -> Node {
    Node { parent, label, way, chosen }
}

/// A number with as many decimals as its size asks for.
fn shown(value: f64) -> Value {
    let decimals = amount(value).split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Value::Number(value, decimals)
}

/// What each option, and a test first, gives over the range of the number that varies.
pub(super) fn lines(tree: &Tree, varied: &Varied, here: f64, unit: &str) -> (Picture, Table) {
    let mut places: Vec<f64> = (0..=STEPS).map(|step| at(varied.range, f64::from(step) / f64::from(STEPS))).collect();
    places.extend(varied.pieces.iter().skip(1).map(|piece| piece.low));
    places.sort_by(f64::total_cmp);
    places.dedup();
    let mut lines: Vec<Line> = Vec::new();
    let mut table = Table::new(format!("Expected value of each option by {}", varied.name), &[(varied.name.as_str(), "")]);
    for place in places {
        let values = values(tree, varied, place);
        if lines.is_empty() {
            lines.extend(values.iter().map(|(name, _)| Line::new(name, Marks::Line, Vec::new())));
            table = Table { columns: Table::new("", &columns(&varied.name, &values, unit)).columns, ..table };
        }
        if values.len() == lines.len() && !values.is_empty() {
            lines.iter_mut().zip(&values).for_each(|(line, (_, value))| line.points.push((place, *value)));
            table.row([shown(place)].into_iter().chain(values.iter().map(|(_, value)| shown(*value))));
        }
    }
    lines.push(Line::new("Now", Marks::Dots, vec![(varied.value, here)]));
    let title = format!("What each option is expected to give as {} varies. Where two lines cross, another is best.", varied.name);
    let y = Axis::new(format!("Expected value ({unit})").replace(" ()", ""));
    (Picture { title, table: 1, plot: Plot::Lines { x: Axis::new(&varied.name), y, lines, levels: Vec::new() } }, table)
}

fn columns<'n>(name: &'n str, values: &'n [(String, f64)], unit: &'n str) -> Vec<(&'n str, &'n str)> {
    [(name, "")].into_iter().chain(values.iter().map(|(option, _)| (option.as_str(), unit))).collect()
}

fn at((low, high): (f64, f64), share: f64) -> f64 {
    low + (high - low) * share
}

/// The options with their values at one value of the number; nothing where the tree cannot be reckoned there.
fn values(tree: &Tree, varied: &Varied, place: f64) -> Vec<(String, f64)> {
    let set = |tree: &Tree| {
        let mut tree = tree.clone();
        tree.parameters.iter_mut().filter(|each| each.name == varied.name).for_each(|each| each.value = place);
        tree
    };
    let Ok(rolled) = roll_back(&set(tree)) else { return Vec::new() };
    let mut values: Vec<(String, f64)> = options(&rolled).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    if values.is_empty() {
        values.push(("Expected value".to_owned(), rolled.expected_value));
    }
    if let Some((test, _)) = varied.test {
        let worth = information(&set(&varied.plain), &varied.name, test);
        values.extend(worth.map(|worth| ("Test first".to_owned(), worth.with - test.cost)));
    }
    values
}

/// On which stretch which strategy is best.
pub(super) fn strategies(varied: &Varied, unit: &str) -> Table {
    let columns = [
        ("Best strategy", ""),
        ("From", varied.name.as_str()),
        ("To", varied.name.as_str()),
        ("Gives at first", unit),
        ("Gives at last", unit),
    ];
    let mut table = Table::new(format!("Best strategy by {}", varied.name), &columns);
    for piece in &varied.pieces {
        let numbers = [piece.low, piece.high, piece.value_at_low, piece.value_at_high].map(shown);
        table.row([Value::text(strategy(&piece.strategy))].into_iter().chain(numbers));
    }
    table
}

/// What each finding of a test says and what is best then.
pub(super) fn findings(worth: &Information, unit: &str) -> Table {
    let columns = [("Finding", ""), ("Probability", ""), ("Event, given the finding", ""), ("Best then", ""), ("Gives", unit)];
    let mut table = Table::new(format!("What the test says; without it {}", with_unit(worth.without, unit)), &columns);
    for signal in &worth.signals {
        table.row([
            Value::text(if signal.positive { "positive" } else { "negative" }),
            Value::Number(signal.probability, 3),
            Value::Number(signal.posterior, 3),
            Value::text(strategy(&signal.strategy)),
            shown(signal.expected_value),
        ]);
    }
    table
}
