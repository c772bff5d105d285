//! `fuzz [--seconds N] [--seed N] [TARGET…]`: throws broken files at the importers until the time is over, which is for all targets
//! together.
//!
//! Coverage needs a nightly compiler, or everything compiled a second time with instruments; this runs with the ordinary test build.
//! In the place of coverage stands what an importer says: an input that makes it say something new is kept and broken further.
//! A finding is a panic, a promise that was broken, or more than `SLOWEST` of processor time; it is made smaller and written to
//! `target/fuzz`, and the run fails. `xtask fuzz` bounds the memory.

mod breaking;
mod media;
mod targets;

use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use breaking::Breaker;
use targets::{TARGETS, Target};

/// The processor time that one input may take in a build without optimization.
const SLOWEST: Duration = Duration::from_secs(5);
/// The longest input, in bytes.
const LONGEST: usize = 20_000;
/// The most inputs that are kept to be broken further.
const MOST_KEPT: usize = 2_000;
/// How long a finding is made smaller.
const SHRINKING: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let (mut seconds, mut seed, mut names) = (60.0, 1, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|number| number.parse::<f64>().ok()).ok_or(format!("{argument} needs a number"));
        match argument.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?.to_bits(),
            name => names.push(name),
        }
    }
    let targets: Vec<&Target> = TARGETS.iter().filter(|target| names.is_empty() || names.contains(&target.name)).collect();
    if targets.is_empty() || targets.len() < names.len() {
        let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!("These can be fuzzed: {}.", known.join(", ")));
    }
    let each = Duration::from_secs_f64(seconds / targets.len() as f64);
    // A panic is told with the input that caused it.
    std::panic::set_hook(Box::new(|_| {}));
    let findings: Vec<String> = targets.into_iter().filter_map(|target| fuzz(target, each, seed).err()).collect();
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// Fuzzes one target for a while. An error is what was found.
fn fuzz(target: &Target, time: Duration, seed: u64) -> Result<(), String> {
    let begun = Instant::now();
    let mut kept = corpus(target)?;
    let mut breaker = Breaker::new(seed);
    let mut said = BTreeSet::new();
    let (mut tried, mut slowest) = (0_u64, Duration::ZERO);
    for input in &kept {
        slowest = slowest.max(watched(target, input, &mut said)?.1);
    }
    while begun.elapsed() < time {
        let input = breaker.broken(&kept, LONGEST);
        let (new, took) = watched(target, &input, &mut said)?;
        (tried, slowest) = (tried + 1, slowest.max(took));
        if new && kept.len() < MOST_KEPT {
            kept.push(input);
        }
    }
    let (kept, said, slowest) = (kept.len(), said.len(), slowest.as_secs_f64());
    println!("{}: {tried} inputs, {kept} of them kept, {said} things said, the slowest {slowest:.2} s", target.name);
    Ok(())
}

/// Tries an input, and says whether it made the target say something new, and how long it took.
fn watched(target: &Target, input: &[u8], said: &mut BTreeSet<String>) -> Result<(bool, Duration), String> {
    // If the process is killed, by the end of its stack or memory, this is what it was doing.
    let last = findings().join(format!("{}-last", target.name));
    fs::write(&last, input).map_err(|error| format!("{}: {error}", last.display()))?;
    match tried(target, input) {
        Ok((words, took)) => {
            let before = said.len();
            said.extend(words);
            Ok((said.len() > before, took))
        }
        Err(what) => Err(told(target, input, &what)),
    }
}

/// What the target said, and how long it took; an error is a finding.
fn tried(target: &Target, input: &[u8]) -> Result<(Vec<String>, Duration), String> {
    let begun = processor_time();
    let said = catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let words = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        format!("a panic: {}", words.unwrap_or_default())
    })?;
    let took = processor_time().saturating_sub(begun);
    if took > SLOWEST { Err(format!("{:.1} s of processor time", took.as_secs_f64())) } else { Ok((said?, took)) }
}

/// Makes a finding smaller as long as something is found in it, writes it down, and says where.
fn told(target: &Target, input: &[u8], what: &str) -> String {
    let (mut smallest, begun) = (input.to_vec(), Instant::now());
    let mut piece = smallest.len() / 2;
    while piece > 0 && begun.elapsed() < SHRINKING {
        let mut at = 0;
        while at < smallest.len() && begun.elapsed() < SHRINKING {
            let without: Vec<u8> =
                smallest.iter().enumerate().filter(|(index, _)| !(at..at + piece).contains(index)).map(|(_, byte)| *byte).collect();
            match tried(target, &without) {
                Err(_) => smallest = without,
                Ok(_) => at += piece,
            }
        }
        piece /= 2;
    }
    let path = findings().join(format!("{}-found", target.name));
    let kept = fs::write(&path, &smallest).map(|()| path.display().to_string());
    format!(
        "{}: {what}\nthe smallest input is in {}: put it into the corpus when it is mended",
        target.name,
        kept.unwrap_or_else(|error| error.to_string())
    )
}

fn root() -> &'static Path {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    fuzz.parent().unwrap_or(fuzz)
}

/// The folder for findings, which is made.
fn findings() -> PathBuf {
    let folder = root().join("target/fuzz");
    // If it cannot be made, the next write into it says so.
    let _ = fs::create_dir_all(&folder);
    folder
}

/// The inputs written by us, in the order of their names.
fn corpus(target: &Target) -> Result<Vec<Vec<u8>>, String> {
    let folder = root().join(target.corpus);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths =
        fs::read_dir(&folder).map_err(failed)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "expected"));
    paths.sort();
    let inputs: Vec<Vec<u8>> = paths.iter().map(fs::read).collect::<Result<_, _>>().map_err(failed)?;
    if inputs.is_empty() { Err(format!("{} is empty", folder.display())) } else { Ok(inputs) }
}

/// The processor time of this process: a machine that is busy with something else makes no finding. Where the system does not tell it,
/// nothing is too slow.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or_default())
}
