use super::*;

fn entry(state: State, percent: Option<f64>) -> Entry {
    let grade = percent.map(|percent| Grade { points: 1, possible: 1, taken_off: 0, percent, passed: percent >= 70.0 });
    Entry {
        hand_in: HandInId::new(),
        version: 1,
        team: None,
        handed_in_at: DateTime::UNIX_EPOCH,
        late: None,
        state,
        marked_by: Vec::new(),
        grade,
        team_grade: None,
        elsewhere: None,
    }
}

fn line(name: &str, cells: Vec<Cell>) -> GradeLine {
    let email = format!("{}@school.example", name.to_lowercase());
    GradeLine { enrollment: EnrollmentId::new(), name: name.into(), email, state: EnrollmentState::Enrolled, cells }
}

fn quiz(percent: f64) -> Cell {
    Cell::Quiz { percent, passed: percent >= 70.0 }
}

fn names(book: &Gradebook, by: By, descending: bool, search: &str) -> Vec<String> {
    book.arranged(by, descending, search).iter().map(|line| line.name.clone()).collect()
}

#[test]
fn who_has_no_result_stands_last_in_both_directions() {
    let waits = Cell::Work(entry(State::Waiting, None));
    let nothing = Cell::Nothing { overdue: true };
    let lines = vec![line("Ada", vec![nothing]), line("Ben", vec![quiz(90.0)]), line("Cem", vec![waits]), line("Dan", vec![quiz(60.0)])];
    let book = Gradebook { units: Vec::new(), lines };
    assert_eq!(names(&book, By::Unit(0), false, ""), ["Dan", "Ben", "Cem", "Ada"]);
    assert_eq!(names(&book, By::Unit(0), true, ""), ["Ben", "Dan", "Cem", "Ada"]);
    assert_eq!(names(&book, By::Mean, true, ""), ["Ben", "Dan", "Ada", "Cem"]);
    assert_eq!(names(&book, By::Unit(7), false, ""), ["Ada", "Ben", "Cem", "Dan"]);
    assert_eq!(names(&book, By::Name, true, ""), ["Dan", "Cem", "Ben", "Ada"]);
}

#[test]
fn every_word_that_is_typed_has_to_be_found() {
    let book = Gradebook { units: Vec::new(), lines: vec![line("Ada", vec![]), line("Adam", vec![])] };
    assert_eq!(names(&book, By::Name, false, "ADA school"), ["Ada", "Adam"]);
    assert_eq!(names(&book, By::Name, false, "adam"), ["Adam"]);
    assert_eq!(names(&book, By::Name, false, "adam cem"), [""; 0]);
}

#[test]
fn the_mean_is_of_the_results_there_are() {
    let cells = vec![quiz(80.0), Cell::Nothing { overdue: false }, Cell::Work(entry(State::Graded, Some(60.0)))];
    assert_eq!(line("Ada", cells).mean(), Some(70.0));
    assert_eq!(line("Ada", vec![]).mean(), None);
}

#[test]
fn students_do_not_see_what_is_not_released() {
    for state in [State::Waiting, State::Half, State::Apart, State::Graded] {
        let mut marked = entry(state, Some(90.0));
        marked.marked_by.push(PersonId::new());
        let Cell::Work(seen) = Cell::Work(marked).for_student() else { panic!("it is handed in") };
        assert_eq!((seen.state, seen.grade, seen.marked_by.len()), (State::Waiting, None, 0));
    }
    assert_eq!(Cell::Work(entry(State::Released, Some(90.0))).for_student().percent(), Some(90.0));
}

#[test]
fn what_is_graded_elsewhere_waits_for_nobody_here() {
    let mut theirs = entry(State::Waiting, None);
    theirs.elsewhere = Some("The first cohort".into());
    assert!(!theirs.is_open());
    assert_eq!(next(&[&theirs], None, PersonId::new()), None);
}

#[test]
fn a_team_stands_in_the_stack_once() {
    let shared = entry(State::Waiting, None);
    let mut older = entry(State::Waiting, None);
    older.handed_in_at -= TimeDelta::hours(1);
    let lines =
        [line("Ada", vec![Cell::Work(shared.clone())]), line("Ben", vec![Cell::Work(shared)]), line("Cem", vec![Cell::Work(older)])];
    let lines: Vec<&GradeLine> = lines.iter().collect();
    let stack = stack(&lines, 0);
    let members: Vec<Vec<&str>> = stack.iter().map(|(_, members)| members.iter().map(|line| line.name.as_str()).collect()).collect();
    assert_eq!(members, [vec!["Cem"], vec!["Ada", "Ben"]]);
}

#[test]
fn what_waits_is_counted_once_for_a_team_from_the_one_that_waits_longest() {
    let (shared, graded) = (entry(State::Half, None), entry(State::Graded, Some(80.0)));
    let mut older = entry(State::Waiting, None);
    older.handed_in_at -= TimeDelta::hours(1);
    let since = older.handed_in_at;
    let cells = [shared.clone(), shared, older, graded.clone()].map(Cell::Work);
    let lines = cells.map(|cell| line("Ada", vec![cell]));
    assert_eq!(waiting(&lines.iter().collect::<Vec<_>>(), 0), Some((2, since)));
    assert_eq!(waiting(&[&line("Ben", vec![Cell::Work(graded)])], 0), None);
}

#[test]
fn the_next_one_comes_after_this_one_and_then_from_the_beginning() {
    let ines = PersonId::new();
    let mut half = entry(State::Half, None);
    half.marked_by.push(ines);
    let all =
        [entry(State::Waiting, None), entry(State::Released, Some(1.0)), entry(State::Waiting, None), half, entry(State::Apart, None)];
    let all: Vec<&Entry> = all.iter().collect();
    assert_eq!(next(&all, Some(all[0].hand_in), ines), Some(all[2].hand_in));
    assert_eq!(next(&all, Some(all[2].hand_in), ines), Some(all[4].hand_in), "who marked first does not mark second");
    assert_eq!(next(&all, Some(all[2].hand_in), PersonId::new()), Some(all[3].hand_in));
    assert_eq!(next(&all, Some(all[4].hand_in), ines), Some(all[0].hand_in));
    assert_eq!(next(&all, None, ines), Some(all[0].hand_in));
    assert_eq!(next(&all[1..2], Some(all[1].hand_in), ines), None);
}
