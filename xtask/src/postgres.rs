//! One PostgreSQL for all tests of a run. Each test process would otherwise start its own.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use crate::{Result, command, workspace};

/// A server for tests, in memory, of this machine only. Ends when this is dropped, and when the process ends in any way.
struct Cluster {
    shell: Child,
    /// What tests read as `TEST_POSTGRES_URL`.
    url: String,
}

impl Cluster {
    /// Starts a server, or says what to install.
    fn start() -> Result<Self> {
        let script = workspace::read_text(&workspace::root().join("app/domain/src/db/testing/postgres.sh"))?;
        // A group of its own keeps Ctrl-C away from it; the end of its standard input is what ends it.
        let mut shell = Command::new("sh")
            .arg("-c")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("`sh` did not start: {error}"))?;
        let mut url = String::new();
        if let Some(stdout) = shell.stdout.take() {
            BufReader::new(stdout).read_line(&mut url).map_err(|error| format!("PostgreSQL for tests: {error}"))?;
        }
        match url.trim() {
            "" => Err("PostgreSQL for tests did not start; the lines above say why.".to_owned()),
            url => Ok(Self { url: url.to_owned(), shell }),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// `cargo xtask postgres -- COMMAND…`
pub fn run(words: &[&str]) -> Result<()> {
    let [program, arguments @ ..] = words else {
        return Err("Say what to run: cargo xtask postgres -- COMMAND…".to_owned());
    };
    let mut command = if *program == "cargo" { command::cargo() } else { Command::new(program) };
    beside(command.args(arguments))
}

/// Runs a command with `TEST_POSTGRES_URL` set: to what is there already, or to a server that ends with the command.
pub fn beside(command: &mut Command) -> Result<()> {
    if std::env::var_os("TEST_POSTGRES_URL").is_some() {
        return command::run(command);
    }
    let cluster = Cluster::start()?;
    command::run(command.env("TEST_POSTGRES_URL", &cluster.url))
}
