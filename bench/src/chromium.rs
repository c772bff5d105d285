//! What is measured in a real browser: `end2end/measure.mjs`, run by Node.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::{
    Result, about,
    process::{self, Running},
};

/// What each visit of a page found, as the script's part of that name prints it.
///
/// # Errors
/// If Node, its packages or Chromium are not there, or the page is not.
pub fn measure<T: DeserializeOwned>(
    what: &str,
    server: &Running,
    cookie: &str,
    (page, rounds): (&str, usize),
    (root, cores): (&Path, &str),
) -> Result<Vec<T>> {
    let mut node = process::on_cores(cores, Path::new("node"));
    let address = format!("http://{}", server.address);
    node.arg("measure.mjs").args([what, &address, cookie, page, &rounds.to_string()]).current_dir(root.join("end2end"));
    let output = node.output().map_err(about("the browser's script did not start"))?;
    if !output.status.success() {
        return Err(format!("the browser's script failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    serde_json::from_slice(&output.stdout).map_err(about("what the browser's script says"))
}
