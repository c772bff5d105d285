//! The commands of the program, run as an operator runs them.

mod bucket;
mod packages;

use std::{
    io::Write,
    process::{Command, Stdio},
};

use domain::{
    accounts::store::credentials,
    db::{Db, Query},
};
use tempfile::TempDir;

/// What a command said, and how it ended.
struct Said {
    status: i32,
    output: String,
    errors: String,
}

/// A deployment in a folder of its own.
struct Deployment(TempDir);

impl Deployment {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[], "")
    }

    fn run_with(&self, arguments: &[&str], settings: &[(&str, &str)], typed: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attending"));
        command.args(arguments).env_clear().env("DATA_DIR", self.0.path());
        // A port of its own: another test may begin to serve at the same time.
        if arguments == ["serve"] {
            command.env("LISTEN", "127.0.0.1:0");
        }
        command.envs(settings.iter().copied());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        let done = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { status: done.status.code().unwrap(), output: text(done.stdout), errors: text(done.stderr) }
    }

    fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!((said.status, said.errors.as_str()), (0, ""), "{arguments:?}");
        said.output
    }

    fn database(&self) -> String {
        format!("sqlite://{}/attending.sqlite", self.0.path().display())
    }
}

#[test]
fn a_wrong_setting_is_one_sentence_that_names_it_and_exit_status_2() {
    let deployment = Deployment::new();
    for (name, value) in [
        ("LISTEN", "3000"),
        ("BASE_URL", "school.example"),
        ("BASE_URL", "https://school.example/"),
        ("DATABASE_URL", "mysql://user:secret@host/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_CONNECTIONS", "0"),
        ("SMTP_URL", "http://user:secret@mail.school.example"),
        ("MAIL_FROM", "the office"),
        ("SECOND_FACTOR_FOR_STAFF", "perhaps"),
        ("CLIENT_ADDRESS_HEADER", "not a header"),
        ("LOG", "attending=loud"),
    ] {
        let said = deployment.run_with(&["serve"], &[(name, value)], "");
        assert_eq!(said.status, 2, "{name}={value}: {}", said.errors);
        let sentence = said.errors.trim_end();
        assert!(sentence.starts_with(&format!("{name}: ")), "{sentence}");
        assert!(sentence.ends_with('.') && !sentence.contains('\n') && !sentence.contains("secret"), "{sentence}");
    }
}

#[test]
fn an_unknown_command_or_option_is_one_sentence_and_exit_status_2() {
    let deployment = Deployment::new();
    for arguments in [["fly"].as_slice(), &[], &["serve", "--fast"], &["import"], &["audit"]] {
        let said = deployment.run(arguments);
        assert_eq!((said.status, said.errors.lines().count()), (2, 1), "{arguments:?}: {}", said.errors);
    }
}

#[test]
fn the_help_names_every_setting_with_its_default() {
    let help = Deployment::new().done(&["serve", "--help"]).split_whitespace().collect::<Vec<_>>().join(" ");
    for setting in [
        "[env: DATA_DIR=",
        "[env: DATABASE_URL]",
        "[env: DATABASE_CONNECTIONS=] [default: 16]",
        "[env: LISTEN=] [default: 127.0.0.1:3000]",
        "[env: BASE_URL=]",
        "[env: SITE_NAME=] [default: Attending]",
        "[env: SMTP_URL]",
        "[env: MAIL_FROM=] [default: \"Attending <attending@localhost>\"]",
        "[env: ADMISSIONS_EMAIL=]",
        "[env: SECOND_FACTOR_FOR_STAFF=] [default: true]",
        "[env: REVIEW_BEFORE_PUBLISHING=] [default: false]",
        "[env: CLIENT_ADDRESS_HEADER=]",
        "[env: LOG=] [default: info]",
    ] {
        assert!(help.contains(setting), "{setting} in {help}");
    }
}

#[test]
fn migrating_twice_changes_nothing_the_second_time() {
    let deployment = Deployment::new();
    assert!(deployment.done(&["migrate"]).contains("applied 0001_accounts, "));
    assert!(deployment.done(&["migrate"]).ends_with("is up to date.\n"));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let deployment = Deployment::new();
    deployment.done(&["migrate"]);
    let db = Db::open(&deployment.database().parse().unwrap()).await.unwrap();
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9000, 'later', TRUE, X'00', 0)";
    db.write(move |tx| Box::pin(async move { tx.run(Query::new(newer, Vec::new())).await })).await.unwrap();
    db.close().await;
    for command in [["serve"].as_slice(), &["migrate"], &["audit", "verify"]] {
        let said = deployment.run(command);
        assert_eq!(said.status, 1, "{}", said.errors);
        assert!(said.errors.contains("has migration 9000, which this program does not know"), "{}", said.errors);
    }
}

#[tokio::test]
async fn an_administrator_is_made_with_a_password_from_standard_input_and_the_log_says_so() {
    let deployment = Deployment::new();
    let arguments = ["create-admin", "--email", "omar@school.example", "--name", "Omar Haddad"];
    let said = deployment.run_with(&arguments, &[], "four heavy copper kettles\n");
    assert_eq!((said.status, said.errors.as_str()), (0, ""));
    let again = deployment.run_with(&arguments, &[], "four heavy copper kettles\n");
    assert_eq!(again.status, 1);
    assert!(again.errors.contains("already somebody with the address omar@school.example"), "{}", again.errors);
    let db = Db::open(&deployment.database().parse().unwrap()).await.unwrap();
    let kept = credentials(&db, "OMAR@school.example").await.unwrap().unwrap().password_hash.unwrap();
    assert!(kept.starts_with("$argon2id$"), "{kept}");
    db.close().await;
    assert_eq!(deployment.done(&["audit", "verify"]), "The audit log is whole: 1 entries.\n");
}

#[test]
fn a_short_password_or_a_wrong_address_makes_no_administrator() {
    let deployment = Deployment::new();
    for (email, name, password) in [
        ("omar@school.example", "Omar", "short\n"),
        ("omar", "Omar", "four heavy copper kettles\n"),
        ("omar@school.example", " ", "four heavy copper kettles\n"),
    ] {
        let said = deployment.run_with(&["create-admin", "--email", email, "--name", name], &[], password);
        assert_eq!((said.status, said.errors.lines().count()), (2, 1), "{}", said.errors);
    }
    assert!(!deployment.0.path().join("attending.sqlite").exists());
}

#[tokio::test]
async fn a_changed_audit_log_is_told_by_the_first_entry_that_does_not_fit() {
    let deployment = Deployment::new();
    let arguments = ["create-admin", "--email", "omar@school.example", "--name", "Omar Haddad"];
    deployment.run_with(&arguments, &[], "four heavy copper kettles\n");
    let db = Db::open(&deployment.database().parse().unwrap()).await.unwrap();
    let forged = Query::new("UPDATE audit_entries SET details = '{}' WHERE sequence = 1", Vec::new());
    db.write(move |tx| Box::pin(async move { tx.run(forged).await })).await.unwrap();
    db.close().await;
    let said = deployment.run(&["audit", "verify"]);
    assert_eq!(said.status, 1);
    assert!(said.errors.contains("from entry 1 on"), "{}", said.errors);
}

#[test]
fn what_only_reads_changes_no_older_database_and_makes_no_new_one() {
    let deployment = Deployment::new();
    for command in [&["backup", "x.sqlite"][..], &["audit", "verify"], &["export", "health-economics", "x"]] {
        let said = deployment.run(command);
        assert_eq!(said.status, 1, "{command:?}");
        assert!(said.errors.contains("There is no database"), "{}", said.errors);
    }
    assert!(!deployment.0.path().join("attending.sqlite").exists());

    deployment.done(&["migrate"]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let older = runtime.block_on(async {
        let db = Db::open(&deployment.database().parse().unwrap()).await.unwrap();
        let newest = "SELECT MAX(version) FROM _sqlx_migrations";
        let newest: i64 = db.value(Query::new(newest, Vec::new())).await.unwrap();
        let text = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
        db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, Vec::new())).await })).await.unwrap();
        db.close().await;
        newest - 1
    });
    for command in [&["audit", "verify"][..], &["export", "health-economics", "x"]] {
        let said = deployment.run(command);
        assert_eq!(said.status, 1, "{command:?}");
        assert!(said.errors.contains("older than this program") && said.errors.contains("attending migrate"), "{}", said.errors);
    }
    let copy = deployment.0.path().join("before.sqlite");
    deployment.done(&["backup", copy.to_str().unwrap()]);
    runtime.block_on(async {
        let db = Db::open(&format!("sqlite://{}", copy.display()).parse().unwrap()).await.unwrap();
        let found: i64 = db.value(Query::new("SELECT MAX(version) FROM _sqlx_migrations", Vec::new())).await.unwrap();
        assert!(found <= older, "the backup has migration {found}, the database had {older} at most");
    });
}

#[test]
fn a_backup_is_a_database_and_never_overwrites() {
    let deployment = Deployment::new();
    deployment.done(&["migrate"]);
    let file = deployment.0.path().join("copy.sqlite");
    let name = file.to_str().unwrap();
    deployment.done(&["backup", name]);
    let copy = format!("sqlite://{name}");
    assert!(deployment.done(&["migrate", "--database-url", &copy]).ends_with("is up to date.\n"));
    let again = deployment.run(&["backup", name]);
    assert_eq!(again.status, 2);
    assert!(again.errors.contains("a backup never overwrites"), "{}", again.errors);
}

#[test]
fn the_list_of_routes_says_what_each_is_for() {
    let routes = Deployment::new().done(&["routes"]);
    assert!(
        routes.lines().any(|line| line.starts_with("POST  /sign-in ") && line.ends_with("sign in with e-mail and password")),
        "{routes}"
    );
}

#[test]
fn progress_is_computed_anew_on_request() {
    let said = Deployment::new().done(&["rebuild-progress"]);
    assert_eq!(said, "Computed the progress of 0 enrollments anew from 0 acts, and the attendance of 0 students from 0 marks.\n");
}
