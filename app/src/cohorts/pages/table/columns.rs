//! The columns of the radar: modules and residencies as they follow each other, and their heads.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::reports::{ResidencyState, Roster, residency_states};
use leptos::prelude::*;

use super::{Shown, cells::residency_word};
use crate::{cohorts::arrangement, when};

/// With more columns than this their heads stand upright, and the words in the cells are left to those who cannot see them.
pub(super) const ROOMY: usize = 3;

/// A column between the name and the end.
pub(super) enum Column {
    /// The module at this place of the roster.
    Module(usize),
    /// The residency at this place, and where it lies.
    Residency(usize, ResidencyState),
}

/// All of them, in the order of time.
pub(super) struct Columns(pub Vec<Column>);

impl Columns {
    /// Those of a roster.
    pub fn of(roster: &Roster, now: DateTime<Utc>, campus: Tz) -> Self {
        let today = now.with_timezone(&campus).date_naive();
        let states = residency_states(&roster.residencies, today);
        let modules = roster.modules.iter().enumerate().map(|(place, module)| (module.module.opens_at, Column::Module(place)));
        let residencies = roster.residencies.iter().zip(states).enumerate();
        let residencies =
            residencies.map(|(place, (residency, state))| (when::midnight(residency.starts_on, campus), Column::Residency(place, state)));
        let mut columns: Vec<(DateTime<Utc>, Column)> = modules.chain(residencies).collect();
        columns.sort_by_key(|(at, _)| *at);
        Self(columns.into_iter().map(|(_, column)| column).collect())
    }
}

/// The head of every column.
pub(super) fn heads(shown: &Shown<'_>, columns: &Columns) -> Vec<AnyView> {
    columns.0.iter().map(|column| head(shown, column)).collect()
}

fn head(shown: &Shown<'_>, column: &Column) -> AnyView {
    match column {
        Column::Module(place) => module(shown, *place).into_any(),
        Column::Residency(place, state) => residency(shown, *place, *state).into_any(),
    }
}

fn module(shown: &Shown<'_>, place: usize) -> impl IntoView + use<> {
    let module = &shown.roster.modules[place].module;
    let by = arrangement::Column::Module(module.slug.clone());
    let address = format!("{}{}", shown.base, shown.arrangement.sorted_by(&by));
    view! {
        <th scope="col" class="radar-head" aria-sort=shown.arrangement.direction(&by)>
            <a href=address title=module.title.clone()><span>{module.title.clone()}</span></a>
        </th>
    }
}

fn residency(shown: &Shown<'_>, place: usize, state: ResidencyState) -> impl IntoView + use<> {
    let residency = &shown.roster.residencies[place];
    let days = when::days(residency.starts_on, residency.ends_on);
    view! {
        <th scope="col" class="radar-head" data-cell=residency_word(state) title=format!("{days}, {}", residency.place)>
            <span>{residency.title.clone()}<span class="visually-hidden">", "{days.clone()}</span></span>
        </th>
    }
}
