//! The styles as files for browsers, in the order of the cascade: one for everybody, and one for each group of pages of its own.
//! A phone of a student loads nothing of what only staff see.

use std::path::{Path, PathBuf};

use super::minify;
use crate::{Result, workspace};

/// The folders of `style/` that become a file of their own: what only visitors see, what only staff and faculty see, the editor, and simulators.
pub const APART: [&str; 4] = ["front", "staff", "editor", "simulators"];

/// The styles of one of the folders [`APART`].
pub fn apart(folder: &Path, name: &str) -> Result<String> {
    joined(folder, &sheets(folder, name)?)
}

/// The styles for everybody. Files that are not there are left out.
pub fn bundle(folder: &Path) -> Result<String> {
    joined(folder, &in_order(folder)?)
}

/// Files as one, without comments and needless space.
fn joined(folder: &Path, files: &[PathBuf]) -> Result<String> {
    let mut bundle = String::new();
    for path in files {
        bundle.push_str(&workspace::read_text(path)?);
        bundle.push('\n');
    }
    minify::css(&bundle).map_err(|what| format!("the styles in {}: {what}", folder.display()))
}

fn sheets(folder: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let mut files = workspace::files(&folder.join(name))?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    Ok(files)
}

fn in_order(folder: &Path) -> Result<Vec<PathBuf>> {
    let single = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    let mut order: Vec<PathBuf> =
        ["layers.css", "reset.css", "tokens.css", "base.css", "layout.css"].into_iter().filter_map(single).collect();
    order.extend(sheets(folder, "components")?);
    order.extend(sheets(folder, "subjects")?);
    order.extend(single("utilities.css"));
    for path in sheets(folder, "")? {
        if !order.iter().any(|known| known.file_name() == path.file_name()) {
            return Err(format!("{} has no place in the order of the styles", path.display()));
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("attending-styles-{name}-{}", std::process::id()));
        for (file, content) in files {
            workspace::write(&folder.join(file), content.as_bytes()).unwrap();
        }
        folder
    }

    #[test]
    fn styles_are_joined_in_the_order_of_the_cascade() {
        let files = [
            ("utilities.css", "u{}"),
            ("subjects/learning.css", "s{}"),
            ("components/tab.css", "t{}"),
            ("components/button.css", "b{}"),
            ("layers.css", "@layer reset,base;"),
            ("staff/table.css", "w{}"),
            ("staff/radar.css", "r{} /* who */"),
            ("base.css", "a{}"),
        ];
        let folder = folder("order", &files);
        assert_eq!(bundle(&folder).unwrap(), "@layer reset,base;a{}b{}t{}s{}u{}");
        assert_eq!((apart(&folder, "staff").unwrap(), apart(&folder, "front").unwrap()), ("r{}w{}".into(), String::new()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_style_without_a_place_is_refused() {
        let folder = folder("stray", &[("stray.css", "a{}")]);
        assert!(bundle(&folder).unwrap_err().contains("stray.css has no place"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
