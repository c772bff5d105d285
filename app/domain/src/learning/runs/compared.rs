//! What the runs of a cohort come to, without telling whose is whose.

use super::RunFigure;
use crate::{
    learning::quiz::parse_number,
    simulators::{order::quantile, worksheet::number},
};

/// So many students have to have saved a run before anything is said of their figures.
pub const LEAST: usize = 3;

/// The figures of a cohort's runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How many students have saved a run.
    pub students: usize,
    /// Figure by figure; those that fewer than [`LEAST`] students have are left out.
    pub figures: Vec<Compared>,
}

/// A figure of one's own beside those of the cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it is.
    pub label: String,
    /// Of what; may be empty.
    pub unit: String,
    /// One's own, if one has it.
    pub own: Option<String>,
    /// A quarter of the students have this or less.
    pub lower: String,
    /// The middle.
    pub median: String,
    /// A quarter of the students have this or more.
    pub upper: String,
}

/// Compares the newest run of each student, `own` among them if it is there; nothing while they are fewer than [`LEAST`].
pub fn compare(own: Option<&[RunFigure]>, runs: &[&[RunFigure]]) -> Option<Comparison> {
    if runs.len() < LEAST {
        return None;
    }
    let mut labels: Vec<(&str, &str)> = Vec::new();
    for figure in own.into_iter().chain(runs.iter().copied()).flatten() {
        if !labels.contains(&name(figure)) {
            labels.push(name(figure));
        }
    }
    Some(Comparison { students: runs.len(), figures: labels.into_iter().filter_map(|label| compared(label, own, runs)).collect() })
}

fn name(figure: &RunFigure) -> (&str, &str) {
    (&figure.label, &figure.unit)
}

fn compared(label: (&str, &str), own: Option<&[RunFigure]>, runs: &[&[RunFigure]]) -> Option<Compared> {
    let find = |run: &[RunFigure]| run.iter().find(|figure| name(figure) == label).map(|figure| figure.value.clone());
    let values: Vec<String> = runs.iter().filter_map(|run| find(run)).collect();
    let mut numbers: Vec<f64> = values.iter().filter_map(|value| parse_number(value)).collect();
    if numbers.len() < LEAST {
        return None;
    }
    numbers.sort_by(f64::total_cmp);
    let decimals = values.iter().map(|value| value.split_once('.').map_or(0, |(_, fraction)| fraction.len())).max().unwrap_or_default();
    let [lower, median, upper] = [0.25, 0.5, 0.75].map(|share| number(quantile(&numbers, share), decimals));
    Some(Compared { label: label.0.to_owned(), unit: label.1.to_owned(), own: own.and_then(find), lower, median, upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(label: &str, value: &str) -> RunFigure {
        RunFigure { label: label.into(), value: value.into(), unit: "$".into() }
    }

    #[test]
    fn nothing_is_said_of_two_students() {
        let run = [figure("Fee", "1")];
        assert_eq!(compare(Some(&run), &[&run, &run]), None);
    }

    #[test]
    fn quarters_and_the_middle_stand_beside_ones_own() {
        let runs: Vec<Vec<RunFigure>> = ["1,000", "−200.5", "400", "90"].map(|value| vec![figure("Fee", value)]).into();
        let all: Vec<&[RunFigure]> = runs.iter().map(Vec::as_slice).collect();
        let comparison = compare(Some(&runs[2]), &all).unwrap();
        // Sorted: −200.5, 90, 400, 1000.
        let [fee] = comparison.figures.as_slice() else { panic!("{comparison:?}") };
        assert_eq!(comparison.students, 4);
        assert_eq!(fee.own.as_deref(), Some("400"));
        assert_eq!([&fee.lower, &fee.median, &fee.upper].map(String::as_str), ["17.4", "245.0", "550.0"]);
    }

    #[test]
    fn a_figure_that_few_have_or_that_is_no_number_is_left_out() {
        let one = [figure("Fee", "1"), figure("Mine", "7"), figure("Wait", "∞")];
        let other = [figure("Fee", "2"), figure("Wait", "∞")];
        let comparison = compare(None, &[&one, &other, &other]).unwrap();
        let labels: Vec<&str> = comparison.figures.iter().map(|figure| figure.label.as_str()).collect();
        assert_eq!(labels, ["Fee"]);
        assert_eq!(comparison.figures[0].own, None);
    }
}
