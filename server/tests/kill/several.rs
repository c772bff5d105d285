//! Several processes on one PostgreSQL database: that is how a school outgrows one machine.

use domain::db::testing;

use crate::{
    process::Process,
    rounds::{missing, play},
    school,
    student::{Outcome, Student},
};

#[test]
fn two_processes_that_start_at_once_on_an_empty_database_serve_one_school() {
    play(async {
        let [_, url] = testing::empty_urls().await;
        let start = || {
            let url = url.clone();
            tokio::task::spawn_blocking(move || Process::start(&url))
        };
        let (one, two) = tokio::join!(start(), start());
        let (one, two) = (one.unwrap(), two.unwrap());
        let school = school::build(&url).await;
        let mut kept = Vec::new();
        for cookie in &school.cookies {
            for process in [&one, &two] {
                let written = Student::new(&process.address, cookie, school.case).write().await;
                let Outcome::Kept(acknowledged) = written else { panic!("{written:?}") };
                kept.push(acknowledged);
            }
        }
        assert!(missing(&url, &kept).await.is_empty());
        drop((one, two));
        testing::drop_postgres(&url).await;
    });
}
