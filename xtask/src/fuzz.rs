//! Fuzzing: builds the fuzzer with the rest of the tests and runs it with bounded memory.

use std::process::Command;

use crate::{
    Result, command,
    everything::{PROGRAM, cargo},
    workspace,
};

/// How long the full test fuzzes, in seconds, for all targets together.
pub const IN_THE_FULL_TEST: u32 = 60;
/// The address space the fuzzer may have, in kilobytes: 2 GB.
const MEMORY: u32 = 2_000_000;

/// Fuzzes for so many seconds in all: every target, or those that are named. Always with the same seed, unless another is given.
pub fn run(seconds: u32, others: &[&str]) -> Result<()> {
    cargo(&[&["build"], PROGRAM.as_slice(), &["--bin=fuzz"]].concat())?;
    let fuzz = workspace::target()?.join("debug/fuzz");
    let mut bounded = Command::new("sh");
    bounded.args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"")]).arg(fuzz);
    command::run(bounded.args(["--seconds", &seconds.to_string()]).args(others))
}
