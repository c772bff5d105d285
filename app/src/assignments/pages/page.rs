//! The page of an assignment: the task, its rubric, what was handed in, and the draft.

use domain::{
    assignments::{MOST_FILES, Progress},
    authoring::{HandInPart, Piece},
    ids::WorkFileId,
    learning::store::{OutlineUnit, UnitView},
};
use leptos::prelude::*;

use super::{
    Draft, page_address,
    words::{files, handed_in_when},
};
use crate::{
    AppError, Page, Site,
    forms::{Filled, error_summary, file_field, summary, with_summary},
    learning::{
        beside, head, objectives, pager,
        player::Player,
        posts, rubric,
        written::{self, work},
    },
    page::Width,
    simulators::{Runs, Standing, with_runs, with_those_in},
    visit::Student,
    when,
};

/// What browsers offer first.
const ACCEPT: &str = ".pdf,.docx,.xlsx,.csv,.txt,.png,.jpg,.jpeg";

/// An assignment for this student.
pub async fn assignment_page(
    site: &Site,
    student: Student,
    unit: UnitView,
    (outline, refused): (Option<Vec<OutlineUnit>>, Option<Standing>),
) -> Result<Page, AppError> {
    show(site, student, (unit, outline), (Filled::default(), refused)).await
}

/// The assignment again, with what was typed and what is wrong with it.
pub async fn draft_again(site: &Site, student: Student, unit: UnitView, form: Filled) -> Result<Page, AppError> {
    show(site, student, (unit, None), (form, None)).await
}

async fn show(
    site: &Site,
    student: Student,
    (unit, outline): (UnitView, Option<Vec<OutlineUnit>>),
    (form, refused): (Filled, Option<Standing>),
) -> Result<Page, AppError> {
    let mut draft = Draft::load(site, &student, &unit).await?;
    if let Some(typed) = written::in_form(&form.typed, &unit) {
        draft.text = typed;
    }
    let outline = beside(site, &student, &unit, outline).await?;
    let posts = posts(site, &student, &unit).await?;
    let runs = Runs::load(site, &student, &unit, refused).await?;
    let visit = student.visit().clone();
    let (filled, title) = (form.clone(), with_summary(&form, &unit.title));
    let with_simulators = with_those_in(&unit.text.body);
    let written = draft.settings.takes(HandInPart::Text) && draft.progress.takes();
    let page = Page::new(&visit, title, move || body((&student, &unit), (&outline, posts), (&draft, &runs), &form)).width(Width::Reading);
    Ok(filled.on(with_simulators(if written { page.with_islands() } else { page })))
}

fn body(
    (student, unit): (&Student, &UnitView),
    (outline, posts): (&[OutlineUnit], i64),
    (draft, runs): (&Draft, &Runs),
    form: &Filled,
) -> impl IntoView + use<> {
    let pieces = unit.text.body.iter().enumerate().filter_map(|(place, piece)| match piece {
        Piece::Html(html) => Some(view! { <div class="text" inner_html=html.clone()></div> }.into_any()),
        Piece::Simulator(simulation) => Some(with_runs(unit, runs, (place, simulation))),
        Piece::Question(_) => None,
    });
    view! {
        <div class="reading-layout">
            <article class="prose">
                {error_summary(form)}
                {summary(runs.fault())}
                {head(student, unit, posts)}
                {objectives(&unit.text.objectives)}
                {pieces.collect_view()}
                {rubric(&draft.settings.rubric)}
                {versions(student, unit, draft)}
                {own(student, unit, draft, form)}
                {pager(unit, outline)}
            </article>
        </div>
    }
}

/// What was handed in, the newest first, and what comes of it.
fn versions(student: &Student, unit: &UnitView, draft: &Draft) -> Option<impl IntoView + use<>> {
    let lines = draft.versions.iter().map(|version| {
        let address = format!("{}/hand-ins/{}", page_address(unit), version.id);
        view! { <li><a href=address>"Version "{version.version}</a>": "{handed_in_when(student, version)}</li> }
    });
    let lines = lines.collect_view();
    let (kind, words) = match draft.progress {
        Progress::Open => return None,
        Progress::HandedIn => ("info", "Nobody has graded it yet. You can hand in again until somebody does; the newest version counts."),
        Progress::Returned => ("attention", "It was returned for revision: change your draft below and hand in again."),
        Progress::Closed => ("info", "It is being graded, so nothing more can be handed in."),
    };
    Some(view! {
        <section class="block" aria-labelledby="handed-in">
            <h2 id="handed-in">"What you have handed in"</h2>
            <ul class="work-versions">{lines}</ul>
            <p class="notice" data-kind=kind>{words}</p>
            {ways(unit, draft)}
        </section>
    })
}

/// What was said of it, and what one is asked of one's team.
fn ways(unit: &UnitView, draft: &Draft) -> impl IntoView + use<> {
    let page = page_address(unit);
    let feedback = draft.feedback.then(|| view! { <a class="button" href=format!("{page}/feedback")>"Read the feedback"</a> });
    let shared = draft.versions.first().is_some_and(|newest| newest.team.is_some());
    let peers = shared.then(|| view! { <a class="button" href=format!("{page}/peers")>"Say who did how much"</a> });
    (draft.feedback || shared).then(|| view! { <p class="form-actions">{feedback}{peers}</p> })
}

/// The draft: for whom it is, the text, the files, and the way to hand them in.
fn own(student: &Student, unit: &UnitView, draft: &Draft, form: &Filled) -> AnyView {
    if !draft.progress.takes() {
        return ().into_any();
    }
    let page = page_address(unit);
    let text = draft.settings.takes(HandInPart::Text).then(|| text(unit, draft, form));
    let runs = draft.settings.takes(HandInPart::Runs).then(|| own_runs(student, &page, draft));
    let files = draft.settings.takes(HandInPart::Files).then(|| own_files(&page, draft, form));
    let fields = view! {
        <form class="quiz work" id="work" method="post" action=format!("{page}/draft") autocomplete="off">
            {text}
            {runs}
            {files}
        </form>
    };
    let bar = match draft.settings.takes(HandInPart::Text) {
        true => view! { <Player work=work(student, unit, ("work", "Review and hand in"), &draft.text)>{fields}</Player> }.into_any(),
        false => view! {
            {fields}
            <p class="form-actions"><button class="button" data-kind="primary" form="work" name="do" value="submit">"Review and hand in"</button></p>
        }
        .into_any(),
    };
    view! {
        <section class="question" aria-labelledby="your-work">
            <h2 id="your-work">"Your work"</h2>
            {for_whom(draft)}
            <p class="hint">"Read by this module’s faculty and by program staff. Write no patient data: no names, dates or numbers that could identify anyone."</p>
            {bar}
        </section>
    }
    .into_any()
}

fn for_whom(draft: &Draft) -> Option<AnyView> {
    draft.settings.team.then(|| match &draft.team {
        Some(team) => {
            let names: Vec<&str> = team.members.iter().map(|(_, _, name)| name.as_str()).collect();
            let words = format!(
                "You hand in for {}: {}. Any of you can hand in for all; each has a draft of their own, and all see what was handed in.",
                team.name,
                names.join(", ")
            );
            view! { <p>{words}</p> }.into_any()
        }
        None => {
            let words = "This is handed in for a team, and you are in none yet. You can write already; ask the program’s staff to put you into a team before it is due.";
            view! { <p class="notice" data-kind="attention">{words}</p> }.into_any()
        }
    })
}

fn text(unit: &UnitView, draft: &Draft, form: &Filled) -> impl IntoView + use<> {
    let error = form.error("your-work");
    view! { <h3>"Text"</h3>{written::field(unit, &draft.text, error)} }
}

/// The runs that were saved in this module, to be ticked. The button that keeps them comes first in the form: Enter presses it.
fn own_runs(student: &Student, page: &str, draft: &Draft) -> impl IntoView + use<> {
    let lines = draft.offered.iter().map(|run| {
        let (id, field) = (run.id.to_string(), format!("run-{}", run.id));
        let chosen = draft.runs.iter().any(|one| one.id == run.id);
        let saved = when::long(run.saved_at, student.place.campus);
        view! {
            <input type="hidden" name="offered" value=id.clone()/>
            <div class="choice">
                <input id=field.clone() name="run" type="checkbox" value=id checked=chosen/>
                <label for=field>
                    <b>{run.title.clone()}</b>" "{run.result.clone()}
                    <span class="choice-hint">{run.unit_title.clone()}", version "{run.number}", saved "{saved}</span>
                </label>
            </div>
        }
    });
    let lines = lines.collect_view();
    let there = match draft.offered.is_empty() {
        true => view! { <p class="hint">"You have saved no run in this module yet. Open a simulator in one of its units and press “Save this run”."</p> }.into_any(),
        false => {
            let to = format!("{page}/draft");
            view! {
                <fieldset class="work-runs"><legend class="visually-hidden">"Saved runs to hand in"</legend>{lines}</fieldset>
                <p><button class="button" formaction=to name="do" value="choose">"Keep this choice"</button></p>
            }
            .into_any()
        }
    };
    view! { <h3 id="your-runs">"Simulator runs"</h3>{there} }
}

/// The files, each with a button that removes it; and the field for another one.
fn own_files(page: &str, draft: &Draft, form: &Filled) -> impl IntoView + use<> {
    let remove = {
        let page = page.to_owned();
        move |file: &domain::assignments::WorkFile| {
            let (to, label) = (format!("{page}/files/{}/removal", file.id), format!("Remove {}", file.name));
            view! { <button class="button" formaction=to aria-label=label>"Remove"</button> }
        }
    };
    let there = match draft.files.is_empty() {
        true => view! { <p class="hint">"No files yet."</p> }.into_any(),
        false => files(&draft.files, remove).into_any(),
    };
    let to = format!("{page}/files");
    let about = "PDF, DOCX, XLSX, CSV, TXT, PNG or JPEG; at most 25 MB each, 10 files.";
    let more = (draft.files.len() < MOST_FILES).then(|| {
        view! {
            <input type="hidden" name="file-id" value=WorkFileId::new().to_string()/>
            {file_field(form, "file", "Another file", about, ACCEPT)}
            <p><button class="button" formaction=to formenctype="multipart/form-data">"Add"</button></p>
        }
    });
    view! { <h3 id="files">"Files"</h3>{there}{more} }
}
