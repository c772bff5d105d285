//! From the leaves to the root.

use super::super::checks::{finite, many};
use super::super::format::precise;
use super::super::order::repeated;
use super::super::{Refused, Result};
use super::{Branch, Choice, MOST_DEPTH, MOST_NODES, Node, Outcome, Parameter, Rollback, Tree, Valued, ValuedBranch};

/// How far probabilities may be from what they must be, from rounding.
const ROUNDING: f64 = 1e-9;

/// The best strategy and what it is expected to give.
pub fn roll_back(tree: &Tree) -> Result<Rollback> {
    check(tree)?;
    best(tree, &tree.parameters)
}

/// What a strategy is expected to give. It need not say what it does where it does not come: where it is silent, the best is done.
pub fn expected_value(tree: &Tree, strategy: &[Choice]) -> Result<f64> {
    check(tree)?;
    value_of(tree, &tree.parameters, strategy)
}

pub(super) fn best(tree: &Tree, parameters: &[Parameter]) -> Result<Rollback> {
    let root = Walk { parameters, strategy: &[], path: vec![] }.node(&tree.root)?;
    let mut strategy = vec![];
    choices(&root, &mut vec![], &mut strategy);
    Ok(Rollback { expected_value: root.value, strategy, root })
}

pub(super) fn value_of(tree: &Tree, parameters: &[Parameter], strategy: &[Choice]) -> Result<f64> {
    Ok(Walk { parameters, strategy, path: vec![] }.node(&tree.root)?.value)
}

struct Walk<'a> {
    parameters: &'a [Parameter],
    strategy: &'a [Choice],
    path: Vec<usize>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node) -> Result<Valued> {
        match node {
            Node::Decision { name, options } => self.decision(name, options),
            Node::Chance { name, outcomes } => self.chance(name, outcomes),
            Node::Terminal => Ok(Valued { name: String::new(), value: 0.0, branches: vec![] }),
        }
    }

    fn decision(&mut self, name: &str, options: &[Branch]) -> Result<Valued> {
        let branches = options.iter().enumerate().map(|(index, option)| self.branch(index, option, None));
        let mut branches = branches.collect::<Result<Vec<_>>>()?;
        let taken = match self.strategy.iter().find(|choice| choice.path == self.path) {
            Some(choice) => choice.option,
            // Of equally good ones the first.
            None => (1..branches.len()).fold(0, |best, next| if branches[next].value() > branches[best].value() { next } else { best }),
        };
        let Some(branch) = branches.get_mut(taken) else {
            return Err(Refused::new(self.place(), format!("“{name}” has no option {taken}: choose one that it has.")));
        };
        branch.taken = true;
        let value = branch.value();
        Ok(Valued { name: name.to_owned(), value, branches })
    }

    fn chance(&mut self, name: &str, outcomes: &[Outcome]) -> Result<Valued> {
        let probabilities = self.probabilities(name, outcomes)?;
        let branches = outcomes.iter().zip(&probabilities).enumerate();
        let branches = branches.map(|(index, (outcome, probability))| self.branch(index, &outcome.branch, Some(*probability)));
        let branches = branches.collect::<Result<Vec<_>>>()?;
        let value = branches.iter().zip(&probabilities).map(|(branch, probability)| probability * branch.value()).sum();
        Ok(Valued { name: name.to_owned(), value, branches })
    }

    fn branch(&mut self, index: usize, branch: &Branch, probability: Option<f64>) -> Result<ValuedBranch> {
        self.path.push(index);
        let payoff = branch.payoff.evaluate(&|| format!("{}.payoff", self.place()), self.parameters)?;
        let node = self.node(&branch.node)?;
        self.path.pop();
        Ok(ValuedBranch { name: branch.name.clone(), probability, taken: probability.is_some(), payoff, node })
    }

    fn probabilities(&self, name: &str, outcomes: &[Outcome]) -> Result<Vec<f64>> {
        let mut probabilities = Vec::with_capacity(outcomes.len());
        for (index, outcome) in outcomes.iter().enumerate() {
            let input = || format!("{}.{index}.probability", self.place());
            let value = outcome.probability.as_ref().map_or(Ok(0.0), |quantity| quantity.evaluate(&input, self.parameters))?;
            if !(-ROUNDING..=1.0 + ROUNDING).contains(&value) {
                return Err(Refused::new(
                    input(),
                    format!("A probability lies between 0 and 1, and this is {}: correct it.", precise(value)),
                ));
            }
            probabilities.push(value.clamp(0.0, 1.0));
        }
        let remains = 1.0 - probabilities.iter().sum::<f64>();
        let open = outcomes.iter().position(|outcome| outcome.probability.is_none());
        if remains < -ROUNDING || (open.is_none() && remains > ROUNDING) {
            let sentence = format!(
                "The probabilities of “{name}” sum to {}, not to 1: correct them, or let one be what remains.",
                precise(1.0 - remains)
            );
            return Err(Refused::new(self.place(), sentence));
        }
        if let Some(open) = open {
            probabilities[open] = remains.max(0.0);
        }
        Ok(probabilities)
    }

    /// The path as that of a field.
    fn place(&self) -> String {
        self.path.iter().fold("root".to_owned(), |place, index| format!("{place}.{index}"))
    }
}

/// The choices that are come to.
fn choices(node: &Valued, path: &mut Vec<usize>, into: &mut Vec<Choice>) {
    for (index, branch) in node.branches.iter().enumerate().filter(|(_, branch)| branch.taken) {
        if branch.probability.is_none() {
            into.push(Choice { path: path.clone(), decision: node.name.clone(), option: index, name: branch.name.clone() });
        }
        path.push(index);
        choices(&branch.node, path, into);
        path.pop();
    }
}

/// Checks the tree's size and parameters, and tells how many nodes it has.
pub(super) fn check(tree: &Tree) -> Result<usize> {
    many("parameters", tree.parameters.len(), 0, 200, "parameters")?;
    for (index, parameter) in tree.parameters.iter().enumerate() {
        finite(|| format!("parameters.{index}.value"), parameter.value)?;
    }
    if let Some((index, name)) = repeated(tree.parameters.iter().map(|parameter| &parameter.name)) {
        let sentence = format!("Two parameters are called “{name}”: give each a name of its own.");
        return Err(Refused::new(format!("parameters.{index}.name"), sentence));
    }
    let mut nodes = 0;
    branches(&tree.root, 0, &mut nodes)?;
    Ok(nodes)
}

fn branches(node: &Node, depth: usize, nodes: &mut usize) -> Result<()> {
    *nodes += 1;
    if *nodes > MOST_NODES || depth > MOST_DEPTH {
        let sentence = format!("The tree has more than {MOST_NODES} nodes or {MOST_DEPTH} levels: leave out what matters least.");
        return Err(Refused::new("root", sentence));
    }
    let (name, onward): (&str, Vec<&Node>) = match node {
        Node::Terminal => return Ok(()),
        Node::Decision { name, options } => (name, options.iter().map(|option| &option.node).collect()),
        Node::Chance { name, outcomes } => {
            if outcomes.iter().filter(|outcome| outcome.probability.is_none()).count() > 1 {
                let sentence = format!("Only one outcome of “{name}” can be what remains: enter the probabilities of the others.");
                return Err(Refused::new("root", sentence));
            }
            (name, outcomes.iter().map(|outcome| &outcome.branch.node).collect())
        }
    };
    if onward.is_empty() {
        return Err(Refused::new("root", format!("Nothing follows “{name}”: add what may be chosen or happen, or end there.")));
    }
    onward.into_iter().try_for_each(|node| branches(node, depth + 1, nodes))
}
