//! Appraisal of an investment: net present value by both conventions, rates of return, payback, and the volume that breaks even.

mod pictures;
#[cfg(test)]
mod tests;

use super::super::{Entries, Field, Figure, Outcome, Preset, Shape, Worksheet, number, on_page, page_only, percent};
use crate::simulators::investment::{Appraisal, FirstFlow, Investment, Payback, RatesOfReturn, appraise, break_even_volume};
use crate::simulators::{Refused, Result};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "investment",
    title: "Net present value, rate of return and break-even",
    about: page_only("What a stream of cash is worth today, at which rate it breaks even, and when the money is back."),
    basis: on_page(&[
        "Net present value: each flow divided by (1 + rate) once for each period since the first, or once more where the first flow falls after a period.",
        "The textbook has the first flow today and undiscounted; the function NPV of a spreadsheet discounts it once. The internal rate of return is the same in both.",
        "All rates of return from −99.9% to 10,000% a period are sought. Brealey, Myers and Allen, Principles of Corporate Finance, chapters 5 and 6.",
        "Payback runs from the first flow, in a straight line within a period, to where the sum of cash is last no longer negative.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "flows",
        label: "Net cash flow of each period",
        hint: page_only("From the start on. What is spent is negative. Cash that moves: no time saved, no full costs."),
        shape: Shape::Series("in the unit below"),
    },
    Field {
        name: "unit",
        label: "Unit of the flows",
        hint: "",
        shape: Shape::Choice(&[("$", "$"), ("thousand", "$ thousand"), ("million", "$ million")]),
    },
    Field {
        name: "rate",
        label: "Discount rate",
        hint: page_only("What the money costs the organization."),
        shape: Shape::Number("% a period"),
    },
    Field {
        name: "first",
        label: "First flow",
        hint: "",
        shape: Shape::Choice(&[("today", "Today, not discounted (textbook)"), ("later", "After one period (NPV of a spreadsheet)")]),
    },
    Field {
        name: "finance",
        label: "Financing rate",
        hint: page_only("For the modified rate of return. Blank: the discount rate."),
        shape: Shape::Number("% a period"),
    },
    Field {
        name: "reinvest",
        label: "Reinvestment rate",
        hint: page_only("For the modified rate of return. Blank: the discount rate."),
        shape: Shape::Number("% a period"),
    },
    Field {
        name: "fixed",
        label: "Fixed costs",
        hint: page_only("For the volume that breaks even. Blank: left out."),
        shape: Shape::Number("$ a period"),
    },
    Field { name: "price", label: "Revenue of one unit", hint: "", shape: Shape::Number("$") },
    Field { name: "variable", label: "Variable cost of one unit", hint: page_only("Blank: none."), shape: Shape::Number("$") },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "alert",
        title: "Halden buys a deterioration alert",
        source: "",
        inputs: "flows=-600+-210+75+259.25+342.71+325.35&unit=thousand&rate=8&first=today&finance=&reinvest=&fixed=&price=&variable=",
    },
    Preset {
        name: "two-conventions",
        title: "One stream, two conventions",
        source: "The worked example of the spreadsheet function NPV",
        inputs: "flows=-10000+3000+3400+7700&unit=$&rate=6.5&first=later&finance=&reinvest=&fixed=&price=&variable=",
    },
    Preset {
        name: "five-years",
        title: "Five years of a small business",
        source: "Microsoft, documentation of the worksheet function IRR",
        inputs: "flows=-70000+12000+15000+18000+21000+26000&unit=$&rate=6.5&first=today&finance=&reinvest=&fixed=&price=&variable=",
    },
    Preset {
        name: "infusion",
        title: "An infusion suite over seven years",
        source: "",
        inputs: "flows=-900000+170000+170000+170000+170000+170000+170000+170000&unit=$&rate=6&first=today&finance=&reinvest=&fixed=&price=&variable=",
    },
    Preset {
        name: "two-rates",
        title: "A last payment that makes two rates of return",
        source: "",
        inputs: "flows=-100000+230000+-132000&unit=$&rate=15&first=today&finance=&reinvest=&fixed=&price=&variable=",
    },
    Preset {
        name: "clinic",
        title: "A Saturday clinic: how many visits carry it",
        source: "",
        inputs: "flows=-40000+15000+20000+20000&unit=$&rate=7&first=today&finance=&reinvest=&fixed=12000&price=100&variable=40",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let rate = entries.percent("rate")?;
    let other = |field: &str| Ok(entries.maybe(field)?.map_or(rate, |value| value / 100.0));
    let first_flow = if entries.choice("first") == "later" { FirstFlow::AfterOnePeriod } else { FirstFlow::Today };
    let investment = Investment {
        flows: entries.series("flows")?,
        discount_rate: rate,
        first_flow,
        finance_rate: other("finance")?,
        reinvestment_rate: other("reinvest")?,
    };
    let appraisal = appraise(&investment).map_err(at_field)?;
    let unit = match entries.choice("unit") {
        "thousand" => "$ thousand",
        "million" => "$ million",
        _ => "$",
    };
    let mut figures = figures(&appraisal, unit);
    if let Some(volume) = volume(entries)? {
        figures.push(Figure::new("Volume that breaks even", number(volume.ceil(), 0), "units a period"));
    }
    let (cash, cash_table) = pictures::cumulative(&investment.flows, rate, unit);
    let (values, value_table) = pictures::by_rate(&investment, &appraisal, unit);
    Ok(Outcome {
        says: says(&appraisal, rate, unit),
        figures,
        pictures: vec![cash, values],
        tables: vec![cash_table, value_table],
        notes: notes(&appraisal),
    })
}

fn volume(entries: &Entries) -> Result<Option<f64>> {
    let Some(fixed) = entries.maybe("fixed")? else { return Ok(None) };
    let (price, variable) = (entries.number("price")?, entries.maybe("variable")?.unwrap_or(0.0));
    break_even_volume(fixed, price, variable).map(Some).map_err(at_field)
}

/// The library's name of an input as the form's.
fn at_field(refused: Refused) -> Refused {
    let field = match refused.input.split('.').next().unwrap_or_default() {
        "flows" => "flows",
        "finance_rate" => "finance",
        "reinvestment_rate" => "reinvest",
        "fixed_costs" => "fixed",
        "revenue_per_unit" => "price",
        "variable_cost_per_unit" => "variable",
        _ => "rate",
    };
    let sentence = match field {
        "rate" | "finance" | "reinvest" if refused.sentence.contains("0.05") => {
            "A rate per period lies above −100% and is at most 1,000%: enter 5 for 5%.".to_owned()
        }
        _ => refused.sentence,
    };
    Refused::new(field, sentence)
}

fn says(appraisal: &Appraisal, rate: f64, unit: &str) -> String {
    let value = appraisal.net_present_value;
    let amount = pictures::money(value.abs());
    let rate = number(rate * 100.0, 1);
    let shown = unit.replace('$', &format!("${amount}"));
    if amount.bytes().all(|b| matches!(b, b'0' | b'.')) {
        format!("At {rate}% the investment is worth what it costs: its net present value is 0.")
    } else if value > 0.0 {
        format!("At {rate}% the investment is worth {shown} more than it costs today.")
    } else {
        format!("At {rate}% the investment is worth {shown} less than it costs today.")
    }
}

fn figures(appraisal: &Appraisal, money: &str) -> Vec<Figure> {
    let mut figures = vec![
        Figure::new("Net present value, first flow today", pictures::money(appraisal.first_flow_today), money),
        Figure::new("Net present value, first flow after one period", pictures::money(appraisal.first_flow_after_one_period), money),
        Figure::new("Internal rate of return", rates(appraisal), ""),
    ];
    if let Some(modified) = appraisal.modified_rate_of_return {
        figures.push(Figure::new("Modified rate of return", percent(modified, 2), ""));
    }
    figures.extend([payback("Payback", appraisal.payback), payback("Payback, discounted", appraisal.discounted_payback)]);
    figures
}

fn payback(label: &str, payback: Payback) -> Figure {
    let words = match payback {
        Payback::After(periods) => return Figure::new(label, number(periods, 1), "periods"),
        Payback::Never => "never",
        Payback::Lost => "none: it turns negative again",
        Payback::NothingSpent => "nothing to pay back",
    };
    Figure::new(label, words, "")
}

fn rates(appraisal: &Appraisal) -> String {
    match &appraisal.rates_of_return {
        Ok(RatesOfReturn::One(rate)) => percent(*rate, 2),
        Ok(RatesOfReturn::Several(rates)) => rates.iter().map(|rate| percent(*rate, 2)).collect::<Vec<_>>().join(", "),
        Err(_) => "none".to_owned(),
    }
}

fn notes(appraisal: &Appraisal) -> Vec<String> {
    match &appraisal.rates_of_return {
        Ok(RatesOfReturn::One(_)) => Vec::new(),
        Ok(RatesOfReturn::Several(_)) => {
            vec!["There are several rates of return, and none of them ranks the investment: decide by the net present value.".to_owned()]
        }
        Err(refused) => vec![refused.sentence.clone()],
    }
}
