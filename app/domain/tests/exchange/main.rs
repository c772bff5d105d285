//! Question files, lessons and zip files in and out, tried from outside: awkward files with what becomes of them, and whether what is written is read again.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod awkward;
mod lesson_files;
mod limits;
mod packed;
mod round;
mod zips;

use domain::authoring::{
    exchange::{self, Destination, Import, Source, lessons},
    package::{self, Package},
};

/// A module with a lesson that has a question, and a figure.
fn module() -> Package {
    let module = "---\nmodule: rounds\ntitle: Rounds\nsummary: S.\ncompetencies: PL-1\nauthors:\n- A Example, MD\nlicense: CC-BY-4.0\n\
                  reviewed: 2026-11-01\nobjectives:\n- Say it\nunits:\n- 01-lesson.md\n---\n\nWords.\n";
    let lesson = "---\nunit: lesson\nkind: lesson\ntitle: L\nminutes: 5\nobjectives:\n- Say it\n---\n\nWords.\n\n```question\nid: there-already\n\
                  kind: short\n\nWhat?\n\n= this\n\nWhy: It is.\n```\n";
    let files = [("module.md", module), ("01-lesson.md", lesson), ("figures/plane.svg", DRAWING)];
    package::read(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()).unwrap()
}

/// Reads a lesson, leaving out what is refused. Beside a Markdown file stands `white.png`.
fn lesson(name: &str, bytes: &[u8]) -> Result<lessons::Import, exchange::Failed> {
    let beside = |path: &str| (path == "white.png").then(|| packed::PNG.to_vec());
    lessons::import(&module(), lessons::Source { name, bytes, format: None, beside: &beside }, None, true)
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0h10\"/></svg>\n";

/// Reads a file into a new quiz, leaving out what is refused.
fn imported(name: &str, bytes: &[u8]) -> Result<Import, exchange::Failed> {
    let destination = Destination::NewQuiz { slug: "bank", title: "The bank" };
    exchange::import(&module(), Source { name, bytes, format: None }, destination, true)
}
