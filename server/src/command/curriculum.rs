//! `import` and `export`: content packages in and out, as folders or as zip files.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use app::authoring::media::{lacking, put_together, take_apart};
use clap::Args;
use domain::{
    Clock,
    authoring::{
        drafts::{lacks, module_of},
        media::Pointer,
        package::{self, Apart, Fault, Package},
        store,
    },
    clock::SystemClock,
};

use super::print;
use crate::{
    Failure, serve,
    settings::{Media, Storage},
};

/// What is imported, and from where.
#[derive(Args, Debug)]
pub struct Import {
    /// Folder of the content package, the one with module.md in it, or a zip file of it.
    #[arg(value_name = "FOLDER_OR_ZIP")]
    package: PathBuf,
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    media: Media,
}

/// What is exported, and where to.
#[derive(Args, Debug)]
pub struct Export {
    /// The module by its name in addresses, such as health-economics.
    #[arg(value_name = "MODULE")]
    module: String,
    /// Folder to write to; it is made if it is not there, and must be empty, but for what begins with a full stop, such as .git.
    #[arg(value_name = "FOLDER", required_unless_present = "zip", conflicts_with = "zip")]
    folder: Option<PathBuf>,
    /// File to write instead, as zip; it must not be there yet. The same version is always the same bytes.
    #[arg(long, value_name = "FILE")]
    zip: Option<PathBuf>,
    /// Write over the package of the same module that is in the folder: so a module is kept in git. What this version does not have stays
    /// there, and is named.
    #[arg(long, conflicts_with = "zip")]
    replace: bool,
    /// Which version; without it, the newest.
    #[arg(long = "version", value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    number: Option<i64>,
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    media: Media,
}

/// `attending import`: makes the package the next version of its module. Says everything that is wrong with it, by file and line.
pub async fn import(asked: Import) -> Result<(), Failure> {
    let faulty = |faults: Vec<Fault>| refused("imported", &asked.package, &faults);
    let (files, large) = match asked.package.is_file() {
        true => package::read_zip(&zipped(&asked.package)?).map(|files| (files, Vec::new())),
        false => package::read_folder_with_media(&asked.package),
    }
    .map_err(faulty)?;
    let package = package::read(files).map_err(faulty)?;
    bring(&asked, &package, &large).await?;
    let db = serve::open(&asked.storage).await?.0;
    let (slug, now) = (package.module.clone(), SystemClock.now());
    let lacks = lacks(&package.files, now.date_naive());
    let imported = db.write(move |tx| Box::pin(async move { store::import(tx, &package, now).await })).await;
    db.close().await;
    let imported = imported?;
    if !imported.new {
        return print(&format!("Nothing to import: version {} of {slug} has the same content.\n", imported.number));
    }
    // Folders of before go on to be imported; students read of each author what is there, or that nothing is.
    lacks.iter().for_each(|lack| eprintln!("Note: {lack}."));
    print(&format!("Imported {slug} as version {}.\n", imported.number))
}

/// A package that is a zip file.
fn zipped(file: &Path) -> Result<Vec<u8>, Failure> {
    let named = |error| Failure::Work(format!("Nothing was imported: {}: {error}.", file.display()));
    bounded(file, package::LARGEST_ZIP).map_err(named)
}

/// A file, of which no more is read than may be in one, and a byte that shows that there is more.
pub(super) fn bounded(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Brings the large files of a package to where media lie; they are there before anything names them.
async fn bring(asked: &Import, package: &Package, large: &[Apart]) -> Result<(), Failure> {
    if !package.files.values().any(|content| Pointer::read(content).is_some()) {
        return Ok(());
    }
    let unkept = |error: io::Error| Failure::Work(format!("Nothing was imported: the media cannot be kept: {error}."));
    let archive = asked.media.archive(&asked.storage)?;
    take_apart(&archive, large).await.map_err(unkept)?;
    let fault = |path: String| Fault {
        file: path,
        line: None,
        message: "this only stands for a file, and the file is not here: put the file itself in its place".into(),
    };
    let faults: Vec<Fault> = lacking(&archive, &package.files).await.map_err(unkept)?.into_iter().map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(refused("imported", &asked.package, &faults)) }
}

/// What is wrong with a package, for whoever wanted it `imported` or otherwise used.
pub(super) fn refused(what: &str, folder: &Path, faults: &[Fault]) -> Failure {
    let lines: Vec<_> = faults.iter().map(|fault| format!("\n{}/{fault}", folder.display())).collect();
    let count = if faults.len() == 1 { "one fault".to_owned() } else { format!("{} faults", faults.len()) };
    Failure::Work(format!("Nothing was {what}: the package has {count}.{}", lines.concat()))
}

/// `attending export`: writes a version's package back, byte for byte.
pub async fn export(asked: Export) -> Result<(), Failure> {
    let db = serve::open_to_read(&asked.storage).await?;
    let files = store::export(&db, &asked.module, asked.number).await;
    db.close().await;
    let files = files.map_err(|error| match error {
        domain::Error::NotFound => Failure::Work(missing(&asked)),
        other => other.into(),
    })?;
    let apart = files.values().any(|content| Pointer::read(content).is_some());
    let (written, to) = match (&asked.zip, &asked.folder) {
        (Some(_), _) if apart => {
            let words = "Nothing was exported: the module has media that are too large for a zip file. Name a folder instead.";
            return Err(Failure::Work(words.to_owned()));
        }
        (Some(zip), _) => (write_zip(zip, &files), zip),
        (None, Some(folder)) => (write(&asked, folder, &files), folder),
        (None, None) => return Err(Failure::Work("Nothing was exported: name a folder, or a file with --zip.".to_owned())),
    };
    written.map_err(|error| Failure::Work(format!("Nothing was exported: {error}.")))?;
    if apart {
        let archive = asked.media.archive(&asked.storage)?;
        put_together(&archive, to, &files)
            .await
            .map_err(|error| Failure::Work(format!("The export in {} is not whole: {error}.", to.display())))?;
    }
    print(&format!("Wrote {} files to {}.\n", files.len(), to.display()))?;
    if asked.replace { print(&left(to, &files)) } else { Ok(()) }
}

/// Writes a package into an empty folder, or over the one of the same module that is there.
fn write(asked: &Export, folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    let pairs = files.iter().map(|(path, content)| (path.as_str(), content.as_slice()));
    match fs::read_to_string(folder.join("module.md")) {
        Ok(_) if !asked.replace => {
            let words = format!("{} has a package already: add --replace to write over it", folder.display());
            Err(io::Error::new(io::ErrorKind::AlreadyExists, words))
        }
        Ok(text) if module_of(&text) == Some(&asked.module) => package::change_folder(folder, pairs),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} has the package of another module", folder.display()))),
        Err(_) => package::write_folder(folder, pairs),
    }
}

/// What is in a folder and not in the version that was written over what was there.
fn left(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> String {
    let there = package::read_folder(folder).unwrap_or_default();
    let left: Vec<_> =
        there.iter().map(|(path, _)| path).filter(|path| !files.contains_key(*path)).map(|path| format!("  {path}\n")).collect();
    if left.is_empty() { String::new() } else { format!("Not in this version, and left as they are:\n{}", left.concat()) }
}

/// Writes a new file with all of a package in it, or none.
fn write_zip(path: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    let bytes = package::write_zip(files)?;
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let mut file = File::create_new(path).map_err(named)?;
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // What is cut off is no package; that it could not be written is told anyway.
        let _ = fs::remove_file(path);
        named(error)
    })
}

fn missing(asked: &Export) -> String {
    match asked.number {
        Some(number) => format!("There is no version {number} of a module {:?}.", asked.module),
        None => format!("There is no module {:?}.", asked.module),
    }
}
