//! What stands in the fields of a plan. The fields of a row have its kind and number in their names: `r2-title`, `m3-opens`, `m3-u1-due`.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::cohorts::calendar::{Blackout, Calendar, Plan, PlannedModule, PlannedResidency, PlannedUnit};

use crate::forms::Typed;

/// The most rows of one kind that are read: one more than a plan may have, so that this is told.
const MOST: usize = 401;

/// The name of a field of a row, by the kind of row, its number from 1 and the field: `r2-title`.
pub fn field(kind: &str, number: usize, name: &str) -> String {
    format!("{kind}{number}-{name}")
}

/// A row of several fields.
trait Row: Sized {
    /// The names of its fields.
    const NAMES: &'static [&'static str];
    fn values(&self) -> Vec<&str>;
    /// From a value for each name.
    fn of(values: &mut dyn FnMut(&str) -> String) -> Self;
}

/// Declares a row: its fields, and how each is called in the form.
macro_rules! rows {
    ($($(#[$doc:meta])* $row:ident { $($(#[$about:meta])* $field:ident = $name:literal,)+ } $($(#[$more:meta])* $units:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $row {
            $($(#[$about])* pub $field: String,)+
            $($(#[$more])* pub $units: Vec<UnitRow>,)?
        }

        impl Row for $row {
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn values(&self) -> Vec<&str> {
                vec![$(self.$field.as_str()),+]
            }

            fn of(values: &mut dyn FnMut(&str) -> String) -> Self {
                Self { $($field: values($name),)+ $($units: Vec::new(),)? }
            }
        }
    )+};
}

rows! {
    /// Days in person.
    ResidencyRow {
        /// Its name.
        title = "title",
        /// Where.
        place = "place",
        /// How many days.
        days = "days",
        /// The rule of its first day; in a cohort the day itself.
        first_day = "first",
    };
    /// A module.
    ModuleRow {
        /// Its name in addresses.
        slug = "slug",
        /// The rule of when it opens.
        opens = "opens",
        /// The rule of when it is due.
        due = "due",
    }
    /// Units with a date of their own.
    units;
    /// A single unit with a date of its own.
    UnitRow {
        /// Its name in addresses.
        slug = "slug",
        /// The rule of when it is due.
        due = "due",
    };
    /// Days that `skip` leaves out.
    BlackoutRow {
        /// Its name.
        title = "title",
        /// The first day.
        first = "first",
        /// The last day, included.
        last = "last",
    };
    /// What there is only once.
    Rest {
        /// The rule of the last day; empty: the last day of all that is in the plan.
        end = "end",
        /// When modules usually open.
        opens_at = "opens-at",
        /// When things are usually due.
        due_at = "due-at",
        /// Hours of study expected in a week.
        hours = "hours",
        /// How many of the units are asked for, in percent.
        units_percent = "units-percent",
        /// How many of the residencies; empty: all.
        residencies_asked = "residencies-asked",
        /// What else is asked for, in words.
        more = "more",
    };
}

/// A plan as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// In order.
    pub residencies: Vec<ResidencyRow>,
    /// In order.
    pub modules: Vec<ModuleRow>,
    /// In order.
    pub blackouts: Vec<BlackoutRow>,
    /// What there is only once.
    pub rest: Rest,
}

impl Draft {
    /// A plan to be changed.
    pub fn of(plan: &Plan) -> Self {
        let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        let rest = Rest {
            end: plan.end.as_ref().map(ToString::to_string).unwrap_or_default(),
            opens_at: time(plan.opens_at),
            due_at: time(plan.due_at),
            hours: plan.hours_a_week.to_string(),
            units_percent: plan.completion.units_percent.to_string(),
            residencies_asked: plan.completion.residencies.map(|number| number.to_string()).unwrap_or_default(),
            more: plan.completion.more.clone(),
        };
        Self {
            residencies: plan.residencies.iter().map(ResidencyRow::planned).collect(),
            modules: plan.modules.iter().map(ModuleRow::planned).collect(),
            blackouts: plan.blackouts.iter().map(BlackoutRow::planned).collect(),
            rest,
        }
    }

    /// The same with each residency on the day it comes to: in a cohort its days are booked, and no rule moves them.
    #[must_use]
    pub fn dated(mut self, calendar: &Calendar) -> Self {
        for (row, dates) in self.residencies.iter_mut().zip(&calendar.residencies) {
            row.first_day = day(dates.first_day);
        }
        self
    }

    /// What was typed. Rows are read until one is not there.
    pub fn typed(typed: &Typed) -> Self {
        let mut values: HashMap<&str, &str> = HashMap::new();
        for (name, value) in typed.pairs() {
            values.entry(name).or_insert(value);
        }
        let mut modules: Vec<ModuleRow> = read(&values, "m");
        for (number, module) in (1..).zip(&mut modules) {
            module.units = read(&values, &format!("m{number}-u"));
        }
        let rest = Rest::of(&mut |name| values.get(name).map(|value| (*value).to_owned()).unwrap_or_default());
        Self { residencies: read(&values, "r"), modules, blackouts: read(&values, "b"), rest }
    }

    /// Every field with its value: what a form sends on that does not show them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        write(&mut fields, "r", &self.residencies);
        write(&mut fields, "m", &self.modules);
        for (number, module) in (1..).zip(&self.modules) {
            write(&mut fields, &format!("m{number}-u"), &module.units);
        }
        write(&mut fields, "b", &self.blackouts);
        fields.extend(Rest::NAMES.iter().zip(self.rest.values()).map(|(name, value)| ((*name).to_owned(), value.to_owned())));
        fields
    }

    /// The same without rows into which nothing was typed.
    #[must_use]
    pub fn without_blank_rows(mut self) -> Self {
        let blank = |values: Vec<&str>| values.iter().all(|value| value.trim().is_empty());
        self.residencies.retain(|row| !blank(vec![&row.title, &row.place, &row.first_day]));
        for module in &mut self.modules {
            module.units.retain(|row| !blank(row.values()));
        }
        self.modules.retain(|row| !blank(row.values()) || !row.units.is_empty());
        self.blackouts.retain(|row| !blank(row.values()));
        self
    }
}

fn read<R: Row>(values: &HashMap<&str, &str>, kind: &str) -> Vec<R> {
    let named = |number, name: &str| values.get(field(kind, number, name).as_str());
    let there = |number: &usize| R::NAMES.iter().any(|name| named(*number, name).is_some());
    let row = |number| R::of(&mut |name| named(number, name).map(|value| (*value).to_owned()).unwrap_or_default());
    (1..=MOST).take_while(there).map(row).collect()
}

fn write<R: Row>(fields: &mut Vec<(String, String)>, kind: &str, rows: &[R]) {
    for (number, row) in (1..).zip(rows) {
        fields.extend(R::NAMES.iter().zip(row.values()).map(|(name, value)| (field(kind, number, name), value.to_owned())));
    }
}

impl ResidencyRow {
    fn planned(one: &PlannedResidency) -> Self {
        let (title, place) = (one.title.clone(), one.place.clone());
        Self { title, place, days: one.days.to_string(), first_day: one.first_day.to_string() }
    }

    /// A new one, of four days as they usually are.
    pub fn fresh() -> Self {
        Self { days: "4".into(), ..Self::default() }
    }
}

impl ModuleRow {
    fn planned(one: &PlannedModule) -> Self {
        let units = one.units.iter().map(UnitRow::planned).collect();
        Self { slug: one.slug.clone(), opens: one.opens.to_string(), due: one.due.to_string(), units }
    }
}

impl UnitRow {
    fn planned(one: &PlannedUnit) -> Self {
        Self { slug: one.slug.clone(), due: one.due.to_string() }
    }
}

impl BlackoutRow {
    fn planned(one: &Blackout) -> Self {
        Self { title: one.title.clone(), first: day(one.first), last: day(one.last) }
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}
