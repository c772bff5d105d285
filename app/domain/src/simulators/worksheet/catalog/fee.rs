//! What a fee schedule by relative value units pays for one service, and what it is made of.

use super::super::{
    Axis, Bar, Entries, Field, Figure, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, amount, number, on_page, page_only,
};
use crate::simulators::rvu::{MedicareFee, medicare_payment};
use crate::simulators::{Refused, Result};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "fee",
    title: "A fee from relative value units",
    about: page_only("What one service is paid under a fee schedule, and how much of it is work, practice expense and malpractice."),
    basis: on_page(&[
        "Fee = (work × index + practice expense × index + malpractice × index) × conversion factor. 42 CFR 414.22 and 414.26; not rounded before the end.",
        "The conversion factor changes every year: enter that of the year and the payer.",
    ]),
    fields: &[
        Field { name: "work", label: "Work", hint: "", shape: Shape::Number("RVU") },
        Field { name: "practice", label: "Practice expense", hint: "", shape: Shape::Number("RVU") },
        Field { name: "malpractice", label: "Malpractice", hint: "", shape: Shape::Number("RVU") },
        Field {
            name: "work-index",
            label: "Index of work",
            hint: page_only("GPCI of the place."),
            shape: Shape::Number("1 = national average"),
        },
        Field { name: "practice-index", label: "Index of practice expense", hint: "", shape: Shape::Number("1 = national average") },
        Field { name: "malpractice-index", label: "Index of malpractice", hint: "", shape: Shape::Number("1 = national average") },
        Field { name: "factor", label: "Conversion factor", hint: "", shape: Shape::Number("$ per RVU") },
    ],
    presets: on_page(&[
        Preset {
            name: "service",
            title: "A service at the factor of 2025",
            source: "Conversion factor of CY 2025: Fed Regist 2024;89:97710, rounded. The relative values are invented.",
            inputs: "work=1.5&practice=1.2&malpractice=0.1&work-index=1.02&practice-index=0.95&malpractice-index=0.8&factor=32.35",
        },
        Preset {
            name: "contract",
            title: "A commercial contract at 38 dollars",
            source: "",
            inputs: "work=0.97&practice=0.78&malpractice=0.07&work-index=1&practice-index=1&malpractice-index=1&factor=38",
        },
    ]),
    work,
    drawing: None,
};

fn work(entries: &Entries) -> Result<Outcome> {
    let fee = MedicareFee {
        work: entries.number("work")?,
        practice: entries.number("practice")?,
        malpractice: entries.number("malpractice")?,
        work_index: entries.number("work-index")?,
        practice_index: entries.number("practice-index")?,
        malpractice_index: entries.number("malpractice-index")?,
        conversion_factor: entries.number("factor")?,
    };
    let at_field = |refused: Refused| {
        let field = if refused.input == "conversion_factor" { "factor".to_owned() } else { refused.input.replace('_', "-") };
        Refused::new(field, refused.sentence)
    };
    let dollars = medicare_payment(&fee).map_err(at_field)?;
    let national = MedicareFee { work_index: 1.0, practice_index: 1.0, malpractice_index: 1.0, ..fee };
    let average = medicare_payment(&national).map_err(at_field)?;
    let parts = parts(&fee);
    let units = parts.iter().map(|part| part.units * part.index).sum::<f64>();
    if dollars <= 0.0 {
        return Err(Refused::new("work", "This service is paid nothing: enter relative values, indices and a factor above zero."));
    }
    Ok(Outcome {
        says: format!(
            "The fee is ${}: {} adjusted relative value units at ${}.",
            number(dollars, 2),
            amount(units),
            number(fee.conversion_factor, 2)
        ),
        figures: vec![
            Figure::new("Fee", number(dollars, 2), "$"),
            Figure::new("Relative value, adjusted", amount(units), "RVU"),
            Figure::new("Fee at the national average", number(average, 2), "$"),
            Figure::new("One dollar of the factor is", number(100.0 / fee.conversion_factor, 1), "% of the fee"),
        ],
        pictures: vec![picture(&parts, fee.conversion_factor)],
        tables: vec![table(&parts, fee.conversion_factor, dollars)],
        notes: Vec::new(),
    })
}

/// One of the three parts of a fee.
struct Part {
    name: &'static str,
    units: f64,
    index: f64,
}

fn parts(fee: &MedicareFee) -> [Part; 3] {
    [
        Part { name: "Work", units: fee.work, index: fee.work_index },
        Part { name: "Practice expense", units: fee.practice, index: fee.practice_index },
        Part { name: "Malpractice", units: fee.malpractice, index: fee.malpractice_index },
    ]
}

fn picture(parts: &[Part], factor: f64) -> Picture {
    let mut from = 0.0;
    let mut bars: Vec<Bar> = Vec::new();
    for part in parts {
        let to = from + part.units * part.index * factor;
        bars.push(Bar { name: part.name.to_owned(), from, to, note: format!("${}", number(to - from, 2)) });
        from = to;
    }
    bars.push(Bar { name: "Fee".to_owned(), from: 0.0, to: from, note: format!("${}", number(from, 2)) });
    Picture {
        title: "How the parts add up to the fee.".to_owned(),
        table: 0,
        plot: Plot::Bars { x: Axis::new("$").reaching(0.0, 0.0), bars, base: None },
    }
}

fn table(parts: &[Part], factor: f64, fee: f64) -> Table {
    let columns = [("Part", ""), ("Relative value", "RVU"), ("Index", ""), ("Adjusted", "RVU"), ("Paid", "$"), ("Share", "%")];
    let mut table = Table::new("The parts of the fee", &columns);
    for Part { name, units, index } in parts {
        let paid = units * index * factor;
        table.row([
            Value::text(*name),
            Value::Number(*units, 2),
            Value::Number(*index, 3),
            Value::Number(units * index, 3),
            Value::Number(paid, 2),
            Value::Number(100.0 * paid / fee, 1),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    #[test]
    fn fees_stand_as_in_the_lesson_and_as_published() {
        // 2.75 × 32.35
        let service = outcome(&WORKSHEET, "preset=service");
        assert_eq!(["Fee", "Relative value, adjusted"].map(|label| figure(&service, label)), ["88.96", "2.75"]);
        // domain.md 5.9
        let contract = outcome(&WORKSHEET, "preset=contract");
        assert_eq!(["Fee", "One dollar of the factor is"].map(|label| figure(&contract, label)), ["69.16", "2.6"]);
        assert!(contract.says.starts_with("The fee is $69.16: 1.82 adjusted"), "{}", contract.says);
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let inputs = ["work=-1", "practice-index=-1", "factor=-1", "malpractice=x", "factor=0"];
        assert_eq!(inputs.map(|query| refusal(&WORKSHEET, query).0), ["work", "practice-index", "factor", "malpractice", "work"]);
    }
}
