//! `lessons import`: Word documents and Markdown files, into a content package's folder as a new unit. No database is needed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use domain::authoring::{
    exchange::{
        Failed, Fate,
        lessons::{self, Source},
    },
    package::{self, Readabilities},
};

use super::{curriculum, print};
use crate::Failure;

/// What to do with lessons that were written elsewhere.
#[derive(Debug, Subcommand)]
pub enum Lessons {
    /// Read a Word document (.docx) or a Markdown file (.md) into a module's folder; says what became of each thing in it.
    Import(ImportLesson),
    /// Say of each unit of content packages how long it is, how many minutes it is to take, and what grade of school it asks for.
    Report(ReportLessons),
}

/// What is reported on.
#[derive(Args, Debug)]
pub struct ReportLessons {
    /// Folders of content packages: those with module.md in them.
    #[arg(value_name = "MODULE_FOLDER", required = true)]
    folders: Vec<PathBuf>,
}

/// What is imported, and into what.
#[derive(Args, Debug)]
pub struct ImportLesson {
    /// Word document of at most 50 MB, or Markdown file; pictures of the latter are taken from beside it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Folder of the content package: the one with module.md in it. The lesson becomes its last unit.
    #[arg(value_name = "MODULE_FOLDER")]
    folder: PathBuf,
    /// Name of the new unit in addresses; without it, one is made of the title.
    #[arg(long, value_name = "SLUG")]
    unit: Option<String>,
    /// Import the rest when something is refused; without it, nothing is imported then.
    #[arg(long)]
    leave_out_refused: bool,
}

/// `attending lessons …`. The report goes to standard output. When something was refused and not left out by request, the status is 1.
pub fn lessons(asked: &Lessons) -> Result<(), Failure> {
    match asked {
        Lessons::Import(asked) => import(asked),
        Lessons::Report(asked) => report(asked),
    }
}

fn report(asked: &ReportLessons) -> Result<(), Failure> {
    for folder in &asked.folders {
        let read = package::read_folder(folder).and_then(package::read).and_then(|package| package.edition(1));
        let edition = read.map_err(|faults| curriculum::refused("reported", folder, &faults))?;
        print(&Readabilities(&edition).to_string())?;
    }
    Ok(())
}

fn import(asked: &ImportLesson) -> Result<(), Failure> {
    let package = package::read_folder(&asked.folder)
        .and_then(package::read)
        .map_err(|faults| curriculum::refused("imported", &asked.folder, &faults))?;
    let bytes = curriculum::bounded(&asked.file, lessons::LARGEST)
        .map_err(|error| Failure::Work(format!("Nothing was imported: {}: {error}.", asked.file.display())))?;
    let name = asked.file.display().to_string();
    let beside = |path: &str| picture_beside(&asked.file, path);
    let source = Source { name: &name, bytes: &bytes, format: None, beside: &beside };
    let import =
        lessons::import(&package, source, asked.unit.as_deref(), asked.leave_out_refused).map_err(|failed| failure(asked, failed))?;
    print(&import.report.to_string())?;
    if import.files.is_empty() {
        let sentence = "Nothing was imported, because something was refused: correct it, or import the rest with --leave-out-refused.";
        return Err(Failure::Work(sentence.to_owned()));
    }
    let files = import.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()));
    package::change_folder(&asked.folder, files).map_err(|error| Failure::Work(format!("Nothing was imported: {error}.")))?;
    let paths: Vec<&str> = import.files.iter().map(|(path, _)| path.as_str()).collect();
    let missing = import.report.count(Fate::Changed) > 0;
    let look = if missing { " Read what changed, and write what is missing, before you import the module." } else { "" };
    print(&format!("Wrote {} in {}.{look}\n", paths.join(", "), asked.folder.display()))
}

/// A picture beside a file: a plain file under the same folder that is not too large. A link that leads out of the folder is not followed.
fn picture_beside(file: &Path, path: &str) -> Option<Vec<u8>> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (folder, picture) = (fs::canonicalize(folder).ok()?, fs::canonicalize(folder.join(path)).ok()?);
    let fits = picture.starts_with(&folder) && fs::metadata(&picture).ok()?.is_file();
    fits.then(|| curriculum::bounded(&picture, package::LARGEST_FILE).ok()).flatten()
}

fn failure(asked: &ImportLesson, failed: Failed) -> Failure {
    match failed {
        Failed::Package(faults) => curriculum::refused("imported", &asked.folder, &faults),
        failed @ (Failed::File { .. } | Failed::Place(_)) => {
            Failure::Work(format!("Nothing was imported: {}: {failed}.", asked.file.display()))
        }
    }
}
