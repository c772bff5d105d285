//! Scripts in fewer bytes: by esbuild, which builds the editor anyway.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use crate::{Result, setup, workspace};

/// The same module without comments and with short names inside; from `cache` if it was shortened before.
pub fn shortened(script: Vec<u8>, cache: &Path) -> Result<Vec<u8>> {
    let kept = cache.join(format!("{}.js", hex::encode(Sha256::digest(&script))));
    if let Ok(short) = std::fs::read(&kept) {
        return Ok(short);
    }
    setup::node_packages("editor")?;
    let folder = workspace::root().join("editor");
    let failed = |error: std::io::Error| format!("esbuild: {error}");
    let mut esbuild = Command::new(folder.join("node_modules/.bin/esbuild"));
    esbuild.args(["--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = esbuild.spawn().map_err(failed)?;
    // It reads all before it writes any.
    running.stdin.take().ok_or("esbuild reads nothing")?.write_all(&script).map_err(failed)?;
    let done = running.wait_with_output().map_err(failed)?;
    if !done.status.success() || done.stdout.is_empty() {
        return Err("esbuild cannot read a script: its message is above".to_owned());
    }
    workspace::write(&kept, &done.stdout)?;
    Ok(done.stdout)
}
