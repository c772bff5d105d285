//! The work around the code: builds the site, runs PostgreSQL for tests, checks the house rules, and runs everything.
//!
//! `cargo xtask` prints what there is. The Makefile calls these; nothing here is part of the program that is shipped.

mod command;
mod everything;
mod fuzz;
mod house;
mod kill;
mod postgres;
mod program;
mod setup;
mod site;
mod workspace;

use std::process::ExitCode;

/// A task's result: what went wrong is a sentence for the person at the terminal.
type Result<T, E = String> = std::result::Result<T, E>;

const TASKS: &str = "\
cargo xtask site [--release]        build the browser's part and the styles into target/site
cargo xtask build                   build site and program in release; leaves target/release/attending
cargo xtask run                     build in release, load the demo on first start, serve
cargo xtask dev                     build for work, serve, and again on every change
cargo xtask bench                   build in release, measure speed and size, write target/bench.json
cargo xtask reset                   delete the data of `run` and `dev`, after asking
cargo xtask postgres -- COMMAND…    run a command with TEST_POSTGRES_URL, a PostgreSQL for tests
cargo xtask house                   check the rules of the house that a compiler does not know
cargo xtask kill [--rounds N]       kill the program while students answer, 200 times unless told otherwise
cargo xtask fuzz [SECONDS [TARGET… | --seed N]]
                                    throw broken files at the importers, for a minute in all unless told otherwise
cargo xtask lint                    clippy for the server's and the browser's part, warnings denied
cargo xtask test                    set up what tests need, then run everything";

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
        ["build"] => program::build().map(|program| println!("{}", program.display())),
        ["run"] => program::run(),
        ["dev"] => program::develop(),
        ["bench"] => program::bench(),
        ["reset"] => program::reset(),
        ["postgres", "--", words @ ..] => postgres::run(words),
        ["house"] => house::check(),
        ["kill"] => kill::run(kill::ROUNDS),
        ["kill", "--rounds", rounds] => kill::run(rounds.parse().map_err(|_| format!("{rounds} is no number of rounds"))?),
        ["fuzz"] => fuzz::run(fuzz::IN_THE_FULL_TEST, &[]),
        ["fuzz", seconds, others @ ..] => fuzz::run(seconds.parse().map_err(|_| format!("{seconds} is no number of seconds"))?, others),
        ["lint"] => everything::lint().and_then(|()| everything::lint_client()),
        ["test"] => everything::test(),
        other => Err(format!("There is no task `{}`. These are there:\n{TASKS}", other.join(" "))),
    }
}
