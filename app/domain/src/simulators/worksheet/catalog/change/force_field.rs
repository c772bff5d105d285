//! The field of forces: what pushes and what holds, today, under a plan, and as a doubter rates it.

use super::super::super::{
    Axis, Bar, Cell, Column, Entries, Field, Figure, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, on_page, page_only,
    signed,
};
use super::{at, maybe_rating};
use crate::simulators::Result;
use crate::simulators::change::forces::{self, Balance, Direction, Force, field};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "force-field",
    title: "Field of forces",
    about: page_only("What holds the present, and whether a plan moves it by pushing harder or by letting go."),
    basis: on_page(&[
        "Net = driving − restraining; tension = driving + restraining. After Lewin, Hum Relat 1947;1(1):5-41.",
        "The numbers are ratings, added as if they shared a unit. They are worth the conversation that they start.",
    ]),
    fields: &[Field {
        name: "forces",
        label: "Forces",
        hint: page_only(
            "Strength 0 to 5: today, under the plan (blank: as today), and as somebody who doubts the change rates it today (1 to 5, blank if nobody did).",
        ),
        shape: Shape::Grid(
            &[
                Column::text("name", "Force", ""),
                Column { name: "way", label: "Way", unit: "", cell: Cell::Choice(&[("drives", "drives"), ("holds", "holds")]) },
                Column::number("today", "Today", ""),
                Column::number("plan", "Plan", ""),
                Column::number("doubter", "Doubter", ""),
            ],
            40,
        ),
    }],
    presets: on_page(PRESETS),
    work,
    drawing: None,
};

const PRESETS: &[Preset] = &[
    Preset {
        name: "tarn-hill",
        title: "What holds the schedule of Tarn Hill",
        source: "",
        inputs: "forces=New+patients+wait+31+days,drives,5;Referrals+down+9%25,drives,4;President's+goal,drives,3;Scheduler+turnover,drives,2;Control+of+their+own+day,holds,5;Fear+of+the+wrong+patient,holds,4;Build+queue+of+14+weeks,holds,4;A+failed+attempt,holds,3",
    },
    Preset {
        name: "push",
        title: "Plan A: a bonus",
        source: "",
        inputs: "forces=New+patients+wait+31+days,drives,5;Referrals+down+9%25,drives,4;President's+goal,drives,3;Scheduler+turnover,drives,2;Bonus,drives,0,3;Control+of+their+own+day,holds,5;Fear+of+the+wrong+patient,holds,4;Build+queue+of+14+weeks,holds,4;A+failed+attempt,holds,3",
    },
    Preset {
        name: "release",
        title: "Plan B: three obstacles fewer",
        source: "",
        inputs: "forces=New+patients+wait+31+days,drives,5;Referrals+down+9%25,drives,4;President's+goal,drives,3;Scheduler+turnover,drives,2;Control+of+their+own+day,holds,5,3;Fear+of+the+wrong+patient,holds,4,2;Build+queue+of+14+weeks,holds,4,3;A+failed+attempt,holds,3,,5",
    },
];

fn work(entries: &Entries) -> Result<Outcome> {
    let read: Result<Vec<Force>> = entries
        .rows("forces")
        .map(|row| {
            let today = maybe_rating(&row, "today", 0)?.ok_or_else(|| row.refused("today", "Enter a strength from 0 to 5."))?;
            Ok(Force {
                name: row.named("name")?.to_owned(),
                direction: if row.choice("way") == "holds" { Direction::Restraining } else { Direction::Driving },
                today,
                planned: maybe_rating(&row, "plan", 0)?.unwrap_or(today),
                doubter: maybe_rating(&row, "doubter", 1)?,
            })
        })
        .collect();
    let forces = read?;
    let found = field(&forces).map_err(at("forces"))?;
    let has_plan = forces.iter().any(|force| force.planned != force.today);
    Ok(Outcome {
        says: says(&found, has_plan),
        figures: figures(&found, has_plan),
        pictures: vec![balances(&found, has_plan), strengths(&forces)],
        tables: vec![sums(&found, has_plan), each(&forces)],
        notes: to_ask(&forces, &found),
    })
}

fn says(found: &forces::Field, has_plan: bool) -> String {
    let Balance { net, tension, .. } = found.today;
    let state = if net > 0 { "the change would move" } else { "the present holds" };
    let today = format!("Today the net force is {} at a tension of {tension}: on these ratings {state}.", signed(f64::from(net)));
    if !has_plan {
        return today;
    }
    let planned = found.planned;
    let calmer = match planned.tension.cmp(&tension) {
        std::cmp::Ordering::Less => "lower",
        std::cmp::Ordering::Equal => "the same",
        std::cmp::Ordering::Greater => "higher",
    };
    format!("{today} The plan makes it {}, at a tension of {}, which is {calmer}.", signed(f64::from(planned.net)), planned.tension)
}

/// The balances to show, with their names.
fn named(found: &forces::Field, has_plan: bool) -> Vec<(&'static str, Balance)> {
    let mut named = vec![("Today", found.today)];
    if has_plan {
        named.push(("Plan", found.planned));
    }
    named.extend(found.doubter.map(|balance| ("Doubter", balance)));
    named
}

fn figures(found: &forces::Field, has_plan: bool) -> Vec<Figure> {
    let figure = |(name, balance): (&str, Balance)| {
        [
            Figure::new(format!("{name}: net force"), signed(f64::from(balance.net)), ""),
            Figure::new(format!("{name}: tension"), balance.tension.to_string(), ""),
        ]
    };
    named(found, has_plan).into_iter().flat_map(figure).collect()
}

fn balances(found: &forces::Field, has_plan: bool) -> Picture {
    let bar = |(name, balance): (&str, Balance)| Bar {
        name: name.to_owned(),
        from: -f64::from(balance.restraining),
        to: f64::from(balance.driving),
        note: format!("net {}, tension {}", signed(f64::from(balance.net)), balance.tension),
    };
    let bars = named(found, has_plan).into_iter().map(bar).collect();
    let title = "What holds, to the left, and what drives, to the right. The length of a bar is the tension.".to_owned();
    Picture { title, table: 0, plot: Plot::Bars { x: Axis::new("Sum of strengths: holds | drives"), bars, base: Some(0.0) } }
}

fn strengths(forces: &[Force]) -> Picture {
    let bar = |force: &Force| {
        let sign = if force.direction == Direction::Driving { 1.0 } else { -1.0 };
        let note = if force.planned == force.today { force.today.to_string() } else { format!("{}, plan {}", force.today, force.planned) };
        Bar { name: force.name.clone(), from: 0.0, to: sign * f64::from(force.today), note }
    };
    let title = "Each force today: holding ones reach to the left, driving ones to the right.".to_owned();
    let x = Axis::new("Strength: holds | drives").reaching(-5.0, 5.0);
    Picture { title, table: 1, plot: Plot::Bars { x, bars: forces.iter().map(bar).collect(), base: Some(0.0) } }
}

fn sums(found: &forces::Field, has_plan: bool) -> Table {
    let mut table = Table::new("Sums", &[("", ""), ("Driving", ""), ("Restraining", ""), ("Net", ""), ("Tension", "")]);
    for (name, balance) in named(found, has_plan) {
        let sums = [balance.driving, balance.restraining].map(|sum| Value::Number(f64::from(sum), 0));
        let more = [Value::Number(f64::from(balance.net), 0), Value::Number(f64::from(balance.tension), 0)];
        table.row([Value::text(name)].into_iter().chain(sums).chain(more));
    }
    table
}

fn each(forces: &[Force]) -> Table {
    let mut table = Table::new("Forces", &[("Force", ""), ("Way", ""), ("Today", ""), ("Plan", ""), ("Doubter", "")]);
    for force in forces {
        table.row([
            Value::text(&force.name),
            Value::text(if force.direction == Direction::Driving { "drives" } else { "holds" }),
            Value::Number(f64::from(force.today), 0),
            Value::Number(f64::from(force.planned), 0),
            Value::maybe(force.doubter.map(f64::from), 0),
        ]);
    }
    table
}

fn to_ask(forces: &[Force], found: &forces::Field) -> Vec<String> {
    let names: Vec<&str> = found.to_ask_about.iter().map(|(place, _)| forces[*place].name.as_str()).collect();
    if names.is_empty() {
        Vec::new()
    } else {
        vec![format!("You and the doubter differ by 2 or more; ask about it: {}.", names.join("; "))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    #[test]
    fn letting_go_moves_further_and_leaves_less_tension() {
        // docs/assignments/leading-change.md
        let both = |query: &str, name: &str| {
            let outcome = outcome(&WORKSHEET, query);
            (figure(&outcome, &format!("{name}: net force")), figure(&outcome, &format!("{name}: tension")))
        };
        let pair = |net: &str, tension: &str| (net.to_owned(), tension.to_owned());
        assert_eq!(both("preset=tarn-hill", "Today"), pair("−2", "30"));
        assert_eq!(both("preset=push", "Plan"), pair("+1", "33"));
        assert_eq!(both("preset=release", "Plan"), pair("+3", "25"));
    }

    #[test]
    fn what_a_doubter_rates_otherwise_is_to_be_asked_about() {
        let outcome = outcome(&WORKSHEET, "preset=release");
        assert_eq!(outcome.notes, ["You and the doubter differ by 2 or more; ask about it: A failed attempt."]);
        assert_eq!(figure(&outcome, "Doubter: net force"), "−4");
    }

    #[test]
    fn what_is_no_strength_is_refused_where_it_stands() {
        let at = |query: &str| refusal(&WORKSHEET, query).0;
        assert_eq!(at("forces="), "forces");
        assert_eq!(at("forces=A,drives,6"), "forces.0.today");
        assert_eq!(at("forces=A,drives,,3"), "forces.0.today");
        assert_eq!(at("forces=A,drives,1,9"), "forces.0.plan");
        assert_eq!(at("forces=A,drives,1,1,0"), "forces.0.doubter");
    }
}
