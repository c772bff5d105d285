//! Fault trees: what is enough alone, what needs company, and what safeguards have in common.

mod pictures;
mod reading;
mod shown;
#[cfg(test)]
mod tests;

use super::super::{Cell, Column, Entries, Field, Outcome, Preset, Shape, Worksheet, on_page, page_only};
use crate::simulators::Result;
use crate::simulators::fault_tree::analyze;

const MOST_ROWS: usize = 60;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "fault-tree",
    title: "Fault tree",
    about: page_only("How probable a harm is, which single failures are enough for it, and what a common cause does to safeguards."),
    basis: on_page(&[
        "For independent events AND is Πp and OR is 1 − Π(1 − p). Vesely et al., Fault Tree Handbook, NUREG-0492, 1981.",
        "An event that stands in several places is one event, and nothing is counted twice (Rauzy, Reliab Eng Syst Saf 1993;40:203-211).",
        "A common cause is a part of the probability that is entered for each event: what is left is (p − c × q)/(1 − c), where q is the probability of the event if the cause is there.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "nodes",
        label: "Tree",
        hint: page_only("The harm first, with nothing above it. What stands under two others has two rows with the same name."),
        shape: Shape::Grid(
            &[
                Column::text("name", "What happens", ""),
                Column::text("under", "Under", ""),
                Column {
                    name: "kind",
                    label: "Happens",
                    unit: "",
                    cell: Cell::Choice(&[
                        ("event", "by itself"),
                        ("or", "OR: if any does"),
                        ("and", "AND: if all do"),
                        ("two", "if 2 do"),
                        ("three", "if 3 do"),
                    ]),
                },
                Column::text("p", "Probability", ""),
            ],
            MOST_ROWS,
        ),
    },
    Field {
        name: "common",
        label: "Common causes",
        hint: page_only(
            "What makes several events happen together. Events: their names, with + between. If there: how probable each is then; blank for certain.",
        ),
        shape: Shape::Grid(
            &[
                Column::text("name", "Cause", ""),
                Column::text("p", "Probability", ""),
                Column::text("of", "Events", ""),
                Column::text("then", "If there", ""),
            ],
            8,
        ),
    },
    Field {
        name: "demands",
        label: "Occasions",
        hint: page_only("To turn a probability into a number. Leave blank if the probabilities are of a year."),
        shape: Shape::Number("a year"),
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "potassium",
        title: "A critical potassium that nobody acts on",
        source: "",
        inputs: "nodes=Not+acted+on,,or;Not+on+the+list,Not+acted+on,event,0.002;Nobody+told,Not+acted+on,and;Call+fails,Nobody+told,event,0.05;Alert+fails,Nobody+told,event,0.04;Told+but+no+act,Not+acted+on,event,0.003&demands=6000",
    },
    Preset {
        name: "directory",
        title: "The same, with a directory that call and alert share",
        source: "",
        inputs: "nodes=Not+acted+on,,or;Not+on+the+list,Not+acted+on,event,0.002;Nobody+told,Not+acted+on,and;Call+fails,Nobody+told,event,0.05;Alert+fails,Nobody+told,event,0.04;Told+but+no+act,Not+acted+on,event,0.003&common=Directory+wrong,0.01,Call+fails%2BAlert+fails&demands=6000",
    },
    Preset {
        name: "bad-shift",
        title: "Four safeguards and a short-staffed shift",
        source: "",
        inputs: "nodes=All+four+fail,,and;Pharmacist,All+four+fail,event,0.1;Nurse,All+four+fail,event,0.1;Second+nurse,All+four+fail,event,0.1;Pump+alarm,All+four+fail,event,0.1&common=Short-staffed+shift,0.1,Pharmacist%2BNurse%2BSecond+nurse%2BPump+alarm,0.4",
    },
    Preset {
        name: "generators",
        title: "A grid and two generators with something in common",
        source: "",
        inputs: "nodes=No+power,,and;Grid+fails,No+power,event,0.2;Generator+1+fails,No+power,event,0.05;Generator+2+fails,No+power,event,0.05&common=Same+fuel,0.02,Generator+1+fails%2BGenerator+2+fails",
    },
    Preset {
        name: "oxygen",
        title: "Oxygen for a chamber: reserve and manifold",
        source: "",
        inputs: "nodes=No+oxygen,,or;Both+supplies+fail,No+oxygen,and;Main+line+fails,Both+supplies+fail,event,0.004;Reserve+does+not+start,Both+supplies+fail,event,0.05;Manifold+breaks,No+oxygen,event,0.0003",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let (drawn, causes) = (reading::drawn(entries)?, reading::causes(entries)?);
    let real = drawn.with(&causes, entries)?;
    let analysis = analyze(&real.inputs).map_err(|refused| reading::at_field(entries, &real, refused))?;
    let independent = if causes.is_empty() { None } else { analyze(&drawn.inputs).ok().map(|analysis| analysis.probability) };
    let curve = shown::curve(&drawn, &causes, entries);
    Ok(shown::outcome(
        &shown::View {
            drawn: &drawn,
            real: &real,
            causes: &causes,
            analysis: &analysis,
            independent,
            counts: !entries.typed("demands").is_empty(),
        },
        curve,
    ))
}
