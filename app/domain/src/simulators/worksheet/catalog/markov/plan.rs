//! From what was entered to a model, and how its numbers change with the parameters.

use super::super::super::{Entries, Expression, Row, precise};
use super::budget;
use super::rows::{Said, governing, said, starts};
use crate::simulators::markov::{Conversion, Counting, Discounting, FromCycle, MOST_CYCLES, Model, Strategy, Transitions};
use crate::simulators::order::repeated;
use crate::simulators::{Refused, Result};

/// A model, and the cells of it that are worked out from parameters.
pub(super) struct Plan {
    pub model: Model,
    pub parameters: Vec<Parameter>,
    cells: Vec<(Place, Expression, String)>,
    stack: Vec<f64>,
}

/// A parameter as it was entered.
pub(super) struct Parameter {
    pub name: String,
    pub value: f64,
    pub ends: Option<(f64, f64)>,
    pub spread: &'static str,
    /// Where its value stands among the inputs.
    pub input: String,
}

/// Where a number goes: the strategy, the place in its schedule, and the states.
#[derive(Clone, Copy)]
enum Place {
    Move(usize, usize, usize, usize),
    Cost(usize, usize, usize),
    Utility(usize, usize, usize),
}

impl Plan {
    /// Reads all inputs of a model.
    pub fn read(entries: &Entries) -> Result<Self> {
        let parameters = parameters(entries)?;
        let mut model = frame(entries)?;
        let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let (moves, values) = (said(entries, &model, "moves", ("from", "to"))?, said(entries, &model, "values", ("state", "state"))?);
        let mut cells = Vec::new();
        let states = model.states.len();
        let compared = |rows: &[Said], cells: usize| {
            let pieces: usize = (0..model.strategies.len()).map(|strategy| starts(rows, strategy).len()).sum();
            pieces as f64 * (cells * rows.len()) as f64
        };
        budget::reading(compared(&moves, states * states) + compared(&values, 2 * states))?;
        for strategy in 0..model.strategies.len() {
            let starts = starts(&moves, strategy);
            for (piece, start) in starts.iter().enumerate() {
                for (from, to) in (0..states * states).map(|cell| (cell / states, cell % states)) {
                    if let Some(row) = governing(&moves, strategy, *start, (from, to), "value") {
                        cells.push((Place::Move(strategy, piece, from, to), read_sum(row, "value", &names)?, row.place("value")));
                    }
                }
            }
            let schedule = |start: &usize| FromCycle { cycle: *start, value: empty(entries, states) };
            model.strategies[strategy].transitions = starts.iter().map(schedule).collect();
            worth(&mut model, (strategy, &values), &names, &mut cells)?;
        }
        let mut plan = Self { model, parameters, cells, stack: Vec::new() };
        let base = plan.base();
        plan.fill(&base);
        Ok(plan)
    }

    /// Steps of one run of all strategies: see [`budget`].
    pub fn steps(&self) -> f64 {
        let sums: usize = self.cells.iter().map(|(_, sum, _)| sum.steps()).sum();
        budget::steps_of(&self.model) + sums as f64
    }

    /// The parameters as they were entered.
    pub fn base(&self) -> Vec<f64> {
        self.parameters.iter().map(|parameter| parameter.value).collect()
    }

    /// Puts the values of all parameters into the model. Allocates nothing.
    pub fn fill(&mut self, parameters: &[f64]) {
        for (place, sum, _) in &self.cells {
            let value = sum.value(parameters, &mut self.stack);
            match *place {
                Place::Move(strategy, piece, from, to) => {
                    rows(&mut self.model.strategies[strategy].transitions[piece].value)[from][to] = value
                }
                Place::Cost(strategy, piece, state) => self.model.strategies[strategy].costs[piece].value[state] = value,
                Place::Utility(strategy, piece, state) => self.model.strategies[strategy].utilities[piece].value[state] = value,
            }
        }
        for from in self.model.strategies.iter_mut().flat_map(|strategy| &mut strategy.transitions) {
            if let Transitions::Probabilities(rows) = &mut from.value {
                stay(rows);
            }
        }
    }

    /// A refusal of the model, at the cell or field that it means.
    pub fn at_input(&self, refused: Refused) -> Refused {
        let Refused { input, sentence } = refused;
        let parts: Vec<&str> = input.split('.').collect();
        let rate = |field: &str| Refused::new(field, format!("{sentence} Enter 3 for 3%."));
        let field = match parts[0] {
            "cost_discount" => return rate("discount-costs"),
            "effect_discount" => return rate("discount-effects"),
            "strategies" => return self.at_move(&parts, sentence),
            "cycle_years" => "length",
            "willingness_to_pay" => "wtp",
            "initial" => "start",
            field @ ("cycles" | "states") => field,
            _ => "parameters",
        };
        Refused::new(field, sentence)
    }

    /// A refusal of transitions, at the move that it means, or at the first out of its state.
    fn at_move(&self, parts: &[&str], sentence: String) -> Refused {
        let number = |place: usize| parts.get(place).and_then(|part| part.parse::<usize>().ok());
        let (strategy, piece, from, to) = (number(1), number(3), number(4), number(5));
        let means = |place: &Place| match *place {
            Place::Move(s, p, f, t) => {
                parts.get(2) == Some(&"transitions")
                    && (Some(s), Some(p)) == (strategy, piece)
                    && from.is_none_or(|from| from == f)
                    && to.is_none_or(|to| to == t || to == f)
            }
            _ => false,
        };
        let Some((place, _, input)) = self.cells.iter().find(|(place, ..)| means(place)) else {
            return Refused::new("strategies", sentence);
        };
        // A row is refused as a whole where too many leave: who stays is what remains.
        let whole = from.is_some() && to.is_none();
        Refused::new(input.clone(), self.too_many(*place).filter(|_| whole).unwrap_or(sentence))
    }

    /// A refusal of a parameter as a library counts them, which `place` finds among those of the form.
    pub fn at_parameter(&self, refused: Refused, place: impl Fn(usize) -> Option<usize>) -> Refused {
        let number = refused.input.split('.').nth(1).and_then(|part| part.parse::<usize>().ok());
        let parameter = number.and_then(|number| self.parameters.get(place(number)?));
        Refused::new(parameter.map_or_else(|| "parameters".to_owned(), |parameter| parameter.input.clone()), refused.sentence)
    }

    fn too_many(&self, place: Place) -> Option<String> {
        let Place::Move(strategy, piece, from, _) = place else { return None };
        let Transitions::Probabilities(rows) = &self.model.strategies[strategy].transitions[piece].value else { return None };
        let sum = precise(leaving(&rows[from], from));
        Some(format!("The moves out of {} sum to {sum}; at most 1 can leave.", self.model.states[from]))
    }
}

/// Whoever does not move stays. Where more would leave than are there nobody does, and the model refuses the sum.
fn stay(rows: &mut [Vec<f64>]) {
    for (state, row) in rows.iter_mut().enumerate() {
        row[state] = (1.0 - leaving(row, state)).clamp(0.0, 1.0);
    }
}

/// The sum of the moves out of a state.
fn leaving(row: &[f64], state: usize) -> f64 {
    row.iter().enumerate().filter(|(to, _)| *to != state).map(|(_, chance)| chance).sum()
}

fn rows(transitions: &mut Transitions) -> &mut Vec<Vec<f64>> {
    let (Transitions::Probabilities(rows) | Transitions::Rates { rates: rows, .. }) = transitions;
    rows
}

fn empty(entries: &Entries, states: usize) -> Transitions {
    let rows = vec![vec![0.0; states]; states];
    match entries.choice("entered") {
        "rates" => Transitions::Rates { rates: rows, conversion: Conversion::Competing },
        "survival" => Transitions::Rates { rates: rows, conversion: Conversion::SurvivalFirst { death: states - 1 } },
        _ => Transitions::Probabilities(rows),
    }
}

fn parameters(entries: &Entries) -> Result<Vec<Parameter>> {
    let read = entries.rows("parameters").map(|row| {
        let ends = match (row.maybe("low")?, row.maybe("high")?) {
            (Some(low), Some(high)) => Some((low, high)),
            (None, None) => None,
            _ => return Err(row.refused("low", "Enter both a low and a high, or neither.")),
        };
        let (name, spread) = (row.named("name")?.to_owned(), row.choice("spread"));
        if !spread.is_empty() && ends.is_none() {
            return Err(row.refused("low", format!("“{name}” is drawn: enter a low and a high, or choose known.")));
        }
        Ok(Parameter { name, value: row.number("value")?, ends, spread, input: row.place("value") })
    });
    read.collect()
}

/// The model without moves and values.
fn frame(entries: &Entries) -> Result<Model> {
    let (states, strategies) = (entries.names("states"), entries.names("strategies"));
    if states.len() < 2 || states.len() > crate::simulators::markov::MOST_STATES {
        return Err(Refused::new("states", "Enter from 2 to 50 states, with commas between."));
    }
    if strategies.is_empty() || strategies.len() > crate::simulators::markov::MOST_STRATEGIES {
        return Err(Refused::new("strategies", "Enter from 1 to 20 strategies, with commas between."));
    }
    for (field, names) in [("states", &states), ("strategies", &strategies)] {
        if let Some((_, name)) = repeated(names.iter()) {
            return Err(Refused::new(field, format!("“{name}” is there twice: give each a name of its own.")));
        }
    }
    let named = |name: &String| Strategy { name: name.clone(), transitions: Vec::new(), costs: Vec::new(), utilities: Vec::new() };
    Ok(Model {
        initial: entries.series("start")?,
        cycles: entries.whole("cycles", 1, MOST_CYCLES)?,
        cycle_years: entries.number("length")?,
        cost_discount: entries.percent("discount-costs")?,
        effect_discount: entries.percent("discount-effects")?,
        discounting: if entries.choice("discounted") == "end" { Discounting::FromEnd } else { Discounting::FromStart },
        counting: counting(entries.choice("counted")),
        willingness_to_pay: entries.number("wtp")?,
        strategies: strategies.iter().map(named).collect(),
        states,
    })
}

fn counting(word: &str) -> Counting {
    match word {
        "start" => Counting::Start,
        "end" => Counting::End,
        "life-table" => Counting::LifeTable,
        "simpson" => Counting::Simpson,
        "tutorial" => Counting::SimpsonTutorial,
        _ => Counting::HalfCycle,
    }
}

/// Costs and utilities of one strategy.
fn worth(
    model: &mut Model,
    (strategy, values): (usize, &[Said]),
    names: &[String],
    cells: &mut Vec<(Place, Expression, String)>,
) -> Result<()> {
    let starts = starts(values, strategy);
    let states = model.states.len();
    for (piece, start) in starts.iter().enumerate() {
        for state in 0..states {
            for column in ["cost", "utility"] {
                let Some(row) = governing(values, strategy, *start, (state, state), column) else { continue };
                let place = if column == "cost" { Place::Cost(strategy, piece, state) } else { Place::Utility(strategy, piece, state) };
                cells.push((place, read_sum(row, column, names)?, row.place(column)));
            }
        }
    }
    let schedule = || starts.iter().map(|start| FromCycle { cycle: *start, value: vec![0.0; states] }).collect();
    model.strategies[strategy].costs = schedule();
    model.strategies[strategy].utilities = schedule();
    Ok(())
}

fn read_sum(row: &Row, column: &str, names: &[String]) -> Result<Expression> {
    Expression::read(row.text(column), names).map_err(|sentence| row.refused(column, sentence))
}
