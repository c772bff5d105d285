//! `make test`: everything that can be checked, in one run, with one profile, the cheapest first.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Result, command, fuzz, house, kill, postgres, setup, site, workspace};

/// The program and what it is made of. The client is left out of whatever is built for this machine (see `default-members`);
/// xtask is tested by itself, with the artifacts it runs from, since other features would compile its dependencies once more.
pub const PROGRAM: [&str; 4] = ["--workspace", "--exclude=client", "--exclude=simulate", "--exclude=xtask"];

/// Runs all steps, and says for each how long it took. A step that others stand on ends the run by failing; after any other
/// the run goes on, so that one run tells everything.
pub fn test() -> Result<()> {
    let started = Instant::now();
    let (mut passed, mut failed) = (Vec::new(), Vec::new());
    for (name, kind, run) in steps() {
        println!("── {name}");
        let begun = Instant::now();
        let result = run();
        let took = seconds(begun.elapsed());
        match result {
            Ok(()) => {
                println!("── {name}: passed, {took}");
                passed.push(name);
            }
            Err(what) => {
                eprintln!("{what}\n── {name}: failed, {took}");
                failed.push(name);
                if kind == Kind::Foundation {
                    break;
                }
            }
        }
    }
    let passed = if passed.is_empty() { "nothing".to_owned() } else { passed.join(", ") };
    if failed.is_empty() {
        println!("All passed in {}: {passed}.", seconds(started.elapsed()));
        return Ok(());
    }
    Err(format!("Failed: {}. Passed: {passed}. {}.", failed.join(", "), seconds(started.elapsed())))
}

/// What becomes of the run when a step fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The steps after it cannot do without it.
    Foundation,
    /// It only says something about the code.
    Check,
}

type Step = (&'static str, Kind, fn() -> Result<()>);

fn steps() -> [Step; 13] {
    [
        ("set-up", Kind::Foundation, set_up),
        ("format", Kind::Check, format),
        ("house rules", Kind::Check, house::check),
        ("tests of xtask", Kind::Check, || command::run(&mut tests(&["--package=xtask"]))),
        ("site", Kind::Foundation, || site::build(site::Profile::Dev)),
        ("tests of the editor", Kind::Check, site::test_editor),
        ("lint", Kind::Check, lint),
        ("lint of the browser's part", Kind::Check, lint_client),
        ("tests on both engines", Kind::Check, || postgres::beside(&mut tests(&PROGRAM))),
        ("fuzzing of importers", Kind::Check, || fuzz::run(fuzz::IN_THE_FULL_TEST, &[])),
        ("kill harness", Kind::Check, || kill::run(kill::ROUNDS)),
        ("lessons", Kind::Check, lessons),
        ("browser tests", Kind::Check, browser),
    ]
}

fn set_up() -> Result<()> {
    site::ensure_target()?;
    setup::postgres()?;
    setup::chromium()?;
    setup::node_packages("end2end")
}

fn format() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])
}

/// Warnings are denied after `--`: as a compiler flag for everything they would cost every cached artifact.
pub fn lint() -> Result<()> {
    cargo(&["clippy", "--workspace", "--exclude=client", "--exclude=simulate", "--all-targets", "--", "--deny", "warnings"])
}

/// As the browser gets it: for wasm, and without what the server turns on.
pub fn lint_client() -> Result<()> {
    cargo(&[
        "clippy",
        "--quiet",
        "--package=client",
        "--package=simulate",
        "--package=app",
        "--lib",
        "--examples",
        "--features=app/hydrate",
        "--target",
        site::TARGET,
        "--",
        "--deny",
        "warnings",
    ])
}

/// The tests of some packages: by nextest where it is installed, which runs them side by side.
pub fn tests(of: &[&str]) -> Command {
    let mut tests = cargo_command();
    if command::answers("cargo-nextest", &["nextest", "--version"]) {
        tests.args(["nextest", "run", "--no-fail-fast", "--status-level=fail", "--final-status-level=fail"]);
    } else {
        tests.args(["test", "--no-fail-fast"]);
    }
    tests.args(of);
    tests
}

/// The program as the tests before it were built with: the same features, so nothing is compiled again.
fn program() -> Result<PathBuf> {
    cargo(&[&["build"], PROGRAM.as_slice(), &["--bins", "--tests"]].concat())?;
    Ok(workspace::target()?.join("debug/attending"))
}

/// Says of each unit of the starter curriculum how long and how hard to read it is. What its tests demand was tried before.
fn lessons() -> Result<()> {
    let mut modules = Vec::new();
    for entry in std::fs::read_dir(workspace::root().join("server/curriculum")).map_err(|error| format!("the curriculum: {error}"))? {
        modules.push(entry.map_err(|error| format!("the curriculum: {error}"))?.path());
    }
    modules.sort();
    command::run(Command::new(program()?).args(["lessons", "report"]).args(modules))
}

fn browser() -> Result<()> {
    let binary = program()?;
    let mut playwright = Command::new("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(workspace::root().join("end2end"));
    command::run(playwright.env("ATTENDING_BIN", binary))
}

/// Runs cargo in the workspace.
pub fn cargo(arguments: &[&str]) -> Result<()> {
    command::run(cargo_command().args(arguments))
}

fn cargo_command() -> Command {
    let mut cargo = command::cargo();
    cargo.current_dir(workspace::root());
    cargo
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
