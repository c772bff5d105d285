//! The editor of a unit: its whole file, as it stands in the package. A plain form; a script may make more of it.

use axum::{extract::Path, http::HeaderMap};
use domain::authoring::{
    drafts::{Looked, holds_simulators, line_of},
    store::drafts::{
        self, Desk, Stands,
        review::{self, Thread},
    },
};
use leptos::prelude::*;

use super::{checklist, way};
use crate::{
    AppError, Page,
    authoring::{
        LONGEST,
        bank::newer,
        desk, looked,
        media::films,
        module_address,
        results::{Suggested, suggested},
        settings, standing, text_of, together, unit_address,
    },
    cohorts::{breadcrumbs, notice},
    forms::{Filled, coded, content, error_summary, named_text_area, with_summary},
    page::{Width, is_prefetch},
    simulators::offered,
    visit::{Author, Visit},
    when,
};

const DONE: [(&str, &str); 5] = [
    ("saved", "Saved. Students see it once you publish the draft."),
    ("settings", "The settings stand in the first lines of the text. Students see them once you publish the draft."),
    ("minutes", "The estimate stands in the text. Students see it once you publish the draft."),
    ("restored", "The earlier text stands again. What stood before is among the earlier texts."),
    ("aside", "The other author’s text stands. Yours is among the earlier texts of this unit."),
];

/// `GET /studio/{module}/units/{unit}`
pub async fn unit(author: Author, Path((module, unit)): Path<(String, String)>, headers: HeaderMap) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    let page = unit_again(author.clone(), desk.clone(), &unit, Filled::default()).await?;
    if !is_prefetch(&headers) {
        together::note_open(&author, &desk, &unit).await;
    }
    Ok(page)
}

/// The editor with what was typed and what is wrong with it.
pub async fn unit_again(author: Author, desk: Desk, unit: &str, form: Filled) -> Result<Page, AppError> {
    let (file, stands) = standing(&author, &desk, unit).await?;
    let files = drafts::files(&author.site.db, desk.draft()?.id).await?;
    let newer = newer(&author, &stands.text(), &files).await?;
    let suggested = suggested(&author, &desk.slug, line_of(&files, &file)).await?;
    let typed = !form.errors.is_empty();
    let editing = Editing {
        text: if typed { text_of(form.typed.get("text")) } else { stands.text() },
        films: films(&author, &desk, &files).await?,
        seen: if typed { form.typed.get("seen").to_owned() } else { stands.revision.to_string() },
        unit: unit.to_owned(),
        title: title_of(&stands.text(), &file),
        looked: looked(files, &desk.slug).await?,
        threads: review::threads(&author.site.db, desk.draft()?.id, &file).await?,
        credit: review::credits(&author.site.db, desk.draft()?.id, &file)
            .await?
            .into_iter()
            .find(|one| one.revision == stands.revision)
            .map(|one| one.name),
        simulators: holds_simulators(&stands.text()),
        newer,
        suggested,
        here: together::others((&author, &author.session), desk.draft()?.id).await?.words(&file),
        person: author.session.person.id.to_string(),
        zone: author.session.person.time_zone,
        file,
        stands,
        desk,
    };
    let (visit, filled) = (author.visit().clone(), form.clone());
    let (title, simulators) = (with_summary(&form, &editing.title), editing.simulators);
    let page = Page::new(&visit.clone(), title, move || body(&visit, &editing, &form));
    // Those of the preview work as in a lesson.
    let page = if simulators { page.with_simulators() } else { page };
    Ok(filled.on(page.width(Width::Wide).with_editor()))
}

/// A title for the page: that of the front matter, or the file.
pub(in crate::authoring) fn title_of(text: &str, file: &str) -> String {
    domain::authoring::drafts::title_of(text).unwrap_or(file).to_owned()
}

struct Editing {
    desk: Desk,
    unit: String,
    file: String,
    title: String,
    text: String,
    seen: String,
    stands: Stands,
    suggested: Option<Suggested>,
    looked: Looked,
    /// Whether simulators may stand in it.
    simulators: bool,
    /// The videos of the draft, for the editor.
    films: String,
    /// How many questions have a newer version in the bank.
    newer: usize,
    /// Who else has the unit open, in words.
    here: String,
    person: String,
    zone: chrono_tz::Tz,
    threads: Vec<Thread>,
    credit: Option<String>,
}

fn body(visit: &Visit, editing: &Editing, form: &Filled) -> impl IntoView + use<> {
    let address = unit_address(&editing.desk.slug, &editing.unit);
    let faults: Vec<_> = editing.looked.faults_of(&editing.file).cloned().collect();
    let credit = editing.credit.as_ref().map(|name| format!(", as {name} suggested")).unwrap_or_default();
    let changed = format!("{}, {}{credit}", when::long(editing.stands.changed_at, editing.zone), editing.stands.changed_by);
    view! {
        {notice(visit, &DONE)}
        {error_summary(form)}
        <header class="page-head">
            {breadcrumbs(way(&editing.desk, &[]), editing.title.clone())}
            <h1>{editing.title.clone()}</h1>
            <p class="meta">
                <span>{editing.file.clone()}</span><span>"Last change "{changed}</span>
                <a href=settings::address(&editing.desk.slug, &editing.unit)>"Settings"</a>
                <a href=format!("{address}/trial")>"As students see it"</a>
                <a href=format!("{address}/saves")>"Earlier texts"</a>
                <a href=format!("{address}/bank")>"Question bank"</a>
            </p>
        </header>
        {newer_versions(editing.newer, &address)}
        {editing.suggested.as_ref().map(|suggested| suggested.line(&editing.desk.slug, &editing.unit))}
        <div class="studio">
            {editor(editing, form, &address)}
            <aside class="studio-missing" aria-labelledby="missing">
                <h2 id="missing">"Missing in this text"</h2>
                <div id="checklist">{checklist::of_one(&editing.desk.slug, &faults)}</div>
                <p class="hint">"As it was saved last. The whole list stands beside the "<a href=module_address(&editing.desk.slug)>"outline"</a>"."</p>
                {super::said::open(&editing.desk.slug, &editing.unit, &editing.threads)}
                {help(editing.simulators)}
            </aside>
        </div>
    }
}

/// That the bank has newer versions of some of the unit's questions.
fn newer_versions(count: usize, address: &str) -> Option<impl IntoView + use<>> {
    let words = if count == 1 { "1 question of this unit has".to_owned() } else { format!("{count} questions of this unit have") };
    (count > 0).then(|| {
        view! { <p class="notice" data-kind="info">{words}" a newer version in the bank. "<a href=format!("{address}/bank")>"See what is different"</a></p> }
    })
}

fn editor(editing: &Editing, form: &Filled, address: &str) -> impl IntoView + use<> {
    let module = editing.desk.slug.clone();
    let key = format!("studio:{module}:{}:{}", editing.unit, editing.person);
    let error = form.error("text").map(|error| view! { <p class="field-error" id="text-error">{coded(&error)}</p> });
    view! {
        <form class="editor" id="writing" method="post" action=address.to_owned() data-editor="" data-save=format!("{address}/text")
            data-preview=format!("{address}/preview") data-presence=format!("{address}/presence") data-files=format!("/studio/{module}/files") data-key=key
            data-settings=settings::address(&module, &editing.unit) data-simulators=editing.simulators.then(offered)
            data-media=format!("/studio/{module}/media") data-films=editing.films.clone()>
            <input type="hidden" name="seen" value=editing.seen.clone()/>
            {error}
            {together::line(&editing.here)}
            <div class="field">
                <label for="text">"Text of the unit"</label>
                {named_text_area("text".into(), "text".into(), "Text of the unit", 30, LONGEST, content(&editing.text))}
            </div>
            <p class="form-actions">
                <button class="button" data-kind="primary">"Save"</button>
                <button class="button" name="then" value="trial">"Save and see it as a student"</button>
                <span class="save-state" id="save-state" role="status"></span>
            </p>
        </form>
    }
}

/// The format in a few lines, for whoever writes.
fn help(simulators: bool) -> impl IntoView {
    let lines = [
        "## Heading",
        "*emphasis*, **strong**, [link](https://example.org)",
        "> [!NOTE] Title of a callout",
        "![What it shows](figures/plane.svg \"The caption\")",
        "$\\text{ICER}$, and money as \\$50,000",
        "A reference.[^arrow]",
        "[^arrow]: Arrow KJ. Uncertainty …",
    ];
    let lines = lines.map(|line| view! { <li><code>{line}</code></li> }).collect_view();
    let simulator = simulators.then(|| {
        view! {
            <li><code>"![What it shows](simulator:icer?preset=six \"What to try\")"</code></li>
            <li>"Each of the "<a href="/simulators">"simulators"</a>" shows the line for the numbers that stand in it."</li>
        }
    });
    view! { <details class="disclosure"><summary>"How to write"</summary><ul class="plain-list">{lines}{simulator}</ul></details> }
}
