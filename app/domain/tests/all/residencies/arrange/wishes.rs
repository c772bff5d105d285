//! What plans cost, counted by hand.

use domain::residencies::arrange::{Lunch, Preference, Wish, points, points_by_wish};

use super::{class, spot, with};

#[test]
fn a_plan_is_weighed_by_the_days_of_faculty_waiting_rooms_and_preferences() {
    let mut problem = with(vec![class("One", 60, &[0], &[0]), class("Two", 60, &[0], &[0])]);
    let by_wish = |problem: &_, placement| points_by_wish(problem, &placement);
    let tight = vec![spot(0, 540, 0), spot(0, 600, 0)];
    assert_eq!(by_wish(&problem, tight.clone()), [(Wish::FacultyDays, 20)]);
    assert_eq!(by_wish(&problem, vec![spot(0, 540, 0), spot(1, 540, 0)]), [(Wish::FacultyDays, 40)]);
    // A pause of fifteen minutes is none; of the other thirty, two quarters count.
    let waiting = vec![spot(0, 540, 0), spot(0, 645, 0)];
    assert_eq!(by_wish(&problem, waiting.clone()), [(Wish::FacultyDays, 20), (Wish::GroupGaps, 4), (Wish::FacultyGaps, 2)]);
    problem.days[0].lunch = Some(Lunch { from: 600, to: 645, minutes: 45 });
    assert_eq!(by_wish(&problem, waiting), [(Wish::FacultyDays, 20)], "lunch is no waiting");
    problem.days[0].lunch = None;
    let elsewhere = vec![spot(0, 540, 0), spot(0, 615, 1)];
    assert_eq!(by_wish(&problem, elsewhere), [(Wish::FacultyDays, 20), (Wish::RoomChanges, 3)]);
    problem.sessions[1].preferred = Some(Preference { day: Some(0), from: 600, to: 660 });
    assert_eq!(points(&problem, &tight), 20);
    problem.sessions[1].preferred = Some(Preference { day: Some(1), from: 540, to: 640 });
    assert_eq!(by_wish(&problem, tight), [(Wish::FacultyDays, 20), (Wish::Preferences, 18)], "another day, and 20 minutes late");
}
