//! What the search finds breaks no rule, and is the same for the same seed.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use domain::residencies::arrange::{
    Effort, Found, Outcome, Problem, arrange, check,
    invented::{Size, invented},
    points,
};
use proptest::prelude::*;

use super::{arranged, class, spot, with};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_found_breaks_no_rule_and_keeps_what_is_fixed(seed in any::<u64>(), teams in 2_usize..4, moves in 0_u64..6000) {
        let (mut problem, hidden) = invented("A weekend", seed, Size { teams, ..Size::WEEKEND });
        prop_assert_eq!(check(&problem, &hidden), []);
        // Some are too much: what is left out is told, and what is placed still breaks nothing.
        if seed % 3 == 0 {
            problem.days.iter_mut().for_each(|day| day.closes -= 120);
            problem.sessions[0].locked = None;
        }
        let arrangement = arranged(&problem, seed, moves);
        let placement = &arrangement.found.placement;
        prop_assert_eq!(check(&problem, placement), []);
        prop_assert_eq!(arrangement.found.points, points(&problem, placement));
        let unplaced = placement.iter().filter(|spot| spot.is_none()).count();
        prop_assert_eq!(arrangement.found.unplaced, unplaced);
        prop_assert_eq!(arrangement.outcome == Outcome::Whole, unplaced == 0);
        if seed % 3 != 0 {
            let impossible = matches!(arrangement.outcome, Outcome::Impossible { .. });
            prop_assert!(!impossible, "there is a plan, so that it is impossible cannot be proved");
        }
    }

    #[test]
    fn the_same_seed_and_number_of_moves_give_the_same_plan(seed in any::<u64>()) {
        let (problem, _) = invented("A weekend", seed, Size::WEEKEND);
        prop_assert_eq!(arranged(&problem, seed, 3000), arranged(&problem, seed, 3000));
    }

    #[test]
    fn reading_a_problem_that_was_written_changes_nothing(seed in any::<u64>()) {
        let (problem, hidden) = invented("A weekend", seed, Size::WEEKEND);
        let text = serde_json::to_string(&problem).unwrap();
        let read: Problem = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &problem);
        prop_assert_eq!(points(&read, &hidden), points(&problem, &hidden));
    }
}

#[test]
fn a_plan_gets_better_and_each_better_one_is_told() {
    let (problem, _) = invented("A weekend", 7, Size::WEEKEND);
    let told: Mutex<Vec<Found>> = Mutex::default();
    let cancel = AtomicBool::new(false);
    let progress = |found: &Found| told.lock().unwrap().push(found.clone());
    let effort = Effort { seed: 1, walks: 2, moves: Some(20_000), spent: &|| 0.0, cancel: &cancel, progress: &progress };
    let arrangement = arrange(&problem, &effort).unwrap();
    let told = told.into_inner().unwrap();
    assert!(told.windows(2).all(|pair| (pair[1].unplaced, pair[1].points) < (pair[0].unplaced, pair[0].points)));
    assert!(told.len() > 1, "the first plan is not the best");
    assert!(told.iter().all(|found| check(&problem, &found.placement).is_empty()));
    assert_eq!(told.last().map(|found| found.points), Some(arrangement.found.points));
    assert!(arrangement.tried >= 20_000);
}

#[test]
fn a_search_that_is_canceled_or_out_of_time_keeps_what_it_has() {
    let (problem, _) = invented("A weekend", 7, Size::WEEKEND);
    let cancel = AtomicBool::new(false);
    let stop = |_: &Found| cancel.store(true, Ordering::Relaxed);
    let effort = Effort { seed: 1, walks: 1, moves: None, spent: &|| 0.0, cancel: &cancel, progress: &stop };
    let arrangement = arrange(&problem, &effort).unwrap();
    assert_eq!(arrangement.outcome, Outcome::Whole);
    let over = Effort { cancel: &AtomicBool::new(false), spent: &|| 1.0, progress: &|_| {}, ..effort };
    assert_eq!(check(&problem, &arrange(&problem, &over).unwrap().found.placement), []);
}

#[test]
fn wishes_are_granted_where_they_can_be() {
    let mut problem = with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[0], &[0]), class("Three", 60, &[0], &[0])]);
    problem.sessions[0].locked = spot(1, 600, 0);
    let arrangement = arranged(&problem, 1, 5000);
    assert_eq!(arrangement.found.points, 20, "all of it on Sunday, in the hall, without waiting: {:?}", arrangement.found.placement);
    assert_eq!(arrangement.found.placement[0], spot(1, 600, 0));
}

#[test]
fn nothing_to_place_is_soon_placed() {
    let arrangement = arranged(&with(Vec::new()), 1, 10);
    assert_eq!((arrangement.outcome, arrangement.found.unplaced), (Outcome::Whole, 0));
    let nowhere = Problem { days: Vec::new(), rooms: Vec::new(), ..with(vec![class("One", 60, &[0], &[0])]) };
    let arrangement = arranged(&nowhere, 1, 10);
    assert!(matches!(arrangement.outcome, Outcome::Impossible { .. }));
}
