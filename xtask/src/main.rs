//! The work around the code: builds the site, runs PostgreSQL for tests, checks the house rules, and runs everything.
//!
//! `cargo xtask` prints what there is. The Makefile calls these; nothing here is part of the program that is shipped.

mod command;
mod house;
mod site;
mod workspace;

use std::process::ExitCode;

/// A task's result: what went wrong is a sentence for the person at the terminal.
type Result<T, E = String> = std::result::Result<T, E>;

const TASKS: &str = "\
cargo xtask site [--release]        build the browser's part and the styles into target/site
cargo xtask house                   check the rules of the house that a compiler does not know";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] | ["help" | "--help"] => {
            println!("{TASKS}");
            Ok(())
        }
        ["site"] => site::build(site::Profile::Dev),
        ["site", "--release"] => site::build(site::Profile::Release),
        ["house"] => house::check(),
        other => Err(format!(
            "There is no task `{}`. These are there:\n{TASKS}",
            other.join(" ")
        )),
    }
}
