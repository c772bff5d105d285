//! The kill harness at full length: the program killed while students answer, and a build that must be caught losing what it acknowledged.

use std::path::PathBuf;

use crate::{
    Result, command,
    everything::{PROGRAM, cargo, tests},
    postgres, workspace,
};

/// Rounds of a full run.
pub const ROUNDS: u32 = 200;

/// Builds the broken program, puts it aside, and plays this many rounds with the sound one; the broken one gets some of them.
pub fn run(rounds: u32) -> Result<()> {
    let broken = broken()?;
    let mut harness = tests(&[PROGRAM.as_slice(), &["--test=kill"]].concat());
    if command::answers("cargo-nextest", &["nextest", "--version"]) {
        harness.args(["--run-ignored=all", "--no-capture"]);
    } else {
        harness.args(["--", "--include-ignored", "--nocapture"]);
    }
    postgres::beside(harness.env("KILL_ROUNDS", rounds.to_string()).env("BROKEN_ATTENDING_BIN", broken))
}

/// The program with the ledger that acknowledges before the commit. Built with the harness, so that all it stands on has the same
/// features as in every other test and is not compiled again.
fn broken() -> Result<PathBuf> {
    let features = ["--features=server/acknowledge-before-commit", "--bin=attending", "--test=kill"];
    cargo(&[&["build"], PROGRAM.as_slice(), &features].concat())?;
    let target = workspace::target()?;
    let aside = target.join("kill/attending-that-loses");
    let failed = |error| format!("{} cannot be written: {error}", aside.display());
    std::fs::create_dir_all(target.join("kill")).map_err(failed)?;
    std::fs::copy(target.join("debug/attending"), &aside).map_err(failed)?;
    Ok(aside)
}
