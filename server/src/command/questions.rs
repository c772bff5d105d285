//! `questions import` and `questions export`: question files of other programs, into and out of a content package's folder. No database
//! is needed: what changes is the folder, which its authors keep in git and import as a version when they are ready.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use domain::authoring::{
    exchange::{self, Destination, Failed, Fate, Format, Report, Source},
    package::{self, Package},
};

use super::{curriculum, print};
use crate::Failure;

/// What to do with question files.
#[derive(Debug, Subcommand)]
pub enum Questions {
    /// Read a file of questions into a module's folder; says of each question what became of it.
    Import(ImportQuestions),
    /// Write a module's questions to a file, and say what of them the format cannot hold.
    Export(ExportQuestions),
}

/// What is imported, and into what.
#[derive(Args, Debug)]
pub struct ImportQuestions {
    /// Folder of the content package: the one with module.md in it.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// File of questions, of at most 20 MB.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Quiz or lesson that gets the questions, by its name in addresses.
    #[arg(long, value_name = "UNIT", required_unless_present = "new_quiz", conflicts_with = "new_quiz")]
    unit: Option<String>,
    /// A new quiz instead, by the name it is to have in addresses; it becomes the last unit.
    #[arg(long, value_name = "UNIT")]
    new_quiz: Option<String>,
    /// Title of the new quiz.
    #[arg(long, value_name = "TITLE", default_value = "Questions", requires = "new_quiz")]
    title: String,
    /// Format of the file; without it, it is told from the file.
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats(&["gift", "aiken", "moodle-xml"]))]
    format: Option<Format>,
    /// Import the other questions when some are refused; without it, nothing is imported then.
    #[arg(long)]
    leave_out_refused: bool,
}

/// What is exported, and to where.
#[derive(Args, Debug)]
pub struct ExportQuestions {
    /// Folder of the content package: the one with module.md in it.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// File to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Format to write.
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats(&["gift", "moodle-xml"]))]
    format: Format,
    /// Only the questions of this unit, by its name in addresses.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
}

fn formats(words: &'static [&'static str]) -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Format>())
}

/// `attending questions …`. Reports go to standard output. When a question was refused and not left out by request, the status is 1.
pub fn questions(asked: &Questions) -> Result<(), Failure> {
    match asked {
        Questions::Import(asked) => import(asked),
        Questions::Export(asked) => export(asked),
    }
}

fn import(asked: &ImportQuestions) -> Result<(), Failure> {
    let package = read("imported", &asked.folder)?;
    let bytes = curriculum::bounded(&asked.file, exchange::LARGEST)
        .map_err(|error| Failure::Work(format!("Nothing was imported: {}: {error}.", asked.file.display())))?;
    let name = asked.file.display().to_string();
    let source = Source { name: &name, bytes: &bytes, format: asked.format };
    let destination = match (&asked.new_quiz, &asked.unit) {
        (Some(slug), _) => Destination::NewQuiz { slug, title: &asked.title },
        (None, unit) => Destination::Unit(unit.as_deref().unwrap_or_default()),
    };
    let import =
        exchange::import(&package, source, destination, asked.leave_out_refused).map_err(|failed| failure("imported", asked, failed))?;
    print(&import.report.to_string())?;
    if import.files.is_empty() {
        return Err(Failure::Work(nothing(&import.report)));
    }
    let files = import.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()));
    package::change_folder(&asked.folder, files).map_err(|error| Failure::Work(format!("Nothing was imported: {error}.")))?;
    let paths: Vec<&str> = import.files.iter().map(|(path, _)| path.as_str()).collect();
    print(&format!("Wrote {} in {}.\n", paths.join(", "), asked.folder.display()))
}

/// Why a readable file changed nothing.
fn nothing(report: &Report) -> String {
    match report.entries.len() - report.count(Fate::Refused) {
        0 => "Nothing was imported: every question was refused.".to_owned(),
        _ => "Nothing was imported, because some questions were refused: correct them, or import the others with --leave-out-refused."
            .to_owned(),
    }
}

fn export(asked: &ExportQuestions) -> Result<(), Failure> {
    let package = read("exported", &asked.folder)?;
    let export = exchange::export(&package, asked.unit.as_deref(), asked.format)
        .map_err(|failed| Failure::Work(format!("Nothing was exported: {failed}.")))?;
    if export.report.count(Fate::Refused) == export.report.entries.len() {
        print(&export.report.to_string())?;
        return Err(Failure::Work("Nothing was exported: the format has no kind for any of the questions.".to_owned()));
    }
    let written = File::create_new(&asked.file).and_then(|mut file| {
        file.write_all(export.text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Failure::Work(format!("Nothing was exported: {}: {error}.", asked.file.display())))?;
    print(&format!("{}Wrote {}.\n", export.report, asked.file.display()))
}

fn read(what: &str, folder: &Path) -> Result<Package, Failure> {
    package::read_folder(folder).and_then(package::read).map_err(|faults| curriculum::refused(what, folder, &faults))
}

fn failure(what: &str, asked: &ImportQuestions, failed: Failed) -> Failure {
    match failed {
        Failed::Package(faults) => curriculum::refused(what, &asked.folder, &faults),
        Failed::File { line, sentence } => {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            Failure::Work(format!("Nothing was {what}: {}{line}: {sentence}.", asked.file.display()))
        }
        Failed::Place(sentence) => Failure::Work(format!("Nothing was {what}: {sentence}.")),
    }
}
