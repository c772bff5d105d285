//! Control charts: values with the limits of their phases, read by a rule set that is named.

pub mod false_alarms;
mod reading;
mod shown;
#[cfg(test)]
mod tests;

use super::super::{Column, Entries, Field, Outcome, Preset, Shape, Worksheet, on_page, page_only};
use crate::simulators::Result;
use crate::simulators::control_chart::chart;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "control-chart",
    title: "Control chart",
    about: page_only("Whether a process has changed, or varies as it always does: XmR, p, c and u charts, read by rules that are named."),
    basis: on_page(&[
        "XmR: mean ± 2.66 × mean moving range; upper limit of moving ranges 3.267 × their mean. NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.",
        "p: p̄ ± 3√(p̄(1 − p̄)/n); c: c̄ ± 3√c̄; u: ū ± 3√(ū/n); no limit is below 0. e-Handbook, 6.3.3.",
        "NHS “Making data count”: beyond a limit; 7 on one side of the mean; 7 rising or falling; 2 of 3 beyond 2 sigma with all three on that side. Moving ranges above 3.267 × their mean are left out, once, before the limits are set.",
        "Western Electric (1956): beyond a limit; 2 of 3 beyond 2 sigma; 4 of 5 beyond 1 sigma; 8 on one side. All moving ranges are used.",
        "Signals are sought within a phase.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "chart",
        label: "Chart",
        hint: "",
        shape: Shape::Choice(&[
            ("xmr", "XmR: a measured value or a rate"),
            ("p", "p: yes or no per case"),
            ("c", "c: events, exposure always the same"),
            ("u", "u: events, exposure varies"),
        ]),
    },
    Field { name: "measure", label: "What is charted", hint: page_only("With its unit."), shape: Shape::Text },
    Field {
        name: "data",
        label: "Values or counts",
        hint: page_only("In order of time. For p, c and u: how many cases or events."),
        shape: Shape::Series("in the unit charted"),
    },
    Field {
        name: "sizes",
        label: "Cases or exposure",
        hint: page_only(
            "For p the cases looked at, for u the exposure, such as thousands of patient-days. One number stands for all points.",
        ),
        shape: Shape::Series(""),
    },
    Field {
        name: "phases",
        label: "Phases",
        hint: page_only("Each has limits of its own, from its first points or from all. Without any: one phase."),
        shape: Shape::Grid(&[Column::number("from", "From point", ""), Column::number("baseline", "Limits from its first", "points")], 20),
    },
    Field {
        name: "rules",
        label: "Rules",
        hint: page_only("Choose before you look."),
        shape: Shape::Choice(&[
            ("nhs", "NHS “Making data count”"),
            ("western-electric", "Western Electric"),
            ("limits", "Beyond a limit only"),
        ]),
    },
    Field {
        name: "mean",
        label: "Mean known beforehand",
        hint: page_only("XmR with one phase: limits kept from earlier. Blank: from the data."),
        shape: Shape::Number("in the unit of the data"),
    },
    Field {
        name: "sigma",
        label: "Sigma known beforehand",
        hint: page_only("A third of the way from the mean to a limit."),
        shape: Shape::Number("in the unit of the data"),
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "falls",
        title: "Falls before and after hourly rounding",
        source: "",
        inputs: "chart=xmr&measure=Falls+per+1,000+patient-days&data=3.6+2.8+3.7+3.1+2.4+3.4+4.1+3.0+2.6+3.5+2.7+3.3+2.6+2.9+2.2+2.7+2.3+2.6+2.9+2.4&phases=1,12&rules=nhs",
    },
    Preset {
        name: "falls-kept",
        title: "Falls: twelve months against limits that are kept",
        source: "",
        inputs: "chart=xmr&measure=Falls+per+1,000+patient-days&data=3.6+2.8+3.7+3.1+2.4+3.4+4.1+3.0+2.6+3.5+2.7+3.3&rules=limits&mean=3.183&sigma=0.685",
    },
    Preset {
        name: "falls-recalculated",
        title: "Falls: limits recalculated from month 13",
        source: "",
        inputs: "chart=xmr&measure=Falls+per+1,000+patient-days&data=3.6+2.8+3.7+3.1+2.4+3.4+4.1+3.0+2.6+3.5+2.7+3.3+2.6+2.9+2.2+2.7+2.3+2.6+2.9+2.4&phases=1;13&rules=nhs",
    },
    Preset {
        name: "handbook",
        title: "Ten values of a handbook",
        source: "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2",
        inputs: "chart=xmr&measure=Flow+rate&data=49.6+47.6+49.9+51.3+47.8+51.2+52.6+52.4+53.6+52.1&rules=nhs",
    },
    Preset {
        name: "late-antibiotics",
        title: "Late first antibiotics, 200 patients a month",
        source: "Counts of An Introduction to Business Statistics, example 16.6, read as late antibiotics",
        inputs: "chart=p&measure=Late+first+antibiotics&data=40+44+22+34+24+32+28+32+34+30&sizes=200&rules=limits",
    },
    Preset {
        name: "hypoglycemia",
        title: "Severe hypoglycemia at the night pharmacy",
        source: "",
        inputs: "chart=xmr&measure=Severe+hypoglycemia+per+1,000+insulin+days&data=5.1+3.9+5.6+4.4+6.0+4.8+3.7+5.3+4.6+5.8+4.2+5.0+6.3+5.5+4.9+6.1&phases=1,12&rules=nhs",
    },
    Preset {
        name: "line-infections",
        title: "Bloodstream infections by thousands of line-days",
        source: "",
        inputs: "chart=u&measure=Infections+per+1,000+line-days&data=3+5+2+4+6+3+4+2+5+3+4+6+3+1+2+0+1+2&sizes=1.2+1.4+1.1+1.3+1.5+1.2+1.2+1.0+1.4+1.1+1.3+1.6+1.3+1.2+1.4+1.1+1.2+1.5&phases=1,12&rules=nhs",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let inputs = reading::inputs(entries)?;
    let found = chart(&inputs).map_err(|refused| reading::at_field(entries, refused))?;
    Ok(shown::outcome(entries, &inputs, &found))
}
