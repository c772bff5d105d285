//! Told to stop, the program finishes what has begun.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::join_all;
use tokio::sync::Semaphore;

use crate::{
    process::Process,
    rounds::{play, sqlite_on_disk},
    school,
    student::{Outcome, Student},
};

#[test]
fn told_to_stop_it_answers_what_has_begun_and_ends_in_order() {
    play(async {
        let url = sqlite_on_disk("stop").await;
        let school = school::build(&url).await;
        let process = Process::start(&url);
        let written = Arc::new(Semaphore::new(0));
        let students = school.cookies.iter().map(|cookie| Student::new(&process.address, cookie, school.case));
        let writing: Vec<_> = students.map(|student| tokio::spawn(write_until_silence(student, written.clone()))).collect();
        // In the middle of it, however slow the machine is.
        let enough = tokio::time::timeout(Duration::from_secs(30), written.acquire_many(60)).await;
        drop(enough.expect("hardly anything was acknowledged").unwrap());
        let told = Instant::now();
        let log = tokio::task::spawn_blocking(move || process.stop()).await.unwrap();
        assert!(told.elapsed() < Duration::from_secs(10), "it took {:?}", told.elapsed());
        assert!(log.contains("told to stop") && log.ends_with("stopped"), "{log}");
        for student in join_all(writing).await {
            student.unwrap();
        }
    });
}

/// None may be refused: an answer comes, or the connection is closed before anything was promised.
async fn write_until_silence(student: Student, written: Arc<Semaphore>) {
    loop {
        match student.write().await {
            Outcome::Kept(_) => written.add_permits(1),
            Outcome::Answered(status, body) => panic!("{status}: {body}"),
            Outcome::Silence => return,
        }
    }
}
