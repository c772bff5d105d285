//! Earlier texts of a unit: who wrote them, what is different now, and the way back.

use axum::extract::Path;
use domain::authoring::{
    drafts::file_of,
    store::drafts::{
        self, Desk, Earlier,
        review::{self, Credit},
    },
};
use leptos::prelude::*;

use super::{conflict::between, unit::title_of, way};
use crate::{
    AppError, Page,
    authoring::{desk, unit_address},
    cohorts::breadcrumbs,
    page::Width,
    visit::Author,
    when,
};

/// `GET /studio/{module}/units/{unit}/saves`
pub async fn saves(author: Author, Path((module, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    let (db, file) = (&author.site.db, file_of(&unit));
    let draft = desk.draft.as_ref().ok_or(AppError::NotFound)?.id;
    let stands = drafts::file(db, draft, &file).await?;
    let earlier = drafts::earlier(db, draft, &file).await?;
    if stands.is_none() && earlier.is_empty() {
        return Err(AppError::NotFound);
    }
    let credits = review::credits(db, draft, &file).await?;
    let now = stands.map(|stands| stands.text());
    let title = title_of(now.as_deref().unwrap_or_default(), &file);
    let (zone, address) = (author.session.person.time_zone, unit_address(&desk.slug, &unit));
    Ok(Page::new(&author, format!("Earlier texts: {title}"), move || body(&desk, (&title, &address), (now, &earlier, &credits), zone))
        .width(Width::Wide))
}

fn body(
    desk: &Desk,
    (title, address): (&str, &str),
    (now, earlier, credits): (Option<String>, &[Earlier], &[Credit]),
    zone: chrono_tz::Tz,
) -> impl IntoView + use<> {
    let lines = earlier.iter().map(|one| line(one, (address, now.as_deref(), credits), zone)).collect_view();
    let none = earlier
        .is_empty()
        .then(|| view! { <p class="empty">"No earlier text yet. Each save keeps the text that it replaces, and it stands here."</p> });
    let gone = now.is_none().then(|| view! { <p class="notice" data-kind="info">"This unit was taken out of the draft. Bringing a text back puts it at the end."</p> });
    view! {
        <header class="page-head">
            {breadcrumbs(way(desk, &[(title, address.to_owned())]), "Earlier texts".to_owned())}
            <h1>"Earlier texts of “"{title.to_owned()}"”"</h1>
            <p class="lede">"What saves replaced in this draft, the newest first, at most a hundred. Bringing one back loses nothing: what stands now becomes an earlier text."</p>
        </header>
        {gone}
        {none}
        <ol class="version-changes">{lines}</ol>
    }
}

fn line(one: &Earlier, (address, now, credits): (&str, Option<&str>, &[Credit]), zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let text = String::from_utf8_lossy(&one.content).into_owned();
    let changed = between(&text, now.unwrap_or_default());
    let when = when::long(one.saved_at, zone);
    let credit = credits.iter().find(|credit| credit.revision == one.revision).map(|credit| format!(", as {} suggested", credit.name));
    view! {
        <li>
            <h2 class="small-title">{when.clone()}", "{one.saved_by.clone()}{credit}</h2>
            <p class="meta"><span>"Replaced "{when::long(one.replaced_at, zone)}</span></p>
            <details class="disclosure"><summary>"What became of it since"</summary>{changed}</details>
            <form class="inline" method="post" action=format!("{address}/saves")>
                <input type="hidden" name="id" value=one.id.to_string()/>
                <button class="button">"Bring it back"<span class="visually-hidden">": "{when}</span></button>
            </form>
        </li>
    }
}
