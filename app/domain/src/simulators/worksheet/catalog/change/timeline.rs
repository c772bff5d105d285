//! Eight steps on a calendar: where they overlap, when the first win is there, and what is open if the money ends.

use super::super::super::{
    Axis, Bar, Column, Entries, Field, Figure, Line, Marks, Outcome, Picture, Plot, Preset, Shape, Table, Value, Worksheet, number,
    on_page, page_only,
};
use crate::simulators::change::timeline::{Inputs, LAST_WEEK, STEPS, Step, Timeline, read};
use crate::simulators::{Refused, Result};

/// What it asks, and how it works.
pub static WORKSHEET: Worksheet = Worksheet {
    name: "timeline",
    title: "Eight steps on a calendar",
    about: page_only("How much of a plan lies after the first win, and what is left undone if the money ends."),
    basis: on_page(&[
        "The steps are those of Kotter, Leading Change, 1996, in our words. The first win is there at the end of the sixth.",
        "Weeks are whole and counted from 1; a step from week 3 to 8 takes six weeks.",
    ]),
    fields: &[
        Field {
            name: "steps",
            label: "Steps",
            hint: page_only(
                "Eight rows in their order: urgency, coalition, vision, communication, removing obstacles, first wins, building on them, anchoring.",
            ),
            shape: Shape::Grid(
                &[Column::text("name", "Step", ""), Column::number("from", "From", "week"), Column::number("until", "Until", "week")],
                8,
            ),
        },
        Field {
            name: "budget",
            label: "Money until the end of",
            hint: page_only("Blank if it does not end."),
            shape: Shape::Number("week"),
        },
    ],
    presets: on_page(&[
        Preset {
            name: "tarn-hill",
            title: "Tarn Hill's year",
            source: "",
            inputs: "steps=Urgency,1,6;Coalition,3,8;Vision,6,10;Communication,8,52;Removing+obstacles,10,30;First+wins,14,26;Building+on+them,24,44;Anchoring,36,52",
        },
        Preset {
            name: "half-year",
            title: "The same, paid for half a year",
            source: "",
            inputs: "steps=Urgency,1,6;Coalition,3,8;Vision,6,10;Communication,8,52;Removing+obstacles,10,30;First+wins,14,26;Building+on+them,24,44;Anchoring,36,52&budget=26",
        },
    ]),
    work,
    drawing: None,
};

/// A plan with the names of its steps.
struct Plan {
    names: Vec<String>,
    inputs: Inputs,
    found: Timeline,
}

fn work(entries: &Entries) -> Result<Outcome> {
    let mut inputs = Inputs { steps: [Step { from: 1, until: 1 }; 8], budget_until: None };
    let mut names = Vec::new();
    for (row, step) in entries.rows("steps").zip(&mut inputs.steps) {
        let week = |column: &str| {
            let week = row.maybe_whole(column, 1, LAST_WEEK as usize)?;
            week.map(|week| week as u32).ok_or_else(|| row.refused(column, "Enter a week, counted from 1."))
        };
        *step = Step { from: week("from")?, until: week("until")? };
        if step.until < step.from {
            return Err(row.refused("until", "This step ends before it begins: enter a later week."));
        }
        let name = row.text("name");
        names.push(if name.is_empty() { STEPS[names.len()] } else { name }.to_owned());
    }
    if names.len() != STEPS.len() {
        return Err(Refused::new("steps", format!("There are {} steps: enter all eight.", names.len())));
    }
    if entries.maybe("budget")?.is_some() {
        inputs.budget_until = Some(entries.whole("budget", 1, LAST_WEEK as usize)? as u32);
    }
    let found = read(&inputs).map_err(|refused| Refused::new("steps", refused.sentence))?;
    let plan = Plan { names, inputs, found };
    Ok(Outcome {
        says: plan.says(),
        figures: plan.figures(),
        pictures: vec![plan.calendar(), plan.load()],
        tables: vec![plan.steps(), plan.weeks(), plan.overlaps()],
        notes: plan.notes(),
    })
}

impl Plan {
    fn says(&self) -> String {
        let Timeline { first_win, weeks_after_first_win: after, share_after_first_win: share, last_week, .. } = &self.found;
        let mut says = format!(
            "The first win is there at the end of week {first_win}; {after} of {last_week} weeks, {}%, come after it.",
            number(share * 100.0, 0)
        );
        if let (Some(cut), Some(until)) = (&self.found.cut_off, self.inputs.budget_until) {
            let (short, never) = (cut.cut_short.len(), cut.never_begun.len());
            says.push_str(&format!(" If the money ends with week {until}, steps cut short: {short}; never begun: {never}."));
            if !cut.after_first_win {
                says.push_str(" The first win is not there by then.");
            }
        }
        says
    }

    fn figures(&self) -> Vec<Figure> {
        let most = self.found.at_once.iter().max().copied().unwrap_or(0);
        vec![
            Figure::new("First win, end of week", self.found.first_win.to_string(), ""),
            Figure::new("After the first win", self.found.weeks_after_first_win.to_string(), "weeks"),
            Figure::new("Share after the first win", number(self.found.share_after_first_win * 100.0, 0), "%"),
            Figure::new("Most steps at once", most.to_string(), ""),
        ]
    }

    fn calendar(&self) -> Picture {
        let bar = |(name, step): (&String, &Step)| Bar {
            name: name.clone(),
            // Its first week counts in full.
            from: f64::from(step.from - 1),
            to: f64::from(step.until),
            note: format!("weeks {} to {}", step.from, step.until),
        };
        let bars = self.names.iter().zip(&self.inputs.steps).map(bar).collect();
        let line = if self.inputs.budget_until.is_some() { "The line is the end of the money." } else { "The line is the first win." };
        let base = Some(f64::from(self.inputs.budget_until.unwrap_or(self.found.first_win)));
        let title = format!("The plan by weeks. {line}");
        Picture { title, table: 0, plot: Plot::Bars { x: Axis::new("Weeks from the start").reaching(0.0, 0.0), bars, base } }
    }

    fn load(&self) -> Picture {
        let mut points = Vec::new();
        for (week, steps) in self.found.at_once.iter().enumerate() {
            points.extend([(week as f64, *steps as f64), ((week + 1) as f64, *steps as f64)]);
        }
        let title = "How many steps are worked on at once, week by week.".to_owned();
        let (x, y) = (Axis::new("Weeks from the start"), Axis::new("Steps at once").reaching(0.0, 5.0));
        Picture { title, table: 1, plot: Plot::Lines { x, y, lines: vec![Line::new("", Marks::Steps, points)], levels: Vec::new() } }
    }

    fn steps(&self) -> Table {
        let mut table =
            Table::new("Steps", &[("Step", ""), ("From", "week"), ("Until", "week"), ("Takes", "weeks"), ("If the money ends", "")]);
        for (place, (name, step)) in self.names.iter().zip(&self.inputs.steps).enumerate() {
            let cut = self.found.cut_off.as_ref().map_or_else(String::new, |cut| {
                let short = cut.cut_short.iter().find(|(step, _)| *step == place);
                match short {
                    Some((_, weeks)) => format!("{weeks} weeks missing"),
                    None if cut.never_begun.contains(&place) => "never begins".to_owned(),
                    None => "done".to_owned(),
                }
            });
            let weeks = [step.from, step.until, step.until - step.from + 1].map(|weeks| Value::Number(f64::from(weeks), 0));
            table.row([Value::text(name)].into_iter().chain(weeks).chain([Value::text(cut)]));
        }
        table
    }

    fn weeks(&self) -> Table {
        let mut table = Table::new("Steps at once", &[("Week", ""), ("Steps", "")]);
        for (week, steps) in self.found.at_once.iter().enumerate() {
            table.row([Value::text((week + 1).to_string()), Value::Number(*steps as f64, 0)]);
        }
        table
    }

    fn overlaps(&self) -> Table {
        let mut table = Table::new("Steps at the same time", &[("Steps", ""), ("In common", "weeks")]);
        for overlap in &self.found.overlaps {
            let names = format!("{} and {}", self.names[overlap.one], self.names[overlap.other]);
            table.row([Value::text(names), Value::Number(f64::from(overlap.weeks), 0)]);
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let names: Vec<&str> = self.found.out_of_order.iter().map(|step| self.names[*step].as_str()).collect();
        if names.is_empty() { Vec::new() } else { vec![format!("Begins before the step it builds on: {}.", names.join("; "))] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet::tests::{figure, outcome, refusal};

    #[test]
    fn half_of_the_year_lies_after_the_first_win() {
        // docs/assignments/leading-change.md
        let outcome = outcome(&WORKSHEET, "preset=tarn-hill");
        assert_eq!(outcome.says, "The first win is there at the end of week 26; 26 of 52 weeks, 50%, come after it.");
        assert_eq!(figure(&outcome, "Most steps at once"), "4");
        assert!(outcome.notes.is_empty());
    }

    #[test]
    fn money_for_half_a_year_pays_for_a_launch() {
        let outcome = outcome(&WORKSHEET, "preset=half-year");
        assert!(outcome.says.ends_with("If the money ends with week 26, steps cut short: 3; never begun: 1."), "{}", outcome.says);
        assert_eq!(outcome.tables[0].rows[3][4].shown(), "26 weeks missing");
        assert_eq!(outcome.tables[0].rows[7][4].shown(), "never begins");
    }

    #[test]
    fn weeks_that_cannot_be_are_refused_where_they_stand() {
        let at = |query: &str| refusal(&WORKSHEET, query).0;
        assert_eq!(at("steps=A,1,2"), "steps");
        assert_eq!(at("steps=A,5,2"), "steps.0.until");
        assert_eq!(at("steps=A,0,2"), "steps.0.from");
        assert_eq!(at("steps=A,1"), "steps.0.until");
        assert_eq!(at("budget=0.5"), "budget");
    }
}
