//! A line of patients for visits: how many extra visits bring the wait down, once, and how long that takes.

use super::super::{
    Axis, Entries, Field, Figure, Line, Marks, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, number, on_page, page_only,
    signed,
};
use crate::simulators::access::backlog::{Clearing, Inputs, clear};
use crate::simulators::{Refused, Result};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "backlog",
    title: "Backlog of visits",
    about: page_only("How many extra visits bring a wait down, how many weeks that takes, and whether it lasts."),
    basis: on_page(&[
        "Little's law: patients waiting = requests a week × days of wait / 7 (Little, Oper Res 1961;9:383-387). The wait of a week is the waiting patients by that law.",
        "Requests and slots stay as entered, and nobody leaves the line unseen. Extra slots end in the week in which the target is reached.",
    ]),
    fields: &[
        Field { name: "requests", label: "Requests", hint: "", shape: Shape::Number("visits a week") },
        Field { name: "slots", label: "Slots that stay", hint: "", shape: Shape::Number("visits a week") },
        Field {
            name: "extra",
            label: "Extra slots until the target is reached",
            hint: page_only("Such as Saturday sessions with a date on which they end."),
            shape: Shape::Number("visits a week"),
        },
        Field { name: "wait", label: "Wait now", hint: "", shape: Shape::Number("days") },
        Field { name: "target", label: "Wait wanted", hint: "", shape: Shape::Number("days") },
        Field { name: "weeks", label: "Weeks to follow", hint: page_only("From 4 to 260."), shape: Shape::Number("weeks") },
    ],
    presets: on_page(&[
        Preset {
            name: "tarn-hill",
            title: "Tarn Hill: a backlog",
            source: "",
            inputs: "requests=520&slots=520&extra=60&wait=31&target=14&weeks=40",
        },
        Preset {
            name: "shortage",
            title: "The same with 20 slots a week too few",
            source: "",
            inputs: "requests=520&slots=500&extra=60&wait=31&target=14&weeks=80",
        },
    ]),
    work,
    drawing: None,
};

/// The library's inputs and the fields of the form.
const PLACES: &[(&str, &str)] = &[
    ("requests_a_week", "requests"),
    ("slots_a_week", "slots"),
    ("extra_slots_a_week", "extra"),
    ("wait_days", "wait"),
    ("target_days", "target"),
];

fn work(entries: &Entries) -> Result<Outcome> {
    let inputs = Inputs {
        requests_a_week: entries.number("requests")?,
        slots_a_week: entries.number("slots")?,
        extra_slots_a_week: entries.number("extra")?,
        wait_days: entries.number("wait")?,
        target_days: entries.number("target")?,
        weeks: entries.whole("weeks", 4, 260)? as u32,
    };
    let with = clear(&inputs).map_err(at_field)?;
    let without = clear(&Inputs { extra_slots_a_week: 0.0, ..inputs }).map_err(at_field)?;
    Ok(Outcome {
        says: says(&inputs, &with),
        figures: figures(&with),
        pictures: vec![picture(&inputs, &with, &without)],
        tables: vec![weeks(&with, &without), rivals(&inputs, &with)?],
        notes: Vec::new(),
    })
}

fn at_field(refused: Refused) -> Refused {
    refused.renamed(PLACES, "weeks")
}

fn says(inputs: &Inputs, with: &Clearing) -> String {
    let target = days(inputs.target_days);
    let many = format!("{} patients wait, {} more than at a wait of {target} days.", number(with.backlog, 0), number(with.to_clear, 0));
    match with.weeks_to_target {
        Some(0.0) => format!("The wait of {} days is no longer than the one that is wanted. {}", days(inputs.wait_days), after(with)),
        Some(weeks) => format!("{many} That wait is reached in {} weeks. {}", number(weeks, 1), after(with)),
        None => format!(
            "{many} With {} extra slots a week it is never reached: it takes more than {}.",
            number(inputs.extra_slots_a_week, 0),
            number(with.shortage_a_week, 0)
        ),
    }
}

/// What comes when the extra slots have ended.
fn after(with: &Clearing) -> String {
    let week = number(with.shortage_a_week.abs(), 0);
    if with.shortage_a_week > 0.0 {
        format!("Without extra slots the line grows by {week} a week: this is a shortage, not a backlog.")
    } else if with.shortage_a_week < 0.0 {
        format!("Without extra slots the line goes on shrinking by {week} a week: some of the slots are more than it takes.")
    } else {
        "The slots that stay then hold the wait.".to_owned()
    }
}

fn days(value: f64) -> String {
    number(value, usize::from(value.fract() != 0.0))
}

fn figures(with: &Clearing) -> Vec<Figure> {
    vec![
        Figure::new("Waiting now", number(with.backlog, 0), "patients"),
        Figure::new("May wait at the target", number(with.target_backlog, 0), "patients"),
        Figure::new("To clear, once", number(with.to_clear, 0), "visits"),
        Figure::new("Weeks to the target", with.weeks_to_target.map_or_else(|| "never".to_owned(), |weeks| number(weeks, 1)), ""),
        Figure::new("Change without extra slots", signed(with.shortage_a_week), "a week"),
    ]
}

fn picture(inputs: &Inputs, with: &Clearing, without: &Clearing) -> Picture {
    let line = |name: String, clearing: &Clearing| {
        Line::new(name, Marks::Line, clearing.weeks.iter().map(|week| (f64::from(week.week), week.wait_days)).collect())
    };
    let reached =
        with.weeks_to_target.map_or_else(|| "not reached".to_owned(), |weeks| format!("reached after {} weeks", number(weeks, 1)));
    Picture {
        title: format!("Wait by week. The wait that is wanted, {} days, is {reached}.", days(inputs.target_days)),
        table: 0,
        plot: Plot::Lines {
            x: Axis::new("Weeks from now"),
            y: Axis::new("Wait (days)").reaching(0.0, inputs.target_days),
            lines: vec![
                line(format!("With {} extra slots", number(inputs.extra_slots_a_week, 0)), with),
                line("Without".to_owned(), without),
            ],
            levels: vec![("wanted".to_owned(), inputs.target_days)],
        },
    }
}

fn weeks(with: &Clearing, without: &Clearing) -> Table {
    let columns = [("Week", ""), ("Waiting", "patients"), ("Wait", "days"), ("Wait without extra slots", "days")];
    let mut table = Table::new("The line by week", &columns);
    for (one, other) in with.weeks.iter().zip(&without.weeks) {
        let week = Value::Number(f64::from(one.week), 0);
        table.row([week, Value::Number(one.backlog, 0), Value::Number(one.wait_days, 1), Value::Number(other.wait_days, 1)]);
    }
    table
}

/// Other numbers of extra slots, from half of what was entered to three times as many; where none were, about what takes twelve weeks.
fn rivals(inputs: &Inputs, with: &Clearing) -> Result<Table> {
    let columns = [("Extra slots", "a week"), ("Weeks to the target", ""), ("Extra visits in all", "")];
    let mut table = Table::new("What other numbers of extra slots would take", &columns);
    let about = with.shortage_a_week.max(0.0) + with.to_clear / 12.0;
    let base = if inputs.extra_slots_a_week > 0.0 { inputs.extra_slots_a_week } else { about };
    for times in [0.5, 0.75, 1.0, 1.5, 2.0, 3.0] {
        let extra_slots_a_week = (base * times).round().min(1e6);
        let weeks = clear(&Inputs { extra_slots_a_week, weeks: 0, ..*inputs }).map_err(at_field)?.weeks_to_target;
        let weeks_shown = weeks.map_or_else(|| Value::text("never"), |weeks| Value::Number(weeks, 1));
        table.row([Value::Number(extra_slots_a_week, 0), weeks_shown, Value::maybe(weeks.map(|weeks| weeks * extra_slots_a_week), 0)]);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    /// Preset of `docs/assignments/leading-change.md`.
    #[test]
    fn tarn_hill_clears_its_backlog_in_21_weeks() {
        let outcome = outcome(&WORKSHEET, "preset=tarn-hill");
        let labels = ["Waiting now", "May wait at the target", "To clear, once", "Weeks to the target", "Change without extra slots"];
        assert_eq!(labels.map(|label| figure(&outcome, label)), ["2,303", "1,040", "1,263", "21.0", "0"]);
        // 21.05 weeks
        assert!(matches!(outcome.tables[1].rows[2][1], Value::Number(weeks, 1) if (weeks - 21.05).abs() < 0.005));
        assert!(outcome.says.ends_with("The slots that stay then hold the wait."), "{}", outcome.says);
    }

    #[test]
    fn a_shortage_comes_back_and_is_named() {
        let short = outcome(&WORKSHEET, "preset=shortage");
        assert_eq!(figure(&short, "Weeks to the target"), "31.6");
        assert!(short.says.contains("grows by 20 a week: this is a shortage"), "{}", short.says);
        let never = outcome(&WORKSHEET, "preset=shortage&extra=20");
        assert!(never.says.contains("With 20 extra slots a week it is never reached: it takes more than 20"), "{}", never.says);
        assert_eq!(never.tables[1].rows[0][1], Value::text("never"));
        // With no extra slots the table still shows what would do: 20 for the shortage, and a twelfth of the backlog.
        assert_eq!(outcome(&WORKSHEET, "preset=shortage&extra=0").tables[1].rows[2][0], Value::Number(125.0, 0));
    }

    #[test]
    fn a_wait_that_is_short_enough_takes_nothing() {
        let met = outcome(&WORKSHEET, "wait=10&slots=530");
        assert_eq!(figure(&met, "To clear, once"), "0");
        assert!(met.says.contains("goes on shrinking by 10 a week"), "{}", met.says);
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let inputs = ["requests=0", "slots=-1", "extra=1e9", "wait=-1", "target=x", "weeks=3"].map(|query| refusal(&WORKSHEET, query).0);
        assert_eq!(inputs, ["requests", "slots", "extra", "wait", "target", "weeks"]);
    }
}
