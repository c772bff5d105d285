//! Builds what browsers load into `target/site`: wasm, its bindings, styles, scripts, the editor and pictures, each under a name that
//! changes with its bytes and beside its brotli form. `manifest.json` there says which name a page has to use.

mod editor;
mod minify;
mod output;
mod scripts;
mod styles;
mod wasm;

use std::path::Path;
use std::time::Instant;

use crate::{Result, workspace};
pub use editor::test as test_editor;
use output::Site;
pub use wasm::{TARGET, ensure_target};

/// How much time the build may take, and how small its result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For work: quick to build.
    Dev,
    /// For people: small to load.
    Release,
}

impl Profile {
    /// The folder of its intermediate files.
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    /// Brotli's effort, 0 to 11.
    fn brotli_quality(self) -> i32 {
        match self {
            Self::Dev => 5,
            Self::Release => 11,
        }
    }
}

/// Builds the site, and says how long it took and what its parts weigh.
pub fn build(profile: Profile) -> Result<()> {
    let started = Instant::now();
    let root = workspace::root();
    let cache = workspace::target()?.join("xtask").join(profile.name());
    let mut site = Site::new(&root.join("target/site"), &cache.join("brotli"), profile.brotli_quality());
    let short = cache.join("scripts");
    add_bound(&mut site, "", wasm::islands(profile, &cache)?, &short)?;
    for simulator in wasm::simulators(profile, &cache)? {
        add_bound(&mut site, "simulators/", simulator, &short)?;
    }
    let style = root.join("style");
    site.add("site.css", "site", "css", styles::bundle(&style)?.into_bytes())?;
    for name in styles::APART {
        site.add(&format!("{name}.css"), name, "css", styles::apart(&style, name)?.into_bytes())?;
    }
    add_scripts(&mut site, &root.join("scripts"), &short)?;
    site.add("editor.js", "editor", "js", editor::build(&cache.join("editor"))?)?;
    add_files(&mut site, &style.join("static"))?;
    let weights = site.finish()?;
    for weight in weights {
        println!("{weight}");
    }
    println!("site, {}: {:.1} s", profile.name(), started.elapsed().as_secs_f64());
    Ok(())
}

/// Adds wasm and its bindings; pages know them by the name of the crate behind `under`.
fn add_bound(site: &mut Site, under: &str, wasm::Bound { name, javascript, wasm }: wasm::Bound, short: &Path) -> Result<()> {
    let javascript = scripts::shortened(javascript, short)?;
    site.add(&format!("{under}{name}.js"), &name, "js", javascript)?;
    site.add(&format!("{under}{name}.wasm"), &format!("{name}_bg"), "wasm", wasm)
}

/// Adds the modules of a folder.
fn add_scripts(site: &mut Site, folder: &Path, short: &Path) -> Result<()> {
    for path in workspace::files(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "js")) {
        let content = workspace::read(&path)?;
        if imports_a_neighbor(&String::from_utf8_lossy(&content)) {
            return Err(format!(
                "{} imports a file by its name, but every file gets a name by its content: pass the address in, or put both into one file",
                path.display()
            ));
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        site.add(&format!("{stem}.js"), &stem, "js", scripts::shortened(content, short)?)?;
    }
    Ok(())
}

/// Adds the files of a folder as they are.
fn add_files(site: &mut Site, folder: &Path) -> Result<()> {
    for path in workspace::files(folder)? {
        let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else { continue };
        let (stem, extension) = (stem.to_string_lossy(), extension.to_string_lossy());
        site.add(&format!("{stem}.{extension}"), &stem, &extension, workspace::read(&path)?)?;
    }
    Ok(())
}

fn imports_a_neighbor(script: &str) -> bool {
    script.lines().map(str::trim_start).any(|line| {
        let import = line.starts_with("import ") || line.starts_with("export ") || line.starts_with("} from");
        import && ["\"./", "'./", "\"../", "'../"].iter().any(|path| line.contains(path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_imports_its_neighbor_is_noticed() {
        assert!(imports_a_neighbor("import { a } from \"./a.js\";"));
        assert!(imports_a_neighbor("export {\n  a\n} from './a.js'"));
        assert!(!imports_a_neighbor("const client = await import(document.body.dataset.client);"));
    }
}
