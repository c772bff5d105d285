//! Taking out: a draft or a version as zip, and questions for other programs.

use axum::{extract::Path, response::Response};
use domain::authoring::{
    drafts::{Files, sound},
    exchange::{Export, Failed, Fate, Format, export},
    package::write_zip,
    store::{
        self,
        drafts::{self, Desk},
    },
};

use super::{
    exchange_address,
    pages::{Unsaid, questions_page},
    told::question,
};
use crate::{
    AppError, Page,
    attachment::attachment,
    authoring::{
        desk,
        media::{NotKept, beside, failure},
    },
    error::encoded,
    visit::Author,
};

/// `GET /studio/{module}/exchange/draft`
pub async fn draft(author: Author, Path(module): Path<String>) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let draft = desk.draft.as_ref().ok_or(AppError::NotFound)?;
    let files = drafts::files(&author.site.db, draft.id).await?;
    zipped(&author, format!("{}-draft-{}.zip", desk.slug, draft.revision), files).await
}

/// `GET /studio/{module}/exchange/versions/{number}`
pub async fn version(author: Author, Path((module, number)): Path<(String, String)>) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let files = store::export(&author.site.db, &desk.slug, Some(number)).await?;
    zipped(&author, format!("{}-version-{number}.zip", desk.slug), files).await
}

/// A package as a file, made beside everything else and one at a time.
async fn zipped(author: &Author, name: String, files: Files) -> Result<Response, AppError> {
    let turn = author.site.archive.turn().await?;
    let zip = beside(move || write_zip(&files)).await.map_err(broken)?;
    drop(turn);
    Ok(attachment("application/zip", &name, zip.map_err(|error| failure(&error))?))
}

fn broken(failed: NotKept) -> AppError {
    match failed {
        NotKept::Failed(error) => error,
        NotKept::Refused(_) => AppError::Broken,
    }
}

/// What was asked of questions: those of one unit or of all, and a format. Without one that is written, GIFT.
struct Asked {
    unit: Option<String>,
    format: Format,
}

impl Asked {
    fn of(author: &Author) -> Self {
        let format = author.asked("as").and_then(|word| word.parse().ok()).filter(|format| *format != Format::Aiken);
        Self { unit: author.asked("of").filter(|unit| !unit.is_empty()), format: format.unwrap_or(Format::Gift) }
    }

    fn name(&self) -> &'static str {
        if self.format == Format::MoodleXml { "Moodle XML" } else { "GIFT" }
    }
}

/// The questions of what stands in the module.
async fn exported(author: &Author, desk: &Desk, asked: &Asked) -> Result<Result<Export, Failed>, AppError> {
    let files = drafts::ground(&author.site.db, desk).await?.files;
    let (slug, unit, format) = (desk.slug.clone(), asked.unit.clone(), asked.format);
    let turn = author.site.archive.turn().await?;
    let made = beside(move || {
        let sound = sound(&files, &slug).map_err(Failed::Package)?;
        // What is wrong elsewhere in the draft is no reason to keep these back.
        let faults: Vec<_> = sound.faults_of(unit.as_deref()).cloned().collect();
        if faults.is_empty() { export(&sound.package, unit.as_deref(), format) } else { Err(Failed::Package(faults)) }
    });
    let made = made.await.map_err(broken)?;
    drop(turn);
    Ok(made)
}

/// `GET /studio/{module}/exchange/questions?of=…&as=…`
pub async fn questions(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    let asked = Asked::of(&author);
    let said = match exported(&author, &desk, &asked).await? {
        Ok(export) => Ok(export.report.entries.into_iter().map(question).collect()),
        Err(Failed::Package(faults)) => Err(Unsaid::Faults(faults)),
        Err(failed) => Err(Unsaid::Sentence(format!("There is no file to take: {failed}."))),
    };
    let unit = encoded(asked.unit.as_deref().unwrap_or_default());
    let file = format!("{}/questions/file?of={unit}&as={}", exchange_address(&desk.slug), asked.format);
    Ok(questions_page(&author, desk, (asked.name(), file), said))
}

/// `GET /studio/{module}/exchange/questions/file?of=…&as=…`
pub async fn questions_file(author: Author, Path(module): Path<String>) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let asked = Asked::of(&author);
    let export = exported(&author, &desk, &asked).await?.map_err(|_| AppError::NotFound)?;
    if export.report.count(Fate::Refused) == export.report.entries.len() {
        return Err(AppError::NotFound);
    }
    let (kind, end) = if asked.format == Format::MoodleXml { ("application/xml", "xml") } else { ("text/plain; charset=utf-8", "gift") };
    Ok(attachment(kind, &format!("{}-questions.{end}", desk.slug), export.text.into_bytes()))
}
