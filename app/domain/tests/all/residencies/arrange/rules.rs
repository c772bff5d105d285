//! Each rule is seen where it is broken, and not where it is just kept.

use domain::residencies::{
    SessionKind,
    arrange::{Lunch, Placement, Problem, Rule, Session, check},
};

use super::{class, small, spot, window, with};

/// The rules that a plan breaks, each once.
fn broken(problem: &Problem, placement: Placement) -> Vec<Rule> {
    assert_eq!(problem.faults(), Vec::<String>::new());
    let mut rules: Vec<Rule> = check(problem, &placement).into_iter().map(|violation| violation.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[test]
fn a_session_keeps_to_its_day_its_room_and_its_faculty() {
    let one = |change: &dyn Fn(&mut Session)| {
        let mut session = class("One", 60, &[0], &[0]);
        change(&mut session);
        with(vec![session])
    };
    let plain = one(&|_| {});
    assert_eq!(broken(&plain, vec![spot(0, 540, 0)]), []);
    assert_eq!(broken(&plain, vec![spot(0, 525, 0)]), [Rule::Hours]);
    assert_eq!(broken(&plain, vec![spot(0, 660, 0)]), []);
    assert_eq!(broken(&plain, vec![spot(0, 661, 0)]), [Rule::Hours]);
    assert_eq!(broken(&plain, vec![spot(0, 540, 0).map(|spot| domain::residencies::arrange::Spot { room: None, ..spot })]), [Rule::Room]);
    assert_eq!(broken(&one(&|session| session.size = 13), vec![spot(0, 540, 1)]), [Rule::Capacity]);
    assert_eq!(broken(&one(&|session| session.size = 12), vec![spot(0, 540, 1)]), []);
    assert_eq!(broken(&one(&|session| session.features = vec!["simulator".into()]), vec![spot(0, 540, 0)]), [Rule::Features]);
    assert_eq!(broken(&one(&|session| session.features = vec!["simulator".into()]), vec![spot(0, 540, 1)]), []);
    assert_eq!(broken(&one(&|session| session.not_at = vec![window(0, 600, 720)]), vec![spot(0, 555, 0)]), [Rule::Excluded]);
    assert_eq!(broken(&one(&|session| session.not_at = vec![window(0, 600, 720)]), vec![spot(0, 540, 0)]), []);
    assert_eq!(broken(&one(&|session| session.locked = spot(1, 540, 0)), vec![spot(0, 540, 0)]), [Rule::Fixed]);
    let mut late = plain.clone();
    late.rooms[0].opens = 570;
    assert_eq!(broken(&late, vec![spot(0, 555, 0)]), [Rule::Open]);
}

#[test]
fn faculty_are_there_for_the_whole_session_in_one_stretch() {
    let mut problem = with(vec![class("One", 60, &[0], &[0])]);
    problem.faculty[0].free = Some(vec![window(0, 540, 570), window(0, 600, 660)]);
    assert_eq!(broken(&problem, vec![spot(0, 600, 0)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 615, 0)]), [Rule::Available]);
    assert_eq!(broken(&problem, vec![spot(1, 600, 0)]), [Rule::Available]);
    problem.faculty[0].free = Some(Vec::new());
    assert_eq!(broken(&problem, vec![spot(0, 600, 0)]), [Rule::Available]);
}

#[test]
fn what_another_residency_has_is_not_to_be_had() {
    let mut problem = with(vec![class("One", 60, &[0], &[0])]);
    problem.rooms[0].taken = vec![window(0, 600, 630)];
    assert_eq!(broken(&problem, vec![spot(0, 540, 0)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 615, 0)]), [Rule::RoomFree]);
    assert_eq!(broken(&problem, vec![spot(1, 615, 0)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 615, 1)]), []);
    problem.faculty[0].taken = vec![window(0, 600, 630)];
    assert_eq!(broken(&problem, vec![spot(0, 615, 1)]), [Rule::FacultyFree]);
    assert_eq!(broken(&problem, vec![spot(0, 630, 1)]), []);
    problem.rooms[0].taken = vec![window(7, 600, 630)];
    assert_eq!(problem.faults().len(), 1);
}

#[test]
fn nobody_and_no_room_is_in_two_sessions_at_a_time() {
    let two = |groups: usize, faculty: usize| with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[groups], &[faculty])]);
    assert_eq!(broken(&two(1, 1), vec![spot(0, 540, 0), spot(0, 585, 0)]), [Rule::RoomOnce]);
    assert_eq!(broken(&two(1, 1), vec![spot(0, 540, 0), spot(0, 600, 0)]), []);
    assert_eq!(broken(&two(1, 1), vec![spot(0, 540, 0), spot(0, 540, 1)]), []);
    assert_eq!(broken(&two(1, 1), vec![spot(0, 540, 0), spot(1, 540, 0)]), []);
    assert_eq!(broken(&two(1, 0), vec![spot(0, 540, 0), spot(0, 585, 1)]), [Rule::FacultyOnce]);
    assert_eq!(broken(&two(0, 1), vec![spot(0, 540, 0), spot(0, 585, 1)]), [Rule::GroupOnce]);
}

#[test]
fn there_is_time_to_get_from_one_venue_to_the_next_by_the_shortest_way() {
    let mut problem = with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[0], &[1])]);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 600, 1)]), [Rule::Travel]);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 609, 1)]), [Rule::Travel]);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 610, 1)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 610, 1), spot(0, 540, 0)]), []);
    problem.venues[0].ways = vec![0, 60, 5];
    problem.venues.push(domain::residencies::arrange::Venue { name: "Between".into(), ways: vec![5, 5, 0] });
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 610, 1)]), [], "five minutes and five minutes");
}

#[test]
fn topics_keep_their_order_over_days() {
    let mut problem = with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[1], &[1])]);
    problem.sessions[1].after = vec![0];
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 600, 0)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 585, 1)]), [Rule::Order]);
    assert_eq!(broken(&problem, vec![spot(1, 540, 0), spot(0, 600, 0)]), [Rule::Order]);
    assert_eq!(broken(&problem, vec![spot(0, 600, 0), spot(1, 540, 0)]), []);
    assert_eq!(broken(&problem, vec![None, spot(1, 540, 0)]), [], "what has no place is in nobody's way");
}

#[test]
fn what_people_choose_lies_side_by_side_but_not_twice_the_same() {
    let mut problem = with(vec![class("One", 60, &[0, 1], &[0]), class("Two", 60, &[0, 1], &[1])]);
    problem.sessions.iter_mut().for_each(|session| (session.elective, session.size) = (true, 8));
    let side_by_side = vec![spot(0, 540, 0), spot(0, 540, 1)];
    assert_eq!(broken(&problem, side_by_side.clone()), []);
    problem.sessions[1].repeat_of = Some(0);
    assert_eq!(broken(&problem, side_by_side.clone()), [Rule::Repeats]);
    (problem.sessions[0].groups, problem.sessions[1].groups) = (vec![0], vec![1]);
    assert_eq!(broken(&problem, side_by_side), [], "other people");
}

#[test]
fn each_team_has_lunch_and_a_meal_is_lunch() {
    let mut problem = with(vec![class("One", 60, &[0], &[]), class("Two", 45, &[0], &[])]);
    problem.days[0].lunch = Some(Lunch { from: 600, to: 690, minutes: 45 });
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), None]), []);
    assert_eq!(broken(&problem, vec![spot(0, 570, 0), None]), [], "free from 630 to 690");
    assert_eq!(broken(&problem, vec![spot(0, 600, 0), None]), [Rule::Lunch]);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 645, 0)]), []);
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 644, 0)]), [Rule::Lunch]);
    problem.sessions[1].kind = SessionKind::Meal;
    assert_eq!(broken(&problem, vec![spot(0, 540, 0), spot(0, 644, 0)]), []);
}

#[test]
fn a_day_of_education_is_no_longer_than_it_may_be() {
    let mut problem = with(vec![class("One", 60, &[0], &[]), class("Two", 60, &[0], &[])]);
    problem.days[0].longest = Some(134);
    let both = vec![spot(0, 540, 0), spot(0, 615, 0)];
    assert_eq!(broken(&problem, both.clone()), [Rule::Longest]);
    problem.days[0].longest = Some(135);
    assert_eq!(broken(&problem, both.clone()), []);
    problem.days[0].longest = Some(60);
    problem.sessions[1].kind = SessionKind::Social;
    assert_eq!(broken(&problem, both.clone()), [], "an evening is no education");
    problem.sessions[1].kind = SessionKind::Class;
    problem.sessions[1].elective = true;
    assert_eq!(broken(&problem, both), [], "who chooses it chose the long day");
}

#[test]
fn where_a_session_is_fixed_somebody_decided_that_it_may_be() {
    let mut problem = with(vec![class("One", 60, &[0], &[0])]);
    problem.sessions[0].size = 100;
    problem.sessions[0].locked = spot(0, 525, 0);
    assert_eq!(broken(&problem, vec![spot(0, 525, 0)]), []);
}

#[test]
fn a_problem_that_contradicts_itself_is_refused() {
    let fault = |change: &dyn Fn(&mut Problem)| {
        let mut problem = Problem { sessions: vec![class("One", 60, &[0], &[0])], ..small() };
        change(&mut problem);
        problem.faults().len()
    };
    assert_eq!(fault(&|_| {}), 0);
    assert_eq!(fault(&|problem| problem.grid = 0), 1);
    assert_eq!(fault(&|problem| problem.days[0].closes = 1441), 1);
    assert_eq!(fault(&|problem| problem.days[0].lunch = Some(Lunch { from: 600, to: 630, minutes: 31 })), 1);
    assert_eq!(fault(&|problem| problem.rooms[0].venue = 2), 1);
    assert_eq!(fault(&|problem| problem.faculty[0].free = Some(vec![window(2, 0, 10)])), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].minutes = 0), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].groups = vec![2]), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].after = vec![0]), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].repeat_of = Some(1)), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].locked = spot(0, 540, 2)), 1);
    assert_eq!(fault(&|problem| problem.sessions[0].not_at = vec![window(0, 20, 10)]), 1);
}
