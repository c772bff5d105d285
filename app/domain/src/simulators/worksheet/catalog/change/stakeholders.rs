//! The stakeholder grid: who has power and interest, where each stands, and whose power the grid hides.

use super::super::super::{
    Cell, Column, Entries, Field, Figure, Outcome, Pane, Picture, Plot, Preset, Shape, Table, Value, Worksheet, on_page, page_only,
};
use super::{at, low_until, maybe_rating, rating};
use crate::simulators::Result;
use crate::simulators::change::grid::{Grid, Quadrant, Stakeholder, Stance, place};
use crate::text::capitalized;

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "stakeholders",
    title: "Stakeholder grid",
    about: page_only("Who can stop a change, who cares about it, and where the strong and interested stand."),
    basis: on_page(&[
        "Power and interest are rated 1 to 5 by people who know the place. A default for a quarter of the grid is only a default.",
        "After Mendelow 1981 and Bryson, Public Manag Rev 2004;6(1):21-53.",
    ]),
    fields: &[
        Field {
            name: "people",
            label: "Stakeholders",
            hint: page_only(
                "Power in the decision and interest, 1 to 5. Power in doing it, if it was rated: 1 to 5. By role; write nothing that you would not say in the room.",
            ),
            shape: Shape::Grid(
                &[
                    Column::text("name", "Who", ""),
                    Column::number("power", "Power", ""),
                    Column::number("interest", "Interest", ""),
                    Column {
                        name: "stance",
                        label: "Stance",
                        unit: "",
                        cell: Cell::Choice(&[("open", "open"), ("for", "for"), ("against", "against")]),
                    },
                    Column::number("doing", "Power in doing", ""),
                ],
                60,
            ),
        },
        Field { name: "low", label: "Low is up to", hint: page_only("A higher rating is high."), shape: Shape::Number("points") },
    ],
    presets: &[Preset {
        name: "tarn-hill",
        title: "Ten stakeholders at Tarn Hill",
        source: "",
        inputs: "people=Chief+of+cardiology,5,5,against;Practice+managers,4,5,open;Group+president,5,3,for;Chief+financial+officer,4,2,for;Record+build+team,4,2,open;Schedulers+(14),2,5,against,5;Part-time+physicians+(11),2,4,against;Referring+primary+care,3,5,for;Patient+advisory+council,1,4,for;Emergency+department,3,2,for&low=3",
    }],
    work,
    drawing: None,
};

fn work(entries: &Entries) -> Result<Outcome> {
    let read: Result<Vec<Stakeholder>> = entries
        .rows("people")
        .map(|row| {
            Ok(Stakeholder {
                name: row.named("name")?.to_owned(),
                power: rating(&row, "power")?,
                power_in_execution: maybe_rating(&row, "doing", 1)?,
                interest: rating(&row, "interest")?,
                stance: match row.choice("stance") {
                    "for" => Stance::For,
                    "against" => Stance::Against,
                    _ => Stance::Open,
                },
            })
        })
        .collect();
    let people = read?;
    let grid = place(&people, low_until(entries)?).map_err(at("people"))?;
    Ok(Outcome {
        says: says(&people, &grid),
        figures: figures(&grid),
        pictures: vec![picture(&people, &grid)],
        tables: vec![table(&people, &grid)],
        notes: Vec::new(),
    })
}

fn says(people: &[Stakeholder], grid: &Grid) -> String {
    let strong = &grid.stances[0];
    let count = strong.supporting + strong.open + strong.against;
    let mut says = format!(
        "Of {} stakeholders {count} have both power and interest; {} of these are for the change.",
        people.len(),
        strong.supporting
    );
    if !grid.hidden_power.is_empty() {
        let names: Vec<&str> = grid.hidden_power.iter().map(|one| people[*one].name.as_str()).collect();
        says.push_str(&format!(" Power in doing it that the grid hides: {}.", names.join("; ")));
    }
    says
}

fn figures(grid: &Grid) -> Vec<Figure> {
    let each = Quadrant::ALL.iter().zip(&grid.stances);
    let figures = each.map(|(quadrant, stances)| {
        let others = format!("{} open, {} against", stances.open, stances.against);
        Figure::new(capitalized(quadrant.name()), format!("{} for,", stances.supporting), others)
    });
    figures.collect()
}

fn picture(people: &[Stakeholder], grid: &Grid) -> Picture {
    let pane = |quadrant: Quadrant| {
        let mut lines = vec![format!("{}:", capitalized(quadrant.name()))];
        for (one, _) in people.iter().zip(&grid.quadrants).filter(|(_, place)| **place == quadrant) {
            let mark = match one.stance {
                Stance::For => '●',
                Stance::Open => '○',
                Stance::Against => '◆',
            };
            lines.push(format!("{mark} {}", one.name));
        }
        Pane { lines, strong: quadrant == Quadrant::ManageClosely }
    };
    let rows = vec![
        ("High power".to_owned(), vec![pane(Quadrant::KeepSatisfied), pane(Quadrant::ManageClosely)]),
        ("Low power".to_owned(), vec![pane(Quadrant::Monitor), pane(Quadrant::KeepInformed)]),
    ];
    let title = "Stakeholders by power and interest: filled circles are for the change, open ones undecided, diamonds against.".to_owned();
    Picture { title, table: 0, plot: Plot::Boxes { columns: vec!["Low interest".to_owned(), "High interest".to_owned()], rows } }
}

fn table(people: &[Stakeholder], grid: &Grid) -> Table {
    let columns = [("Who", ""), ("Power", ""), ("Interest", ""), ("Stance", ""), ("Power in doing", ""), ("Quarter", "")];
    let mut table = Table::new("Stakeholders", &columns);
    for (one, quadrant) in people.iter().zip(&grid.quadrants) {
        let stance = match one.stance {
            Stance::For => "for",
            Stance::Open => "open",
            Stance::Against => "against",
        };
        table.row([
            Value::text(&one.name),
            Value::Number(f64::from(one.power), 0),
            Value::Number(f64::from(one.interest), 0),
            Value::text(stance),
            Value::maybe(one.power_in_execution.map(f64::from), 0),
            Value::text(quadrant.name()),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{outcome, refusal};

    #[test]
    fn none_of_the_strong_and_interested_is_for_the_change() {
        // docs/assignments/leading-change.md
        let outcome = outcome(&WORKSHEET, "preset=tarn-hill");
        let figures = outcome.figures.iter().map(|figure| format!("{}: {} {}", figure.label, figure.value, figure.unit));
        let all = [
            "Manage closely: 0 for, 1 open, 1 against",
            "Keep satisfied: 2 for, 1 open, 0 against",
            "Keep informed: 2 for, 0 open, 2 against",
            "Monitor: 1 for, 0 open, 0 against",
        ];
        assert_eq!(figures.collect::<Vec<_>>(), all);
        assert!(outcome.says.ends_with("hides: Schedulers (14)."), "{}", outcome.says);
    }

    #[test]
    fn what_is_no_rating_is_refused_where_it_stands() {
        let at = |query: &str| refusal(&WORKSHEET, query).0;
        assert_eq!(at("people="), "people");
        assert_eq!(at("people=A,6,1"), "people.0.power");
        assert_eq!(at("people=A,5,1,for,0"), "people.0.doing");
        assert_eq!(at("people=A,5"), "people.0.interest");
        assert_eq!(at("low=5"), "low");
    }
}
