//! The rules of the house that a compiler does not know. Each finding says where, which rule, and why there is one.

mod arrows;
mod elements;
mod sizes;
mod source;
mod tables;
mod unfinished;

use std::fmt;
use std::path::Path;

use crate::{Result, workspace};
use source::Source;

/// A place where a rule does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Checks every source file of the repository, and fails with all findings.
pub fn check() -> Result<()> {
    let sources = sources(workspace::root())?;
    let findings = findings(&sources);
    if findings.is_empty() {
        println!("house rules: {} files, nothing found", sources.len());
        return Ok(());
    }
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    Err(format!("{}\nfindings: {}", lines.join("\n"), findings.len()))
}

fn findings(sources: &[Source]) -> Vec<Finding> {
    let mut findings = tables::check(sources);
    for source in sources {
        findings.extend(sizes::check(source));
        findings.extend(elements::check(source));
        findings.extend(arrows::check(source));
        findings.extend(unfinished::check(source));
    }
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    findings
}

/// Everything written by hand: Rust, styles, scripts, SQL and the manifests that say who knows whom.
fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut folders = vec![root.to_owned()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        let listed = std::fs::read_dir(&folder).map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
        for entry in listed.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() {
                if !name.starts_with('.') && !["target", "node_modules", "data", "results"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name == "Cargo.toml" || [".rs", ".css", ".ts", ".js", ".sql"].iter().any(|end| name.ends_with(end)) {
                let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                sources.push(Source::new(&relative, workspace::read_text(&path)?));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}
