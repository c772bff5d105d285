//! The machine: its cores, and what its disk promises.

use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    path::Path,
    process::Command,
    time::Instant,
};

use crate::{Result, about, statistics};

/// Which core does what.
#[derive(Clone, Debug)]
pub struct Cores {
    /// The server measured.
    pub server: String,
    /// The load.
    pub load: String,
    /// All this process may use, for what is measured as it is deployed.
    pub all: String,
}

impl Cores {
    /// The first two this process may use.
    ///
    /// # Errors
    /// If there is only one: server and load would take each other's time.
    pub fn of_this_machine() -> Result<Self> {
        let status = std::fs::read_to_string("/proc/self/status").map_err(about("/proc/self/status"))?;
        let all = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap_or_default().trim().to_owned();
        match list(&all).as_slice() {
            [server, load, ..] => Ok(Self { server: server.to_string(), load: load.to_string(), all }),
            _ => Err("There is one core only: server and load would take each other's time. Run this on a machine with two.".into()),
        }
    }

    /// Keeps this process, with all its threads, on the core of the load.
    ///
    /// # Errors
    /// If `taskset` is not there.
    pub fn keep_to_load(&self) -> Result<()> {
        let us = std::process::id().to_string();
        let output = Command::new("taskset").args(["--all-tasks", "--cpu-list", "--pid", &self.load, &us]).output();
        let output = output.map_err(about("`taskset` (of util-linux) did not start"))?;
        if output.status.success() { Ok(()) } else { Err(format!("taskset: {}", String::from_utf8_lossy(&output.stderr).trim())) }
    }
}

/// Numbers of a list such as `0-2,5`.
fn list(text: &str) -> Vec<usize> {
    let span = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        Some(from.trim().parse::<usize>().ok()?..=to.trim().parse::<usize>().ok()?)
    };
    text.split(',').filter_map(span).flatten().collect()
}

/// Refuses a folder in memory: what is written there is not durable, and durability is what saving costs.
///
/// # Errors
/// If it is one, or cannot be asked.
pub fn on_disk(folder: &Path) -> Result<()> {
    let output = Command::new("stat").args(["--file-system", "--format=%T"]).arg(folder).output().map_err(about("`stat` did not start"))?;
    match String::from_utf8_lossy(&output.stdout).trim() {
        "tmpfs" | "ramfs" => Err(format!("{} is in memory; the bench needs a disk: nothing there is durable.", folder.display())),
        _ => Ok(()),
    }
}

/// Milliseconds the disk takes to make 4 KB durable, the median of some.
///
/// # Errors
/// If nothing can be written there.
pub fn durable_write(folder: &Path) -> Result<f64> {
    let path = folder.join("durable");
    let mut file = File::create(&path).map_err(about(path.display().to_string()))?;
    let mut times = Vec::new();
    for _ in 0..100 {
        let begun = Instant::now();
        let written = file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&[7; 4096])).and_then(|()| file.sync_data());
        written.map_err(about(path.display().to_string()))?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    std::fs::remove_file(&path).map_err(about(path.display().to_string()))?;
    Ok(statistics::median(&times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_cores_is_read() {
        assert_eq!(list("0-2,5"), [0, 1, 2, 5]);
        assert_eq!(list("3"), [3]);
        assert_eq!(list(""), Vec::<usize>::new());
    }
}
