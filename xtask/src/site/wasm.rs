//! What runs in the browser as wasm, each with the JavaScript that binds it: the islands, and the simulators, which do without Leptos.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::{Result, command, workspace};

/// What the browser runs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What the browser gets of a crate.
pub struct Bound {
    /// The crate's name.
    pub name: String,
    /// The bindings: an ES module whose default export wants the address of the wasm.
    pub javascript: Vec<u8>,
    /// What it does.
    pub wasm: Vec<u8>,
}

/// Compiles the islands and binds them; `cache` keeps the bindings of the last time, used again while the wasm is the same.
pub fn islands(profile: Profile, cache: &Path) -> Result<Bound> {
    let compiled = compile(&["--package=client", "--lib"], profile)?;
    let (name, path) = compiled.first().ok_or("cargo built no wasm of the client: is it still a cdylib?")?;
    bound((name, path), (Loads::Anywhere, profile), cache)
}

/// The same for the simulators: each is an example of its crate, so that a page loads none but its own.
pub fn simulators(profile: Profile, cache: &Path) -> Result<Vec<Bound>> {
    let compiled = compile(&["--package=simulate", "--examples"], profile)?;
    compiled.iter().map(|(name, path)| bound((name, path), (Loads::FromOurServer, profile), &cache.join("simulators"))).collect()
}

/// How the bindings load their wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loads {
    /// As wasm-bindgen does, from whatever it is given and whatever a server says of its kind.
    Anywhere,
    /// By the browser's own call, from a server that says what it sends: half a kilobyte less in each simulator.
    FromOurServer,
}

fn bound((name, compiled): (&str, &Path), how: (Loads, Profile), cache: &Path) -> Result<Bound> {
    let compiled = workspace::read(compiled)?;
    let key = hex::encode(Sha256::new().chain_update(&compiled).chain_update([u8::from(how.0 == Loads::Anywhere)]).finalize());
    let (key_path, folder) = (cache.join(format!("{name}.key")), cache.join(name));
    if std::fs::read_to_string(&key_path).is_ok_and(|last| last == key)
        && let Ok(kept) = read(name, &folder)
    {
        return Ok(kept);
    }
    bind(name, compiled, how, &folder)?;
    workspace::write(&key_path, key.as_bytes())?;
    read(name, &folder)
}

fn read(name: &str, folder: &Path) -> Result<Bound> {
    let file = |ending: &str| workspace::read(&folder.join(format!("{name}{ending}")));
    Ok(Bound { name: name.to_owned(), javascript: file(".js")?, wasm: file("_bg.wasm")? })
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

/// Compiles some crates and gives the name of each that is wasm, and where it lies.
fn compile(crates: &[&str], profile: Profile) -> Result<Vec<(String, PathBuf)>> {
    ensure_target()?;
    let profile = match profile {
        Profile::Dev => "dev",
        Profile::Release => "wasm-release",
    };
    let mut build = command::cargo();
    build.current_dir(workspace::root()).stdin(Stdio::null()).arg("build").args(crates).args([
        &format!("--target={TARGET}"),
        &format!("--profile={profile}"),
        "--message-format=json-render-diagnostics",
    ]);
    let messages = command::output(&mut build)?;
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    // Dependencies may be wasm too; those of the workspace are known by their path.
    let ours = artifacts.filter(|message| message["package_id"].as_str().is_some_and(|id| id.starts_with("path+")));
    let wasm = ours.filter_map(|message| {
        let name = message["target"]["name"].as_str()?.to_owned();
        let mut files = message["filenames"].as_array()?.iter().filter_map(|file| file.as_str()).map(PathBuf::from);
        Some((name, files.find(|file| file.extension().is_some_and(|extension| extension == "wasm"))?))
    });
    Ok(wasm.collect())
}

/// Writes the script and the wasm into a folder.
fn bind(name: &str, compiled: Vec<u8>, (loads, profile): (Loads, Profile), folder: &Path) -> Result<()> {
    let failed = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, compiled)
        .typescript(false)
        .omit_default_module_path(true)
        .keep_debug(false)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true);
    let bindgen = if loads == Loads::Anywhere { bindgen.web(true) } else { bindgen.bundler(true) };
    let mut output = bindgen.map_err(failed)?.generate_output().map_err(failed)?;
    let brought: Vec<_> = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(from, _)| from).collect();
    if !brought.is_empty() || !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        return Err(format!(
            "{name} brings JavaScript of its own, for which the site has no place: {brought:?} {:?} {:?}",
            output.local_modules().keys(),
            output.npm_dependencies().keys()
        ));
    }
    output.emit(folder).map_err(failed)?;
    if loads == Loads::Anywhere { Ok(()) } else { with_loader(name, folder) }
}

/// What wasm-bindgen makes for a bundler, which would load the wasm itself, with three lines that do.
fn with_loader(name: &str, folder: &Path) -> Result<()> {
    let file = folder.join(format!("{name}_bg.js"));
    let bindings = String::from_utf8(workspace::read(&file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    let loader = format!(
        "\nexport default async ({{ module_or_path: at }}) => {{\n\
         const {{ instance }} = await WebAssembly.instantiateStreaming(fetch(at), {{ \"./{name}_bg.js\": await import(import.meta.url) }});\n\
         __wbg_set_wasm(instance.exports);\nwasm.__wbindgen_start();\n}};\n"
    );
    workspace::write(&folder.join(format!("{name}.js")), format!("{bindings}{loader}").as_bytes())
}
