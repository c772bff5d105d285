//! Teams in a table, with how well they are mixed.

use std::collections::BTreeMap;

use domain::{
    ids::EnrollmentId,
    residencies::teams::{Student, Team, alike},
};
use leptos::prelude::*;

/// Teams as they are or might be.
pub struct Mixed {
    /// Their names.
    pub names: Vec<String>,
    /// Their students, in the same order.
    pub teams: Vec<Vec<EnrollmentId>>,
}

impl Mixed {
    /// Those that stand.
    pub fn standing(teams: &[Team]) -> Self {
        Self { names: teams.iter().map(|team| team.name.clone()).collect(), teams: teams.iter().map(|team| team.members.clone()).collect() }
    }
}

/// How many pairs of one team are alike, beside how many there are now.
pub fn facts(students: &[Student], mixed: &Mixed, now: Option<&Mixed>) -> impl IntoView + use<> {
    let (after, before) = (alike(students, &mixed.teams), now.map(|now| alike(students, &now.teams)));
    let rows = [
        ("One specialty", after.specialty, before.map(|before| before.specialty)),
        ("One site", after.site, before.map(|before| before.site)),
        ("One employer", after.employer, before.map(|before| before.employer)),
    ];
    let rows = rows
        .into_iter()
        .map(|(label, after, before)| {
            let before = before.map(|before| format!(" (now {before})"));
            view! { <div><dt>{label}</dt><dd>{after}{before}</dd></div> }
        })
        .collect_view();
    view! {
        <section class="block" aria-labelledby="pairs">
            <h2 id="pairs">"Pairs who are alike"</h2>
            <p class="hint">"Two students of one team who share a specialty, a site or an employer. The fewer, the better mixed."</p>
            <dl class="facts" data-columns="">{rows}</dl>
        </section>
    }
}

/// A row for each team, and one for those who are in none.
pub fn table(students: &[Student], mixed: &Mixed) -> impl IntoView + use<> {
    let of = |members: &[EnrollmentId]| students.iter().filter(|student| members.contains(&student.enrollment)).collect::<Vec<_>>();
    let rows = mixed.names.iter().zip(&mixed.teams).map(|(name, members)| row(name, &of(members))).collect_view();
    let alone: Vec<_> =
        students.iter().filter(|student| !mixed.teams.iter().flatten().any(|member| *member == student.enrollment)).collect();
    let alone = (!alone.is_empty()).then(|| row("Not in a team", &alone));
    view! {
        <div class="table-wrap" role="region" aria-label="Teams" tabindex="0">
            <table class="table teams" data-stacks="">
                <thead>
                    <tr>
                        <th scope="col">"Team"</th><th scope="col">"Students"</th><th scope="col">"Specialties"</th>
                        <th scope="col">"Sites"</th><th scope="col">"Employers"</th>
                    </tr>
                </thead>
                <tbody>{rows}{alone}</tbody>
            </table>
        </div>
    }
}

fn row(name: &str, members: &[&Student]) -> impl IntoView + use<> {
    let names = members.iter().map(|student| view! { <li>{student.name.clone()}</li> }).collect_view();
    let mix = |of: fn(&Student) -> &str| spread(members.iter().map(|student| of(student)));
    view! {
        <tr>
            <th scope="row">{name.to_owned()}<span class="roster-note">{crate::cohorts::count(members.len() as i64, "student")}</span></th>
            <td><ul>{names}</ul></td>
            <td data-name="Specialties">{mix(|student| &student.specialty)}</td>
            <td data-name="Sites">{mix(|student| &student.site)}</td>
            <td data-name="Employers">{mix(|student| &student.employer)}</td>
        </tr>
    }
}

/// `Cardiology 2, Surgery`: what there is, and how often, where that is more than once.
fn spread<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for word in words.map(str::trim).filter(|word| !word.is_empty()) {
        counts.entry(word.to_lowercase()).or_insert_with(|| (word.to_owned(), 0)).1 += 1;
    }
    let said = |(word, count): (String, usize)| if count > 1 { format!("{word} {count}") } else { word };
    counts.into_values().map(said).collect::<Vec<_>>().join(", ")
}
