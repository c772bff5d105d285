//! Told to stop, the program finishes what has begun.

use std::time::{Duration, Instant};

use futures::future::join_all;

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
        let students = school.cookies.iter().map(|cookie| Student::new(&process.address, cookie, school.case));
        let writing: Vec<_> = students.map(|student| tokio::spawn(write_until_silence(student))).collect();
        tokio::time::sleep(Duration::from_millis(200)).await;
        let told = Instant::now();
        let log = tokio::task::spawn_blocking(move || process.stop()).await.unwrap();
        assert!(told.elapsed() < Duration::from_secs(10), "it took {:?}", told.elapsed());
        assert!(log.contains("told to stop") && log.ends_with("stopped"), "{log}");
        let kept: usize = join_all(writing).await.into_iter().map(Result::unwrap).sum();
        assert!(kept > 20, "only {kept} answers were kept: hardly anything was tried");
    });
}

/// How many were kept. None may be refused: a connection is closed, or an answer comes.
async fn write_until_silence(student: Student) -> usize {
    let mut kept = 0;
    loop {
        match student.write().await {
            Outcome::Kept(_) => kept += 1,
            Outcome::Answered(status, body) => panic!("{status}: {body}"),
            Outcome::Silence => return kept,
        }
    }
}
