//! The command line.

mod refusal;

use std::{io::Write, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{
    Failure, log, router, serve,
    settings::{Serving, Storage},
};

/// Attending takes physicians through a leadership program. Every setting is an environment variable or an option.
#[derive(Debug, Parser)]
#[command(name = "attending", version, about, disable_help_subcommand = true)]
struct Attending {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; the database is made and brought up to date first.
    Serve(Box<Serving>),
    /// Bring the database to the form this program knows, and say what was done.
    Migrate(Storage),
    /// List every route: method, path and purpose.
    Routes,
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let asked = match Attending::try_parse() {
        Ok(asked) => asked,
        Err(error) => return refusal::answer(&error),
    };
    match carry_out(asked.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn carry_out(command: Command) -> Result<(), Failure> {
    if let Command::Routes = command {
        return print(&routes());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Work(format!("The program cannot start its threads: {error}.")))?;
    runtime.block_on(async {
        match command {
            Command::Serve(serving) => serve::serve(*serving).await,
            Command::Migrate(storage) => migrate(&storage).await,
            Command::Routes => Ok(()),
        }
    })
}

async fn migrate(storage: &Storage) -> Result<(), Failure> {
    log::begin("warn")?;
    let url = storage.database()?;
    let (db, applied) = serve::open(storage).await?;
    db.close().await;
    print(&match applied.as_slice() {
        [] => format!("{url} is up to date.\n"),
        applied => format!("{url}: applied {}.\n", applied.join(", ")),
    })
}

/// The table of routes, in columns.
fn routes() -> String {
    let list = router::list();
    let width = list.iter().map(|route| route.path.len()).max().unwrap_or_default();
    list.iter().map(|route| format!("{:<5} {:<width$}  {}\n", route.method.as_str(), route.path, route.purpose)).collect()
}

/// To standard output; a reader that has gone away, such as `head`, is no failure.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Work(format!("The answer could not be written: {error}.")))
        }
        _ => Ok(()),
    }
}
