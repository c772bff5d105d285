//! `import` and `export`: content packages in and out.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::{
    Clock,
    authoring::{
        package::{self, Fault},
        store,
    },
    clock::SystemClock,
};

use super::print;
use crate::{Failure, serve, settings::Storage};

/// What is imported, and from where.
#[derive(Args, Debug)]
pub struct Import {
    /// Folder of the content package: the one with module.md in it.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    storage: Storage,
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
}

/// `attending import`: makes the package the next version of its module. Says everything that is wrong with it, by file and line.
pub async fn import(asked: Import) -> Result<(), Failure> {
    let package =
        package::read_folder(&asked.folder).and_then(package::read).map_err(|faults| refused("imported", &asked.folder, &faults))?;
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
    print(&format!("Wrote {} files to {}.\n", files.len(), asked.folder.display()))
}

fn missing(asked: &Export) -> String {
    match asked.number {
        Some(number) => format!("There is no version {number} of a module {:?}.", asked.module),
        None => format!("There is no module {:?}.", asked.module),
    }
}
