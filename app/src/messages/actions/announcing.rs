//! Announcing something to a cohort, changing it, taking it back.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    ids::AnnouncementId,
    messages::{
        NewAnnouncement, Notice, Topic, rules,
        store::{self, AnnouncementEdit},
    },
};

use super::seen;
use crate::{
    AppError, Site,
    forms::Typed,
    messages::{
        pages::{Again, announcement_again, announcements_again},
        scope_of,
    },
    visit::StaffOrFaculty,
};

fn errors(typed: &Typed) -> Vec<FieldError> {
    [rules::line("title", &typed.trimmed("title")), rules::text("body", typed.get("body"))].into_iter().flatten().collect()
}

fn body(typed: &Typed) -> String {
    typed.get("body").replace("\r\n", "\n")
}

/// `POST /cohorts/{cohort}/announcements`: students are told as they chose; twice is harmless.
pub async fn announce(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = scope_of(&visit, &cohort, None).await?;
    let errors = errors(&typed);
    if !errors.is_empty() {
        return Ok(announcements_again(&visit, scope, typed.with(errors)).await?.into_response());
    }
    let id = typed.get("id").parse();
    let id =
        id.map_err(|_| AppError::Malformed("The form did not arrive whole. Go back and send it again; nothing was announced.".into()))?;
    let (author, title) = (visit.session.person.id, typed.trimmed("title"));
    let new = NewAnnouncement { id, cohort: scope.cohort().id, author, title, body: body(&typed) };
    let (base_url, now) = (site.settings.base_url.clone(), visit.now);
    let change = site.db.write(move |tx| {
        Box::pin(async move {
            if store::publish(tx, &new, now).await? {
                let people = store::enrolled(tx, new.cohort).await?;
                let link = format!("/cohort#announcement-{}", new.id);
                let notice = |person| {
                    let (title, body, link) = (new.title.clone(), new.body.clone(), link.clone());
                    Notice { person, topic: Topic::Announcements, title, body, link }
                };
                store::tell_all(tx, &base_url, &people.into_iter().map(notice).collect::<Vec<_>>(), now).await?;
            }
            Ok(())
        })
    });
    change.await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/announcements?done=announced")).into_response())
}

/// The announcement, if the visitor may change it.
async fn theirs(site: &Site, visit: &StaffOrFaculty, cohort: &str, id: &str) -> Result<Again, AppError> {
    let scope = scope_of(visit, cohort, None).await?;
    let id: AnnouncementId = id.parse().map_err(|_| AppError::NotFound)?;
    let announcement = store::announcement(&site.db, scope.cohort().id, id).await?;
    if !crate::messages::pages::may_change(visit, &scope, &announcement) {
        return Err(AppError::NotFound);
    }
    Ok(Again { scope, announcement, form: Typed::default().with(Vec::new()) })
}

/// `POST /cohorts/{cohort}/announcements/{announcement}`
pub async fn change_announcement(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path((cohort, announcement)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, AppError> {
    let again = theirs(&site, &visit, &cohort, &announcement).await?;
    let errors = errors(&typed);
    if !errors.is_empty() {
        return Ok(announcement_again(&visit, Again { form: typed.with(errors), ..again }).into_response());
    }
    let (id, here, title) = (again.announcement.id, again.scope.cohort().id, typed.trimmed("title"));
    let edit = AnnouncementEdit { cohort: here, id, title, body: body(&typed), seen: seen(&typed) };
    let now = visit.now;
    let done = site.db.write(move |tx| Box::pin(async move { store::edit_announcement(tx, &edit, now).await })).await;
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/cohorts/{cohort}/announcements?done=changed")).into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            let current = store::announcement(&site.db, here, id).await?;
            let word = if current.withdrawn_at.is_some() { "taken back" } else { "changed" };
            let message =
                format!("Somebody has {word} it meanwhile. Copy what you wrote, then open it again from the list of announcements.");
            let errors = vec![FieldError { field: "body", message }];
            Ok(announcement_again(&visit, Again { form: typed.with(errors), ..again }).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/announcements/{announcement}/withdrawal`: twice is harmless.
pub async fn withdraw_announcement(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path((cohort, announcement)): Path<(String, String)>,
) -> Result<Redirect, AppError> {
    let again = theirs(&site, &visit, &cohort, &announcement).await?;
    let (here, id, now) = (again.scope.cohort().id, again.announcement.id, visit.now);
    site.db.write(move |tx| Box::pin(async move { store::withdraw_announcement(tx, here, id, now).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/announcements?done=withdrawn")))
}
