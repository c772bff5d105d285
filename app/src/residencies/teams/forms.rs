//! The forms under the teams: mixing anew, moving one student, names.

use domain::{
    ids::TeamId,
    residencies::teams::{Student, Team},
};
use leptos::prelude::*;

use crate::{
    forms::{Choice, Field, Filled, choices, field, select},
    residencies::sheet::{Sheet, labelled},
};

/// The most that sit well at one table: how many teams are suggested first.
const AT_A_TABLE: usize = 6;

/// The forms of the page; each is as it begins, or as it comes back.
#[derive(Clone, Default)]
pub struct Forms {
    /// How to mix.
    pub mixing: Filled,
    /// Whom to move.
    pub moving: Filled,
    /// The names of the teams.
    pub names: Sheet,
}

impl Forms {
    /// With values where nothing was typed.
    pub fn begun(self, students: &[Student], teams: &[Team]) -> Self {
        let Self { mut mixing, moving, mut names } = self;
        if mixing.typed.get("by").is_empty() && mixing.errors.is_empty() {
            let many = if teams.is_empty() { students.len().div_ceil(AT_A_TABLE) } else { teams.len() };
            mixing = Filled::with_values([("by", "teams"), ("number", &many.to_string())]);
        }
        if names.wrong.is_empty() {
            names = Sheet::of(teams.iter().map(|team| (format!("name-{}", team.id), team.name.clone())).collect());
        }
        Self { mixing, moving, names }
    }
}

/// Where chance begins, for a form that is drawn: another one each time.
pub fn chance() -> u64 {
    // The low half of a new id is random.
    TeamId::new().0.as_u64_pair().1
}

fn choice(value: impl ToString, label: impl Into<String>) -> Choice {
    Choice { value: value.to_string(), label: label.into() }
}

/// How many teams, to be looked at before anything is kept.
pub fn mixing(base: &str, form: &Filled) -> impl IntoView + use<> {
    let by = vec![choice("teams", "So many teams"), choice("size", "At most so many students in a team")];
    view! {
        <section class="block no-print" aria-labelledby="mix">
            <h2 id="mix">"Mix anew"</h2>
            <form class="form" method="get" action=format!("{base}/mix") novalidate=true>
                <input type="hidden" name="seed" value=chance().to_string()/>
                {choices(form, "by", "How", by)}
                {field(form, Field::text("number", "Number"))}
                <p class="form-actions"><button class="button" data-kind="primary">"Show the teams"</button></p>
            </form>
        </section>
    }
}

/// One student into another team.
pub fn moving(base: &str, students: &[Student], teams: &[Team], form: &Filled) -> impl IntoView + use<> {
    let now = |student: &Student| teams.iter().find(|team| team.members.contains(&student.enrollment)).map_or("no team", |team| &team.name);
    let nobody = choice("", "Choose a student");
    let who = students.iter().map(|student| choice(student.enrollment, format!("{} ({})", student.name, now(student))));
    let who = std::iter::once(nobody).chain(who).collect();
    let nowhere = choice("", "Choose a team");
    let to = teams.iter().map(|team| choice(team.id, team.name.clone()));
    let to = std::iter::once(nowhere).chain(to).chain([choice("none", "No team")]).collect();
    view! {
        <section class="block no-print" aria-labelledby="move">
            <h2 id="move">"Move a student"</h2>
            <form class="form" method="post" action=format!("{base}/moves") novalidate=true>
                {select(form, "student", "Student", "", who)}
                {select(form, "team", "Into", "", to)}
                <p class="form-actions"><button class="button">"Move the student"</button></p>
            </form>
        </section>
    }
}

/// What the teams are called.
pub fn names(base: &str, teams: &[Team], sheet: &Sheet) -> impl IntoView + use<> {
    let fields = teams
        .iter()
        .map(|team| labelled(sheet, format!("name-{}", team.id), format!("Name of team {}", team.position), false))
        .collect_view();
    view! {
        <section class="block no-print" aria-labelledby="names">
            <h2 id="names">"Names"</h2>
            <form class="form" method="post" action=format!("{base}/names") novalidate=true>
                <div class="field-row">{fields}</div>
                <p class="form-actions"><button class="button">"Keep the names"</button></p>
            </form>
        </section>
    }
}
