//! A message being written: what was typed, to whom it goes, and whether that is what was previewed.

use domain::{
    FieldError,
    cohorts::{Cohort, Scope},
    ids::{MessageId, PersonId},
    messages::{NewMessage, Recipient, rules},
};
use sha2::{Digest, Sha256};

use super::recipients::recipients;
use crate::{AppError, forms::Typed, visit::Visit};

/// The most characters of a segment's query.
const LONGEST_SEGMENT: usize = 20_000;

/// A message that was typed, with the students it would reach now.
pub struct Composed {
    /// What was typed.
    pub typed: Typed,
    /// To whom it goes.
    pub recipients: Vec<Recipient>,
}

impl Composed {
    /// As the form says it, for the cohort of the scope.
    pub async fn read(visit: &Visit, scope: &Scope, typed: Typed) -> Result<Self, AppError> {
        let segment = typed.get("segment");
        if segment.len() > LONGEST_SEGMENT {
            return Err(AppError::TooLarge);
        }
        let recipients = recipients(&visit.site.db, scope, segment, visit.now).await?;
        Ok(Self { typed, recipients })
    }

    /// The subject, trimmed.
    pub fn subject(&self) -> String {
        self.typed.trimmed("subject")
    }

    /// The text as typed, its lines ended by a line feed.
    pub fn body(&self) -> String {
        self.typed.get("body").replace("\r\n", "\n")
    }

    /// What is wrong with it.
    pub fn errors(&self) -> Vec<FieldError> {
        let mut errors: Vec<FieldError> =
            [rules::line("subject", &self.subject()), rules::text("body", &self.body())].into_iter().flatten().collect();
        for (field, text) in [("subject", self.subject()), ("body", self.body())] {
            if let Some(unknown) = rules::unknown_placeholder(&text) {
                let known = rules::PLACEHOLDERS.map(|(name, _)| format!("{{{name}}}")).join(", ");
                errors.push(FieldError { field, message: format!("{{{unknown}}} stands for nothing. You can use {known}.") });
            }
        }
        if self.recipients.is_empty() {
            errors.push(FieldError { field: "recipients", message: "There is nobody to send this to.".to_owned() });
        }
        errors
    }

    /// What a preview showed, in some letters: text and recipients. Other letters, and it was something else.
    pub fn seen(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.subject(), self.body()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        let mut ids: Vec<_> = self.recipients.iter().map(|one| one.enrollment).collect();
        ids.sort_unstable();
        ids.iter().for_each(|id| hash.update(id.0.as_bytes()));
        hex::encode(&hash.finalize()[..16])
    }

    /// The message itself.
    pub fn message(&self, cohort: &Cohort, author: PersonId) -> Result<NewMessage, AppError> {
        Ok(NewMessage {
            id: id(&self.typed)?,
            cohort: cohort.id,
            author,
            subject: self.subject(),
            body: self.body(),
            segment: self.typed.get("segment").to_owned(),
            recipients: self.recipients.clone(),
        })
    }
}

fn id(typed: &Typed) -> Result<MessageId, AppError> {
    typed
        .get("id")
        .parse()
        .map_err(|_| AppError::Malformed("The form did not arrive whole. Go back and send it again; nothing was sent.".into()))
}
