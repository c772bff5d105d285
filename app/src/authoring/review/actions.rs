//! Asking for a review, saying what one thinks of a draft, and letting a module go.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::store::drafts::{
        self,
        review::{self, Asking, Saying},
    },
    cohorts::store::possible_reviewers,
    ids::PersonId,
    messages::{Notice, Topic, store::tell},
};

use super::{overview::overview_again, review_address, reviewed};
use crate::{
    AppError,
    authoring::{desk, module_address},
    forms::Typed,
    visit::{Author, Colleague},
};

fn back(module: &str, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", review_address(module))).into_response()
}

/// `POST /studio/{module}/review`: each `person`, and a `note`. Who is new is told by mail, once.
pub async fn ask(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let possible = possible_reviewers(&author.site.db).await?;
    let chosen: Vec<PersonId> = form.all("person").filter_map(|id| id.parse().ok()).collect();
    let asking = Asking { people: chosen, note: form.get("note").to_owned() };
    if asking.people.iter().any(|person| !possible.iter().any(|one| one.person == *person)) {
        return Err(AppError::NotFound);
    }
    let (actor, now, base_url) = (author.session.person.id, author.now, author.site.settings.base_url.clone());
    let (name, here) = (author.session.person.name.clone(), desk.clone());
    let asked = author.site.db.write(move |tx| {
        Box::pin(async move {
            let new = review::ask(tx, now, actor, &here, &asking).await?;
            for person in &new {
                let said = format!("{name} asks you to read the draft of {} before it is published.", here.title);
                let notice = notice(*person, (&here.slug, format!("Please read: {}", here.title)), (said, &asking.note));
                tell(tx, &base_url, &notice, now).await?;
            }
            Ok(new.len())
        })
    });
    match asked.await {
        Ok(0) => Ok(back(&module, "asked-already")),
        Ok(_) => Ok(back(&module, "asked")),
        Err(Error::Invalid(errors)) => again(&author, &module, form, errors).await,
        Err(other) => Err(other.into()),
    }
}

/// What somebody is told: the sentence, and what the author wrote to them.
fn notice(person: PersonId, (module, title): (&str, String), (said, note): (String, &str)) -> Notice {
    let body = if note.trim().is_empty() { said } else { format!("{said}\n\n{}", note.trim()) };
    Notice { person, topic: Topic::Messages, title, body, link: review_address(module) }
}

async fn again(author: &Author, module: &str, form: Typed, errors: Vec<FieldError>) -> Result<Response, AppError> {
    Ok(overview_again(author.clone().into(), module, form.with(errors)).await?.into_response())
}

/// `POST /studio/{module}/reviewers/{person}/removal`
pub async fn take_off(author: Author, Path((module, person)): Path<(String, PersonId)>) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { review::take_off(tx, now, actor, (&desk, person)).await })).await?;
    Ok(back(&module, "taken-off"))
}

/// `POST /studio/{module}/reviewers/{person}/reminder`
pub async fn remind(author: Author, Path((module, person)): Path<(String, PersonId)>) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now, base_url) = (author.session.person.id, author.now, author.site.settings.base_url.clone());
    let name = author.session.person.name.clone();
    let reminded = author.site.db.write(move |tx| {
        Box::pin(async move {
            let Some(invited) = review::remind(tx, now, actor, (&desk, person)).await? else { return Ok(false) };
            let said = format!("{name} reminds you of the draft of {}, which you are asked to read before it is published.", desk.title);
            let notice = notice(person, (&desk.slug, format!("Still to be read: {}", desk.title)), (said, &invited.note));
            tell(tx, &base_url, &notice, now).await?;
            Ok(true)
        })
    });
    Ok(back(&module, if reminded.await? { "reminded" } else { "reminded-already" }))
}

/// `POST /studio/{module}/verdicts`: `verdict` is `approve` or `changes`; `seen` the revision that was read.
pub async fn say(colleague: Colleague, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let page = reviewed(&colleague, &module).await?;
    if !page.reviews {
        return Err(AppError::NotFound);
    }
    let wrong = |message: &str| vec![FieldError { field: "verdict", message: message.to_owned() }];
    let approves = match form.get("verdict") {
        "approve" => true,
        "changes" => false,
        _ => {
            let errors = wrong("Choose whether you approve it, or it needs changes.");
            return Ok(overview_again(colleague, &module, form.with(errors)).await?.into_response());
        }
    };
    let saying = Saying { seen: form.get("seen").parse().unwrap_or(0), approves, words: form.get("words").to_owned() };
    let (actor, now) = (colleague.session.person.id, colleague.now);
    let said = colleague.site.db.write(move |tx| Box::pin(async move { review::say(tx, now, actor, &page, &saying).await })).await;
    let (errors, status) = match said {
        Ok(_) => return Ok(back(&module, "said")),
        Err(Error::Invalid(errors)) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::Conflict(Conflict::Stale)) => {
            (wrong("The draft was changed while you read it. Look at what stands now, and say it again."), StatusCode::CONFLICT)
        }
        Err(other) => return Err(other.into()),
    };
    Ok(overview_again(colleague, &module, form.with(errors)).await?.status(status).into_response())
}

/// `POST /studio/{module}/retirement`: new cohorts cannot choose the module from now on.
pub async fn retire(author: Author, Path(module): Path<String>) -> Result<Redirect, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { drafts::retire(tx, now, actor, &desk).await })).await?;
    Ok(Redirect::to(&format!("{}?done=retired", module_address(&module))))
}

/// `POST /studio/{module}/retirement/end`
pub async fn bring_back(author: Author, Path(module): Path<String>) -> Result<Redirect, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { drafts::bring_back(tx, now, actor, &desk).await })).await?;
    Ok(Redirect::to(&format!("{}?done=brought-back", module_address(&module))))
}
