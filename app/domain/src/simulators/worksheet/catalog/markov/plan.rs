//! From what was entered to a model, and how its numbers change with the parameters.

use super::super::super::{Entries, Expression, Row};
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

/// What a row says, of which cycles.
struct Said<'e> {
    row: Row<'e>,
    strategy: Option<usize>,
    states: (usize, usize),
    first: usize,
    last: usize,
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
        let mut parts = refused.input.split('.');
        let field = parts.next().unwrap_or_default();
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok());
        let input = match field {
            "cycles" => "cycles".to_owned(),
            "cycle_years" => "length".to_owned(),
            "cost_discount" => "discount-costs".to_owned(),
            "effect_discount" => "discount-effects".to_owned(),
            "willingness_to_pay" => "wtp".to_owned(),
            "states" | "initial" if field == "states" => "states".to_owned(),
            "initial" => "start".to_owned(),
            "strategies" => {
                let (strategy, kind) = (number(parts.next()), parts.next());
                let (piece, from) = (number(parts.next()), number(parts.next()));
                let here = self.cells.iter().find(|(place, _, _)| match *place {
                    Place::Move(s, p, f, _) => {
                        kind == Some("transitions") && (Some(s), Some(p)) == (strategy, piece) && from.is_none_or(|from| from == f)
                    }
                    _ => false,
                });
                here.map_or_else(|| "strategies".to_owned(), |(_, _, input)| input.clone())
            }
            _ => "parameters".to_owned(),
        };
        Refused::new(input, refused.sentence)
    }
}

/// Whoever does not move stays, unless a row says how many do.
fn stay(rows: &mut [Vec<f64>]) {
    for (state, row) in rows.iter_mut().enumerate() {
        let others: f64 = row.iter().enumerate().filter(|(to, _)| *to != state).map(|(_, chance)| chance).sum();
        row[state] = 1.0 - others;
    }
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

/// What the rows of a grid say, and of whom.
fn said<'e>(entries: &'e Entries, model: &Model, grid: &'static str, (from, to): (&'static str, &'static str)) -> Result<Vec<Said<'e>>> {
    let state = |row: &Row<'e>, column: &'static str| {
        let name = row.named(column)?;
        let unknown = || row.refused(column, format!("There is no state “{name}”: add it to the states, or correct its name."));
        model.states.iter().position(|state| state == name).ok_or_else(unknown)
    };
    let read = entries.rows(grid).map(|row| {
        let name = row.text("strategy");
        let strategy = model.strategies.iter().position(|strategy| strategy.name == name);
        if strategy.is_none() && !name.is_empty() {
            return Err(row.refused("strategy", format!("There is no strategy “{name}”: correct its name, or leave it empty for all.")));
        }
        let states = (state(&row, from)?, state(&row, to)?);
        if from != to && states.0 == states.1 {
            return Err(row.refused(to, "Whoever does not move stays: leave this row out."));
        }
        let first = row.maybe_whole("first", 1, MOST_CYCLES)?.unwrap_or(1);
        let last = row.maybe_whole("last", first, MOST_CYCLES)?.unwrap_or(usize::MAX);
        Ok(Said { row, strategy, states, first, last })
    });
    read.collect()
}

impl Said<'_> {
    fn concerns(&self, strategy: usize) -> bool {
        self.strategy.is_none_or(|own| own == strategy)
    }
}

/// The cycles from which something else may hold for a strategy.
fn starts(said: &[Said], strategy: usize) -> Vec<usize> {
    let own = said.iter().filter(|one| one.concerns(strategy));
    let mut starts = vec![1];
    for start in own.flat_map(|one| [one.first, one.last.saturating_add(1)]).filter(|start| *start <= MOST_CYCLES) {
        if let Err(place) = starts.binary_search(&start) {
            starts.insert(place, start);
        }
    }
    starts
}

/// The row that holds for a strategy in a cycle: one of its own before one of all, then the one that began last, then the last entered.
fn governing<'s, 'e>(said: &'s [Said<'e>], strategy: usize, cycle: usize, states: (usize, usize), column: &str) -> Option<&'s Row<'e>> {
    let holds = |one: &&Said| {
        one.concerns(strategy) && one.states == states && (one.first..=one.last).contains(&cycle) && !one.row.text(column).is_empty()
    };
    said.iter().filter(holds).max_by_key(|one| (one.strategy.is_some(), one.first)).map(|one| &one.row)
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
