//! Answers of calendar programs, handed over by a mail server: the command as it runs, on a database of its own.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use domain::{
    cohorts::store::entry_id,
    db::{Bind, Db, Query},
    ids::{CohortId, EnrollmentId},
};
use tempfile::TempDir;

const GOOGLE: &str = include_str!("../../../src/receive/replies/google.eml");
const SITE: &str = "https://school.example";

/// The demo, whose students are invited once.
async fn invited() -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let seeded =
        Command::new(env!("CARGO_BIN_EXE_attending")).args(["seed", "--demo"]).env_clear().env("DATA_DIR", folder.path()).output().unwrap();
    assert!(seeded.status.success(), "{}", String::from_utf8_lossy(&seeded.stderr));
    let db = Db::open(&format!("sqlite://{}/attending.sqlite", folder.path().display()).parse().unwrap()).await.unwrap();
    let organizer =
        domain::residencies::coming::invitation::Organizer { answers_to: Some("rsvp@school.example".into()), ..Default::default() };
    let secret = || uuid::Uuid::now_v7().simple().to_string();
    let inviting = domain::residencies::coming::invitation::Inviting { base_url: SITE.into(), organizer, secret };
    assert!(domain::residencies::store::keep_invitations(&db, chrono::Utc::now(), &inviting).await.unwrap() > 20);
    (folder, db)
}

/// What the command said and how it ended.
fn receive(folder: &Path, mail: &[u8]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attending"));
    command.arg("receive").env_clear().env("DATA_DIR", folder).env("BASE_URL", SITE);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(mail).unwrap();
    let done = child.wait_with_output().unwrap();
    (done.status.code().unwrap(), String::from_utf8(if done.stdout.is_empty() { done.stderr } else { done.stdout }).unwrap())
}

/// Somebody who has not answered: their place, cohort, secret and address.
async fn silent(db: &Db) -> (EnrollmentId, CohortId, String, String) {
    let text = "SELECT i.enrollment_id, e.cohort_id, i.token, i.email FROM invitations i JOIN enrollments e ON e.id = i.enrollment_id
        WHERE NOT EXISTS (SELECT 1 FROM residency_answers a WHERE a.enrollment_id = i.enrollment_id) ORDER BY i.email LIMIT 1";
    db.one(Query::new(text, Vec::new())).await.unwrap()
}

async fn answer(db: &Db, of: EnrollmentId) -> Option<String> {
    let text = "SELECT answer FROM residency_answers WHERE enrollment_id = $1";
    db.values::<String>(Query::new(text, vec![Bind::param(Some(&of))])).await.unwrap().pop()
}

#[test]
fn the_answer_of_a_calendar_arrives_through_the_command_and_a_forged_one_does_nothing() {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (folder, db) = invited().await;
        let (place, cohort, token, email) = silent(&db).await;
        let now = chrono::Utc::now().format("DTSTAMP:%Y%m%dT%H%M%SZ").to_string();
        let mail = GOOGLE
            .replace("0190a3f0-0000-7000-8000-000000000001", &entry_id(cohort, "R2").to_string())
            .replace("amara.okafor@school.example", &email)
            .replace("DTSTAMP:20261122T180000Z", &now);
        let forged = receive(folder.path(), mail.as_bytes());
        assert_eq!((forged.0, forged.1.as_str()), (0, "Thrown away: it answers no invitation of ours.\n"));
        assert_eq!(answer(&db, place).await, None, "who a mail says it is from says nothing");
        let mail = mail.replace("0123456789abcdef0123456789abcdef", &token);
        assert_eq!(receive(folder.path(), mail.as_bytes()), (0, "Taken: the answer stands.\n".to_owned()));
        assert_eq!(answer(&db, place).await.as_deref(), Some("yes"));
        assert_eq!(receive(folder.path(), mail.as_bytes()), (0, "Thrown away: it was taken before.\n".to_owned()));
    });
}

#[test]
fn what_is_no_answer_is_thrown_away_and_nothing_bounces_while_the_database_is_away() {
    let nowhere = tempfile::tempdir().unwrap();
    let (status, said) = receive(nowhere.path(), b"Subject: I cannot come\r\n\r\nSorry.\r\n");
    assert_eq!((status, said.as_str()), (0, "Thrown away: it has no calendar in it.\n"));
    let large = vec![b'a'; server::receive::LARGEST + 100_000];
    assert_eq!(receive(nowhere.path(), &large), (0, "Thrown away: it is too large.\n".to_owned()));
    let (status, said) = receive(nowhere.path(), GOOGLE.as_bytes());
    assert_eq!(status, 75, "{said}");
    assert!(said.starts_with("There is no database "), "{said}");
}
