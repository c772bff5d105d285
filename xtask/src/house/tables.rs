//! A subject's SQL names tables of its own and of the subjects before it, never of those after it.

use std::collections::BTreeMap;

use super::{Finding, source};
use source::Source;

/// The order of the subjects: what each stands on comes before it. Policy has no tables, and asks all of them who somebody is; reports join
/// whatever they like.
const ORDER: [&str; 11] = [
    "accounts",
    "operations",
    "authoring",
    "cohorts",
    "learning",
    "admissions",
    "messages",
    "residencies",
    "assignments",
    "policy",
    "reports",
];

/// Folders that share the tables of another subject.
const SHARED: [(&str, &str); 2] = [("audit", "operations"), ("mail", "operations")];

/// Tables named where they may not be, and migrations that belong to no subject.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut owners = BTreeMap::new();
    let mut findings = Vec::new();
    for source in sources {
        if let Some(subject) = source.path.strip_prefix("migrations/").and_then(|name| name.strip_suffix(".sql")) {
            let subject = subject.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
            match place(subject) {
                Some(place) => owners.extend(created(&source.text).into_iter().map(|table| (table, place))),
                None => findings.push(source.finding(0, format!("there is no subject `{subject}` in the order {ORDER:?}"))),
            }
        }
    }
    for source in sources {
        findings.extend(named_too_early(source, &owners));
    }
    findings
}

fn place(subject: &str) -> Option<usize> {
    let subject = SHARED.iter().find(|(folder, _)| *folder == subject).map_or(subject, |(_, owner)| owner);
    ORDER.iter().position(|known| *known == subject)
}

fn created(migration: &str) -> Vec<String> {
    migration.match_indices("CREATE TABLE ").map(|(at, create)| word(&migration[at + create.len()..]).to_owned()).collect()
}

fn named_too_early(source: &Source, owners: &BTreeMap<String, usize>) -> Vec<Finding> {
    let Some((folder, _)) = source.path.strip_prefix("app/domain/src/").and_then(|path| path.split_once('/')) else {
        return Vec::new();
    };
    if folder == "db" || !source.path.ends_with(".rs") {
        return Vec::new();
    }
    let here = place(folder);
    let mut findings = Vec::new();
    for (at, table) in tables(&source.spoken) {
        match (owners.get(table), here) {
            (Some(owner), Some(here)) if *owner > here => {
                let why = "a subject stands on those before it, so that each can be read and changed without those after it";
                findings.push(source.finding(at, format!("`{table}` is a table of {}, which comes after {folder}: {why}", ORDER[*owner])));
            }
            (Some(_), None) => {
                let what =
                    format!("`{table}` is named, but {folder} has no place in the order of the subjects (xtask/src/house/tables.rs)");
                findings.push(source.finding(at, what));
            }
            _ => {}
        }
    }
    findings
}

/// Every word that stands where SQL names a table.
fn tables(text: &str) -> Vec<(usize, &str)> {
    let mut tables = Vec::new();
    for keyword in ["FROM", "JOIN", "INTO", "UPDATE"] {
        for at in source::words(text, keyword) {
            let mut rest = text[at + keyword.len()..].trim_start_matches(['\\', '\n', ' ']);
            loop {
                let table = word(rest);
                tables.push((text.len() - rest.len(), table));
                // A list: `FROM units u, questions AS q`.
                let alias = rest[table.len()..].trim_start();
                let alias = alias.strip_prefix("AS ").unwrap_or(alias);
                match alias[word(alias).len()..].trim_start().strip_prefix(',') {
                    Some(next) if keyword == "FROM" && !table.is_empty() => rest = next.trim_start_matches(['\\', '\n', ' ']),
                    _ => break,
                }
            }
        }
    }
    tables
}

/// The word in small letters at the beginning of a text.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '_').unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let sources = [
            Source::new("migrations/0001_accounts.sql", "CREATE TABLE people (id);".to_owned()),
            Source::new("migrations/0002_operations.sql", "CREATE TABLE mail (id);".to_owned()),
            Source::new("migrations/0005_learning.sql", "CREATE TABLE evidence (id);\nCREATE TABLE answers (id);".to_owned()),
            Source::new(path, text.to_owned()),
        ];
        check(&sources).iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_store_may_not_name_a_table_of_a_later_subject() {
        for text in [
            "sql!(\"SELECT a FROM evidence\")",
            "sql!(\"SELECT a FROM people p JOIN evidence e ON e.id = p.id\")",
            "sql!(\"SELECT a FROM people p, evidence AS e\")",
            "sql!(\"UPDATE evidence SET a = $1\", a)",
            "sql!(\"INSERT INTO evidence (a) VALUES ($1)\", a)",
            "sql!(\"SELECT a FROM \\\n    evidence\")",
        ] {
            let found = found("app/domain/src/accounts/store.rs", text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].contains("`evidence` is a table of learning, which comes after accounts"));
        }
    }

    #[test]
    fn own_and_earlier_tables_and_reports_are_free() {
        assert_eq!(found("app/domain/src/learning/store.rs", "\"FROM evidence JOIN people JOIN mail\""), Vec::<String>::new());
        assert_eq!(found("app/domain/src/reports/store.rs", "\"FROM evidence, answers\""), Vec::<String>::new());
        assert_eq!(found("app/domain/src/mail/store.rs", "\"UPDATE mail SET a\""), Vec::<String>::new());
        assert_eq!(
            found("app/domain/src/accounts/store.rs", "// FROM evidence\n#[cfg(test)]\nmod tests { \"FROM evidence\" }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_subject_without_a_place_in_the_order_is_refused() {
        assert!(found("app/domain/src/payments/store.rs", "\"FROM people\"")[0].contains("payments has no place"));
        assert!(found("migrations/0007_payments.sql", "CREATE TABLE bills (id);")[0].contains("no subject `payments`"));
    }
}
