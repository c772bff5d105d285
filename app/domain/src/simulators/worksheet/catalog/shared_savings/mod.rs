//! Shared savings: what a run of years pays under each track of the Medicare program and under contracts of one's own, side by side.

mod pictures;
mod terms;
#[cfg(test)]
mod tests;
mod words;

use super::super::{Cell, Column, Entries, Field, Outcome, Preset, Row, Shape, Worksheet, on_page, page_only};
use crate::simulators::bundle::normal_below;
use crate::simulators::shared_savings::{Agreement, Date, Rebasing, Settlement, Year, settle};
use crate::simulators::{Refused, Result};
use terms::Terms;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "shared-savings",
    title: "Shared savings by track",
    about: page_only(
        "What an accountable care organization is paid or owes, year by year, under each track, and how often chance alone would pay it.",
    ),
    basis: on_page(&[
        "Savings = benchmark − spending. If they reach the minimum savings rate, sharing rate × quality × savings are paid from the first dollar, up to a cap on the payment; losses run the same way.",
        "Tracks as of performance year 2024: 42 CFR 425.605 and 425.610. BASIC A and B share 40%; C to E 50%, with 30% of losses up to 1, 2 and 4% of the benchmark or, if less, 2, 4 and 8% of revenue; ENHANCED 75%, with 40 to 75% of losses up to 15%. Savings are paid up to 10% of the benchmark, in ENHANCED 20%.",
        "These figures held for 2026 too. Rules change yearly, and changes for 2027 were proposed in July 2026: check them against the current rule before you decide by them.",
        "Quality is 100% for an organization that meets the quality standard, and its score if it meets the alternative standard alone. Losses in ENHANCED go by the score in either case: 1 − 75% × quality, at least 40%.",
        "Left out: the half rate below the minimum for low-revenue organizations, risk adjustment and the regional blend. A new benchmark is a model of the rule: own spending, trended, weighted with the old benchmark.",
        "Chance: the mean of so many lives is taken as normal around the true saving.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "years",
        label: "Years",
        hint: page_only(
            "Quality: 100 where its standard is met. Revenue of the participants caps losses in BASIC C to E; blank: that cap is left out.",
        ),
        shape: Shape::Grid(
            &[
                Column::number("year", "Year", ""),
                Column::number("lives", "Lives", ""),
                Column::number("spending", "Spending", "$ per life"),
                Column::number("quality", "Quality", "%"),
                Column::number("revenue", "Revenue", "$ million"),
            ],
            15,
        ),
    },
    Field { name: "benchmark", label: "Benchmark of the first year", hint: "", shape: Shape::Number("$ per life") },
    Field { name: "trend", label: "Growth of the benchmark", hint: "", shape: Shape::Number("% a year") },
    Field { name: "every", label: "New benchmark after", hint: page_only("Blank: never, it only grows."), shape: Shape::Number("years") },
    Field {
        name: "own",
        label: "Weight of own spending in a new benchmark",
        hint: page_only("Blank: 100, so that every saving lowers it in full."),
        shape: Shape::Number("%"),
    },
    Field {
        name: "prior",
        label: "Prior savings added back",
        hint: page_only("Share of what was paid for the past years. Blank: 0."),
        shape: Shape::Number("%"),
    },
    Field {
        name: "gate",
        label: "Minimum rate in tracks with losses",
        hint: page_only("For savings and losses alike; the organization chooses."),
        shape: Shape::Choice(&[
            ("lives", "By lives, as without losses"),
            ("0", "0%"),
            ("0.5", "0.5%"),
            ("1", "1%"),
            ("1.5", "1.5%"),
            ("2", "2%"),
        ]),
    },
    Field {
        name: "others",
        label: "Contracts of your own, to compare",
        hint: page_only("The minimum and the cap hold for savings and losses. Losses blank: none are shared."),
        shape: Shape::Grid(
            &[
                Column::text("name", "Contract", ""),
                Column::number("share", "Share", "%"),
                Column::number("minimum", "Minimum", "% of benchmark"),
                Column::number("cap", "Cap", "% of benchmark"),
                Column {
                    name: "base",
                    label: "Cap on",
                    unit: "",
                    cell: Cell::Choice(&[("payment", "What is paid"), ("gross", "Savings before sharing")]),
                },
                Column::number("losses", "Losses", "%"),
            ],
            3,
        ),
    },
    Field {
        name: "program",
        label: "Cost of the program",
        hint: page_only("In all years. Blank: none."),
        shape: Shape::Number("$ million"),
    },
    Field {
        name: "margin",
        label: "Margin lost on care avoided",
        hint: page_only("In all years. Blank: none."),
        shape: Shape::Number("$ million"),
    },
    Field {
        name: "sd",
        label: "Standard deviation of spending between people",
        hint: page_only("In percent of the mean. Blank: chance is left out."),
        shape: Shape::Number("%"),
    },
    Field {
        name: "truth",
        label: "True saving",
        hint: page_only("For the role of chance. Blank: 0, nothing has changed."),
        shape: Shape::Number("% of benchmark"),
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "larkfield",
        title: "Larkfield's settlement: 2.5% saved",
        source: "Rates as of performance year 2024",
        inputs: "years=2024,10000,11700,100&benchmark=12000&trend=0&every=&own=&prior=&gate=lives&others=&program=&margin=&sd=180&truth=0",
    },
    Preset {
        name: "net",
        title: "Larkfield at 5%: what it cost to earn",
        source: "Rates as of performance year 2024",
        inputs: "years=2024,10000,11400,100&benchmark=12000&trend=0&every=&own=&prior=&gate=lives&others=&program=1.1&margin=1.05&sd=180&truth=0",
    },
    Preset {
        name: "loss",
        title: "A year of 5% losses",
        source: "Rates as of performance year 2024",
        inputs: "years=2024,10000,12600,100,60&benchmark=12000&trend=0&every=&own=&prior=&gate=2&others=&program=&margin=&sd=180&truth=0",
    },
    Preset {
        name: "ratchet",
        title: "Three good years, then a benchmark of one's own",
        source: "Rates as of performance year 2024",
        inputs: "years=2024,10000,11400,100;2025,10000,11400,100;2026,10000,11400,100;2027,10000,11400,100&benchmark=12000&trend=0&every=3&own=100&prior=0&gate=lives&others=&program=&margin=&sd=180&truth=0",
    },
    Preset {
        name: "corridor",
        title: "A corridor of 5% with a share of 80%",
        source: "",
        inputs: "years=2024,10000,11000,100&benchmark=12000&trend=0&every=&own=&prior=&gate=0&others=Corridor,80,0,5,gross,80&program=&margin=&sd=180&truth=0",
    },
    Preset {
        name: "small",
        title: "5,000 lives and nothing but luck",
        source: "Rates as of performance year 2024",
        inputs: "years=2024,5000,11532,100&benchmark=12000&trend=0&every=&own=&prior=&gate=lives&others=Gate of 3%25,40,3,10&program=&margin=&sd=180&truth=0",
    },
];

/// A track with how it comes out.
struct Settled {
    name: String,
    share: f64,
    is_two_sided: bool,
    agreement: Agreement,
    settlement: Settlement,
    /// Payment less program and margin, dollars.
    net: f64,
    /// Chances of being paid and of owing in the first year at the true saving.
    chances: Option<(f64, f64)>,
}

fn work(entries: &Entries) -> Result<Outcome> {
    let years = years(entries)?;
    let revenue_is_known = years.iter().all(|year| year.revenue.is_some());
    let million = |field: &str| Ok(entries.maybe(field)?.unwrap_or(0.0) * 1e6);
    let costs = million("program")? + million("margin")?;
    let spread = spread(entries)?;
    let mut settled = Vec::new();
    for terms in terms::all(entries, revenue_is_known)? {
        settled.push(one(entries, &terms, &years, (costs, spread))?);
    }
    let (cliff, cliff_table) = pictures::cliff(&settled);
    let (bars, tracks) = pictures::tracks(&settled, costs > 0.0);
    Ok(Outcome {
        says: words::says(&settled),
        figures: words::figures(&settled, costs > 0.0),
        pictures: vec![cliff, bars],
        tables: vec![cliff_table, tracks, pictures::years(&settled)],
        notes: words::notes(&settled, &years, revenue_is_known),
    })
}

fn years(entries: &Entries) -> Result<Vec<Year>> {
    let year = |row: Row| {
        let missing = || row.refused("year", "Enter the year, 2024 or later: the rules here are those of performance year 2024.");
        let begins = row.maybe_whole("year", 2024, 2099)?.and_then(|year| u16::try_from(year).ok()).ok_or_else(missing)?;
        Ok(Year {
            begins: Date { year: begins, month: 1, day: 1 },
            lives: row.number("lives")?,
            spending_per_life: row.number("spending")?,
            revenue: row.maybe("revenue")?.map(|millions| millions * 1e6),
            quality: row.number("quality")? / 100.0,
        })
    };
    entries.rows("years").map(year).collect()
}

/// Standard deviation between people and true saving, as shares.
fn spread(entries: &Entries) -> Result<Option<(f64, f64)>> {
    let truth = entries.maybe("truth")?.unwrap_or(0.0) / 100.0;
    match entries.maybe("sd")? {
        Some(sd) if sd <= 0.0 => Err(Refused::new("sd", "Enter a number above 0, or nothing.")),
        sd => Ok(sd.map(|sd| (sd / 100.0, truth))),
    }
}

fn one(entries: &Entries, terms: &Terms, years: &[Year], (costs, spread): (f64, Option<(f64, f64)>)) -> Result<Settled> {
    let rebasing = match entries.maybe("every")? {
        None => None,
        Some(_) => Some(Rebasing {
            every: u32::try_from(entries.whole("every", 1, 15)?).unwrap_or(1),
            own_weight: entries.maybe("own")?.unwrap_or(100.0) / 100.0,
            prior_savings_share: entries.maybe("prior")?.unwrap_or(0.0) / 100.0,
        }),
    };
    let track = terms.track.clone();
    let agreement = Agreement {
        track: track.name.clone(),
        program: terms::program(track),
        first_benchmark_per_life: entries.number("benchmark")?,
        trend: entries.percent("trend")?,
        rebasing,
        years: years.to_vec(),
    };
    let settlement = settle(&agreement).map_err(|refused| at_field(entries, terms, refused))?;
    let chances = spread.and_then(|(sd, truth)| {
        let (year, row) = (years.first()?, settlement.rows.first()?);
        let error = sd / year.lives.sqrt();
        let owes = row.minimum_loss_rate.map_or(0.0, |minimum| normal_below((-minimum - truth) / error));
        let is_paid = terms.track.savings.sharing_rate > 0.0;
        let paid = if is_paid { normal_below((truth - row.minimum_savings_rate) / error) } else { 0.0 };
        Some((paid, owes))
    });
    Ok(Settled {
        name: terms.track.name.clone(),
        share: terms.track.savings.sharing_rate,
        is_two_sided: terms.track.losses.is_some(),
        net: settlement.total_payment - costs,
        agreement,
        settlement,
        chances,
    })
}

/// The library's name of an input as the form's.
fn at_field(entries: &Entries, terms: &Terms, refused: Refused) -> Refused {
    let parts: Vec<&str> = refused.input.split('.').collect();
    let input = match parts.as_slice() {
        ["years", place, rest @ ..] => {
            let column = match rest.first() {
                None => "year",
                Some(&"spending_per_life") => "spending",
                Some(column) => column,
            };
            entries.place("years", place.parse().ok(), column)
        }
        ["track", rest @ ..] => {
            let column = match rest {
                [_, "sharing_rate"] => "share",
                [_, "rate"] => "losses",
                [_, "cap"] => "cap",
                _ => "minimum",
            };
            terms.row.map_or_else(|| "others".to_owned(), |row| row.place(column))
        }
        ["first_benchmark_per_life"] => "benchmark".to_owned(),
        ["rebasing", "own_weight"] => "own".to_owned(),
        ["rebasing", "prior_savings_share"] => "prior".to_owned(),
        ["trend", ..] => "trend".to_owned(),
        _ => "years".to_owned(),
    };
    let sentence = match refused.sentence {
        sentence if sentence.contains("A share lies") => "Enter a percentage from 0 to 100.".to_owned(),
        sentence if sentence.contains("A rate per period") => "Enter a percentage above −100 and at most 1,000.".to_owned(),
        sentence if parts == ["years"] => format!("{sentence} One row is a year."),
        sentence => sentence,
    };
    Refused::new(input, sentence)
}
