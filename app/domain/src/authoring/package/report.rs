//! What is wrong with a package, for the person who wrote it.

use std::fmt;

/// One thing that is wrong, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The path inside the package.
    pub file: String,
    /// From 1; absent when the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong and what to do, as a sentence that follows a colon.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Gathers what is wrong with one file.
#[derive(Debug)]
pub(in crate::authoring) struct Report {
    file: String,
    faults: Vec<Fault>,
}

impl Report {
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), faults: Vec::new() }
    }

    /// Something is wrong on this line.
    pub fn say(&mut self, line: usize, message: impl Into<String>) {
        self.faults.push(Fault { file: self.file.clone(), line: Some(line), message: message.into() });
    }

    /// Something is wrong with the file as a whole.
    pub fn say_of_file(&mut self, message: impl Into<String>) {
        self.faults.push(Fault { file: self.file.clone(), line: None, message: message.into() });
    }

    /// What was read, if nothing is wrong.
    pub fn or<T>(self, read: impl FnOnce() -> T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(read()) } else { Err(self.faults) }
    }

    pub fn faults(self) -> Vec<Fault> {
        self.faults
    }
}
