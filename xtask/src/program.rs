//! Builds, runs and measures the program itself, for people (`build`, `run`, `bench`) and for work (`dev`).

use std::io::IsTerminal;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

use crate::{Result, command, setup, site, workspace};

/// Builds everything in release, and leaves the program at `target/release/attending` wherever cargo compiles.
pub fn build() -> Result<PathBuf> {
    site::build(site::Profile::Release)?;
    command::run(command::cargo().current_dir(workspace::root()).args(["build", "--release", "--package=server"]))?;
    let place = workspace::root().join("target/release/attending");
    let built = workspace::target()?.join("release/attending");
    let modified = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
    if built != place && modified(&built) > modified(&place) {
        let failed = |error| format!("{} cannot be copied to {}: {error}", built.display(), place.display());
        let new = place.with_extension("new");
        std::fs::create_dir_all(workspace::root().join("target/release")).map_err(failed)?;
        // Copied beside and renamed: a program that is running cannot be written over.
        std::fs::copy(&built, &new).and_then(|_| std::fs::rename(&new, &place)).map_err(failed)?;
    }
    Ok(place)
}

/// Builds, loads the demo if there is no database yet, and serves until stopped.
pub fn run() -> Result<()> {
    let program = build()?;
    seed(&program)?;
    // In place of this process, so that a signal reaches the program and the shell waits for its last word.
    let error = demo(Command::new(&program).arg("serve")).current_dir(workspace::root()).exec();
    Err(format!("{} did not start: {error}", program.display()))
}

/// In the demo nobody needs a second factor, unless the environment says so.
fn demo(serve: &mut Command) -> &mut Command {
    match std::env::var_os("SECOND_FACTOR_FOR_STAFF") {
        Some(_) => serve,
        None => serve.env("SECOND_FACTOR_FOR_STAFF", "false"),
    }
}

/// Builds, and measures speed and size; fails if a goal is not met.
pub fn bench() -> Result<()> {
    setup::chromium()?;
    setup::node_packages("end2end")?;
    let program = build()?;
    // Together with the program: what both depend on is then compiled with the same features, which is once.
    let packages = ["build", "--release", "--package=server", "--package=bench"];
    command::run(command::cargo().current_dir(workspace::root()).args(packages))?;
    command::run(Command::new(workspace::target()?.join("release/bench")).arg(program))
}

/// Loads the demo on first start. A database that is named in the environment is its owner's business.
fn seed(program: &Path) -> Result<()> {
    let there = data_folder().join("attending.sqlite").exists() || std::env::var_os("DATABASE_URL").is_some();
    if there { Ok(()) } else { command::run(Command::new(program).args(["seed", "--demo"]).current_dir(workspace::root())) }
}

/// Where the program keeps its data: `DATA_DIR`, else `data`.
fn data_folder() -> PathBuf {
    workspace::root().join(std::env::var_os("DATA_DIR").map_or_else(|| PathBuf::from("data"), PathBuf::from))
}

/// Deletes the data folder, so that the next start begins with a fresh demo. Says so, and asks where there is someone to ask.
pub fn reset() -> Result<()> {
    let folder = data_folder();
    if !folder.exists() {
        println!("There is no data in {}: nothing to delete.", folder.display());
        return Ok(());
    }
    if !folder.join("attending.sqlite").exists() {
        return Err(format!("{} holds no attending.sqlite: delete it by hand if it is yours to delete.", folder.display()));
    }
    println!("This deletes {} with the database and all mail in it, for good.", folder.display());
    if std::io::stdin().is_terminal() && !agreed()? {
        return Err("Nothing was deleted.".to_owned());
    }
    std::fs::remove_dir_all(&folder).map_err(|error| format!("{} cannot be deleted: {error}", folder.display()))?;
    println!("Deleted. `make run` begins anew.");
    Ok(())
}

fn agreed() -> Result<bool> {
    println!("Type yes to go on:");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|error| format!("no answer: {error}"))?;
    Ok(answer.trim() == "yes")
}

/// Builds for work and serves; builds and serves again whenever a source file changes. What does not compile leaves the last
/// program running.
pub fn develop() -> Result<()> {
    let mut serving: Option<Child> = None;
    let mut built = SystemTime::UNIX_EPOCH;
    loop {
        let newest = newest_source(workspace::root());
        if newest > built {
            built = newest;
            match start(&mut serving) {
                Ok(()) => println!("── serving; watching for changes"),
                Err(what) => eprintln!("{what}\n── waiting for a change"),
            }
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn start(serving: &mut Option<Child>) -> Result<()> {
    site::build(site::Profile::Dev)?;
    command::run(command::cargo().current_dir(workspace::root()).args(["build", "--package=server"]))?;
    if let Some(mut last) = serving.take() {
        last.kill().and_then(|()| last.wait()).map_err(|error| format!("the last program did not stop: {error}"))?;
    }
    let program = workspace::target()?.join("debug/attending");
    seed(&program)?;
    let started = Command::new(&program).arg("serve").current_dir(workspace::root()).spawn();
    *serving = Some(started.map_err(|error| format!("{} did not start: {error}", program.display()))?);
    Ok(())
}

/// When a source file was last changed.
fn newest_source(root: &Path) -> SystemTime {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut waiting: Vec<PathBuf> =
        ["app", "server", "style", "scripts", "editor/src", "migrations", "Cargo.toml"].iter().map(|name| root.join(name)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if let Ok(changed) = path.metadata().and_then(|file| file.modified()) {
            newest = newest.max(changed);
        }
    }
    newest
}
