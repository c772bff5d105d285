//! Arranges a problem, as the program does, and tells how that went as a line of JSON. The bench runs it on both cores; so can you.
//!
//! `arrange first SEED FILE` ends with the first whole plan, `arrange SECONDS SEED FILE` when the time is up; `arrange make FOLDER` writes
//! the problems that the bench measures. A file is a problem of ours as JSON, or ends with `.ctt`.

use std::{
    path::Path,
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use domain::residencies::arrange::{
    self, Effort, Found, Problem, check,
    ctt::Instance,
    invented::{Size, curriculum, invented},
};

/// As long as anybody waits for a first plan.
const PATIENCE: f64 = 60.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["make", folder] => make(Path::new(folder)),
        ["first", seed, file] => run(PATIENCE, true, seed, Path::new(file)),
        [seconds, seed, file] => match seconds.parse() {
            Ok(seconds) => run(seconds, false, seed, Path::new(file)),
            Err(_) => Err(format!("{seconds} is no number of seconds")),
        },
        _ => Err("arrange first|SECONDS SEED FILE, or arrange make FOLDER".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The problems that are measured: three residencies, and one of course timetabling.
fn make(folder: &Path) -> Result<(), String> {
    for (seed, teams, team) in [(1, 4, 8), (2, 6, 11), (3, 10, 10)] {
        let name = format!("residency-{}", teams * team as usize);
        let (problem, _) = invented(&name, seed, Size::residency(teams, team));
        let text = serde_json::to_string(&problem).map_err(|error| error.to_string())?;
        // A session, a room, a person on a line each, so that a change can be read.
        write(&folder.join(format!("{name}.json")), &(text.replace("},{\"", "},\n{\"") + "\n"))?;
    }
    let (instance, _) = curriculum::invented("courses-32", 4, 32);
    write(&folder.join("courses-32.ctt"), &instance.write())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<Problem, String> {
    let about = |error: String| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| about(error.to_string()))?;
    if path.extension().is_some_and(|extension| extension == "ctt") {
        return Instance::read(&text).map(|instance| instance.problem()).map_err(|fault| about(fault.to_string()));
    }
    serde_json::from_str(&text).map_err(|error| about(error.to_string()))
}

fn run(seconds: f64, first_only: bool, seed: &str, file: &Path) -> Result<(), String> {
    let seed = seed.parse().map_err(|_| format!("{seed} is no seed"))?;
    let problem = read(file)?;
    let begun = Instant::now();
    let (cancel, told) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let progress = |found: &Found| {
        if found.unplaced == 0 {
            told.lock().unwrap_or_else(PoisonError::into_inner).push((begun.elapsed().as_secs_f64(), found.points));
            cancel.store(first_only, Ordering::Relaxed);
        }
    };
    let spent = || begun.elapsed().as_secs_f64() / seconds;
    let effort = Effort { seed, walks: 2, moves: None, spent: &spent, cancel: &cancel, progress: &progress };
    let arrangement = arrange::arrange(&problem, &effort).map_err(|faults| faults.join("; "))?;
    if !check(&problem, &arrangement.found.placement).is_empty() {
        return Err("the plan breaks a rule".into());
    }
    let told = told.into_inner().unwrap_or_else(PoisonError::into_inner);
    let line = serde_json::json!({
        "first": told.first().map(|(seconds, _)| seconds),
        "best": told.last().map(|(seconds, _)| seconds),
        "points": arrangement.found.points,
        "unplaced": arrangement.found.unplaced,
        "tried": arrangement.tried,
        "seconds": begun.elapsed().as_secs_f64(),
    });
    println!("{line}");
    Ok(())
}
