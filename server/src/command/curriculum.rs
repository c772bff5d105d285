//! `import` and `export`: content packages in and out.

use std::{
    io,
    path::{Path, PathBuf},
};

use app::authoring::media::{lacking, put_together, take_apart};
use clap::Args;
use domain::{
    Clock,
    authoring::{
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
    /// Folder of the content package: the one with module.md in it.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
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
    /// Folder to write to; it is made if it is not there, and must be empty.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
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
    let faulty = |faults: Vec<Fault>| refused("imported", &asked.folder, &faults);
    let (files, large) = package::read_folder_with_media(&asked.folder).map_err(faulty)?;
    let package = package::read(files).map_err(faulty)?;
    bring(&asked, &package, &large).await?;
    let db = serve::open(&asked.storage).await?.0;
    let (slug, now) = (package.module.clone(), SystemClock.now());
    let imported = db.write(move |tx| Box::pin(async move { store::import(tx, &package, now).await })).await;
    db.close().await;
    let imported = imported?;
    print(&if imported.new {
        format!("Imported {slug} as version {}.\n", imported.number)
    } else {
        format!("Nothing to import: version {} of {slug} has the same content.\n", imported.number)
    })
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
    if faults.is_empty() { Ok(()) } else { Err(refused("imported", &asked.folder, &faults)) }
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
    let pairs = files.iter().map(|(path, content)| (path.as_str(), content.as_slice()));
    package::write_folder(&asked.folder, pairs).map_err(|error| Failure::Work(format!("Nothing was exported: {error}.")))?;
    if files.values().any(|content| Pointer::read(content).is_some()) {
        let archive = asked.media.archive(&asked.storage)?;
        put_together(&archive, &asked.folder, &files)
            .await
            .map_err(|error| Failure::Work(format!("The export in {} is not whole: {error}.", asked.folder.display())))?;
    }
    print(&format!("Wrote {} files to {}.\n", files.len(), asked.folder.display()))
}

fn missing(asked: &Export) -> String {
    match asked.number {
        Some(number) => format!("There is no version {number} of a module {:?}.", asked.module),
        None => format!("There is no module {:?}.", asked.module),
    }
}
