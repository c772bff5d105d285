//! The editor of lessons: one script of the modules in `editor/src` and of the packages that `editor/package-lock.json` names.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::{Result, command, setup, workspace};

/// Builds the script, or takes it from `cache` where nothing it is made of has changed: then neither npm nor Node are started.
pub fn build(cache: &Path) -> Result<Vec<u8>> {
    let folder = workspace::root().join("editor");
    let built = cache.join(format!("{}.js", print(&folder)?));
    if !built.is_file() {
        setup::node_packages("editor")?;
        // Beside it first: a build that is cut off leaves nothing that looks whole.
        let fresh = cache.join("fresh.js");
        command::run(Command::new("node").arg("build.mjs").arg(&fresh).current_dir(&folder))?;
        std::fs::rename(&fresh, &built).map_err(|error| format!("{} cannot be moved: {error}", fresh.display()))?;
    }
    for other in workspace::files(cache)?.iter().filter(|path| **path != built) {
        std::fs::remove_file(other).map_err(|error| format!("{} cannot be removed: {error}", other.display()))?;
    }
    workspace::read(&built)
}

/// Runs the tests of its parts that need no browser.
pub fn test() -> Result<()> {
    setup::node_packages("editor")?;
    let folder = workspace::root().join("editor");
    let tests = workspace::files(&folder.join("tests"))?;
    let tests: Vec<PathBuf> = tests.into_iter().filter(|path| path.to_string_lossy().ends_with(".test.js")).collect();
    if tests.is_empty() {
        return Err("editor/tests holds no test".to_owned());
    }
    command::run(Command::new("node").args(["--test", "--test-reporter=dot"]).args(tests).current_dir(&folder))
}

/// A name for everything the script is made of.
fn print(folder: &Path) -> Result<String> {
    let mut all = Sha256::new();
    for path in parts(folder)? {
        all.update(path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().as_bytes());
        all.update([0]);
        all.update(Sha256::digest(workspace::read(&path)?));
    }
    Ok(hex::encode(all.finalize()))
}

fn parts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut parts: Vec<PathBuf> = ["build.mjs", "package.json", "package-lock.json"].iter().map(|name| folder.join(name)).collect();
    let mut waiting = vec![folder.join("src")];
    while let Some(inner) = waiting.pop() {
        parts.extend(workspace::files(&inner)?);
        let listed = std::fs::read_dir(&inner).map_err(|error| format!("{} cannot be listed: {error}", inner.display()))?;
        waiting.extend(listed.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
    }
    parts.sort();
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_anywhere_in_the_editor_is_another_print() {
        let folder = std::env::temp_dir().join(format!("attending-editor-{}", std::process::id()));
        for name in ["build.mjs", "package.json", "package-lock.json", "src/main.js", "src/paste/convert.js"] {
            workspace::write(&folder.join(name), b"one").unwrap();
        }
        let first = print(&folder).unwrap();
        assert_eq!(print(&folder).unwrap(), first);
        workspace::write(&folder.join("src/paste/convert.js"), b"two").unwrap();
        let second = print(&folder).unwrap();
        std::fs::rename(folder.join("src/main.js"), folder.join("src/other.js")).unwrap();
        let third = print(&folder).unwrap();
        assert!(first != second && second != third);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
