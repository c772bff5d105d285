//! `attending`: the site and its commands in one program.

use std::process::ExitCode;

/// A page is thousands of small allocations, SQLite's among them: the system's allocator was a third of the work.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::run()
}
