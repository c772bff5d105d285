//! Bundled payment: what is in the price of an episode, what a year settles for, and how much of that is luck.

mod costs;
mod pictures;
#[cfg(test)]
mod tests;
mod words;

use super::super::{Column, Entries, Field, Outcome, Preset, Shape, Worksheet, on_page, page_only};
use crate::simulators::bundle::{Bundle, QualityAdjustment, Winsorizing, reconcile};
use crate::simulators::{Refused, Result};
use costs::Costs;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "bundle",
    title: "Bundled payment: price, settlement and luck",
    about: page_only(
        "What an episode costs against its target price, what the year settles for, and how often chance alone brings a gain or a loss.",
    ),
    basis: on_page(&[
        "Target price = past mean × (1 + trend) × (1 − discount). Settlement = (target − mean) × episodes, then quality, then stop-gain and stop-loss.",
        "The order follows the reconciliation specifications of BPCI Advanced (CMS). Percentiles by linear interpolation (type 7 of Hyndman and Fan 1996).",
        "Chance: the mean of n episodes is taken as normal with a standard error of sd / √n, good from about 30 episodes. Share of chance = 1 − reliability (Adams 2009).",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "from",
        label: "Costs come from",
        hint: "",
        shape: Shape::Choice(&[("parts", "Components of the mean episode"), ("episodes", "Lists of episodes")]),
    },
    Field {
        name: "parts",
        label: "Components",
        hint: page_only("How many patients have it and what is paid then, before and after. Blank: 100%, and after as before."),
        shape: Shape::Grid(
            &[
                Column::text("part", "Component", ""),
                Column::number("share", "Share", "%"),
                Column::number("paid", "Payment", "$"),
                Column::number("share-after", "Share after", "%"),
                Column::number("paid-after", "After", "$"),
            ],
            20,
        ),
    },
    Field { name: "volume", label: "Episodes a year", hint: page_only("With components."), shape: Shape::Number("episodes") },
    Field {
        name: "sd",
        label: "Standard deviation of the cost of an episode",
        hint: page_only("With components."),
        shape: Shape::Number("$"),
    },
    Field { name: "past", label: "Past episodes", hint: page_only("With lists: cost of each."), shape: Shape::Series("$ per episode") },
    Field { name: "year", label: "Episodes of the year", hint: page_only("With lists."), shape: Shape::Series("$ per episode") },
    Field {
        name: "tails",
        label: "Percentiles cut at both ends",
        hint: page_only("With lists. 1: costs beyond the 1st and 99th count as these. Blank: all count in full."),
        shape: Shape::Number("%"),
    },
    Field { name: "trend", label: "Growth of costs since the past", hint: "", shape: Shape::Number("%") },
    Field { name: "discount", label: "Discount of the payer", hint: "", shape: Shape::Number("%") },
    Field { name: "score", label: "Quality score", hint: page_only("Blank: quality changes nothing."), shape: Shape::Number("%") },
    Field { name: "stake", label: "Payment at stake for quality", hint: page_only("Blank: 10."), shape: Shape::Number("%") },
    Field { name: "gain", label: "Stop-gain", hint: page_only("The most that is paid. Blank: 100."), shape: Shape::Number("% of target") },
    Field { name: "loss", label: "Stop-loss", hint: page_only("The most that is owed. Blank: 100."), shape: Shape::Number("% of target") },
    Field { name: "program", label: "Cost of the program", hint: page_only("Blank: none."), shape: Shape::Number("$ a year") },
    Field {
        name: "between",
        label: "Standard deviation of true means between providers",
        hint: page_only("For the share of chance in rankings. Blank: left out."),
        shape: Shape::Number("$"),
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "joints",
        title: "Marlowe South: 300 hips and knees",
        source: "",
        inputs: "from=parts&parts=Hospital stay,100,12600;Surgeon and other professionals,100,2350;Nursing facility,38,11500,22,10000;Home health,55,2800,68,2700;Outpatient therapy,80,900,85,900;Readmission,8,14500;Other,100,2260&volume=300&sd=14000&past=&year=&tails=&trend=0&discount=3&score=&stake=&gain=20&loss=20&program=180000&between=",
    },
    Preset {
        name: "seventy-five",
        title: "The same redesign with 75 episodes",
        source: "",
        inputs: "from=parts&parts=Hospital stay,100,12600;Surgeon and other professionals,100,2350;Nursing facility,38,11500,22,10000;Home health,55,2800,68,2700;Outpatient therapy,80,900,85,900;Readmission,8,14500;Other,100,2260&volume=75&sd=14000&past=&year=&tails=&trend=0&discount=3&score=&stake=&gain=20&loss=20&program=&between=",
    },
    Preset {
        name: "episodes",
        title: "Forty episodes, two of them very dear",
        source: "",
        inputs: "from=episodes&parts=&volume=&sd=&past=17200+18900+16400+19800+22500+18100+17700+24800+20600+16900+18300+31200+19400+17500+21800+18600+64000+20100+17900+23700&year=16800+17400+18200+16100+19100+21700+17300+16600+118000+18800+17100+22900+16900+18400+17600+25600+16300+19700+18000+17000&tails=&trend=2&discount=3&score=80&stake=10&gain=20&loss=20&program=&between=900",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let costs = costs::read(entries)?;
    let result = reconcile(&bundle(entries, &costs)?).map_err(|refused| at_field(&costs, refused))?;
    let program = entries.maybe("program")?.unwrap_or(0.0);
    let (first, first_table) = match &costs {
        Costs::Parts { parts, .. } => pictures::parts(parts),
        Costs::Episodes { year, .. } => pictures::episodes(year, &result),
    };
    let (chances, chance_table) = pictures::chances(&result);
    Ok(Outcome {
        says: words::says(&result, program),
        figures: words::figures(&result, program),
        pictures: vec![first, chances],
        tables: vec![first_table, chance_table, pictures::steps(&result, program)],
        notes: words::notes(&result),
    })
}

fn bundle(entries: &Entries, costs: &Costs) -> Result<Bundle> {
    let share = |field: &str, otherwise: f64| Ok(entries.maybe(field)?.unwrap_or(otherwise) / 100.0);
    let quality = match entries.maybe("score")? {
        Some(score) => Some(QualityAdjustment { score: score / 100.0, at_stake: share("stake", 10.0)? }),
        None => None,
    };
    let (historical_costs, year) = costs.lists();
    let tails = entries.maybe("tails")?.filter(|_| matches!(costs, Costs::Episodes { .. }));
    Ok(Bundle {
        historical_costs,
        costs: year,
        trend: share("trend", 0.0)?,
        discount: share("discount", 0.0)?,
        winsorizing: tails.map(|percent| Winsorizing { lower: percent / 100.0, upper: 1.0 - percent / 100.0 }),
        quality,
        stop_gain: share("gain", 100.0)?,
        stop_loss: share("loss", 100.0)?,
        sd_between_providers: entries.maybe("between")?,
    })
}

/// The library's name of an input as the form's.
fn at_field(costs: &Costs, refused: Refused) -> Refused {
    let is_list = matches!(costs, Costs::Episodes { .. });
    let input = match refused.input.split('.').next().unwrap_or_default() {
        "historical_costs" if is_list => "past",
        "costs" if is_list => "year",
        "historical_costs" | "costs" => "parts",
        "winsorizing" => "tails",
        "quality" if refused.input.ends_with("score") => "score",
        "quality" => "stake",
        "stop_gain" => "gain",
        "stop_loss" => "loss",
        "sd_between_providers" => "between",
        "discount" => "discount",
        _ => "trend",
    };
    let sentence = match (input, refused.sentence) {
        ("tails", _) => "Enter a percentage of 0 or more and below 50.".to_owned(),
        ("trend", _) => "Enter a percentage above −100 and at most 1,000.".to_owned(),
        (_, sentence) if sentence.contains("A share lies") => "Enter a percentage from 0 to 100.".to_owned(),
        (_, sentence) => sentence,
    };
    Refused::new(input, sentence)
}
