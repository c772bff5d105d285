//! The programs that are measured: started, waited for, asked what they use, and stopped.

use std::{
    fs::{File, OpenOptions},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    Result, about,
    client::{Connection, plain},
};

/// Settings of whoever runs the bench are not the bench's.
const SETTINGS: [&str; 14] = [
    "DATABASE_URL",
    "DATABASE_CONNECTIONS",
    "DATA_DIR",
    "LISTEN",
    "BASE_URL",
    "SITE_NAME",
    "SMTP_URL",
    "MAIL_FROM",
    "ADMISSIONS_EMAIL",
    "SECOND_FACTOR_FOR_STAFF",
    "REVIEW_BEFORE_PUBLISHING",
    "CLIENT_ADDRESS_HEADER",
    "LOG",
    "TOKIO_WORKER_THREADS",
];
/// How long a program may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(30);
/// Ticks of a second in `/proc/PID/stat`: the same on every Linux.
const TICKS: f64 = 100.0;

/// A program that serves, until dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub took: Duration,
}

/// Runs a command of the program to its end; gives what it printed.
///
/// # Errors
/// If it fails, with what it says.
pub fn run(program: &Path, arguments: &[&str], folder: &Path) -> Result<String> {
    let output = cleared(Command::new(program)).args(arguments).env("DATA_DIR", folder).output();
    let output = output.map_err(about(format!("{} did not start", program.display())))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{} {}` failed: {}", program.display(), arguments.join(" "), said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Serves a folder's database on these cores; gives the program when it answers `/health`.
///
/// # Errors
/// If it does not within some seconds.
pub async fn serve(program: &Path, folder: &Path, cores: &str) -> Result<Running> {
    serve_with(program, folder, cores, &[]).await
}

/// The same, with settings beside those that every measurement has.
///
/// # Errors
/// If it does not answer within some seconds.
pub async fn serve_with(program: &Path, folder: &Path, cores: &str, settings: &[(&str, &str)]) -> Result<Running> {
    let address = free_address()?;
    let mut command = on_cores(cores, program);
    command.arg("serve").env("DATA_DIR", folder).env("LISTEN", address.to_string()).envs(settings.iter().copied());
    start(command, address, &folder.join("server.log")).await
}

/// A command for a program that stays on some cores.
pub fn on_cores(cores: &str, program: &Path) -> Command {
    let mut command = cleared(Command::new("taskset"));
    command.args(["--cpu-list", cores]).arg(program);
    command
}

fn cleared(mut command: Command) -> Command {
    for name in SETTINGS {
        command.env_remove(name);
    }
    command
}

/// Starts a server and waits until it answers; what it says goes to a file, as in a deployment.
///
/// # Errors
/// If it does not answer within some seconds, with the place of the file.
pub async fn start(mut command: Command, address: SocketAddr, log: &Path) -> Result<Running> {
    let (out, err) = (appending(log)?, appending(log)?);
    let begun = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().map_err(about("a server did not start"))?;
    let mut running = Running { child, address, took: Duration::ZERO };
    let health = plain("/health", "");
    while begun.elapsed() < PATIENCE {
        if let Ok(mut connection) = Connection::open(address).await
            && connection.exchange(&health).await.is_ok_and(|answer| answer.status == 200)
        {
            running.took = begun.elapsed();
            return Ok(running);
        }
        if let Ok(Some(status)) = running.child.try_wait() {
            return Err(format!("a server ended at once ({status}); see {}", log.display()));
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err(format!("a server did not answer within {} s; see {}", PATIENCE.as_secs(), log.display()))
}

fn appending(log: &Path) -> Result<File> {
    OpenOptions::new().create(true).append(true).open(log).map_err(about(log.display().to_string()))
}

/// An address on this machine where nothing listens yet.
///
/// # Errors
/// If there is none.
pub fn free_address() -> Result<SocketAddr> {
    let probe = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(about("no free port"))?;
    probe.local_addr().map_err(about("no free port"))
}

impl Running {
    /// Seconds of processor time it has used so far, in the kernel too.
    ///
    /// # Errors
    /// If it is gone.
    pub fn cpu_seconds(&self) -> Result<f64> {
        ticks(&self.proc("stat")?).map(|ticks| ticks / TICKS)
    }

    /// Bytes of memory it holds, its code included.
    ///
    /// # Errors
    /// If it is gone.
    pub fn resident_bytes(&self) -> Result<f64> {
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.trim().parse::<f64>().ok());
        kib.map(|kib| kib * 1024.0).ok_or_else(|| "VmRSS is not told".to_owned())
    }

    fn proc(&self, name: &str) -> Result<String> {
        let path = PathBuf::from(format!("/proc/{}/{name}", self.child.id()));
        std::fs::read_to_string(&path).map_err(about(path.display().to_string()))
    }

    /// Tells it to stop, and waits until it has.
    ///
    /// # Errors
    /// If it does not.
    pub async fn stop(mut self) -> Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        told.map_err(about("`kill` did not start"))?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.child.try_wait().map_err(about("a server"))?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err("a server did not stop when told to".into())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// User and system time of a line of `/proc/PID/stat`; the name before them may hold spaces and brackets.
fn ticks(stat: &str) -> Result<f64> {
    let fields: Vec<&str> = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
    let at = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok());
    at(11).zip(at(12)).map(|(user, system)| user + system).ok_or_else(|| "/proc/PID/stat is not understood".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_system_time_are_the_14th_and_15th_field() {
        assert_eq!(ticks("7 (a ) b) S 1 2 3 4 5 6 7 8 9 10 120 30 0 0 20").unwrap(), 150.0);
        assert!(ticks("7 (a").is_err());
    }
}
