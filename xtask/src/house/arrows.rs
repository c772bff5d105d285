//! Who may know whom: server → app → domain, and only the database knows its engine.

use super::{Finding, source};
use source::Source;

/// Where, which crates may not be named there, and why.
const CRATES: [(&str, &[&str], &str); 3] = [
    ("app/domain/", &["leptos", "axum"], "the school knows no Leptos and no HTTP"),
    ("app/domain/", &["app", "server", "client", "simulate"], "the school knows no website; arrows point server → app → domain"),
    ("app/src/", &["server", "client", "simulate"], "the website does not know the program; arrows point server → app → domain"),
];

/// Arrows that point the wrong way.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (folder, crates, why) in CRATES {
        for name in crates {
            let here = source.path.starts_with(folder);
            if here && source.path.ends_with(".rs") {
                let places = source::words(&source.code, name).filter(|at| names_crate(&source.code, *at, name));
                findings.extend(places.map(|at| source.finding(at, format!("`{name}` is named here: {why}"))));
            }
            if source.path == format!("{}Cargo.toml", folder.trim_end_matches("src/")) {
                let places = source::words(&source.code, name).filter(|at| depends(&source.code, *at, name));
                findings.extend(places.map(|at| source.finding(at, format!("a dependency on `{name}`: {why}"))));
            }
        }
    }
    if source.path.ends_with(".rs") {
        findings.extend(engines(source));
        findings.extend(islands(source));
    }
    findings
}

/// Whether a word is a crate's name in a path, and not a module's or a variable's.
fn names_crate(code: &str, at: usize, name: &str) -> bool {
    let (before, after) = (code[..at].trim_end(), code[at + name.len()..].trim_start());
    let first_of_path = !before.ends_with("::") && !before.ends_with('.');
    first_of_path && (after.starts_with("::") || before.ends_with("use") || before.ends_with("extern crate"))
}

/// Whether a word of a manifest begins a line of its dependencies.
fn depends(manifest: &str, at: usize, name: &str) -> bool {
    let line_begins = at == 0 || manifest[..at].ends_with('\n');
    let section = manifest[..at].lines().rfind(|line| line.starts_with('[')).unwrap_or_default();
    line_begins && section.contains("dependencies") && manifest[at + name.len()..].starts_with(['.', ' ', '='])
}

/// sqlx outside of the database: each crate that instantiates it costs 18 s of every release build, and two engines creep in.
fn engines(source: &Source) -> Vec<Finding> {
    if source.path.starts_with("app/domain/src/db/") || source.path == "app/domain/src/db.rs" {
        return Vec::new();
    }
    let places = ["sqlx", "SqlitePool", "PgPool"].into_iter().flat_map(|name| source::words(&source.code, name).map(move |at| (at, name)));
    let why = "only app/domain/src/db knows which engine runs; ask it through `Db` and `Tx`";
    places.map(|(at, name)| source.finding(at, format!("`{name}` is named here: {why}"))).collect()
}

/// Islands are compiled for the browser, where there is no store.
fn islands(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("/islands.rs") && !source.path.contains("/islands/") {
        return Vec::new();
    }
    let code = &source.product;
    let places = ["store", "db"].into_iter().flat_map(|name| source::words(code, name).map(move |at| (at, name)));
    let named = places.filter(|(at, name)| {
        let in_use = code[..*at].rfind([';', '}']).map_or(&code[..*at], |end| &code[end + 1..*at]).trim_start();
        let in_use = in_use.starts_with("use ") || in_use.starts_with("pub use ");
        code[..*at].ends_with("::") || code[at + name.len()..].starts_with("::") || in_use
    });
    let why = "islands run in the browser, where there is no database: hand them plain values";
    named.map(|(at, name)| source.finding(at, format!("`{name}` is named in an island: {why}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source::new(path, text.to_owned())).len()
    }

    #[test]
    fn the_school_names_no_website_and_no_http() {
        for text in ["use app::forms;", "fn a() { leptos::view() }", "use axum::http::StatusCode;", "use server::router;", "use leptos;"] {
            assert_eq!(found("app/domain/src/learning/rules.rs", text), 1, "{text}");
        }
        for text in ["let app = 1;", "use crate::app::A;", "// use axum::A", "let a = \"leptos::\";"] {
            assert_eq!(found("app/domain/src/learning/rules.rs", text), 0, "{text}");
        }
        assert_eq!(
            found("app/domain/Cargo.toml", "[package]\nname = \"domain\"\n[dependencies]\naxum.workspace = true\nserde = \"1\"\n"),
            1
        );
        assert_eq!(found("app/domain/Cargo.toml", "[features]\napp = []\n[dependencies]\naxum-core = \"1\"\n"), 0);
    }

    #[test]
    fn the_website_does_not_name_the_program() {
        assert_eq!(found("app/src/shell.rs", "use server::settings;"), 1);
        assert_eq!(found("app/src/shell.rs", "use leptos::server::codee; use axum::http;"), 0);
        assert_eq!(found("app/Cargo.toml", "[dependencies]\nserver = { path = \"../server\" }\n"), 1);
    }

    #[test]
    fn sqlx_stays_in_the_database() {
        for text in ["use sqlx::Row;", "fn a(pool: PgPool) {}", "fn a(pool: &SqlitePool) {}"] {
            assert_eq!(found("app/domain/src/learning/store.rs", text), 1, "{text}");
            assert_eq!(found("server/tests/all/main.rs", text), 1, "{text}");
            assert_eq!(found("app/domain/src/db/engine.rs", text), 0, "{text}");
        }
    }

    #[test]
    fn an_island_names_no_store_and_no_database() {
        for text in ["use domain::learning::store::unit;", "use domain::{db, learning};", "fn a() { db::open() }"] {
            assert_eq!(found("app/src/learning/islands.rs", text), 1, "{text}");
            assert_eq!(found("app/src/learning/islands/outbox.rs", text), 1, "{text}");
            assert_eq!(found("app/src/learning/pages.rs", text), 0, "{text}");
        }
        assert_eq!(found("app/src/learning/islands.rs", "use leptos::prelude::*;\nfn a() { let store = 1; b(store); }"), 0);
    }
}
