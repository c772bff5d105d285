//! The command line.

mod curriculum;
mod lessons;
mod people;
mod questions;
mod receive;
mod refusal;
mod seeding;
mod upkeep;

use std::{
    io::{self, Write},
    process::ExitCode,
};

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
    /// Load a demo to try the program with.
    Seed(seeding::Seed),
    /// Make a content package, a folder or a zip file of it, the next version of its module.
    Import(curriculum::Import),
    /// Write a version of a module back as a content package, byte for byte, into a folder or a zip file.
    #[command(disable_version_flag = true)]
    Export(curriculum::Export),
    /// Word documents and Markdown files, into a content package's folder as lessons.
    #[command(subcommand)]
    Lessons(lessons::Lessons),
    /// Question files in GIFT, Aiken and Moodle XML, into and out of a content package's folder.
    #[command(subcommand)]
    Questions(questions::Questions),
    /// Copy the whole database into one file, while the site runs or not.
    Backup(upkeep::Backup),
    /// Make an administrator; the password is asked for, or read from standard input.
    CreateAdmin(people::CreateAdmin),
    /// The log of who changed rights, dates, grades and enrollments.
    #[command(subcommand)]
    Audit(upkeep::Audit),
    /// Compute all progress anew from what students did.
    RebuildProgress(Storage),
    /// Take an answer to an invitation: one mail on standard input, as a mail server hands over what is sent to RSVP_ADDRESS.
    Receive(Box<Serving>),
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
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Work(format!("The program cannot start its threads: {error}.")))?;
    // Serving begins its own log; the others say only what went wrong.
    if !matches!(command, Command::Serve(_)) {
        log::begin("warn")?;
    }
    runtime.block_on(async {
        match command {
            Command::Serve(serving) => serve::serve(*serving).await,
            Command::Migrate(storage) => upkeep::migrate(storage).await,
            Command::Seed(asked) => seeding::seed(asked).await,
            Command::Import(asked) => curriculum::import(asked).await,
            Command::Export(asked) => curriculum::export(asked).await,
            Command::Lessons(asked) => lessons::lessons(&asked),
            Command::Questions(asked) => questions::questions(&asked),
            Command::Backup(asked) => upkeep::backup(asked).await,
            Command::CreateAdmin(asked) => people::create_admin(asked).await,
            Command::Audit(asked) => upkeep::audit(asked).await,
            Command::RebuildProgress(storage) => upkeep::rebuild_progress(storage).await,
            Command::Receive(serving) => receive::receive(*serving).await,
            Command::Routes => print(&routes()),
        }
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
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Work(format!("The answer could not be written: {error}."))),
        _ => Ok(()),
    }
}
