//! The folder that the server embeds: hashed names, brotli forms and the manifest, touched only where something changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{Result, workspace};

/// The files of one build of the site. What is not added again is removed by [`Site::finish`].
pub struct Site {
    folder: PathBuf,
    /// Brotli forms of earlier builds by the hash of what they hold: quality 11 takes seconds.
    brotli: PathBuf,
    quality: i32,
    names: BTreeMap<String, String>,
    kept: BTreeSet<PathBuf>,
    weights: Vec<String>,
}

impl Site {
    /// A site in `folder`; `quality` is brotli's, 0 to 11.
    pub fn new(folder: &Path, brotli: &Path, quality: i32) -> Self {
        Self {
            folder: folder.to_owned(),
            brotli: brotli.to_owned(),
            quality,
            names: BTreeMap::new(),
            kept: BTreeSet::new(),
            weights: Vec::new(),
        }
    }

    /// Adds a file that pages know as `known_as`, under the name `stem.<hash>.extension`.
    pub fn add(&mut self, known_as: &str, stem: &str, extension: &str, content: Vec<u8>) -> Result<()> {
        let hash = hex::encode(Sha256::digest(&content));
        let name = format!("{stem}.{}.{extension}", &hash[..10]);
        if self.names.insert(known_as.to_owned(), name.clone()).is_some() {
            return Err(format!("two files of the site are called {known_as}"));
        }
        let packed = self.packed(&hash, &content)?;
        self.weights.push(format!("{:>9} bytes, brotli {:>8}  {name}", content.len(), packed.len()));
        let path = self.folder.join(&name);
        if packed.len() < content.len() {
            self.put(self.folder.join(format!("{name}.br")), &packed)?;
        }
        self.put(path, &content)
    }

    /// Writes the manifest and removes what earlier builds left. Gives a line with the weight of each file.
    pub fn finish(mut self) -> Result<Vec<String>> {
        let mut manifest = serde_json::to_string_pretty(&self.names).map_err(|error| error.to_string())?;
        manifest.push('\n');
        self.put(self.folder.join("manifest.json"), manifest.as_bytes())?;
        for folder in [&self.folder, &self.brotli] {
            for path in workspace::files(folder)? {
                if !self.kept.contains(&path) {
                    std::fs::remove_file(&path).map_err(|error| format!("{} cannot be removed: {error}", path.display()))?;
                }
            }
        }
        Ok(self.weights)
    }

    fn packed(&mut self, hash: &str, content: &[u8]) -> Result<Vec<u8>> {
        let path = self.brotli.join(format!("{hash}.{}", self.quality));
        self.kept.insert(path.clone());
        if let Ok(packed) = std::fs::read(&path) {
            return Ok(packed);
        }
        let mut packed = Vec::new();
        let parameters =
            brotli::enc::BrotliEncoderParams { quality: self.quality, lgwin: 24, size_hint: content.len(), ..Default::default() };
        brotli::BrotliCompress(&mut &content[..], &mut packed, &parameters).map_err(|error| format!("brotli: {error}"))?;
        workspace::write(&path, &packed)?;
        Ok(packed)
    }

    fn put(&mut self, path: PathBuf, content: &[u8]) -> Result<()> {
        workspace::write(&path, content)?;
        self.kept.insert(path);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("attending-site-{name}-{}", std::process::id()))
    }

    fn build(root: &Path, style: &str) -> Vec<String> {
        let mut site = Site::new(&root.join("site"), &root.join("brotli"), 5);
        site.add("site.css", "site", "css", style.as_bytes().to_vec()).unwrap();
        site.finish().unwrap();
        let files = workspace::files(&root.join("site")).unwrap();
        files.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_name_has_the_first_ten_digits_of_the_hash_of_the_bytes() {
        let root = folder("name");
        let style = "a{color:red}".repeat(20);
        let name = format!("site.{}.css", &hex::encode(Sha256::digest(&style))[..10]);
        assert_eq!(build(&root, &style), ["manifest.json".to_owned(), name.clone(), format!("{name}.br")]);
        let manifest = std::fs::read_to_string(root.join("site/manifest.json")).unwrap();
        assert_eq!(manifest, format!("{{\n  \"site.css\": \"{name}\"\n}}\n"));
        let mut unpacked = Vec::new();
        let packed = std::fs::read(root.join(format!("site/{name}.br"))).unwrap();
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, style.as_bytes());
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_brotli_cannot_shrink_has_no_brotli_form() {
        let root = folder("small");
        assert_eq!(build(&root, "a{}").len(), 2);
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_unchanged_site_is_not_written_again_and_a_stale_file_goes() {
        let root = folder("stale");
        let first = build(&root, &"a{b:c}".repeat(20));
        let times = |root: &Path| -> Vec<SystemTime> {
            let files = workspace::files(&root.join("site")).unwrap();
            files.iter().map(|path| path.metadata().unwrap().modified().unwrap()).collect()
        };
        let before = times(&root);
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(build(&root, &"a{b:c}".repeat(20)), first);
        assert_eq!(times(&root), before);
        let second = build(&root, &"a{b:d}".repeat(20));
        assert_eq!(second.len(), 3);
        assert_ne!(second, first);
        std::fs::remove_dir_all(root).unwrap();
    }
}
