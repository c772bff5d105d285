//! Why not every session has a place: what is proved, in words, and what is not.

use domain::residencies::arrange::{Outcome, Problem, Rule, reasons, reasons::Reason};

use super::{arranged, class, spot, window, with};

/// The reasons why a problem has no whole plan.
fn impossible(problem: &Problem) -> Vec<Reason> {
    match arranged(problem, 1, 400).outcome {
        Outcome::Impossible { reasons } => reasons,
        other => panic!("{other:?}"),
    }
}

fn words(problem: &Problem) -> Vec<String> {
    impossible(problem).into_iter().map(|reason| reason.words).collect()
}

#[test]
fn a_session_without_a_spot_says_which_rules_leave_none() {
    let mut problem = with(vec![class("One", 60, &[0, 1], &[0])]);
    problem.sessions[0].features = vec!["simulator".into()];
    assert_eq!(
        words(&problem),
        ["“One” (1 h) has no place: it needs 16 seats (the largest room has 40) and its room must have simulator."]
    );
    assert_eq!(impossible(&problem)[0].rules, [Rule::Capacity, Rule::Features]);
    problem.sessions[0].size = 41;
    problem.sessions[0].features.clear();
    assert_eq!(words(&problem), ["“One” (1 h) has no place: it needs 41 seats (the largest room has 40)."]);
    problem.sessions[0].size = 8;
    problem.faculty[0].free = Some(vec![window(0, 540, 570)]);
    assert_eq!(words(&problem), ["“One” (1 h) has no place: Dr. Adams must be available all through it."]);
    problem.faculty[0].free = None;
    problem.sessions[0].minutes = 200;
    assert_eq!(words(&problem), ["“One” (3 h 20 min) has no place: it must lie within a day, of which the longest has 3 h."]);
}

#[test]
fn a_circle_of_topics_is_told_in_their_order() {
    let mut problem = with(vec![class("One", 15, &[0], &[]), class("Two", 15, &[0], &[]), class("Three", 15, &[0], &[])]);
    for (session, before) in [(0, 2), (1, 0), (2, 1)] {
        problem.sessions[session].after = vec![before];
    }
    let found = impossible(&problem);
    assert_eq!(found[0].words.split(" each").next(), Some("“Two”, “Three” and “One”"));
    assert_eq!(found[0].rules, [Rule::Order]);
}

#[test]
fn a_chain_longer_than_the_days_is_told_without_what_is_no_part_of_it() {
    let mut problem = with((0..5).map(|number| class(&format!("Session {number}"), 100, &[number % 2], &[])).collect());
    problem.sessions[1].after = vec![0];
    problem.sessions[2].after = vec![1];
    let found = impossible(&problem);
    assert_eq!((found[0].sessions.clone(), found[0].rules.clone()), (vec![0, 1, 2], vec![Rule::Order]), "one a day, and two days");
}

#[test]
fn too_few_hours_are_told_for_faculty_teams_and_rooms() {
    let sessions = |groups: &[usize], faculty: &[usize]| (0..7).map(|number| class(&format!("S{number}"), 60, groups, faculty)).collect();
    let found = words(&with(sessions(&[], &[0])));
    assert!(
        found.contains(&"Dr. Adams: 7 sessions can only be on Saturday and Sunday and take 7 h; there are 6 h.".to_owned()),
        "{found:?}"
    );
    let found = words(&with(sessions(&[1], &[])));
    assert!(found.contains(&"Team 2: 7 sessions can only be on Saturday and Sunday and take 7 h; there are 6 h.".to_owned()), "{found:?}");
    let mut problem = with(sessions(&[], &[]));
    problem.sessions.iter_mut().for_each(|session| session.features = vec!["simulator".into()]);
    let found = words(&problem);
    assert!(
        found.contains(&"Only in Lab: 7 sessions can only be on Saturday and Sunday and take 7 h; there are 6 h.".to_owned()),
        "{found:?}"
    );
    problem.sessions.truncate(6);
    assert_eq!(reasons::proved(&problem), [], "just enough");
    problem.sessions[..4].iter_mut().for_each(|session| session.not_at = vec![window(1, 0, 1440)]);
    let found = words(&problem);
    assert!(found.contains(&"Only in Lab: 4 sessions can only be on Saturday and take 4 h; there are 3 h.".to_owned()), "{found:?}");
}

#[test]
fn two_fixed_sessions_in_each_others_way_are_named() {
    let mut problem = with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[1], &[0])]);
    problem.sessions[0].locked = spot(0, 540, 0);
    problem.sessions[1].locked = spot(0, 600, 1);
    assert_eq!(
        words(&problem),
        ["“One” and “Two” are fixed where the rule is broken that there is time to get from one venue to the next."]
    );
}

#[test]
fn a_conflict_that_only_a_search_proves_is_told_with_the_fewest_sessions_and_rules() {
    // Two hours each of the same teacher, who has three and a half, in two windows of 105 minutes: hours enough, and no place for both.
    let mut problem = with(vec![class("One", 90, &[0], &[0]), class("Two", 30, &[1], &[0]), class("Other", 60, &[1], &[1])]);
    problem.faculty[0].free = Some(vec![window(0, 540, 645), window(0, 660, 675)]);
    let found = impossible(&problem);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].sessions, [0, 1]);
    assert!(found[0].rules.contains(&Rule::FacultyOnce) && found[0].rules.contains(&Rule::Available), "{found:?}");
    assert!(!found[0].rules.contains(&Rule::GroupOnce) && !found[0].rules.contains(&Rule::RoomOnce), "{found:?}");
    assert!(found[0].words.starts_with("“One” and “Two” do not go together, whatever else is moved: the rules say that"), "{found:?}");
}

#[test]
fn what_is_not_proved_is_not_called_impossible() {
    // Fifteen sessions of 70 minutes on a grid of 15 in two rooms: two fit into each morning of each room, and no counting of hours sees it.
    let problem = with((0..15).map(|number| class(&format!("S{number}"), 75, &[], &[])).collect());
    assert_eq!(reasons::proved(&Problem { sessions: problem.sessions[..8].to_vec(), ..problem.clone() }), []);
    let problem = Problem { sessions: problem.sessions[..9].to_vec(), ..problem };
    let Outcome::NotFound { tightest } = arranged(&problem, 1, 400).outcome else { panic!("it was proved after all, or placed") };
    assert!(tightest[0].words.contains("found no place"), "{tightest:?}");
    assert!(tightest.iter().any(|reason| reason.words.contains("All rooms: 9 sessions")), "{tightest:?}");
}
