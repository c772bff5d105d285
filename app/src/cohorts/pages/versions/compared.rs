//! One module of a cohort: what is different in the newest version, who has done what, and going on with it.

use domain::{
    authoring::changes::{Changes, Fate},
    cohorts::{MovedVersion, Newer, Scope},
    learning::store::UnitTally,
};
use leptos::prelude::*;

use super::{Compared, way};
use crate::{
    authoring::{different, ways},
    cohorts::pages::words::{breadcrumbs, cohort_nav, count, sight},
    when,
};

pub(super) fn body(scope: &Scope, compared: &Compared) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let mut way = way(scope);
    way.push(("Modules".into(), format!("/cohorts/{slug}/modules")));
    let module = &compared.module;
    let newest = match &compared.newer {
        Some((newer, changes)) => view! { {different(format!("What is different in version {}", newer.number), changes)}{done(&compared.tallies)}{moving(scope, compared, newer, changes)} }.into_any(),
        None => view! {
            <p class="empty">"This cohort studies the newest version. When another one is published, what is different in it stands here."</p>
            {done(&compared.tallies)}
        }
        .into_any(),
    };
    view! {
        <header class="page-head">
            {breadcrumbs(way, module.title.clone())}
            <h1>{module.title.clone()}</h1>
            <p class="meta">
                <span>"This cohort studies version "{module.version}</span>
                {compared.newer.as_ref().map(|(newer, _)| view! { <span>"The newest is version "{newer.number}</span> })}
                {ways(&module.slug, &module.title)}
            </p>
        </header>
        {cohort_nav(&slug, "/modules")}
        {newest}
        {history(scope, &compared.moves)}
        <p class="aside-note">{sight(scope)}</p>
    }
}

/// How many have done what in the version the cohort studies.
fn done(tallies: &[UnitTally]) -> impl IntoView + use<> {
    let rows = tallies.iter().map(|unit| {
        view! {
            <tr><th scope="row">{unit.title.clone()}</th><td class="num">{unit.started}</td><td class="num">{unit.completed}</td><td class="num">{unit.open}</td></tr>
        }
    });
    view! {
        <section class="block">
            <h2 id="done">"What students have done"</h2>
            <div class="table-wrap" role="region" aria-label="What students have done" tabindex="0">
                <table class="table" data-dense="">
                    <thead>
                        <tr>
                            <th scope="col">"Unit"</th>
                            <th scope="col" class="num">"Began"</th>
                            <th scope="col" class="num">"Completed"</th>
                            <th scope="col" class="num">"In an attempt"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn moving(scope: &Scope, compared: &Compared, newer: &Newer, changes: &Changes) -> impl IntoView + use<> {
    let module = &compared.module;
    let action = format!("/cohorts/{}/modules/{}/version", scope.cohort().slug, module.slug);
    let open: i64 = compared.tallies.iter().map(|unit| unit.open).sum();
    let gone = changes.units.iter().filter(|unit| unit.fate == Fate::Removed).count() as i64;
    let means = [
        Some("What students completed, their best results, their written answers and where they stopped go along, unit by unit of the same name.".to_owned()),
        (open > 0).then(|| format!("{} will be handed in first, with what was saved.", count(open, "open attempt"))),
        Some("Quizzes give all their attempts anew; what was passed stays passed.".to_owned()),
        (gone > 0).then(|| format!("{} and its extensions end; what was done there is kept.", count(gone, "unit that is gone"))),
        Some("Dates and extensions stay as they are. It cannot be taken back.".to_owned()),
    ];
    let means = means.into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <section class="block" aria-labelledby="moving">
            <h2 id="moving">"Going on with version "{newer.number}</h2>
            <ul class="aims">{means}</ul>
            <form method="post" action=action>
                <input type="hidden" name="from" value=module.version_id.to_string()/>
                <input type="hidden" name="to" value=newer.version_id.to_string()/>
                <p class="form-actions after"><button class="button" data-kind="primary">"Go on with version "{newer.number}</button></p>
            </form>
            <p class="hint">"To stay with version "{module.version}", do nothing: nothing changes by itself."</p>
        </section>
    }
}

fn history(scope: &Scope, moves: &[MovedVersion]) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let lines = moves.iter().map(|one| {
        let by = one.moved_by.clone().map(|by| format!(", {by}"));
        view! { <li>"From version "{one.from_number}" to "{one.to_number}": "{when::long(one.moved_at, campus)}{by}</li> }
    });
    (!moves.is_empty()).then(|| view! { <section class="block"><h2>"Until now"</h2><ul class="aims">{lines.collect_view()}</ul></section> })
}
