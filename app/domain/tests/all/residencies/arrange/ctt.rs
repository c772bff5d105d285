//! The public format of curriculum-based course timetabling.

use domain::residencies::arrange::{
    Spot, check,
    ctt::{Instance, Penalty},
    invented::curriculum,
    points,
};
use proptest::prelude::*;

use super::arranged;

const TINY: &str = "Name: Tiny\nCourses: 2\nRooms: 2\nDays: 2\nPeriods_per_day: 3\nCurricula: 1\nConstraints: 1\n\nCOURSES:\nEcon Adams 2 2 20\n\
    Law Brown 1 1 8\n\nROOMS:\nA 10\nB 30\n\nCURRICULA:\nq1 2 Econ Law\n\nUNAVAILABILITY_CONSTRAINTS:\nLaw 0 0\n\nEND.\n";

fn spot(day: usize, period: u16, room: usize) -> Option<Spot> {
    Some(Spot { day, start: period * 60, room: Some(room) })
}

#[test]
fn a_file_is_read_and_written_as_it_was() {
    let tiny = Instance::read(TINY).unwrap();
    assert_eq!((tiny.courses.len(), tiny.rooms.len(), tiny.days, tiny.periods, tiny.unavailable.clone()), (2, 2, 2, 3, vec![(1, 0, 0)]));
    assert_eq!(tiny.write(), TINY);
    assert_eq!(Instance::read(&TINY.replace('\n', "\r\n").replace(' ', "\t")).unwrap(), tiny, "as some systems write it");
}

#[test]
fn the_public_penalty_is_counted_as_the_competition_does() {
    let tiny = Instance::read(TINY).unwrap();
    // Economics in a room ten seats short and then in the other, all on one day, with a gap before law.
    let plan = vec![spot(1, 0, 0), spot(1, 1, 1), spot(0, 2, 1)];
    let penalty = Penalty { room_capacity: 10, minimum_working_days: 5, curriculum_compactness: 2, room_stability: 1 };
    assert_eq!(tiny.penalty(&plan), penalty);
    assert_eq!((check(&tiny.problem(), &plan), points(&tiny.problem(), &plan)), (vec![], penalty.total()));
    assert_eq!(tiny.solution(&plan), "Econ A 1 0\nEcon B 1 1\nLaw B 0 2\n");
    let unavailable = vec![spot(1, 0, 1), spot(0, 1, 1), spot(0, 0, 1)];
    assert_eq!(check(&tiny.problem(), &unavailable).len(), 1);
    assert_eq!(tiny.penalty(&arranged(&tiny.problem(), 1, 3000).found.placement).total(), 2, "one lecture must stand alone");
}

#[test]
fn a_file_that_is_wrong_is_refused_with_the_line() {
    let wrong = |from: &str, to: &str, said: &str| {
        assert!(TINY.contains(from), "{from}");
        assert_eq!(Instance::read(&TINY.replacen(from, to, 1)).map_err(|fault| fault.to_string()), Err(said.to_owned()));
    };
    wrong("Name: Tiny", "Title: Tiny", "line 1: “Name: …” is expected here, not “Title: Tiny”");
    wrong("Name: Tiny", "Name:", "line 1: “Name: …” is expected here, not “Name:”");
    wrong("Courses: 2", "Courses: two", "line 2: “two” is no number of Courses");
    wrong("Courses: 2", "Courses: -2", "line 2: “-2” is no number of Courses");
    wrong("Courses: 2", "Courses: 3", "line 13: a course has 5 words, not 1");
    wrong("Courses: 2", "Courses: 1", "line 11: “ROOMS:” is expected here, not “Law Brown 1 1 8”");
    wrong("Days: 2", "Days: 0", "line 4: there are from 1 to 60 days");
    wrong("Periods_per_day: 3", "Periods_per_day: 25", "line 5: a day has from 1 to 24 periods");
    wrong("Econ Adams 2 2 20", "Econ Adams 2 3 20", "line 10: 3 is more than 2, the most of days");
    wrong("Econ Adams 2 2 20", "Econ Adams 99999999999999999999 2 20", "line 10: “99999999999999999999” is no number of lectures");
    wrong("Econ Adams 2 2 20", "Econ Adams 2000 2 20", "line 11: with this course there are 2001 lectures, of at most 2000");
    wrong("Law Brown", "Econ Brown", "line 11: “Econ” is there twice");
    wrong("B 30", "A 30", "line 15: “A” is there twice");
    wrong("q1 2 Econ Law", "q1 3 Econ Law", "line 18: “q1” says it has 3 courses, and names 2");
    wrong("q1 2 Econ Law", "q1 2 Econ Art", "line 18: there is no course “Art”");
    wrong("q1 2 Econ Law", "q1", "line 18: a curriculum has a name, a number of courses, and as many courses");
    wrong("Law 0 0", "Law 2 0", "line 21: 2 is more than 1, the most of days, which count from 0");
    wrong("Law 0 0", "Law 0 3", "line 21: 3 is more than 2, the most of periods, which count from 0");
    wrong("END.", "", "line 23: the file ends before “END.”");
    wrong("END.", "Law 0 1", "line 23: “END.” is expected here, not “Law 0 1”");
    assert_eq!(Instance::read("").map_err(|fault| fault.to_string()), Err("line 1: the file ends before “Name:”".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_a_file_is_it_is_read_or_refused(text in ".{0,200}", cut in 0_usize..300, put in "[A-Za-z0-9: .\n]{0,8}") {
        let _ = Instance::read(&text);
        let cut = cut.min(TINY.len());
        let _ = Instance::read(&format!("{}{put}{}", &TINY[..cut], &TINY[cut..]));
    }

    #[test]
    fn importing_what_was_exported_changes_nothing_and_points_are_the_public_penalty(seed in any::<u64>()) {
        let (instance, hidden) = curriculum::invented("Invented", seed, 6);
        let again = Instance::read(&instance.write()).unwrap();
        prop_assert_eq!(&again, &instance);
        prop_assert_eq!(again.problem(), instance.problem());
        prop_assert_eq!(check(&instance.problem(), &hidden), []);
        prop_assert_eq!(points(&instance.problem(), &hidden), instance.penalty(&hidden).total());
        let found = arranged(&instance.problem(), seed, 500).found;
        prop_assert_eq!(found.points, instance.penalty(&found.placement).total());
    }
}
