//! Every statement of the program is understood by both engines, and none reads a big table from end to end.

use domain::db::{Db, Query, Shape, Statement, sql, statements, testing};

/// What is never changed once it is written.
const KEPT: [&str; 18] = [
    "bank_versions",
    "bank_files",
    "evidence",
    "hand_ins",
    "hand_in_members",
    "hand_in_files",
    "hand_in_runs",
    "simulator_runs",
    "gradings",
    "grading_releases",
    "member_gradings",
    "peer_ratings",
    "presence_marks",
    "module_versions",
    "package_files",
    "units",
    "questions",
    "audit_entries",
];

/// What grows with the years: 10,000 students leave millions of rows.
const BIG: [&str; 36] = [
    "evidence",
    "unit_progress",
    "assignment_files",
    "hand_ins",
    "hand_in_members",
    "gradings",
    "member_gradings",
    "peer_ratings",
    "attempts",
    "answers",
    "reading_places",
    "simulator_runs",
    "chosen_runs",
    "sessions",
    "tokens",
    "mail",
    "audit_entries",
    "enrollments",
    "extensions",
    "people",
    "tries",
    "notices",
    "message_recipients",
    "posts",
    "post_edits",
    "post_drafts",
    "presence_marks",
    "presence_codes",
    "attendance",
    "bookings",
    "draft_files",
    "draft_saves",
    "draft_readings",
    "draft_verdicts",
    "draft_threads",
    "draft_comments",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_is_understood_by_both_engines() {
    let (sqlite, url) = (testing::sqlite().await, testing::postgres_url().await);
    let mut faults = Vec::new();
    let mut seen = 0;
    for statement in statements() {
        seen += 1;
        faults.extend(faults_of(statement, &sqlite, &url).await.into_iter().map(|fault| format!("{}: {fault}", statement.place)));
    }
    testing::drop_postgres(&url).await;
    assert!(seen >= 8, "the register holds only {seen} statements");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

async fn faults_of(statement: &Statement, sqlite: &Db, postgres: &str) -> Vec<String> {
    let words = words(statement.text);
    let mut faults = banned(&words);
    let lengths: &[usize] = if matches!(statement.shape, Shape::Fixed) { &[0] } else { &[1, 2] };
    for length in lengths {
        let text: &'static str = statement.shape.text(statement.text, *length).leak();
        if let Err(error) = testing::prepare(postgres, text).await {
            faults.push(format!("PostgreSQL: {error}"));
        }
        match plan(sqlite, text).await {
            Err(error) => faults.push(format!("SQLite: {error}")),
            Ok(_) if statement.whole.is_some() => {}
            Ok(plan) => faults.extend(scans(&plan, &words)),
        }
    }
    faults
}

/// Lower case, without punctuation but for the star.
fn words(text: &str) -> Vec<String> {
    let spaced: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() || "_*$.".contains(c) { c } else { ' ' }).collect();
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn banned(words: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let follow = |wanted: &[&str]| words.windows(wanted.len()).any(|window| window == wanted);
    for star in ["select", "returning", "distinct"] {
        if follow(&[star, "*"]) {
            faults.push(format!("{star} *: name the columns"));
        }
    }
    if words.iter().any(|word| word.ends_with(".*")) {
        faults.push("a table's star: name the columns".into());
    }
    for table in KEPT {
        let overwritten = follow(&["insert", "into", table]) && follow(&["do", "update"]);
        if follow(&["update", table]) || follow(&["delete", "from", table]) || overwritten {
            faults.push(format!("{table} is never changed"));
        }
    }
    faults
}

async fn plan(sqlite: &Db, text: &str) -> domain::Result<Vec<String>> {
    let explain: &'static str = format!("EXPLAIN QUERY PLAN {text}").leak();
    let lines: Vec<(i64, i64, i64, String)> = sqlite.all(Query::new(explain, Vec::new())).await?;
    Ok(lines.into_iter().map(|(_, _, _, line)| line).collect())
}

/// The plan calls tables by their aliases.
fn scans(plan: &[String], words: &[String]) -> Vec<String> {
    let names_of = |table: &str| -> Vec<String> {
        let mut names = vec![table.to_owned()];
        for (at, word) in words.iter().enumerate().filter(|(_, word)| *word == table) {
            let skip = usize::from(words.get(at + 1).is_some_and(|next| next == "as"));
            names.extend(words.get(at + 1 + skip).filter(|alias| *alias != word).cloned());
        }
        names
    };
    let mut faults = Vec::new();
    for line in plan {
        let Some(name) = line.strip_prefix("SCAN ").and_then(|rest| rest.split_whitespace().next()) else { continue };
        if let Some(table) = BIG.iter().find(|table| names_of(table).iter().any(|alias| alias == name)) {
            faults.push(format!("reads all of {table} ({line}): give it an index, or a reason with sql!(@whole \"…\", …)"));
        }
    }
    faults
}

/// A check that cannot fail is a defect: these must.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_faulty_statement_is_found() {
    let (sqlite, url) = (testing::sqlite().await, testing::postgres_url().await);
    let cases = [
        ("SELECT * FROM programs", "name the columns"),
        ("SELECT p.* FROM programs p", "name the columns"),
        ("DELETE FROM programs WHERE id = $1 RETURNING *", "name the columns"),
        ("SELECT titel FROM programs", "SQLite: "),
        ("SELECT titel FROM programs", "PostgreSQL: "),
        ("SELECT title FROM programs WHERE title = \"x\"", "PostgreSQL: "),
        ("SELECT title FROM programs WHERE id = ANY($1)", "SQLite: "),
        ("UPDATE evidence SET kind = $1 WHERE id = $2", "evidence is never changed"),
        ("UPDATE presence_marks SET minutes = $1 WHERE id = $2", "presence_marks is never changed"),
        ("DELETE FROM presence_marks WHERE id = $1", "presence_marks is never changed"),
        ("delete  from\n units where id = $1", "units is never changed"),
        (
            "INSERT INTO questions (id, unit_id, position, slug, kind, points, definition) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET slug = excluded.slug",
            "questions is never changed",
        ),
        ("SELECT payload FROM evidence WHERE kind = $1", "reads all of evidence"),
        ("SELECT e.payload FROM people AS p JOIN evidence e ON e.person_id = p.id WHERE p.id = $1", "reads all of evidence"),
        ("SELECT name FROM people WHERE name = $1", "reads all of people"),
        ("SELECT COUNT(*) FROM mail", "reads all of mail"),
    ];
    for (text, expected) in cases {
        let statement = Statement { text, place: "here", shape: Shape::Fixed, whole: None };
        let faults = faults_of(&statement, &sqlite, &url).await;
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{text}: {faults:?}");
        let whole = Statement { whole: Some("a reason"), ..statement };
        let excused = faults_of(&whole, &sqlite, &url).await;
        assert!(!excused.iter().any(|fault| fault.contains("reads all")), "{text}: {excused:?}");
    }
    testing::drop_postgres(&url).await;
}

#[test]
fn a_statement_gives_its_reason_for_reading_everything() {
    let query = sql!(@whole "the test wants all of them", "SELECT COUNT(*) FROM people");
    assert!(format!("{query:?}").contains("COUNT"));
    let registered = statements().find(|statement| statement.place.contains("statements.rs")).unwrap();
    assert_eq!(registered.whole, Some("the test wants all of them"));
}
