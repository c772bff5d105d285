//! Why a command did not do what it was asked: one sentence for the person at the terminal, and an exit status for the script around it.

use std::{fmt, process::ExitCode};

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A setting or an argument is wrong; nothing was begun. Exit status 2.
    Setting(String),
    /// It was begun and failed. Exit status 1.
    Work(String),
    /// It cannot be done now, and is to be tried again. Exit status 75, which mail servers understand so.
    Later(String),
}

impl Failure {
    /// What the shell is told.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Setting(_) => ExitCode::from(2),
            Self::Work(_) => ExitCode::FAILURE,
            Self::Later(_) => ExitCode::from(75),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Setting(sentence) | Self::Work(sentence) | Self::Later(sentence)) = self;
        f.write_str(sentence)
    }
}

impl From<domain::Error> for Failure {
    fn from(error: domain::Error) -> Self {
        let domain::Error::Invalid(fields) = &error else {
            return Self::Work(format!("{error}."));
        };
        let sentences: Vec<_> = fields.iter().map(|field| format!("{}: {}.", field.field, field.message.trim_end_matches('.'))).collect();
        Self::Setting(sentences.join(" "))
    }
}
