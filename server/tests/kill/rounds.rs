//! Rounds: the program starts, students write, it is killed at a random moment, and what was acknowledged is looked for.

use std::{collections::HashMap, env, path::PathBuf, process::Command, sync::Arc, time::Duration};

use domain::{
    db::{Db, Json, list, testing},
    ids::EvidenceId,
    learning::{
        evidence::{Act, Answered},
        quiz::Response,
        store::rebuild_all,
    },
};
use futures::future::join_all;
use tokio::sync::Notify;

use crate::{
    process::{Process, sound},
    school::{self, School},
    student::{Acknowledged, Outcome, Student},
};

/// How many rounds there are, unless KILL_ROUNDS says otherwise: a taste. `cargo xtask kill` wants 200.
const ROUNDS: usize = 5;

fn rounds() -> usize {
    env::var("KILL_ROUNDS").map_or(ROUNDS, |text| text.parse().unwrap())
}

/// What a number of rounds found.
#[derive(Default)]
struct Found {
    acknowledged: usize,
    lost: Vec<Acknowledged>,
}

#[test]
fn whatever_was_acknowledged_is_there_once_after_a_kill_on_sqlite() {
    play(async {
        let url = sqlite_on_disk("sound").await;
        no_loss(&url, rounds()).await;
    });
}

#[test]
fn whatever_was_acknowledged_is_there_once_after_a_kill_on_postgres() {
    play(async {
        let url = testing::postgres_url().await;
        no_loss(&url, rounds().div_ceil(10)).await;
        testing::drop_postgres(&url).await;
    });
}

/// The harness proves itself: if this passes without loss, it could not notice any.
#[test]
#[ignore = "needs a build with the feature acknowledge-before-commit in BROKEN_ATTENDING_BIN: run `cargo xtask kill`"]
fn a_build_that_acknowledges_before_the_commit_is_caught_losing_answers() {
    let broken = PathBuf::from(env::var_os("BROKEN_ATTENDING_BIN").expect("BROKEN_ATTENDING_BIN"));
    play(async {
        let url = sqlite_on_disk("broken").await;
        let school = school::build(&url).await;
        let mut found = Found::default();
        // Some are enough: it loses something in nearly every one.
        for _ in 0..rounds().clamp(ROUNDS, 20) {
            round(&broken, &url, &school, &mut found).await;
        }
        assert!(!found.lost.is_empty(), "of {} acknowledged answers none was lost: the harness notices nothing", found.acknowledged);
        println!("lost {} of {} acknowledged answers, as it must", found.lost.len(), found.acknowledged);
    });
}

async fn no_loss(url: &str, rounds: usize) {
    let school = school::build(url).await;
    let mut found = Found::default();
    let mut all = Vec::new();
    for _ in 0..rounds {
        all.extend(round(&sound(), url, &school, &mut found).await);
        assert!(found.lost.is_empty(), "acknowledged and lost: {:?}", found.lost);
    }
    // Once more at the end: what was there after its own round must have outlived all others.
    assert!(missing(url, &all).await.is_empty());
    assert_progress_is_what_the_evidence_says(url).await;
    assert!(found.acknowledged > rounds * 5, "only {} answers in {rounds} rounds: hardly anything was tried", found.acknowledged);
    println!("{rounds} rounds, {} acknowledged answers, none lost", found.acknowledged);
}

/// One life of the program; returns what it acknowledged.
async fn round(program: &PathBuf, url: &str, school: &School, found: &mut Found) -> Vec<Acknowledged> {
    let process = Process::start_with(Command::new(program), url);
    let students = school.cookies.iter().map(|cookie| Student::new(&process.address, cookie, school.case));
    let first = Arc::new(Notify::new());
    let writing: Vec<_> = students.map(|student| tokio::spawn(write_until_silence(student, first.clone()))).collect();
    // From the first answer on, or a slow machine would be killed before it did anything.
    tokio::time::timeout(Duration::from_secs(30), first.notified()).await.expect("no answer was acknowledged");
    tokio::time::sleep(Duration::from_millis(rand::random_range(50..=400))).await;
    process.kill();
    let acknowledged: Vec<_> = join_all(writing).await.into_iter().flat_map(Result::unwrap).collect();
    found.acknowledged += acknowledged.len();
    found.lost.extend(missing(url, &acknowledged).await);
    acknowledged
}

async fn write_until_silence(student: Student, first: Arc<Notify>) -> Vec<Acknowledged> {
    let mut kept = Vec::new();
    loop {
        match student.write().await {
            Outcome::Kept(acknowledged) => {
                kept.push(acknowledged);
                first.notify_one();
            }
            Outcome::Answered(status, body) => panic!("{status}: {body}"),
            Outcome::Silence => return kept,
        }
    }
}

/// What was acknowledged and is not in the database, or says something else there.
pub async fn missing(url: &str, acknowledged: &[Acknowledged]) -> Vec<Acknowledged> {
    let db = Db::open(&url.parse().unwrap()).await.unwrap();
    let ids = acknowledged.iter().map(|acknowledged| acknowledged.id);
    let kept = db.all::<(EvidenceId, Json<Act>)>(list!("SELECT id, payload FROM evidence WHERE id IN ($list)", in ids)).await.unwrap();
    db.close().await;
    let kept: HashMap<EvidenceId, Act> = kept.into_iter().map(|(id, payload)| (id, payload.0)).collect();
    let says = |acknowledged: &Acknowledged| match kept.get(&acknowledged.id) {
        Some(Act::Answered(Answered { response: Response::Text(text), .. })) => *text == acknowledged.text,
        _ => false,
    };
    acknowledged.iter().filter(|acknowledged| !says(acknowledged)).cloned().collect()
}

/// What stands in the projections, and what they are when computed anew.
async fn assert_progress_is_what_the_evidence_says(url: &str) {
    let db = Db::open(&url.parse().unwrap()).await.unwrap();
    let before = (standing(&db).await, progress(&db).await);
    rebuild_all(&db).await.unwrap();
    assert_eq!(before, (standing(&db).await, progress(&db).await));
    db.close().await;
}

async fn standing(db: &Db) -> Vec<(EvidenceId, String)> {
    db.all(domain::db::Query::new("SELECT evidence_id, response FROM answers ORDER BY holder_id, question_id", Vec::new())).await.unwrap()
}

async fn progress(db: &Db) -> Vec<(domain::ids::EnrollmentId, chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>)> {
    let text = "SELECT enrollment_id, started_at, last_at FROM unit_progress ORDER BY enrollment_id, unit_id";
    db.all(domain::db::Query::new(text, Vec::new())).await.unwrap()
}

/// On a real disk, where a commit takes its time.
pub async fn sqlite_on_disk(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("kill-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite://{}/attending.sqlite", folder.display());
    let db = Db::open(&url.parse().unwrap()).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
    url
}

pub fn play(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}
