//! Two authors saved the same unit: what each wrote stands side by side, and nothing of either is lost.

use axum::http::StatusCode;
use domain::authoring::{
    changes::difference,
    drafts::merged,
    store::drafts::{self, Desk, Saving, Stands},
};
use leptos::prelude::*;

use super::{unit::title_of, way};
use crate::{
    AppError, Page,
    authoring::{LONGEST, difference::paragraphs, unit_address},
    cohorts::breadcrumbs,
    forms::{content, named_text_area},
    page::Width,
    visit::Author,
    when,
};

/// What both wrote.
struct Both {
    address: String,
    mine: String,
    theirs: Stands,
    /// Both put together, and whether they never met.
    both: (String, bool),
    when: String,
}

/// The page of a save that came after another one; 409.
pub async fn conflict(author: Author, desk: Desk, (unit, saving): (String, Saving)) -> Result<Page, AppError> {
    let db = &author.site.db;
    let address = unit_address(&desk.slug, &unit);
    let title = title_of(&saving.text, &saving.path);
    let Some(draft) = &desk.draft else { return Ok(over(&author, &desk, (address, title, saving.text))) };
    let Some(theirs) = drafts::file(db, draft.id, &saving.path).await? else {
        return Ok(gone(&author, &desk, (address, title, saving.text)));
    };
    let base = drafts::text_seen(db, draft.id, &saving.path, saving.seen).await?;
    let both = match base {
        Some(base) => merged(&base, &saving.text, &theirs.text()),
        // Without the text that both began with there is nothing to put together: mine is offered to be worked on.
        None => (saving.text.clone(), false),
    };
    let when = when::long(theirs.changed_at, author.session.person.time_zone);
    let both = Both { address, mine: saving.text, theirs, both, when };
    let page = Page::new(&author, format!("Conflict: {title}"), move || body(&desk, &title, &both));
    Ok(page.status(StatusCode::CONFLICT).width(Width::Wide))
}

fn body(desk: &Desk, title: &str, both: &Both) -> impl IntoView + use<> {
    let (by, theirs) = (both.theirs.changed_by.clone(), both.theirs.text());
    view! {
        <header class="page-head">
            {breadcrumbs(way(desk, &[(title, both.address.clone())]), "Two texts".to_owned())}
            <h1>"Two texts of “"{title.to_owned()}"”"</h1>
            <p class="lede">{by.clone()}" saved this unit on "{both.when.clone()}", after you opened it. Nothing of yours is saved yet, and nothing of either is lost: choose what stands."</p>
        </header>
        <section class="block" aria-labelledby="difference">
            <h2 id="difference">"What is different"</h2>
            <p class="hint">"Gone is what only "{by.clone()}" wrote; new is what only you wrote."</p>
            {between(&theirs, &both.mine)}
        </section>
        {choose(both, &by)}
        {together(both)}
    }
}

/// What became of one text in another, paragraph by paragraph.
pub(in crate::authoring) fn between(from: &str, to: &str) -> AnyView {
    let blocks = difference(from, to);
    if blocks.is_empty() { view! { <p>"Nothing is different."</p> }.into_any() } else { paragraphs(&blocks).into_any() }
}

/// One of the two as it is.
fn choose(both: &Both, by: &str) -> impl IntoView + use<> {
    let seen = both.theirs.revision.to_string();
    let fields = |seen: String| {
        view! { <input type="hidden" name="seen" value=seen/><input type="hidden" name="text" value=both.mine.clone()/> }
    };
    view! {
        <section class="block" aria-labelledby="choose">
            <h2 id="choose">"One of the two"</h2>
            <p class="hint">"The other one stays among the earlier texts of the unit."</p>
            <div class="form-actions">
                <form class="inline" method="post" action=both.address.clone()>{fields(seen.clone())}<button class="button">"Keep mine"</button></form>
                <form class="inline" method="post" action=format!("{}/aside", both.address)>
                    {fields(seen)}
                    <button class="button">"Take what "{by.to_owned()}" wrote"</button>
                </form>
            </div>
        </section>
    }
}

/// Both in one text, to be read and changed before it is saved.
fn together(both: &Both) -> impl IntoView + use<> {
    let (text, clean) = &both.both;
    let hint = if *clean {
        "What you changed and what the other changed is in it: it did not meet. Read it, change what you like, and save it."
    } else {
        "Where both changed the same lines, the other’s stand first and yours after them. Put it right, and save it."
    };
    view! {
        <section class="block" aria-labelledby="together">
            <h2 id="together">"Or both together"</h2>
            <form class="editor" method="post" action=both.address.clone()>
                <input type="hidden" name="seen" value=both.theirs.revision.to_string()/>
                <div class="field">
                    <label for="text">"Both together"</label>
                    <p class="hint">{hint}</p>
                    {named_text_area("text".into(), "text".into(), "Both together", 24, LONGEST, content(text))}
                </div>
                <p class="form-actions"><button class="button" data-kind="primary">"Save this"</button></p>
            </form>
        </section>
    }
}

/// The draft was published or given up meanwhile: what was typed is here, and can go into the next one.
fn over(author: &Author, desk: &Desk, (address, title, text): (String, String, String)) -> Page {
    let way = way(desk, &[]);
    let page = Page::new(author, format!("Not saved: {title}"), move || {
        let words = "The draft was published or given up while you wrote. Your text is here. It can go into a draft of the next version: one is begun if none is open, and you see what is different before anything is replaced.";
        view! {
            <header class="page-head">{breadcrumbs(way, title.clone())}<h1>{title.clone()}</h1><p class="lede">{words}</p></header>
            {typed(&address, &text, Some("yes"), "Put it into a new draft")}
        }
    });
    page.status(StatusCode::CONFLICT).width(Width::Wide)
}

/// The unit was taken out meanwhile.
fn gone(author: &Author, desk: &Desk, (address, title, text): (String, String, String)) -> Page {
    let way = way(desk, &[]);
    let page = Page::new(author, format!("Not saved: {title}"), move || {
        let saves = format!("{address}/saves");
        view! {
            <header class="page-head">
                {breadcrumbs(way, title.clone())}
                <h1>{title.clone()}</h1>
                <p class="lede">"Another author took this unit out of the draft while you wrote. Your text is here: bring the unit back from its "<a href=saves>"earlier texts"</a>" in another tab, then save again."</p>
            </header>
            {typed(&address, &text, None, "Save again")}
        }
    });
    page.status(StatusCode::CONFLICT).width(Width::Wide)
}

fn typed(address: &str, text: &str, begin: Option<&'static str>, button: &'static str) -> impl IntoView + use<> {
    view! {
        <form class="editor" method="post" action=address.to_owned()>
            <input type="hidden" name="seen" value="0"/>
            {begin.map(|value| view! { <input type="hidden" name="begin" value=value/> })}
            <div class="field">
                <label for="text">"Your text"</label>
                {named_text_area("text".into(), "text".into(), "Your text", 24, LONGEST, content(text))}
            </div>
            <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
        </form>
    }
}
