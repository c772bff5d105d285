//! Saying what the authors disclose: `module.md` of the draft gets their statements, by the same guarded save as any other change.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use domain::{
    Conflict, Error,
    authoring::{
        disclosures::Statement,
        drafts::{file_of, with_statements},
        store::drafts::{self, Desk, Saving, Stands},
    },
};

use super::{
    answers::{Answer, Saying, day},
    page::{Form, MODULE, page_of, today},
};
use crate::{
    AppError,
    authoring::{actions::begin_draft, desk, disclosures_address, standing},
    forms::Typed,
    visit::Author,
};

/// `POST /studio/{module}/disclosures`
pub async fn disclose(author: Author, Path(module): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let mut desk = desk(&author, &module).await?;
    // Typed into a draft that is over: they asked for a new one to put it in.
    if desk.draft.is_none() && typed.get("begin") == "yes" && desk.newest.is_some() {
        drop(begin_draft(author.clone(), Path(module.clone())).await?);
        desk = super::super::desk(&author, &module).await?;
    }
    if desk.draft.is_none() {
        return Ok(page_of(&author, desk, Form::over(&typed, &author)).into_response());
    }
    let (_, stands) = standing(&author, &desk, MODULE).await?;
    let mut form = Form::standing(&stands.text(), &author).typed(&typed);
    let Some((on, statements)) = form.read(today(&author)) else {
        return Ok(page_of(&author, desk, form).into_response());
    };
    match saved(&author, &desk, (&stands, &typed), (on, &statements)).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=stated", disclosures_address(&module))).into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            // What stands is read again: the other one may have been faster than this page.
            let (_, stands) = standing(&author, &desk, MODULE).await?;
            let form = Form::standing(&stands.text(), &author).typed(&typed).beside(&stands);
            Ok(page_of(&author, desk, form).into_response())
        }
        Err(Error::Conflict(Conflict::Closed)) => {
            let desk = super::super::desk(&author, &module).await?;
            Ok(page_of(&author, desk, Form::over(&typed, &author)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn saved(
    author: &Author,
    desk: &Desk,
    (stands, typed): (&Stands, &Typed),
    (on, statements): (NaiveDate, &[Statement]),
) -> Result<(), Error> {
    // Read from front matter a moment ago: it is there.
    let text = with_statements(&stands.text(), on, statements).ok_or(Error::Conflict(Conflict::Stale))?;
    // Without a number it is none that anybody saw: a conflict, which shows both.
    let saving = Saving { path: file_of(MODULE), seen: typed.get("seen").parse().unwrap_or(0), text, types_on: false };
    let (actor, now, desk) = (author.session.person.id, author.now, desk.clone());
    author.site.db.write(move |tx| Box::pin(async move { drafts::save(tx, now, actor, &desk, &saving).await })).await.map(drop)
}

impl Form {
    /// The day and the statements; nothing where something is wrong, which is in the form then.
    fn read(&mut self, today: NaiveDate) -> Option<(NaiveDate, Vec<Statement>)> {
        let on = day(&self.on, today).map_err(|wrong| self.errors.push(("disclosed".to_owned(), wrong))).ok();
        let mut statements = Vec::new();
        for (number, answer) in self.answers.iter().enumerate() {
            match Answer::read(answer, on) {
                Ok(statement) => statements.push(statement),
                Err((field, wrong)) => self.errors.push((format!("{field}-{number}"), wrong)),
            }
        }
        if self.errors.is_empty() {
            let by = self.may_say().then_some(self.sayer.as_str());
            let saying = Saying { by, stated: on.unwrap_or(today), today };
            for (number, (answer, statement)) in self.answers.iter().zip(&mut statements).enumerate() {
                match answer.mitigation(&statement.says, saying) {
                    Ok(said) => statement.mitigation = said,
                    Err(wrong) => self.errors.push((format!("how-{number}"), wrong)),
                }
            }
        }
        if self.answers.is_empty() {
            self.errors.push(("disclosed".to_owned(), "The module names no authors yet: write them first.".to_owned()));
        }
        if self.errors.is_empty() { Some((on?, statements)) } else { None }
    }
}
