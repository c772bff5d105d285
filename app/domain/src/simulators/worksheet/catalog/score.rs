//! A risk score from its factors: what counts, what a hierarchy leaves out, and what the score is paid on in the end.

use super::super::{
    Axis, Bar, Column, Entries, Field, Figure, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, number, on_page, page_only,
};
use super::share;
use crate::simulators::capitation::{Condition, Hierarchy, RiskFactors, RiskScore, risk_score};
use crate::simulators::{Refused, Result};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "risk-score",
    title: "Risk score",
    about: page_only("What a member's risk score is made of, which conditions count, and what the score pays."),
    basis: on_page(&[
        "Raw score = demographic factor + the factors of the conditions that count. A milder condition of the same hierarchy, or one that is named twice, does not.",
        "Payment score = raw score / normalization × (1 − reduction for coding). CMS rounds to three decimals after each step; here nothing is rounded.",
        "Factors and hierarchies change every year: enter those of the model and segment that is paid on.",
    ]),
    fields: &[
        Field {
            name: "demographic",
            label: "Demographic factor",
            hint: page_only("Of age, sex and eligibility."),
            shape: Shape::Number("points of the score"),
        },
        Field {
            name: "conditions",
            label: "Conditions recorded",
            hint: page_only("Interactions are conditions of their own."),
            shape: Shape::Grid(&[Column::text("code", "Condition", ""), Column::number("factor", "Factor", "")], 30),
        },
        Field {
            name: "hierarchy",
            label: "Hierarchies",
            hint: page_only("Where the first is recorded, the second does not count."),
            shape: Shape::Grid(&[Column::text("above", "Where there is", ""), Column::text("below", "leave out", "")], 60),
        },
        Field {
            name: "normalization",
            label: "Normalization factor",
            hint: page_only("1 where there is none."),
            shape: Shape::Number("no unit"),
        },
        Field {
            name: "coding",
            label: "Reduction for coding",
            hint: page_only("At least 5.9 in Medicare Advantage."),
            shape: Shape::Number("%"),
        },
        Field {
            name: "rate",
            label: "Premium at a score of 1",
            hint: page_only("Blank: leave dollars out."),
            shape: Shape::Number("$ per member and month"),
        },
    ],
    presets: on_page(&[
        Preset {
            name: "v24",
            title: "A woman of 70-74 with diabetes and obesity",
            source: "CMS-HCC model V24, 2024 midyear final: community, full-benefit dual, aged",
            inputs: "demographic=0.519&conditions=HCC 18,0.340;HCC 22,0.383&hierarchy=HCC 17,HCC 18;HCC 17,HCC 19;HCC 18,HCC 19\
                     &normalization=1&coding=0&rate=",
        },
        Preset {
            name: "paid",
            title: "The same as it is paid on, normalized by 1.1 and reduced by 5.9%",
            source: "Factors as before; the normalization and the premium are invented",
            inputs: "demographic=0.519&conditions=HCC 18,0.340;HCC 22,0.383&hierarchy=HCC 17,HCC 18;HCC 17,HCC 19;HCC 18,HCC 19\
                     &normalization=1.1&coding=5.9&rate=950",
        },
    ]),
    work,
    drawing: None,
};

fn work(entries: &Entries) -> Result<Outcome> {
    let factors = factors(entries)?;
    let score = risk_score(&factors).map_err(|refused| at_field(entries, refused))?;
    let rate = match entries.maybe("rate")? {
        Some(rate) if !(0.0..=1e6).contains(&rate) => return Err(Refused::new("rate", "Enter a premium from 0 to a million, or none.")),
        rate => rate,
    };
    let steps = steps(entries, &factors, &score);
    Ok(Outcome {
        says: says(&steps, &score, rate),
        figures: figures(&score, rate),
        pictures: vec![picture(&steps, &score)],
        tables: vec![table(&steps, &score, rate)],
        notes: Vec::new(),
    })
}

/// A code as it is compared: “hcc 18” is HCC18.
fn key(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

fn factors(entries: &Entries) -> Result<RiskFactors> {
    let condition =
        |row: super::super::Row| -> Result<Condition> { Ok(Condition { code: key(row.named("code")?), factor: row.number("factor")? }) };
    let hierarchy = |row: super::super::Row| -> Result<Hierarchy> {
        Ok(Hierarchy { above: key(row.named("above")?), below: vec![key(row.named("below")?)] })
    };
    Ok(RiskFactors {
        demographic: entries.number("demographic")?,
        conditions: entries.rows("conditions").map(condition).collect::<Result<_>>()?,
        hierarchies: entries.rows("hierarchy").map(hierarchy).collect::<Result<_>>()?,
        normalization: entries.number("normalization")?,
        coding_adjustment: share(entries.number("coding")?, || "coding".to_owned())?,
    })
}

fn at_field(entries: &Entries, refused: Refused) -> Refused {
    let mut parts = refused.input.split('.');
    let field = match (parts.next(), parts.next()) {
        (Some("conditions"), Some(place)) => entries.place("conditions", place.parse().ok(), "factor"),
        (Some("normalization"), _) => "normalization".to_owned(),
        _ => "demographic".to_owned(),
    };
    Refused::new(field, refused.sentence)
}

/// One step to the raw score.
struct Step {
    name: String,
    factor: f64,
    counts: bool,
}

fn steps(entries: &Entries, factors: &RiskFactors, score: &RiskScore) -> Vec<Step> {
    let mut steps = vec![Step { name: "Age, sex, eligibility".to_owned(), factor: factors.demographic, counts: true }];
    let times = |code: &str, codes: &mut dyn Iterator<Item = &str>| codes.filter(|each| *each == code).count();
    for (place, (row, Condition { code, factor })) in entries.rows("conditions").zip(&factors.conditions).enumerate() {
        let named = times(code, &mut factors.conditions.iter().map(|each| each.code.as_str()));
        let left_out = times(code, &mut score.left_out.iter().map(String::as_str));
        // Of a condition that is named twice the first counts, unless a hierarchy leaves all of them out.
        let is_first = !factors.conditions[..place].iter().any(|earlier| earlier.code == *code);
        steps.push(Step { name: row.text("code").to_owned(), factor: *factor, counts: is_first && left_out < named });
    }
    steps
}

fn says(steps: &[Step], score: &RiskScore, rate: Option<f64>) -> String {
    let mut says = format!("The raw score is {}", number(score.raw, 3));
    if score.payment != score.raw {
        says.push_str(&format!("; the score that is paid on is {}", number(score.payment, 3)));
    }
    if let Some(rate) = rate {
        says.push_str(&format!(", or ${} a year", number(12.0 * rate * score.payment, 0)));
    }
    says.push('.');
    let left_out: Vec<&str> = steps.iter().filter(|step| !step.counts).map(|step| step.name.as_str()).collect();
    if !left_out.is_empty() {
        says.push_str(&format!(" Not counted: {}.", left_out.join(", ")));
    }
    says
}

fn figures(score: &RiskScore, rate: Option<f64>) -> Vec<Figure> {
    let mut figures = vec![
        Figure::new("Raw score", number(score.raw, 3), ""),
        Figure::new("Normalized", number(score.normalized, 3), ""),
        Figure::new("Payment score", number(score.payment, 3), ""),
    ];
    if let Some(rate) = rate {
        figures.push(Figure::new("Paid for the member", format!("${}", number(12.0 * rate * score.payment, 0)), "a year"));
    }
    figures
}

fn picture(steps: &[Step], score: &RiskScore) -> Picture {
    let mut from = 0.0;
    let mut bars = Vec::new();
    for step in steps {
        let to = if step.counts { from + step.factor } else { from };
        let note = if step.counts { number(step.factor, 3) } else { "not counted".to_owned() };
        bars.push(Bar { name: step.name.clone(), from, to, note });
        from = to;
    }
    let whole = |name: &str, value: f64| Bar { name: name.to_owned(), from: 0.0, to: value, note: number(value, 3) };
    bars.push(whole("Raw score", score.raw));
    if score.payment != score.raw {
        bars.push(whole("Payment score", score.payment));
    }
    Picture {
        title: format!("How the factors add up to a raw score of {}.", number(score.raw, 3)),
        table: 0,
        plot: Plot::Bars { x: Axis::new("Risk score").reaching(0.0, 1.0), bars, base: None },
    }
}

/// The steps; where a premium is given, what each of them pays.
fn table(steps: &[Step], score: &RiskScore, rate: Option<f64>) -> Table {
    let mut columns = vec![("Factor", ""), ("Value", ""), ("Counts", "")];
    if rate.is_some() {
        columns.push(("Pays", "$ a year"));
    }
    let mut table = Table::new("The factors of the score", &columns);
    for step in steps {
        let mut row = vec![Value::text(&step.name), Value::Number(step.factor, 3), Value::text(if step.counts { "yes" } else { "no" })];
        if let Some(rate) = rate {
            let counted = if step.counts { step.factor } else { 0.0 };
            row.push(Value::Number(12.0 * rate * counted * score.payment / score.raw, 0));
        }
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    /// domain.md 5.7, and `06-capitation.md`, *What is in a score*.
    #[test]
    fn the_published_score_stays_when_a_milder_condition_is_recorded_too() {
        let alone = outcome(&WORKSHEET, "preset=v24");
        assert_eq!(figure(&alone, "Raw score"), "1.242");
        assert_eq!(alone.says, "The raw score is 1.242.");
        let more = outcome(&WORKSHEET, "preset=v24&conditions=HCC 18,0.340;HCC 22,0.383;hcc19,0.107");
        assert_eq!(more.says, "The raw score is 1.242. Not counted: hcc19.");
        assert_eq!(more.tables[0].rows[3][2], Value::text("no"));
        // Question capitation-hierarchy.
        let man = outcome(&WORKSHEET, "demographic=0.600&conditions=HCC 18,0.340;HCC 19,0.107;HCC 22,0.383");
        assert_eq!(figure(&man, "Raw score"), "1.323");
    }

    #[test]
    fn what_is_paid_on_is_normalized_and_reduced() {
        // 1.242 / 1.1 × 0.941, and twelve times 950.
        let paid = outcome(&WORKSHEET, "preset=paid");
        assert_eq!(["Normalized", "Payment score", "Paid for the member"].map(|label| figure(&paid, label)), ["1.129", "1.062", "$12,112"]);
    }

    #[test]
    fn a_condition_that_is_named_twice_counts_once() {
        let twice = outcome(&WORKSHEET, "conditions=HCC 22,0.383;HCC 22,0.383");
        assert_eq!(figure(&twice, "Raw score"), "0.902");
        let counts: Vec<String> = twice.tables[0].rows.iter().map(|row| row[2].shown()).collect();
        assert_eq!(counts, ["yes", "yes", "no"]);
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let cases = [
            ("demographic=-1&conditions=", "demographic"),
            ("conditions=A,1;B,1e300", "conditions.1.factor"),
            ("conditions=A", "conditions.0.factor"),
            ("hierarchy=A", "hierarchy.0.below"),
            ("normalization=0", "normalization"),
            ("coding=101", "coding"),
            ("rate=-1", "rate"),
        ];
        for (query, field) in cases {
            assert_eq!(refusal(&WORKSHEET, query).0, field, "{query}");
        }
    }
}
