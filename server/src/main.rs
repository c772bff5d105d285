//! `attending`: the site and its commands in one program.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::run()
}
