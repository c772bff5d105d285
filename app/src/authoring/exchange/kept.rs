//! What somebody has sent to be looked at: the file with what they asked for, so that what is taken over is what the report is about,
//! and nothing the browser says of it.

use axum::body::Bytes;
use domain::authoring::drafts::titled;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{AppError, authoring::media::failure, visit::Author};

/// What a file is to become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// All of the draft.
    Package,
    /// A new lesson.
    Lesson,
    /// Questions at the end of the unit with this name in addresses of students.
    Questions(String),
    /// Questions in a new quiz with this title.
    NewQuiz(String),
    /// A new module under this name in addresses; where it is empty, under its own.
    Module(String),
}

impl What {
    /// The field of the page in which such a file is chosen.
    pub fn field(&self) -> &'static str {
        match self {
            What::Package | What::Module(_) => "package",
            What::Lesson => "lesson",
            What::Questions(_) | What::NewQuiz(_) => "questions",
        }
    }

    /// Where questions go, as it was typed.
    ///
    /// # Errors
    /// If a new quiz has no title; by `title`.
    pub fn of_questions(unit: &str, title: &str) -> domain::Result<Self> {
        if unit.is_empty() { Ok(What::NewQuiz(titled(title)?)) } else { Ok(What::Questions(unit.to_owned())) }
    }
}

/// What is written before the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The module by its name in addresses; empty for a new one.
    pub module: String,
    /// What it is to become.
    pub what: What,
    /// What the file is called where it came from.
    pub name: String,
}

/// A file that was set aside.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What was asked.
    pub head: Head,
    /// The file: up to 50 MB, shared and not copied.
    pub bytes: Bytes,
    /// SHA-256 of both, in hexadecimal: whoever decides says about which.
    pub digest: String,
}

impl Kept {
    /// Keeps the file for this author. Returns its digest, by which it is found again.
    pub async fn set_aside(author: &Author, head: &Head, bytes: &[u8]) -> Result<String, AppError> {
        let mut content = serde_json::to_vec(head).map_err(|_| AppError::Broken)?;
        content.push(b'\n');
        content.extend_from_slice(bytes);
        let digest = hex::encode(Sha256::digest(&content));
        author.site.archive.set_aside(&owner(author), &digest, content).await.map_err(|error| failure(&error))?;
        Ok(digest)
    }

    /// The file of this digest, if this author sent it for this module.
    pub async fn of(author: &Author, module: &str, digest: &str) -> Result<Option<Self>, AppError> {
        if digest.len() != 64 || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let content = author.site.archive.aside(&owner(author), digest).await.map_err(|error| failure(&error))?;
        Ok(content.and_then(read).filter(|kept| kept.head.module == module && kept.digest == digest))
    }

    /// Forgets the file, for it is taken over. That it lies there for a day more harms nobody, so nothing fails for it.
    pub async fn forget(author: &Author, digest: &str) {
        if let Err(error) = author.site.archive.forget_aside(&owner(author), digest).await {
            tracing::warn!(%error, "a file that was taken over stays set aside for a day");
        }
    }
}

fn owner(author: &Author) -> String {
    author.session.person.id.to_string()
}

fn read(content: Bytes) -> Option<Kept> {
    let digest = hex::encode(Sha256::digest(&content));
    let end = content.iter().position(|byte| *byte == b'\n')?;
    let head = serde_json::from_slice(&content[..end]).ok()?;
    let bytes = content.slice(end + 1..);
    Some(Kept { head, bytes, digest })
}
