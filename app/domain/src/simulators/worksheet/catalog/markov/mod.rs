//! Markov cohort models whose numbers are sums of named parameters: a parameter that is uncertain is so wherever it stands.

mod budget;
mod draws;
mod outcome;
mod plan;
mod presets;
mod rows;
#[cfg(test)]
mod tests;

use super::super::{Cell, Column, Drawing, Field, Shape, Worksheet, on_page, page_only};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "markov",
    title: "Markov cohort model",
    about: page_only(
        "What strategies cost and give over years, as a cohort moves between states of health; and how far the answer hangs on what is not known.",
    ),
    basis: on_page(&[
        "A cohort moves by one matrix a cycle; what no row says stays where it is. A row for one strategy stands over one for all, a later row over an earlier.",
        "When a cycle is counted and from when is discounted are inputs, not accidents: every answer depends on both.",
        "A life table takes the mean of a cycle's start and end, discounted as one. Half-cycle correction and Simpson's rule discount each at its own time, and charge what lies between two cycles by halves to both.",
        "Countings after Elbasha and Chhatwal, Med Decis Making 2016;36:115-131; survival first and the tutorial's weights after Alarid-Escudero et al., Med Decis Making 2023;43:3-20.",
        "The tornado moves one parameter at a time from its low to its high. Draws take low and high as the ends of a 95% interval: the standard deviation is a 3.92nd of their distance.",
    ]),
    fields: FIELDS,
    presets: on_page(presets::PRESETS),
    work: outcome::work,
    drawing: Some(Drawing { wanted: draws::wanted, draw: draws::draw, sum_up: draws::sum_up }),
};

/// What willingness to pay and a ratio are counted in.
const EACH: &str = "$ per QALY or year";

/// How a parameter is drawn.
const SPREADS: &[(&str, &str)] =
    &[("", "known"), ("beta", "beta"), ("gamma", "gamma"), ("lognormal", "log-normal"), ("normal", "normal"), ("uniform", "uniform")];

const FIELDS: &[Field] = &[
    Field { name: "states", label: "States", hint: page_only("Names with commas between, as healthy, sick, dead."), shape: Shape::Text },
    Field {
        name: "start",
        label: "How many start in each",
        hint: page_only("In the order of the states."),
        shape: Shape::Series("persons"),
    },
    Field { name: "strategies", label: "Strategies", hint: page_only("Names with commas between."), shape: Shape::Text },
    Field {
        name: "parameters",
        label: "Parameters",
        hint: page_only(
            "Names to be used in the cells below. Low and high are the ends of a 95% interval; leave them empty where a value is known.",
        ),
        shape: Shape::Grid(
            &[
                Column::text("name", "Name", ""),
                Column::number("value", "Value", ""),
                Column::number("low", "Low", ""),
                Column::number("high", "High", ""),
                Column { name: "spread", label: "Drawn as", unit: "", cell: Cell::Choice(SPREADS) },
            ],
            60,
        ),
    },
    Field {
        name: "moves",
        label: "Moves",
        hint: page_only("A number or a sum, as in 0.105*hr. Empty strategy: all. Empty cycles: always."),
        shape: Shape::Grid(
            &[
                Column::text("strategy", "Strategy", ""),
                Column::text("from", "From state", ""),
                Column::text("to", "To state", ""),
                Column::text("value", "Moves", "a cycle, or a year if rates"),
                Column::number("first", "First cycle", ""),
                Column::number("last", "Last cycle", ""),
            ],
            200,
        ),
    },
    Field {
        name: "values",
        label: "Costs and utilities",
        hint: page_only("Of a year in each state, for one person. Utility 1 counts years of life."),
        shape: Shape::Grid(
            &[
                Column::text("strategy", "Strategy", ""),
                Column::text("state", "State", ""),
                Column::text("cost", "Cost", "$ a year"),
                Column::text("utility", "Utility", "0 to 1"),
                Column::number("first", "First cycle", ""),
                Column::number("last", "Last cycle", ""),
            ],
            200,
        ),
    },
    Field {
        name: "entered",
        label: "Moves are entered as",
        hint: "",
        shape: Shape::Choice(&[
            ("probabilities", page_only("probabilities of a cycle")),
            ("rates", page_only("rates a year, competing")),
            ("survival", page_only("rates a year, survival first (the last state is death)")),
        ]),
    },
    Field { name: "cycles", label: "Cycles", hint: "", shape: Shape::Number("cycles") },
    Field { name: "length", label: "Length of a cycle", hint: "", shape: Shape::Number("years") },
    Field {
        name: "counted",
        label: "Counted",
        hint: "",
        shape: Shape::Choice(&[
            ("half", page_only("with half-cycle correction")),
            ("start", page_only("at the start of each cycle")),
            ("end", page_only("at the end of each cycle")),
            ("life-table", page_only("by life table: mean of start and end")),
            ("simpson", page_only("by Simpson's rule")),
            ("tutorial", page_only("by Simpson's weights as in the tutorial")),
        ]),
    },
    Field {
        name: "discounted",
        label: "Discounted",
        hint: "",
        shape: Shape::Choice(&[
            ("start", page_only("from the start: the first cycle in full")),
            ("end", page_only("from the end of the first cycle")),
        ]),
    },
    Field { name: "discount-costs", label: "Discount rate of costs", hint: "", shape: Shape::Number("% a year") },
    Field { name: "discount-effects", label: "Discount rate of effects", hint: "", shape: Shape::Number("% a year") },
    Field { name: "wtp", label: "Willingness to pay", hint: "", shape: Shape::Number(EACH) },
    Field { name: "trace", label: "Strategy whose cohort is shown", hint: page_only("Empty: the first."), shape: Shape::Text },
    Field { name: "draws", label: "Draws", hint: page_only("0: none. At most 10,000."), shape: Shape::Number("draws") },
    Field {
        name: "seed",
        label: "Seed of the draws",
        hint: page_only("The same seed gives the same draws."),
        shape: Shape::Number("whole number"),
    },
];
