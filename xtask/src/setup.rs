//! What the tests and the site need beyond cargo: installed where it may be, asked for in a clear sentence where it may not.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, workspace};

/// PostgreSQL's server programs, from Debian's packages if none are there.
pub fn postgres() -> Result<()> {
    if std::env::var_os("TEST_POSTGRES_URL").is_some() || has_postgres() {
        return Ok(());
    }
    install("postgresql", "or set POSTGRES_BIN to the folder of its programs, or TEST_POSTGRES_URL to a server that tests may use")
}

fn has_postgres() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    folders.extend(std::env::var_os("POSTGRES_BIN").map(PathBuf::from));
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        folders.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    folders.iter().any(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// The browser that the tests drive: `CHROMIUM`, else Debian's.
pub fn chromium() -> Result<()> {
    let there = std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if there.is_file() { Ok(()) } else { install("chromium", "or set CHROMIUM to the path of one") }
}

/// Node's packages of a folder (`end2end`, `editor`), exactly as locked. Nothing is asked of the network when they are there already.
pub fn node_packages(folder: &str) -> Result<()> {
    if !command::answers("npm", &["--version"]) {
        install("npm", "or any Node 20 or newer with npm")?;
    }
    let place = workspace::root().join(folder);
    let lock = workspace::read(&place.join("package-lock.json"))?;
    let installed = place.join("node_modules/.installed-from");
    if std::fs::read(&installed).is_ok_and(|from| from == lock) {
        return Ok(());
    }
    // No package runs a program of its own at installation. Playwright would fetch a browser: the tests use the machine's.
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&place).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command::run(&mut npm).map_err(|what| format!("{what}. It installs the npm packages of {folder}/package-lock.json."))?;
    workspace::write(&installed, &lock)
}

/// Installs a Debian package; only root can.
fn install(package: &str, otherwise: &str) -> Result<()> {
    let sentence = || format!("{package} is needed here: install it (on Debian, as root: apt-get install {package}), {otherwise}.");
    let root = Path::new("/proc/self").metadata().is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0);
    if !root || !command::answers("apt-get", &["--version"]) {
        return Err(sentence());
    }
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        command::run(apt.args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let installed = apt(&["update"]).and_then(|()| apt(&["install", "--yes", "--no-install-recommends", package]));
    installed.map_err(|what| format!("{what}. {}", sentence()))
}
