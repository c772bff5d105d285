//! Where the style sheet, the scripts and the islands are: names that change with their content.

use std::{collections::BTreeMap, sync::Arc};

/// Logical names and the addresses they have in this build.
#[derive(Clone, Debug, Default)]
pub struct Assets(Arc<BTreeMap<String, String>>);

impl Assets {
    /// Reads `manifest.json` as the build wrote it: logical name to file name.
    pub fn from_manifest(json: &str) -> Result<Self, serde_json::Error> {
        let names: BTreeMap<String, String> = serde_json::from_str(json)?;
        let addresses = names.into_iter().map(|(name, file)| (name, format!("/assets/{file}"))).collect();
        Ok(Self(Arc::new(addresses)))
    }

    /// The names and addresses of all whose logical names begin so, as the text of an address: `icer.js=/assets/…&icer.wasm=…`.
    pub fn under(&self, folder: &str) -> String {
        let inside = self.0.iter().filter_map(|(name, address)| Some(format!("{}={address}", name.strip_prefix(folder)?)));
        inside.collect::<Vec<_>>().join("&")
    }

    /// The address of a logical name such as `site.css`. An unknown one keeps its name and will be a 404 in the log.
    pub fn address(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}
