//! Arrange for me: how soon there is a plan at all, and how far the plan of twenty seconds is from the best that is known.
//!
//! The problems and the best known values are in `bench/instances`; the search runs in a process of its own, on both cores.

use std::path::Path;

use serde::Deserialize;

use crate::{
    Plan, Result, about, process,
    statistics::median,
    table::{Goal, Measure, Results},
};

/// A problem, and the best plan that is known for it.
#[derive(Clone, Debug, Deserialize)]
struct Known {
    /// The file, beside the list.
    file: String,
    /// Points: fewer are better.
    points: u64,
}

/// What a run tells.
#[derive(Clone, Debug, Deserialize)]
struct Run {
    /// Seconds until the first whole plan.
    first: Option<f64>,
    points: u64,
    unplaced: usize,
}

/// Runs both measurements on every problem.
///
/// # Errors
/// If a problem is not there, or the search fails.
pub fn measure(plan: &Plan, program: &Path, instances: &Path, cores: &str) -> Result<Results> {
    let list = instances.join("best.json");
    let text = std::fs::read_to_string(&list).map_err(about(list.display().to_string()))?;
    let known: Vec<Known> = serde_json::from_str(&text).map_err(about(list.display().to_string()))?;
    let (mut worst, mut widest, mut told) = (0.0_f64, 0.0_f64, Vec::new());
    for Known { file, points } in known {
        let path = instances.join(&file);
        let run = |how: &str, seed: usize| run(program, &path, cores, how, seed);
        let firsts: Result<Vec<f64>> = (1..=plan.rounds).map(|seed| Ok(run("first", seed)?.first.unwrap_or(f64::INFINITY))).collect();
        let first = median(&firsts?);
        let found = run(&plan.arranging.to_string(), 1)?;
        let gap = if found.unplaced > 0 { f64::INFINITY } else { gap(found.points, points) };
        (worst, widest) = (worst.max(first), widest.max(gap));
        told.push(format!("{file}: {first:.2} s, {} of {points} points", found.points));
    }
    let mut results = Results::default();
    let from = format!("the slowest of {} problems, each the median of {} seeds, two walks", told.len(), plan.rounds);
    results.measures.push(Measure::new("arrange-feasible", worst, "s", Goal::AtMost(2.0), from));
    let from = format!("the worst of {} problems after {} s on two cores, from the best known", told.len(), plan.arranging);
    results.measures.push(Measure::new("arrange-gap", widest, "%", Goal::AtMost(5.0), from));
    results.note("arrange", told.join("; "));
    Ok(results)
}

/// By how many percent a plan is worse than the best known; less than nothing if it is better.
fn gap(found: u64, best: u64) -> f64 {
    100.0 * (found as f64 - best as f64) / best.max(1) as f64
}

fn run(program: &Path, problem: &Path, cores: &str, how: &str, seed: usize) -> Result<Run> {
    let output = process::on_cores(cores, program).args([how, &seed.to_string()]).arg(problem).output();
    let output = output.map_err(about(program.display().to_string()))?;
    if !output.status.success() {
        return Err(format!("{}: {}", problem.display(), String::from_utf8_lossy(&output.stderr).trim()));
    }
    serde_json::from_slice(&output.stdout).map_err(about(problem.display().to_string()))
}

#[cfg(test)]
mod tests {
    use domain::residencies::arrange::{
        Problem,
        ctt::Instance,
        invented::{Size, curriculum, invented},
    };

    use super::*;

    #[test]
    fn a_gap_is_told_in_percent_of_the_best() {
        assert_eq!((gap(105, 100), gap(95, 100), gap(3, 0)), (5.0, -5.0, 300.0));
    }

    #[test]
    fn the_problems_are_those_that_are_made_from_their_seeds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
        let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
        for (seed, teams, team) in [(1, 4, 8), (2, 6, 11), (3, 10, 10)] {
            let name = format!("residency-{}", teams * team as usize);
            let (problem, _) = invented(&name, seed, Size::residency(teams, team));
            assert_eq!(serde_json::from_str::<Problem>(&read(&format!("{name}.json"))).unwrap(), problem);
            assert_eq!((problem.sessions.len(), problem.rooms.len(), problem.faculty.len(), problem.days.len()), (60, 12, 40, 4));
        }
        assert_eq!(Instance::read(&read("courses-32.ctt")).unwrap(), curriculum::invented("courses-32", 4, 32).0);
        let known: Vec<Known> = serde_json::from_str(&read("best.json")).unwrap();
        assert!(known.len() == 4 && known.iter().all(|one| folder.join(&one.file).exists() && one.points > 0));
    }
}
