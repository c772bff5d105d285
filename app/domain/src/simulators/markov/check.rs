//! What a model must be before it is run.

use super::super::checks::{finite, many, not_negative};
use super::super::order::repeated;
use super::super::{Refused, Result};
use super::{Counting, FromCycle, MOST_CYCLES, MOST_STATES, MOST_STRATEGIES, Model, Strategy};

/// States and strategies are called differently.
pub(super) fn names(model: &Model) -> Result<()> {
    distinct("states", model.states.iter())?;
    distinct("strategies", model.strategies.iter().map(|strategy| &strategy.name))
}

fn distinct<'a>(input: &str, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let Some((index, name)) = repeated(names) else { return Ok(()) };
    Err(Refused::new(format!("{input}.{index}"), format!("\"{name}\" is there twice: give each a name of its own.")))
}

/// Sizes and numbers, all but the transitions: those are checked as they are converted. Allocates nothing unless it refuses.
pub(super) fn numbers(model: &Model) -> Result<()> {
    many("states", model.states.len(), 1, MOST_STATES, "states")?;
    many("cycles", model.cycles, 1, MOST_CYCLES, "cycles")?;
    many("strategies", model.strategies.len(), 1, MOST_STRATEGIES, "strategies")?;
    if !(model.cycle_years > 0.0 && model.cycle_years <= 100.0) {
        return Err(Refused::new(
            "cycle_years",
            "A cycle lasts more than 0 and at most 100 years: enter 1 for a year, 0.0833333333 for a month.",
        ));
    }
    rate("cost_discount", model.cost_discount)?;
    rate("effect_discount", model.effect_discount)?;
    finite(|| "willingness_to_pay".to_owned(), model.willingness_to_pay)?;
    if model.counting == Counting::Simpson && model.cycles % 2 == 1 {
        let sentence = "Simpson's rule takes cycles in pairs: enter an even number of cycles, or count by half cycles.";
        return Err(Refused::new("cycles", sentence));
    }
    initial(model)?;
    model.strategies.iter().enumerate().try_for_each(|(index, each)| strategy(model, index, each))
}

fn rate(input: &str, rate: f64) -> Result<()> {
    if (0.0..=1.0).contains(&rate) {
        return Ok(());
    }
    Err(Refused::new(input, "A discount rate lies between 0% and 100% a year."))
}

fn initial(model: &Model) -> Result<()> {
    if model.initial.len() != model.states.len() {
        return Err(Refused::new(
            "initial",
            format!("Say for each of the {} states how many start in it: 0 where none do.", model.states.len()),
        ));
    }
    for (index, share) in model.initial.iter().enumerate() {
        not_negative(|| format!("initial.{index}"), *share)?;
    }
    if model.initial.iter().sum::<f64>() > 1e-9 {
        return Ok(());
    }
    Err(Refused::new("initial", "Nobody starts in any state: enter at least one person."))
}

fn strategy(model: &Model, index: usize, strategy: &Strategy) -> Result<()> {
    schedule(|| format!("strategies.{index}.transitions"), &strategy.transitions)?;
    for (field, values) in [("costs", &strategy.costs), ("utilities", &strategy.utilities)] {
        schedule(|| format!("strategies.{index}.{field}"), values)?;
        for (place, from) in values.iter().enumerate() {
            let input = || format!("strategies.{index}.{field}.{place}");
            if from.value.len() != model.states.len() {
                return Err(Refused::new(input(), format!("Enter one number for each of the {} states.", model.states.len())));
            }
            from.value.iter().try_for_each(|value| finite(input, *value).map(|_| ()))?;
        }
    }
    Ok(())
}

fn schedule<T>(input: impl Fn() -> String, schedule: &[FromCycle<T>]) -> Result<()> {
    if schedule.first().is_none_or(|first| first.cycle != 1) {
        return Err(Refused::new(input(), "Say what holds from cycle 1 onward."));
    }
    if schedule.len() <= MOST_CYCLES && schedule.windows(2).all(|pair| pair[0].cycle < pair[1].cycle) {
        return Ok(());
    }
    Err(Refused::new(input(), "Enter the cycles from which something else holds in rising order, each once."))
}
