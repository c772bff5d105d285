//! The big database: the demo with a crowd of students beside it. It takes minutes to make, so it is kept until what makes it changes.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{Plan, Result, about, cast::Demo, process};

/// What the content of the database depends on, from the root of the repository.
const SOURCES: [&str; 3] = ["migrations", "server/src/seed", "server/curriculum"];
/// The demo's dates count from the day it is loaded: after a week its pages are no longer those of a fresh demo.
const SECONDS_OF_USE: i64 = 7 * 24 * 60 * 60;

/// The crowd in a folder: the one that is there, or a new one.
///
/// # Errors
/// If it cannot be made.
pub fn database(plan: &Plan, program: &Path, root: &Path, folder: PathBuf) -> Result<Demo> {
    let stamp = stamp(root, plan.crowd, chrono::Utc::now().timestamp() / SECONDS_OF_USE)?;
    let place = folder.join("stamp");
    let kept = std::fs::read_to_string(&place).unwrap_or_default();
    if let Some((of, password)) = kept.trim().split_once(' ').filter(|(of, _)| *of == stamp) {
        println!("The crowd of {} is kept from an earlier run.", &of[..8]);
        return Ok(Demo { folder, password: password.to_owned() });
    }
    println!("Making a crowd of {} students with {} acts; this takes minutes, once.", plan.crowd.0, plan.crowd.1);
    let (students, acts) = (plan.crowd.0.to_string(), plan.crowd.1.to_string());
    let demo = Demo::load(program, folder)?;
    print!("{}", process::run(program, &["seed", "--crowd", &students, "--evidence", &acts], &demo.folder)?);
    std::fs::write(&place, format!("{stamp} {}\n", demo.password)).map_err(about(place.display().to_string()))?;
    Ok(demo)
}

/// Changes when the tables, what fills them or how much of it changes.
fn stamp(root: &Path, (students, acts): (usize, usize), week: i64) -> Result<String> {
    let mut digest = Sha256::new();
    digest.update(format!("{students} {acts} {week}"));
    let mut waiting: Vec<PathBuf> = SOURCES.iter().map(|source| root.join(source)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).map_err(about(path.display().to_string()))?;
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    for file in files {
        digest.update(file.strip_prefix(root).unwrap_or(&file).to_string_lossy().as_bytes());
        digest.update(std::fs::read(&file).map_err(about(file.display().to_string()))?);
    }
    Ok(hex::encode(digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_changes_with_the_tables_the_generator_the_numbers_and_the_week() {
        let root = std::env::temp_dir().join(format!("bench-stamp-{}", std::process::id()));
        for source in SOURCES {
            std::fs::create_dir_all(root.join(source)).unwrap();
        }
        let now = || stamp(&root, (10, 20), 1).unwrap();
        let empty = now();
        std::fs::write(root.join("migrations/1.sql"), "a").unwrap();
        let one = now();
        std::fs::write(root.join("server/src/seed/crowd.rs"), "b").unwrap();
        let two = now();
        assert_eq!(two, now());
        let stamps = [empty, one, two, stamp(&root, (10, 21), 1).unwrap(), stamp(&root, (10, 20), 2).unwrap()];
        assert_eq!(stamps.iter().collect::<std::collections::HashSet<_>>().len(), stamps.len());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
