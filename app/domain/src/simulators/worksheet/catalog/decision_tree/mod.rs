//! A decision tree of rows: the best strategy, from which probability another is best, and what it is worth to know more.

mod pictures;
mod rows;
#[cfg(test)]
mod tests;
mod words;

use super::super::{Cell, Column, Entries, Field, Outcome, Preset, Shape, Worksheet, on_page, page_only};
use crate::simulators::decision_tree::{
    Information, Node, Piece, Rollback, Test, Tree, information, perfect_information, roll_back, thresholds,
};
use crate::simulators::{Refused, Result};
use rows::Read;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "decision-tree",
    title: "Decision tree and value of information",
    about: page_only(
        "Which option is best when something is not known, from which probability another is, and what it is worth to know more first.",
    ),
    basis: on_page(&[
        "Chance is worth the mean of its outcomes, a decision its best option; more is better, so costs are negative.",
        "EVPI is what is expected with the answer known beforehand, less what is expected without. EVSI is the same for a test with a sensitivity and a specificity, by Bayes.",
        "Raiffa, Decision Analysis (1968); Hunink et al., Decision Making in Health and Medicine, 2nd ed.",
    ]),
    fields: FIELDS,
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const FIELDS: &[Field] = &[
    Field {
        name: "parameters",
        label: "Named numbers",
        hint: page_only("What the tree below may name, such as p."),
        shape: Shape::Grid(&[Column::text("name", "Name", ""), Column::number("value", "Value", "")], 20),
    },
    Field {
        name: "nodes",
        label: "Tree",
        hint: page_only(
            "The first row is where it begins; each other row hangs under the nearest row above of that name. One probability under each chance may stay empty: it is what the others leave.",
        ),
        shape: Shape::Grid(
            &[
                Column::text("node", "What", ""),
                Column::text("under", "Under", ""),
                Column {
                    name: "kind",
                    label: "Then",
                    unit: "",
                    cell: Cell::Choice(&[("end", "End"), ("decision", "Decision"), ("chance", "Chance")]),
                },
                Column::text("way", "Probability", ""),
                Column::text("payoff", "Payoff", ""),
            ],
            60,
        ),
    },
    Field { name: "unit", label: "Unit of payoffs", hint: "", shape: Shape::Text },
    Field {
        name: "event",
        label: "Number to vary",
        hint: page_only("A name from above, as a rule the probability in doubt. Blank: none."),
        shape: Shape::Text,
    },
    Field { name: "low", label: "From", hint: page_only("Blank: 0."), shape: Shape::Number("in the unit of that number") },
    Field { name: "high", label: "To", hint: page_only("Blank: 1."), shape: Shape::Number("in the unit of that number") },
    Field {
        name: "sensitivity",
        label: "Sensitivity of a test",
        hint: page_only("How often it says yes where the event is so. Blank: no test."),
        shape: Shape::Number("%"),
    },
    Field {
        name: "specificity",
        label: "Specificity of a test",
        hint: page_only("How often it says no where the event is not so."),
        shape: Shape::Number("%"),
    },
    Field { name: "cost", label: "Cost of the test", hint: page_only("Blank: none."), shape: Shape::Number("in the unit of payoffs") },
    Field {
        name: "aside",
        label: "Option that is itself a test",
        hint: page_only("Left out where the worth of knowing is reckoned: knowing adds less where a test is at hand. Blank: none."),
        shape: Shape::Text,
    },
];

const PRESETS: &[Preset] = &[
    Preset {
        name: "halden",
        title: "Halden: buy, or pilot first",
        source: "",
        inputs: "parameters=p,0.4&nodes=Lantern,,decision;buy,Lantern,chance;works,buy,end,p,2.4;does not work,buy,end,,-1.2;do not buy,Lantern,end&unit=$ million&event=p&low=&high=&sensitivity=85&specificity=80&cost=0.15&aside=",
    },
    Preset {
        name: "halden-delay",
        title: "Halden: the pilot costs a sixth of the benefit",
        source: "",
        inputs: "parameters=p,0.4;sens,0.85;spec,0.8;late,2.0&nodes=Lantern,,decision;buy now,Lantern,chance;works,buy now,end,p,2.4;does not work,buy now,end,,-1.2;do not buy,Lantern,end;pilot,Lantern,chance,,-0.15;says works,pilot,decision,p*sens%2B(1-p)*(1-spec);buy,says works,chance;works,buy,end,p*sens/(p*sens%2B(1-p)*(1-spec)),late;does not work,buy,end,,-1.2;do not buy,says works,end;says does not,pilot,decision;buy,says does not,chance;works,buy,end,p*(1-sens)/(p*(1-sens)%2B(1-p)*spec),late;does not work,buy,end,,-1.2;do not buy,says does not,end&unit=$ million&event=p&low=&high=&sensitivity=&specificity=&cost=&aside=pilot",
    },
    Preset {
        name: "gas",
        title: "Sell, dig or test: the published tree",
        source: "Kamiński, Jakubczyk and Szufel, Cent Eur J Oper Res 2018;26:135-159",
        inputs: "parameters=p,0.7;sens,0.9;spec,0.7&nodes=plot,,decision;sell,plot,end,,800;dig,plot,chance,,-300;gas,dig,end,p,2500;no gas,dig,end;test,plot,chance,,-50;positive,test,decision,p*sens%2B(1-p)*(1-spec);sell,positive,end,,1000;dig,positive,chance,,-300;gas,dig,end,p*sens/(p*sens%2B(1-p)*(1-spec)),2500;no gas,dig,end;negative,test,decision;sell,negative,end,,600;dig,negative,chance,,-300;gas,dig,end,p*(1-sens)/(p*(1-sens)%2B(1-p)*spec),2500;no gas,dig,end&unit=&event=p&low=&high=&sensitivity=&specificity=&cost=&aside=test",
    },
    Preset {
        name: "study",
        title: "Surgery center: sell the parcel, build, or study demand first",
        source: "The figures of Kamiński et al. 2018 in another story",
        inputs: "parameters=p,0.7;sens,0.9;spec,0.7;price,50&nodes=parcel,,decision;sell,parcel,end,,800;build,parcel,chance,,-300;demand,build,end,p,2500;no demand,build,end;study,parcel,chance,,-price;favorable,study,decision,p*sens%2B(1-p)*(1-spec);sell,favorable,end,,1000;build,favorable,chance,,-300;demand,build,end,p*sens/(p*sens%2B(1-p)*(1-spec)),2500;no demand,build,end;unfavorable,study,decision;sell,unfavorable,end,,600;build,unfavorable,chance,,-300;demand,build,end,p*(1-sens)/(p*(1-sens)%2B(1-p)*spec),2500;no demand,build,end&unit=$ thousand&event=p&low=&high=&sensitivity=&specificity=&cost=&aside=study",
    },
];

/// What is reckoned about the number that varies.
struct Varied {
    name: String,
    value: f64,
    range: (f64, f64),
    pieces: Vec<Piece>,
    /// Worth of perfect information; none where the number is no probability, or not one that it can be reckoned for.
    perfect: Option<Information>,
    /// A test with what it is worth.
    test: Option<(Test, Information)>,
    /// The tree without the option that is itself a test.
    plain: Tree,
}

fn work(entries: &Entries) -> Result<Outcome> {
    let read = rows::read(entries)?;
    let rolled = roll_back(&read.tree).map_err(|refused| read.at_field(entries, refused))?;
    let varied = varied(entries, &read)?;
    let unit = entries.typed("unit");
    let (tree, tree_table) = pictures::tree(&read, &rolled, unit);
    let (mut drawn, mut tables, mut notes) = (vec![tree], vec![tree_table], Vec::new());
    if let Some(varied) = &varied {
        let (lines, table) = pictures::lines(&read.tree, varied, rolled.expected_value, unit);
        drawn.push(lines);
        tables.push(table);
        tables.push(pictures::strategies(varied, unit));
        tables.extend(varied.test.as_ref().map(|(_, worth)| pictures::findings(worth, unit)));
        notes = words::notes(varied);
    }
    let (says, figures) = (words::says(&rolled, varied.as_ref(), unit), words::figures(&rolled, varied.as_ref(), unit));
    Ok(Outcome { says, figures, pictures: drawn, tables, notes })
}

fn varied(entries: &Entries, read: &Read) -> Result<Option<Varied>> {
    let name = entries.typed("event");
    if name.is_empty() {
        return Ok(None);
    }
    let at_field = |refused| read.at_field(entries, refused);
    let range = (entries.maybe("low")?.unwrap_or(0.0), entries.maybe("high")?.unwrap_or(1.0));
    let pieces = thresholds(&read.tree, name, range.0, range.1).map_err(|refused| {
        if refused.input.starts_with("root") {
            return Refused::new("high", format!("In this range of {name} a probability leaves 0 to 1: narrow the range."));
        }
        at_field(refused)
    })?;
    let value = read.tree.parameters.iter().find(|each| each.name == name).map_or(0.0, |each| each.value);
    let plain = without(&read.tree, entries.typed("aside"))?;
    let perfect = if (0.0..=1.0).contains(&value) { perfect_information(&plain, name).ok() } else { None };
    let test = test(entries)?;
    let test = test.map(|test| Ok((test, information(&plain, name, test).map_err(at_field)?))).transpose()?;
    Ok(Some(Varied { name: name.to_owned(), value, range, pieces, perfect, test, plain }))
}

/// The test that was entered, if any.
fn test(entries: &Entries) -> Result<Option<Test>> {
    if entries.maybe("sensitivity")?.is_none() && entries.maybe("specificity")?.is_none() {
        return Ok(None);
    }
    let share = |field: &str| super::share(entries.number(field)?, || field.to_owned());
    let cost = entries.maybe("cost")?.unwrap_or(0.0);
    Ok(Some(Test { sensitivity: share("sensitivity")?, specificity: share("specificity")?, cost }))
}

/// The tree without an option of its first decision.
fn without(tree: &Tree, aside: &str) -> Result<Tree> {
    let mut tree = tree.clone();
    if aside.is_empty() {
        return Ok(tree);
    }
    if let Node::Decision { options, .. } = &mut tree.root {
        let before = options.len();
        options.retain(|option| option.name != aside);
        if options.len() < before && !options.is_empty() {
            return Ok(tree);
        }
    }
    Err(Refused::new("aside", format!("The first decision has no option “{aside}” beside others: enter one that it has, or nothing.")))
}

/// The options of the first decision with what each is expected to give.
fn options(rolled: &Rollback) -> Vec<(&str, f64)> {
    let is_decision = rolled.root.branches.iter().all(|branch| branch.probability.is_none());
    let branches = rolled.root.branches.iter().filter(|_| is_decision);
    branches.map(|branch| (branch.name.as_str(), branch.value())).collect()
}
