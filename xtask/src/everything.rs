//! `make test`: everything that can be checked, in one run, with one profile, the cheapest first.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Result, command, house, postgres, setup, site, workspace};

/// The client is left out of whatever is built for this machine: see `default-members` in the workspace's manifest.
const OURS: [&str; 3] = ["--workspace", "--exclude", "client"];

/// Runs all steps, and says for each how long it took. The first that fails ends the run.
pub fn test() -> Result<()> {
    let started = Instant::now();
    let mut passed = Vec::new();
    for (name, run) in steps() {
        println!("── {name}");
        let begun = Instant::now();
        run().map_err(|what| format!("{what}\n── {name}: failed after {}", seconds(begun.elapsed())))?;
        println!("── {name}: {}", seconds(begun.elapsed()));
        passed.push(name);
    }
    println!("All passed in {}: {}.", seconds(started.elapsed()), passed.join(", "));
    Ok(())
}

type Step = (&'static str, fn() -> Result<()>);

fn steps() -> [Step; 8] {
    [
        ("set-up", set_up),
        ("format", format),
        ("house rules", house::check),
        ("site", || site::build(site::Profile::Dev)),
        ("lint", lint),
        ("lint of the browser's part", lint_client),
        ("tests on both engines", tests),
        ("browser tests", browser),
    ]
}

fn set_up() -> Result<()> {
    site::ensure_target()?;
    setup::postgres()?;
    setup::chromium()?;
    setup::node_packages()
}

fn format() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])
}

/// Warnings are denied after `--`: as a compiler flag for everything they would cost every cached artifact.
pub fn lint() -> Result<()> {
    cargo(&[&["clippy"], OURS.as_slice(), &["--all-targets", "--", "--deny", "warnings"]].concat())
}

/// As the browser gets it: for wasm, and without what the server turns on.
pub fn lint_client() -> Result<()> {
    cargo(&[
        "clippy",
        "--quiet",
        "--package=client",
        "--package=app",
        "--features=app/hydrate",
        "--target",
        site::TARGET,
        "--",
        "--deny",
        "warnings",
    ])
}

fn tests() -> Result<()> {
    let mut tests = cargo_command();
    if command::answers("cargo-nextest", &["nextest", "--version"]) {
        tests.args(["nextest", "run", "--no-fail-fast", "--status-level=fail", "--final-status-level=fail"]);
    } else {
        tests.args(["test", "--no-fail-fast"]);
    }
    postgres::beside(tests.args(OURS))
}

/// With the binary that the tests before it were built with: the same features, so nothing is compiled again.
fn browser() -> Result<()> {
    cargo(&[&["build"], OURS.as_slice(), &["--bins", "--tests"]].concat())?;
    let binary = workspace::target()?.join("debug/attending");
    let mut playwright = Command::new("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(workspace::root().join("end2end"));
    command::run(playwright.env("ATTENDING_BIN", binary))
}

fn cargo(arguments: &[&str]) -> Result<()> {
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
