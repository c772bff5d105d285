//! All styles as one file, in the order of the cascade.

use std::path::{Path, PathBuf};

use super::minify;
use crate::{Result, workspace};

/// The styles of a folder, joined and without comments and needless space. Files that are not there are left out.
pub fn bundle(folder: &Path) -> Result<String> {
    let mut bundle = String::new();
    for path in in_order(folder)? {
        bundle.push_str(&workspace::read_text(&path)?);
        bundle.push('\n');
    }
    minify::css(&bundle).map_err(|what| format!("the styles in {}: {what}", folder.display()))
}

fn in_order(folder: &Path) -> Result<Vec<PathBuf>> {
    let single = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    let sheets = |name: &str| -> Result<Vec<PathBuf>> {
        let mut files = workspace::files(&folder.join(name))?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
        Ok(files)
    };
    let mut order: Vec<PathBuf> =
        ["layers.css", "reset.css", "tokens.css", "base.css", "layout.css"].into_iter().filter_map(single).collect();
    order.extend(sheets("components")?);
    order.extend(sheets("subjects")?);
    order.extend(single("utilities.css"));
    for path in sheets("")? {
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
            ("base.css", "a{}"),
        ];
        let folder = folder("order", &files);
        assert_eq!(bundle(&folder).unwrap(), "@layer reset,base;a{}b{}t{}s{}u{}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_style_without_a_place_is_refused() {
        let folder = folder("stray", &[("stray.css", "a{}")]);
        assert!(bundle(&folder).unwrap_err().contains("stray.css has no place"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
