//! One module of a cohort: what is different in the newest version, who has done what, and going on with it.

use domain::{
    authoring::{
        UnitKind,
        changes::{Changes, Fate, Mark, Passage, UnitChange},
    },
    cohorts::{MovedVersion, Newer, Scope},
    learning::store::UnitTally,
};
use leptos::prelude::*;

use super::{Compared, way};
use crate::{
    cohorts::pages::words::{breadcrumbs, cohort_nav, count, sight},
    when,
};

pub(super) fn body(scope: &Scope, compared: &Compared) -> impl IntoView + use<> {
    let slug = scope.cohort().slug.clone();
    let mut way = way(scope);
    way.push(("Modules".into(), format!("/cohorts/{slug}/modules")));
    let module = &compared.module;
    let newest = match &compared.newer {
        Some((newer, changes)) => view! { {different(newer, changes)}{done(&compared.tallies)}{moving(scope, compared, newer, changes)} }.into_any(),
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
            </p>
        </header>
        {cohort_nav(&slug, "/modules")}
        {newest}
        {history(scope, &compared.moves)}
        <p class="aside-note">{sight(scope)}</p>
    }
}

fn different(newer: &Newer, changes: &Changes) -> impl IntoView + use<> {
    let text = (!changes.module.is_empty())
        .then(|| view! { <li>{entry("Changed", "started", "About the module", "")}{passages(&changes.module)}</li> });
    let units = changes.units.iter().filter(|unit| unit.fate != Fate::Same).map(unit).collect_view();
    let same = changes.units.iter().filter(|unit| unit.fate == Fate::Same).count() as i64;
    let rest = match (changes.none(), same) {
        (true, _) => "Nothing that students read or answer is different: only figures or other files.".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "1 unit is as it was.".to_owned(),
        (false, same) => format!("{same} units are as they were."),
    };
    view! {
        <section class="block" aria-labelledby="different">
            <h2 id="different">"What is different in version "{newer.number}</h2>
            <ol class="version-changes">{text}{units}</ol>
            <p class="hint">{rest}</p>
        </section>
    }
}

fn entry(word: &'static str, shape: &'static str, title: &str, kind: &'static str) -> impl IntoView + use<> {
    let kind = (!kind.is_empty()).then(|| view! { <span>{kind}</span> });
    view! { <h3>{title.to_owned()}</h3><p class="meta"><span class="state" data-state=shape>{word}</span>{kind}</p> }
}

fn unit(unit: &UnitChange) -> impl IntoView + use<> {
    let (word, shape) = match unit.fate {
        Fate::Added => ("New", "open"),
        Fate::Removed => ("Gone", "late"),
        Fate::Changed | Fate::Same => ("Changed", "started"),
    };
    let notes = notes(unit).into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    view! { <li>{entry(word, shape, &unit.title, kind(unit.kind))}<ul class="aims">{notes}</ul>{passages(&unit.text)}</li> }
}

/// What is different, in words.
fn notes(unit: &UnitChange) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(before) = &unit.renamed_from {
        notes.push(format!("It was called “{before}”."));
    }
    if let Some(before) = unit.kind_before {
        notes.push(format!("It was a {}: what was done in it does not count for what it is now.", kind(before).to_lowercase()));
    }
    if let Some((before, now)) = unit.minutes {
        notes.push(format!("It takes {} instead of {}.", when::length(now), when::length(before)));
    }
    if unit.set_otherwise {
        notes.push("Its settings are others: passing level, attempts, time limit or length asked for.".to_owned());
    }
    for (fate, word) in [(Fate::Added, "New"), (Fate::Changed, "Changed"), (Fate::Removed, "Gone")] {
        let names: Vec<&str> = unit.questions.iter().filter(|(_, other)| *other == fate).map(|(name, _)| name.as_str()).collect();
        if !names.is_empty() {
            notes.push(format!("{word} {}: {}.", if names.len() == 1 { "question" } else { "questions" }, names.join(", ")));
        }
    }
    notes
}

fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Lesson => "Lesson",
        UnitKind::Quiz => "Quiz",
        UnitKind::Case => "Case",
    }
}

/// The text as its author wrote it, line by line.
fn passages(passages: &[Passage]) -> Option<impl IntoView + use<>> {
    let lines = |passage: &Passage| passage.lines.iter().map(line).collect_view();
    let blocks = passages
        .iter()
        .map(|passage| view! { <p class="hint">"From line "{passage.line}</p><div class="passage">{lines(passage)}</div> })
        .collect_view();
    let changed = passages.iter().flat_map(|passage| &passage.lines).filter(|(mark, _)| *mark != Mark::Kept).count() as i64;
    (changed > 0)
        .then(|| view! { <details class="disclosure"><summary>"The text: "{count(changed, "changed line")}</summary>{blocks}</details> })
}

fn line((mark, text): &(Mark, String)) -> AnyView {
    let text = text.clone();
    match mark {
        Mark::Added => view! { <ins><span class="visually-hidden">"New: "</span>{text}</ins> }.into_any(),
        Mark::Removed => view! { <del><span class="visually-hidden">"Gone: "</span>{text}</del> }.into_any(),
        Mark::Kept => view! { <span>{text}</span> }.into_any(),
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
