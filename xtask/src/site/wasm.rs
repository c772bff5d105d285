//! The crates for the browser as wasm, each with the JavaScript that binds it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::{Result, command, workspace};

/// What the browser runs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The crates for the browser: the islands, and the simulators, which do without Leptos.
pub const PACKAGES: [&str; 2] = ["client", "simulate"];

/// What the browser gets of a crate.
pub struct Bound {
    /// The bindings: an ES module whose default export wants the address of the wasm.
    pub javascript: Vec<u8>,
    /// What it does.
    pub wasm: Vec<u8>,
}

/// Compiles one of the crates for the browser and binds it; `cache` keeps the bindings of the last time, used again while the wasm is the same.
pub fn build(package: &str, profile: Profile, cache: &Path) -> Result<Bound> {
    ensure_target()?;
    let compiled = workspace::read(&compile(package, profile)?)?;
    let key = hex::encode(Sha256::digest(&compiled));
    let (key_path, bound) = (cache.join(format!("{package}.key")), cache.join(package));
    if std::fs::read_to_string(&key_path).is_ok_and(|last| last == key)
        && let Ok(kept) = read(package, &bound)
    {
        return Ok(kept);
    }
    bind(package, compiled, profile, &bound)?;
    workspace::write(&key_path, key.as_bytes())?;
    read(package, &bound)
}

fn read(package: &str, folder: &Path) -> Result<Bound> {
    let file = |ending: &str| workspace::read(&folder.join(format!("{package}{ending}")));
    Ok(Bound { javascript: file(".js")?, wasm: file("_bg.wasm")? })
}

/// Adds the wasm target of the installed Rust, if it is missing.
pub fn ensure_target() -> Result<()> {
    let print = command::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(print.trim()).is_dir() {
        return Ok(());
    }
    command::run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|what| {
        format!("{what}. The browser's part needs Rust's target {TARGET}; `rustup target add {TARGET}` installs it where rustup is there and online.")
    })
}

/// Compiles a crate and gives the path of its wasm.
fn compile(package: &str, profile: Profile) -> Result<PathBuf> {
    let profile = match profile {
        Profile::Dev => "dev",
        Profile::Release => "wasm-release",
    };
    let messages = command::output(command::cargo().current_dir(workspace::root()).stdin(Stdio::null()).args([
        "build",
        &format!("--package={package}"),
        "--lib",
        &format!("--target={TARGET}"),
        &format!("--profile={profile}"),
        "--message-format=json-render-diagnostics",
    ]))?;
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let wasm = artifacts.filter(|message| message["target"]["name"] == package).find_map(|message| {
        let files = message["filenames"].as_array()?.iter().filter_map(|file| file.as_str());
        files.map(PathBuf::from).find(|file| file.extension().is_some_and(|extension| extension == "wasm"))
    });
    wasm.ok_or_else(|| format!("cargo built {package} without a wasm file: is it still a cdylib?"))
}

/// Writes the script and the wasm into a folder.
fn bind(package: &str, compiled: Vec<u8>, profile: Profile, folder: &Path) -> Result<()> {
    let failed = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(package, compiled)
        .typescript(false)
        .omit_default_module_path(true)
        .keep_debug(false)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true);
    let mut output = bindgen.web(true).map_err(failed)?.generate_output().map_err(failed)?;
    let brought: Vec<_> = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name).collect();
    if !brought.is_empty() || !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        return Err(format!(
            "{package} brings JavaScript of its own, for which the site has no place: {brought:?} {:?} {:?}",
            output.local_modules().keys(),
            output.npm_dependencies().keys()
        ));
    }
    output.emit(folder).map_err(failed)
}
