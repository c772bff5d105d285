//! The table of a roster, with what arranges it.

use chrono::{DateTime, Utc};
use domain::{
    cohorts::Scope,
    reports::{Line, ModuleProgress, Roster, RosterModule},
};
use leptos::prelude::*;

use super::words::{count, meter, percent, seen, standing};
use crate::cohorts::arrangement::{Arrangement, Column, completed};

/// With more modules than this their titles do not fit over their columns: numbers stand there, explained under the table.
const TITLED: usize = 3;

/// A roster as it is shown.
pub(super) struct Shown<'a> {
    /// The address of the page.
    pub base: String,
    /// What of which cohort.
    pub scope: &'a Scope,
    /// All of its lines.
    pub roster: &'a Roster,
    /// Which of them, in which order.
    pub arrangement: &'a Arrangement,
    /// When.
    pub now: DateTime<Utc>,
}

/// The table under its filters; or what will stand there.
pub(super) fn view(shown: &Shown<'_>) -> AnyView {
    if shown.roster.lines.is_empty() {
        return empty().into_any();
    }
    let lines = shown.arrangement.arrange(shown.roster);
    let body = if lines.is_empty() { nobody(shown).into_any() } else { table(shown, &lines).into_any() };
    view! { {filters(shown)} {actions(shown, lines.len())} {body} }.into_any()
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nobody is enrolled yet"</h2>
            <p>"Students will stand here one by one, with how far they are in each module, when they were last active, and who is behind and why."</p>
        </div>
    }
}

fn nobody(shown: &Shown<'_>) -> impl IntoView + use<> {
    let all = shown.base.clone();
    view! { <p class="empty"><span>"No student fits these filters."</span><a class="button" href=all>"Show everyone"</a></p> }
}

fn filters(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Arrangement { search, behind, .. } = shown.arrangement.clone();
    let sort = shown.arrangement.sort();
    view! {
        <form class="filters" method="get" action=shown.base.clone() role="search">
            <div class="field">
                <label for="q">"Name, specialty or e-mail"</label>
                <input id="q" name="q" type="search" value=search autocomplete="off"/>
            </div>
            <div class="choice">
                <input id="behind" name="behind" type="checkbox" value="1" checked=behind/>
                <label for="behind">"Only who is behind or not seen"</label>
            </div>
            {(!sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=sort.clone()/> })}
            <p class="form-actions"><button class="button">"Show"</button></p>
        </form>
    }
}

fn actions(shown: &Shown<'_>, lines: usize) -> impl IntoView + use<> {
    let all = shown.roster.lines.len() as i64;
    let how_many = if lines as i64 == all { count(all, "student") } else { format!("{lines} of {}", count(all, "student")) };
    let order = shown.arrangement.in_words(&shown.roster.modules);
    let file = format!("{}/roster.csv{}", shown.base, shown.arrangement.query());
    let everyone = shown.arrangement.leaves_out().then(|| view! { " · " <a href=shown.base.clone()>"Show everyone"</a> });
    view! {
        <div class="table-actions">
            <p role="status">{how_many}", "{order}{everyone}</p>
            <p class="form-actions"><a class="button" href=file download="">"Download CSV"</a></p>
        </div>
    }
}

fn table(shown: &Shown<'_>, lines: &[&Line]) -> impl IntoView + use<> {
    let modules = &shown.roster.modules;
    let total: i64 = modules.iter().map(|module| module.units).sum();
    let several = modules.len() > 1;
    let rows = lines.iter().map(|one| row(shown, one, several.then_some(total))).collect_view();
    let heads = modules.iter().map(|module| module_head(shown, module)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Roster" tabindex="0">
            <table class="table roster" data-dense="" data-modules=(modules.len() <= TITLED).then_some("few")>
                <thead>
                    <tr>
                        {head(shown, Column::Name, "Student", "")}
                        {head(shown, Column::Standing, "Standing", "")}
                        {heads}
                        {several.then(|| head(shown, Column::Units, "Units", "num"))}
                        {head(shown, Column::Seen, "Last activity", "")}
                        <th scope="col">"E-mail"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {legend(modules)}
    }
}

fn head(shown: &Shown<'_>, column: Column, label: &'static str, class: &'static str) -> impl IntoView + use<> {
    let address = format!("{}{}", shown.base, shown.arrangement.sorted_by(&column));
    view! { <th scope="col" class=class aria-sort=shown.arrangement.direction(&column)><a href=address>{label}</a></th> }
}

fn module_head(shown: &Shown<'_>, module: &RosterModule) -> impl IntoView + use<> {
    let column = Column::Module(module.module.slug.clone());
    let address = format!("{}{}", shown.base, shown.arrangement.sorted_by(&column));
    let title = module.module.title.clone();
    let label = if shown.roster.modules.len() <= TITLED {
        view! { <span>{title}</span> }.into_any()
    } else {
        view! { <span aria-hidden="true">{module.module.position}</span><span class="visually-hidden">{title}</span> }.into_any()
    };
    view! { <th scope="col" class="module-head" aria-sort=shown.arrangement.direction(&column)><a href=address>{label}</a></th> }
}

fn row(shown: &Shown<'_>, line: &Line, total: Option<i64>) -> impl IntoView + use<> {
    let student = &line.student;
    let campus = shown.scope.cohort().time_zone;
    let behind = line.standing.needs_help().then_some("behind");
    let cells = shown.roster.modules.iter().zip(&line.progress).map(|(module, progress)| cell(module, progress, shown.now)).collect_view();
    let name = if student.credentials.is_empty() { student.name.clone() } else { format!("{}, {}", student.name, student.credentials) };
    let address = format!("{}/students/{}", shown.base, student.enrollment);
    let mail = format!("mailto:{}", student.email);
    view! {
        <tr data-state=behind>
            <th scope="row"><a href=address>{name}</a><span class="roster-note">{student.specialty.clone()}</span></th>
            <td class="standing">
                {standing(line.standing)}
                {(!line.reason.is_empty()).then(|| view! { <span class="roster-note">{line.reason.clone()}</span> })}
            </td>
            {cells}
            {total.map(|total| view! { <td class="num">{completed(line)}" of "{total}</td> })}
            <td>{seen(line.last_at, shown.now, campus)}</td>
            <td><a href=mail>{student.email.clone()}</a></td>
        </tr>
    }
}

/// How far a student is in a module: a bar, the numbers, the best quiz and what is late.
fn cell(module: &RosterModule, progress: &ModuleProgress, now: DateTime<Utc>) -> AnyView {
    if module.module.opens_at > now && progress.completed == 0 {
        return view! { <td class="module-cell" data-state="locked"><span aria-hidden="true">"–"</span><span class="visually-hidden">"not open yet"</span></td> }.into_any();
    }
    let state = match progress {
        ModuleProgress { overdue: 1.., .. } => "behind",
        ModuleProgress { completed, .. } if *completed == module.units => "done",
        ModuleProgress { completed: 1.., .. } => "started",
        _ => "open",
    };
    let best = progress.best_percent.map(|best| format!("best quiz {}", percent(best)));
    let late = (progress.overdue > 0).then(|| format!("{} late", progress.overdue));
    let note = [late, best].into_iter().flatten().collect::<Vec<_>>().join(", ");
    view! {
        <td class="module-cell" data-state=state>
            {meter(progress.completed, module.units)}
            <span class="num-text">{progress.completed}" of "{module.units}</span>
            <span class="roster-note">{note}</span>
        </td>
    }
    .into_any()
}

fn legend(modules: &[RosterModule]) -> impl IntoView + use<> {
    let entries = modules.iter().map(|module| view! { <li value=module.module.position>{module.module.title.clone()}</li> }).collect_view();
    (modules.len() > TITLED).then(|| view! { <ol class="roster-legend" aria-label="Modules by number">{entries}</ol> })
}
