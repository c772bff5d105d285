//! Cases of who was there for how long, and what holds of all of them.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    "2027-01-09T14:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
}

fn slot(number: u128, from: i64, until: i64) -> Slot {
    Slot { session: ResidencySessionId(Uuid::from_u128(number)), starts_at: at(from), ends_at: at(until), counts: true }
}

fn mark(number: u128, kind: MarkKind, way: MarkWay, minute: i64) -> Said {
    Said { id: MarkId(Uuid::from_u128(number)), kind, way, occurred_at: at(minute), minutes: None }
}

fn door(marks: &[(MarkKind, i64)]) -> Vec<Said> {
    (1..).zip(marks).map(|(number, (kind, minute))| mark(number, *kind, MarkWay::Door, *minute)).collect()
}

fn roll(marks: &[(MarkKind, i64)]) -> Vec<Said> {
    door(marks).into_iter().map(|mark| Said { way: MarkWay::Roll, ..mark }).collect()
}

fn corrected(number: u128, minute: i64, minutes: Option<i64>) -> Said {
    Said { minutes, ..mark(number, MarkKind::Correction, MarkWay::Correction, minute) }
}

/// Minutes in a session of 90.
fn alone(marks: Vec<Said>) -> (i64, AttendanceState) {
    let found = reckon(&[(slot(1, 0, 90), marks)])[0];
    assert_eq!(found.present, found.minutes);
    (found.present, found.state)
}

#[test]
fn minutes_are_what_was_seen_within_the_session() {
    use AttendanceState::{Absent, Partly, Present};
    use MarkKind::{Absent as Not, In, Out};
    let cases = [
        ("in and out", door(&[(In, 0), (Out, 90)]), (90, Present)),
        ("never seen leaving: to the end", door(&[(In, 10)]), (80, Present)),
        ("too early and too late are cut off", door(&[(In, -20), (Out, 200)]), (90, Present)),
        ("several times", door(&[(In, 0), (Out, 20), (In, 30), (Out, 50)]), (40, Partly)),
        ("in twice, out twice", door(&[(In, 0), (In, 5), (Out, 20), (Out, 60)]), (20, Partly)),
        ("out alone says nothing of when they came", door(&[(Out, 30)]), (0, Absent)),
        ("after the end", door(&[(In, 91)]), (0, Absent)),
        ("left before it began", door(&[(In, -20), (Out, -5)]), (0, Absent)),
        ("not there", roll(&[(Not, 5)]), (0, Absent)),
        ("ticked by mistake", roll(&[(In, 5), (Not, 6)]), (0, Absent)),
        ("late after all", roll(&[(Not, 5), (In, 40)]), (50, Partly)),
        ("called last", roll(&[(In, 14)]), (90, Present)),
        ("came when the roll had long been called", roll(&[(In, 16)]), (74, Present)),
        ("from a list of paper", roll(&[(In, 300)]), (90, Present)),
        ("a minute more or less around the share", door(&[(In, 18)]), (72, Present)),
        ("below it", door(&[(In, 19)]), (71, Partly)),
    ];
    for (name, marks, expected) in cases {
        assert_eq!(alone(marks), expected, "{name}");
    }
}

#[test]
fn a_correction_stands_until_a_later_one() {
    let mut marks = door(&[(MarkKind::In, 60)]);
    marks.push(corrected(8, 500, Some(75)));
    assert_eq!(alone(marks.clone()).0, 75);
    marks.insert(0, corrected(9, 400, Some(10)));
    assert_eq!(alone(marks.clone()).0, 75, "whichever came first");
    marks.push(mark(10, MarkKind::In, MarkWay::Roll, 600));
    assert_eq!(alone(marks.clone()).0, 75, "a tick does not undo it");
    marks.push(corrected(11, 700, Some(900)));
    assert_eq!(alone(marks.clone()).0, 90, "never more than there was");
    marks.push(corrected(12, 800, None));
    assert_eq!(alone(marks).0, 90, "taken back: as the roll says");
}

#[test]
fn parallel_sessions_count_once_where_the_student_was_first() {
    use MarkKind::{In, Out};
    let workshop = (slot(1, 0, 90), door(&[(In, 0)]));
    let coaching = (slot(2, 30, 60), door(&[(In, 30), (Out, 60)]));
    let both = reckon(&[coaching.clone(), workshop.clone()]);
    assert_eq!(both.iter().map(|one| (one.present, one.minutes)).collect::<Vec<_>>(), [(30, 0), (90, 90)]);
    assert!(both.iter().all(|one| one.state == AttendanceState::Present));
    let later = (slot(3, 60, 150), door(&[(In, 50)]));
    let three = reckon(&[workshop.clone(), coaching, later]);
    assert_eq!(three.iter().map(|one| one.minutes).collect::<Vec<_>>(), [90, 0, 60]);
    let said = (slot(2, 30, 60), vec![corrected(9, 500, Some(30))]);
    assert_eq!(reckon(&[workshop, said]).iter().map(|one| one.minutes).collect::<Vec<_>>(), [60, 30], "a correction goes first");
}

#[test]
fn what_is_no_education_has_no_minutes_and_takes_none() {
    let meal = (Slot { counts: false, ..slot(1, 0, 60) }, door(&[(MarkKind::In, -5)]));
    let class = (slot(2, 30, 90), door(&[(MarkKind::In, 30)]));
    let found = reckon(&[meal, class]);
    assert_eq!(found.iter().map(|one| (one.present, one.minutes)).collect::<Vec<_>>(), [(60, 0), (60, 60)]);
}

#[test]
fn minutes_become_quarter_hours_to_the_nearest() {
    // The cases of `domain.md`, 3.
    let cases =
        [(7, "0.00"), (8, "0.25"), (22, "0.25"), (23, "0.50"), (52, "0.75"), (53, "1.00"), (67, "1.00"), (68, "1.25"), (90, "1.50")];
    for (minutes, expected) in cases {
        assert_eq!(hours(minutes), expected, "{minutes}");
    }
}

fn marks() -> impl Strategy<Value = Vec<Said>> {
    let kind = prop_oneof![Just(MarkKind::In), Just(MarkKind::Out), Just(MarkKind::Absent), Just(MarkKind::Correction)];
    let way = prop_oneof![Just(MarkWay::Door), Just(MarkWay::Roll)];
    let one = (any::<u128>(), kind, way, -60_i64..400, proptest::option::of(0_i64..300));
    proptest::collection::vec(one.prop_map(|(id, kind, way, minute, minutes)| Said { minutes, ..mark(id, kind, way, minute) }), 0..8)
}

proptest! {
    #[test]
    fn minutes_never_exceed_a_session_nor_the_time_there_was(
        sessions in proptest::collection::vec((0_i64..200, 1_i64..150, any::<bool>(), marks()), 1..6),
        turn in 0_usize..8,
    ) {
        let sessions: Vec<(Slot, Vec<Said>)> = (1..).zip(sessions)
            .map(|(number, (from, length, counts, marks))| (Slot { counts, ..slot(number, from, from + length) }, marks)).collect();
        let found = reckon(&sessions);
        for ((slot, _), one) in sessions.iter().zip(&found) {
            prop_assert!(one.minutes <= one.present && one.present <= slot.length() && one.minutes >= 0);
            prop_assert!(slot.counts || one.minutes == 0);
        }
        let all = merged(sessions.iter().filter(|(slot, _)| slot.counts).map(|(slot, _)| (slot.starts_at, slot.ends_at)).collect());
        prop_assert!(found.iter().map(|one| one.minutes).sum::<i64>() <= length(&all));
        // In any order of marks and sessions.
        let mut turned = sessions.clone();
        let places = turned.len();
        turned.rotate_left(turn % places);
        turned.iter_mut().for_each(|(_, marks)| marks.reverse());
        let mut again = reckon(&turned);
        again.rotate_right(turn % places);
        prop_assert_eq!(found, again);
    }
}
