//! The disk runs full: reading goes on, writing is refused in plain words, and goes on by itself when there is room again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::Mutex,
    time::Duration,
};

use domain::db::Db;

use crate::{
    process::{Process, sound},
    rounds::{play, sqlite_on_disk},
    school,
    student::{Outcome, Student},
};

/// No file may grow any more, which needs no rights to bring about. The signal that would end the program is turned off around it.
#[test]
fn when_no_file_may_grow_reading_goes_on_and_writing_waits_for_room() {
    play(async {
        let url = sqlite_on_disk("limit").await;
        let school = school::build(&url).await;
        let mut shell = Command::new("sh");
        shell.arg("-c").arg("trap '' XFSZ; exec \"$0\" \"$@\"").arg(sound());
        let process = Process::start_with(shell, &url);
        let student = Student::new(&process.address, &school.cookies[0], school.case);
        let id = process.id();
        scenario(&student, || limit(id, "0"), || limit(id, "unlimited")).await;
    });
}

fn limit(process: u32, most: &str) {
    let done = Command::new("prlimit").arg(format!("--pid={process}")).arg(format!("--fsize={most}:")).status();
    assert!(done.expect("prlimit, of the package util-linux").success());
}

/// A disk of its own, where mounting one is permitted; the test above holds everywhere.
#[test]
fn when_the_disk_is_full_reading_goes_on_and_writing_waits_for_room() {
    let Some(disk) = SmallDisk::mount() else {
        println!("not tried: mounting is not permitted here");
        return;
    };
    play(async {
        let url = format!("sqlite://{}/attending.sqlite", disk.0.display());
        let db = Db::open(&url.parse().unwrap()).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        let school = school::build(&url).await;
        let process = Process::start(&url);
        let student = Student::new(&process.address, &school.cookies[0], school.case);
        scenario(&student, || disk.fill(), || disk.clear()).await;
    });
}

/// The disk takes what is written and then cannot say that it has it: `fdatasync` fails, for as long as the tracer is attached.
#[test]
fn when_the_disk_cannot_promise_anything_nothing_is_acknowledged() {
    if !Command::new("strace").arg("--version").output().is_ok_and(|done| done.status.success()) {
        println!("not tried: strace is not installed");
        return;
    }
    play(async {
        let url = sqlite_on_disk("failing").await;
        let school = school::build(&url).await;
        let process = Process::start(&url);
        let student = Student::new(&process.address, &school.cookies[0], school.case);
        let id = process.id();
        let tracer = Mutex::new(None);
        scenario(&student, || *tracer.lock().unwrap() = Some(failing_syncs(id)), || drop(tracer.lock().unwrap().take())).await;
    });
}

/// Detaches when dropped.
struct Tracer(Child);

impl Drop for Tracer {
    fn drop(&mut self) {
        // SIGKILL would leave the program stopped.
        let _ = Command::new("kill").arg("-INT").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

fn failing_syncs(process: u32) -> Tracer {
    let inject = ["-f", "--quiet=all", "--trace=fdatasync,fsync", "--inject=fdatasync,fsync:error=EIO", "--output=/dev/null"];
    let mut strace = Command::new("strace").args(inject).arg(format!("--attach={process}")).spawn().unwrap();
    // It says nothing when it is ready; the kernel does.
    let status = format!("/proc/{process}/status");
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(10));
        assert!(strace.try_wait().unwrap().is_none(), "strace ended: tracing is not permitted here");
        if !fs::read_to_string(&status).unwrap().contains("TracerPid:\t0\n") {
            std::thread::sleep(Duration::from_millis(100));
            return Tracer(strace);
        }
    }
    panic!("strace did not attach");
}

async fn scenario(student: &Student, fill: impl Fn(), clear: impl Fn()) {
    for _ in 0..2 {
        assert!(matches!(student.write().await, Outcome::Kept(_)));
        fill();
        refused_in_words(student).await;
        let (status, page) = student.read("/today").await;
        assert_eq!(status, 200, "{page}");
        clear();
        let again = student.write().await;
        assert!(matches!(again, Outcome::Kept(_)), "{again:?}");
    }
}

/// Within some answers, for the last room is used up first.
async fn refused_in_words(student: &Student) {
    for _ in 0..2000 {
        match student.write().await {
            Outcome::Kept(_) => {}
            Outcome::Answered(status, body) => {
                assert_eq!(status, 503, "{body}");
                assert!(body.contains("storage is full") && body.contains("\"error\":\"storage_full\""), "{body}");
                return;
            }
            Outcome::Silence => panic!("nobody answered"),
        }
    }
    panic!("the disk did not run full");
}

/// Eight megabytes that are nobody else's.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}", std::process::id()));
        fs::create_dir_all(&place).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&place).output();
        if mount.is_ok_and(|done| done.status.success()) {
            return Some(Self(place));
        }
        let _ = fs::remove_dir(place);
        None
    }

    fn fill(&self) {
        let full = fs::write(self.0.join("filler"), vec![0; 9 << 20]);
        assert!(full.is_err(), "the disk is larger than it should be");
    }

    fn clear(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
        let _ = fs::remove_dir(&self.0);
    }
}
