//! The program as a process of its own.

use std::{
    env,
    io::{BufRead, BufReader, Lines},
    os::unix::process::ExitStatusExt,
    path::PathBuf,
    process::{Child, ChildStderr, Command, Stdio},
};

/// A running `attending serve`. Dropped, it is killed.
pub struct Process {
    pub address: String,
    child: Child,
    log: Lines<BufReader<ChildStderr>>,
}

impl Process {
    /// Starts the program of this build on a database, and waits until it serves.
    pub fn start(database: &str) -> Self {
        Self::start_with(Command::new(sound()), database)
    }

    /// Starts the program by a command of one's own, which ends in the program itself.
    pub fn start_with(mut command: Command, database: &str) -> Self {
        let mut child = command
            .arg("serve")
            .env("DATABASE_URL", database)
            .env("LISTEN", "127.0.0.1:0")
            .env("DATA_DIR", env!("CARGO_TARGET_TMPDIR"))
            .env("LOG", "info")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut said = Vec::new();
        let address = loop {
            let Some(line) = log.next() else { panic!("the program did not start: {}", said.join("\n")) };
            let line = line.unwrap();
            if let Some((_, address)) = line.split_once(" on http://") {
                break address.to_owned();
            }
            said.push(line);
        };
        Self { address, child, log }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: it gets no chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        assert_eq!(self.child.wait().unwrap().signal(), Some(9), "the program had ended by itself");
    }

    /// SIGTERM; returns what it logged until its end, which must be an orderly one.
    pub fn stop(mut self) -> String {
        let told = Command::new("kill").arg("-TERM").arg(self.id().to_string()).status().unwrap();
        assert!(told.success());
        let log: Vec<_> = self.log.by_ref().map(Result::unwrap).collect();
        assert!(self.child.wait().unwrap().success(), "{}", log.join("\n"));
        log.join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program of this build, or the one that is to be tried instead.
pub fn sound() -> PathBuf {
    env::var_os("ATTENDING_BIN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_attending")), PathBuf::from)
}
