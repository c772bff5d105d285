//! `bench [--trial] PROGRAM`: measures everything, prints a table, and writes `target/bench.json`. Ends with 1 if a goal is not met.
//!
//! `--trial` runs everything once and shortly, to see that it works; its figures mean nothing and are not written.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use bench::{
    Plan, Result, arrange, bytes, calendar,
    cast::{self, Demo, STUDENT},
    crowd, difference, editor, feed, heat,
    machine::{self, Cores},
    mailing, pages, process, questions, radar, roster, saves, scale, simulators, start,
    table::{Results, grouped},
};

/// What is measured, with what, and where files go.
struct Bench {
    plan: Plan,
    program: PathBuf,
    floor: PathBuf,
    arrange: PathBuf,
    folder: PathBuf,
    cores: Cores,
}

fn main() -> ExitCode {
    match prepare().and_then(|bench| run(&bench)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line, and keeps this process to the load's core before it has other threads.
fn prepare() -> Result<Bench> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (plan, program) = match arguments.as_slice() {
        ["--trial", program] => (Plan::TRIAL, PathBuf::from(program)),
        [program] if !program.starts_with('-') => (Plan::WHOLE, PathBuf::from(program)),
        _ => return Err("bench [--trial] PROGRAM".into()),
    };
    let program = program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?;
    let ours = std::env::current_exe().map_err(|error| format!("where the bench is: {error}"))?;
    let name = if plan.rounds == 1 { "target/bench/trial" } else { "target/bench" };
    let folder = root().join(name);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    machine::on_disk(&folder)?;
    let cores = Cores::of_this_machine()?;
    cores.keep_to_load()?;
    Ok(Bench { plan, program, floor: ours.with_file_name("floor"), arrange: ours.with_file_name("arrange"), folder, cores })
}

fn root() -> &'static Path {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    bench.parent().unwrap_or(bench)
}

fn run(bench: &Bench) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let mut results = Results::default();
    let ended = runtime.block_on(measure(bench, &mut results));
    println!("\n{}", results.table());
    if bench.plan.rounds == 1 {
        println!("This was a trial: the figures mean nothing, and were not written.");
    } else {
        let path = root().join("target/bench.json");
        results.write(&path)?;
        println!("Written to {}.", path.display());
    }
    // What was measured before something went wrong is not lost by it.
    ended?;
    if !results.all_hold() {
        println!("Not every goal is met.");
    }
    Ok(results.all_hold())
}

async fn measure(bench: &Bench, results: &mut Results) -> Result<()> {
    let disk = machine::durable_write(&bench.folder)?;
    results.note("disk", format!("{disk:.2} ms to make 4 KB durable (median)"));
    let cores = &bench.cores;
    results.note("cores", format!("server on {}, load on {}; start and memory on all ({})", cores.server, cores.load, cores.all));
    println!("Loading the demo, and starting the program on it.");
    let demo = Demo::load(&bench.program, bench.folder.join("demo"))?;
    results.add(calendar::measure(&bench.plan)?);
    results.add(difference::measure(&bench.plan));
    results.add(start::measure(&bench.plan, &bench.program, &demo, &cores.all).await?);
    beside_floor(bench, &demo, results).await?;
    println!("Pages before and during a mailing.");
    results.add(mailing::measure(&bench.plan, &bench.program, &demo, &cores.server).await?);
    results.add(beside_crowd(bench).await?);
    println!("Reading question files.");
    results.add(questions::measure(&bench.plan, &bench.program, &bench.folder)?);
    println!("The editor, in a browser.");
    results.add(editor::measure(&bench.plan, &bench.program, &demo, (root(), &cores.all)).await?);
    println!("Simulators, in a browser.");
    results.add(simulators::measure(&bench.plan, &bench.program, &demo, (root(), &bench.cores.all)).await?);
    println!("Arranging residencies.");
    results.add(arrange::measure(&bench.plan, &bench.arrange, &root().join("bench/instances"), &cores.all)?);
    Ok(())
}

/// Pages, saves and bytes, with the floor running on a copy of the same database.
async fn beside_floor(bench: &Bench, demo: &Demo, results: &mut Results) -> Result<()> {
    let product = process::serve(&bench.program, &demo.folder, &bench.cores.server).await?;
    let sittings = cast::sittings(demo, &product, saves::SENDERS / 2).await?;
    let below = bench.folder.join("floor");
    let copy = copied(bench, demo, &below)?;
    pages::keep(&product, &sittings[0].cookie, &below).await?;
    let address = process::free_address()?;
    let mut command = process::on_cores(&bench.cores.server, &bench.floor);
    command.arg("serve").arg(address.to_string()).args([&copy, &below]);
    let floor = process::start(command, address, &below.join("floor.log")).await?;
    println!("Pages, in turns with their floor.");
    results.add(pages::measure(&bench.plan, (&product, &floor), demo, &sittings[0].cookie).await?);
    println!("Saved answers, in turns with their floor.");
    results.add(saves::measure(&bench.plan, (&product, &floor), (demo, &copy), &sittings).await?);
    results.add(bytes::measure(&product, demo, &sittings[0]).await?);
    drop(floor);
    results.add(feed::measure(&bench.plan, &product, &sittings[0].cookie).await?);
    product.stop().await?;
    let alone = saves::without_http(&bench.plan, process::on_cores(&bench.cores.server, &bench.floor), &copy)?;
    results.note("saves, no HTTP", format!("{} per second by the floor's group commit called in its own process", grouped(alone)));
    Ok(())
}

/// A copy of the database, as the program makes it.
fn copied(bench: &Bench, demo: &Demo, below: &Path) -> Result<PathBuf> {
    if below.exists() {
        std::fs::remove_dir_all(below).map_err(|error| format!("{}: {error}", below.display()))?;
    }
    std::fs::create_dir_all(below).map_err(|error| format!("{}: {error}", below.display()))?;
    let copy = below.join("floor.sqlite");
    process::run(&bench.program, &["backup", &copy.to_string_lossy()], &demo.folder)?;
    Ok(copy)
}

/// The same pages with and without a crowd.
async fn beside_crowd(bench: &Bench) -> Result<Results> {
    let empty = Demo::load(&bench.program, bench.folder.join("empty"))?;
    let crowd = crowd::database(&bench.plan, &bench.program, root(), bench.folder.join("crowd"))?;
    let alone = process::serve(&bench.program, &empty.folder, &bench.cores.server).await?;
    let beside = process::serve(&bench.program, &crowd.folder, &bench.cores.server).await?;
    let (one, other) = (empty.sign_in(&alone, STUDENT).await?, crowd.sign_in(&beside, STUDENT).await?);
    println!("Pages, in turns without and with the crowd.");
    let mut results = scale::measure(&bench.plan, (&alone, &one), (&beside, &other)).await?;
    alone.stop().await?;
    beside.stop().await?;
    println!("A roster of 5,000 rows.");
    results.add(roster::measure(&bench.plan, &crowd).await?);
    println!("The radar of a cohort of the crowd.");
    results.add(radar::measure(&bench.plan, &bench.program, &crowd, &bench.cores.server).await?);
    println!("When a cohort of 200 is busy.");
    let filled = Demo::load(&bench.program, bench.folder.join("busy"))?;
    results.add(heat::measure(&bench.plan, &bench.program, &filled, &bench.cores.server).await?);
    Ok(results)
}
