//! `attending`: the site and its commands in one program.

use std::process::ExitCode;

/// A page is thousands of small allocations, SQLite's among them: the system's allocator was a third of the work.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    small_pages();
    server::command::run()
}

/// The allocator asks for pages of 2 MB, and the kernel gives a whole one where a few bytes are used: at rest that is 20 MB for nothing,
/// and under load nothing is gained. Where the kernel refuses, the program only holds more memory.
#[cfg(target_os = "linux")]
fn small_pages() {
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

#[cfg(not(target_os = "linux"))]
fn small_pages() {}
