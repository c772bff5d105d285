//! The barrier point: for each group the first of five ordered conditions that is low.

use super::super::super::{
    Column, Entries, Field, Figure, Outcome, Pane, Picture, Plot, Preset, Shape, Table, Value, Worksheet, number, on_page, page_only,
};
use super::{at, low_until, rating};
use crate::simulators::Result;
use crate::simulators::change::barrier::{Barriers, Condition, Group, points};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "barrier",
    title: "Barrier point of each group",
    about: page_only("Which condition is missing first for each group, and why the averages point elsewhere."),
    basis: on_page(&[
        "Five conditions in their order, each rated 1 (absent) to 5 (firmly there): the first low one is the barrier point. After ADKAR, a registered trademark of Prosci (Hiatt 2006); these ratings are not its assessment.",
        "The model rests more on experience than on research.",
    ]),
    fields: &[
        Field {
            name: "groups",
            label: "Groups",
            hint: page_only(
                "Awareness of the need, desire to take part, knowledge of how, ability to do it, reinforcement so that it lasts: each 1 to 5.",
            ),
            shape: Shape::Grid(
                &[
                    Column::text("name", "Group", ""),
                    Column::number("awareness", "Aware", ""),
                    Column::number("desire", "Desire", ""),
                    Column::number("knowledge", "Know", ""),
                    Column::number("ability", "Able", ""),
                    Column::number("reinforcement", "Lasts", ""),
                ],
                60,
            ),
        },
        Field { name: "low", label: "Low is up to", hint: "", shape: Shape::Number("points") },
    ],
    presets: &[Preset {
        name: "ashgrove",
        title: "Five groups of Ashgrove",
        source: "",
        inputs: "groups=Hospitalists+(18),5,4,4,2,2;Ward+nurses+(96),4,4,2,2,1;Clinic+pharmacists+(4),5,5,5,4,2;Primary-care+partners+(40),2,2,2,3,1;Discharge+clerks+(7),4,2,4,3,2&low=3",
    }],
    work,
    drawing: None,
};

const NAMES: [&str; 5] = ["awareness", "desire", "knowledge", "ability", "reinforcement"];

fn name(condition: Condition) -> &'static str {
    NAMES[place(condition)]
}

fn place(condition: Condition) -> usize {
    Condition::ALL.iter().position(|each| *each == condition).unwrap_or_default()
}

fn work(entries: &Entries) -> Result<Outcome> {
    let mut groups = Vec::new();
    for row in entries.rows("groups") {
        let mut ratings = [0; 5];
        for (rated, column) in ratings.iter_mut().zip(NAMES) {
            *rated = rating(&row, column)?;
        }
        groups.push(Group { name: row.named("name")?.to_owned(), ratings });
    }
    let barriers = points(&groups, low_until(entries)?).map_err(at("groups"))?;
    let averages = barriers.averages.iter().zip(NAMES);
    let figures = averages.map(|(average, name)| Figure::new(format!("Average: {name}"), number(*average, 1), "")).collect();
    Ok(Outcome {
        says: says(&groups, &barriers),
        figures,
        pictures: vec![picture(&groups, &barriers)],
        tables: vec![table(&groups, &barriers)],
        notes: Vec::new(),
    })
}

fn says(groups: &[Group], barriers: &Barriers) -> String {
    let mut found: Vec<Condition> = barriers.first_low.iter().flatten().copied().collect();
    found.sort();
    found.dedup();
    let words: Vec<&str> = found.iter().map(|condition| name(*condition)).collect();
    if words.is_empty() {
        return "No condition is low for any group.".to_owned();
    }
    format!(
        "What is missing first: {}. The lowest average, {}, is the barrier of {} of {} groups.",
        words.join(", "),
        name(barriers.lowest_average),
        barriers.met_by_lowest_average,
        groups.len()
    )
}

fn picture(groups: &[Group], barriers: &Barriers) -> Picture {
    let row = |(group, first): (&Group, &Option<Condition>)| {
        let pane = |(number, rating): (usize, &u8)| Pane {
            lines: vec![rating.to_string()],
            strong: first.is_some_and(|first| place(first) == number),
        };
        (group.name.clone(), group.ratings.iter().enumerate().map(pane).collect())
    };
    let rows = groups.iter().zip(&barriers.first_low).map(row).collect();
    let title = "Ratings of each group from the first condition to the last. The marked one is the first that is low.".to_owned();
    Picture { title, table: 0, plot: Plot::Boxes { columns: NAMES.map(str::to_owned).to_vec(), rows } }
}

fn table(groups: &[Group], barriers: &Barriers) -> Table {
    let mut columns = vec![("Group", "")];
    columns.extend(NAMES.map(|name| (name, "")));
    columns.push(("First low", ""));
    let mut table = Table::new("Groups and conditions", &columns);
    for (group, first) in groups.iter().zip(&barriers.first_low) {
        let ratings = group.ratings.iter().map(|rating| Value::Number(f64::from(*rating), 0));
        let first = Value::text(first.map_or("none", name));
        table.row([Value::text(&group.name)].into_iter().chain(ratings).chain([first]));
    }
    let averages = barriers.averages.iter().map(|average| Value::Number(*average, 1));
    table.row([Value::text("Average")].into_iter().chain(averages).chain([Value::Blank]));
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    #[test]
    fn five_groups_lack_five_things_and_the_averages_show_one() {
        // docs/assignments/leading-change.md
        let outcome = outcome(&WORKSHEET, "preset=ashgrove");
        let first: Vec<String> = outcome.tables[0].rows.iter().take(5).map(|row| row[6].shown()).collect();
        assert_eq!(first, ["ability", "knowledge", "reinforcement", "awareness", "desire"]);
        assert_eq!(NAMES.map(|name| figure(&outcome, &format!("Average: {name}"))), ["4.0", "3.4", "3.4", "2.8", "1.6"]);
        assert!(outcome.says.ends_with("The lowest average, reinforcement, is the barrier of 1 of 5 groups."), "{}", outcome.says);
    }

    #[test]
    fn nothing_low_is_no_barrier() {
        assert_eq!(outcome(&WORKSHEET, "groups=A,5,5,5,5,5").says, "No condition is low for any group.");
    }

    #[test]
    fn what_is_no_rating_is_refused_where_it_stands() {
        let at = |query: &str| refusal(&WORKSHEET, query).0;
        assert_eq!(at("groups="), "groups");
        assert_eq!(at("groups=A,5,5,5,5"), "groups.0.reinforcement");
        assert_eq!(at("groups=,5,5,5,5,5"), "groups.0.name");
        assert_eq!(at("groups=A,5,0,5,5,5"), "groups.0.desire");
        assert_eq!(at("low=0"), "low");
    }
}
