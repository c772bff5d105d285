use proptest::prelude::*;

use super::*;
use crate::{
    authoring::UnitKind,
    ids::ModuleId,
    residencies::{
        SessionKind,
        schedule::{Due, Edit, Schedule, Session, Window, stage},
    },
};

/// Sessions as they can be kept: with every sign in their names, with and without everything.
fn schedules() -> impl Strategy<Value = Schedule> {
    let words = "[A-Za-z;,\"'=+@\\-\u{e9}\n ]{0,12}";
    let one = (
        (words, words, 0..9_usize, 5..700_i64, prop::collection::vec("[a-z '=]{1,6}", 0..3)),
        (0..3_usize, prop::collection::vec(0..2_usize, 0..3), prop::option::of(1..50_i64), any::<[bool; 6]>()),
        (prop::option::of((1..9_i64, 0..700_i64, 0..3_usize)), prop::collection::vec(0..6_usize, 0..3)),
    );
    prop::collection::vec(one, 1..6).prop_map(|drawn| {
        let mut schedule = stage::schedule();
        let module = ModuleId::new();
        schedule.dues = vec![Due {
            module_id: module,
            module: "costs".into(),
            unit: "lesson".into(),
            kind: UnitKind::Lesson,
            title: "Lesson".into(),
            due_at: chrono::DateTime::UNIX_EPOCH,
        }];
        for (
            (title, summary, kind, minutes, features),
            (team, faculty, seats, [plenary, credit, locked, confirmed, linked, prefers]),
            (at, after),
        ) in drawn
        {
            let kind = SessionKind::ALL[kind];
            let mut session = Session {
                title: format!("{title}.").trim().into(),
                summary: summary.trim().into(),
                kind,
                minutes,
                seats,
                locked,
                confirmed,
                ..stage::hour(&schedule, "", 0)
            };
            session.features = features.iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
            session.plenary = plenary || team > 1;
            if let (false, Some(team)) = (session.plenary, schedule.teams.get(team)) {
                session.teams = vec![team.id];
            }
            session.faculty = faculty.iter().map(|place| schedule.faculty[*place].id).collect();
            session.faculty.sort_unstable();
            session.faculty.dedup();
            session.creditable = credit && kind.is_education();
            (session.module_id, session.prework) = (linked.then_some(module), linked.then(|| "lesson".to_owned()));
            session.prefer = prefers.then_some(Window { from: 0, until: 1440 });
            session.placed =
                at.map(|(day, start, room)| crate::residencies::schedule::Placement { day, start, room: schedule.rooms[room].id });
            session.after = after.iter().filter_map(|place| schedule.sessions.get(*place).map(|one| one.id)).collect();
            session.repeat_of = session.after.first().copied();
            schedule.sessions.push(session);
        }
        schedule
    })
}

proptest! {
    #[test]
    fn taking_in_what_was_written_changes_nothing(schedule in schedules()) {
        prop_assert!(schedule.sessions.iter().all(|one| crate::residencies::schedule::faults(one).is_empty()));
        let file = write(&schedule).unwrap();
        prop_assert_eq!(read(&schedule, &file), Ok(Vec::new()), "{}", file);
    }

    #[test]
    fn taken_into_an_empty_draft_it_makes_the_same_sessions(schedule in schedules()) {
        let file = write(&schedule).unwrap();
        let empty = Schedule { sessions: Vec::new(), ..schedule.clone() };
        let edits = read(&empty, &file).unwrap();
        prop_assert_eq!(edits.len(), schedule.sessions.len());
        for (edit, old) in edits.into_iter().zip(&schedule.sessions) {
            let Edit::Add(new) = edit else { panic!() };
            prop_assert!(new.id != old.id);
            let same = Session { id: old.id, after: old.after.clone(), repeat_of: old.repeat_of, revision: old.revision, ..(*new).clone() };
            prop_assert_eq!(&same, old);
            prop_assert_eq!(new.after.len(), old.after.len());
        }
    }
}

#[test]
fn a_file_by_hand_is_read_by_name_and_what_is_wrong_is_said_by_line() {
    let schedule = stage::schedule();
    let file =
        "Title,Kind,Minutes,For,Room,Day,Start,After\r\nValue,Kick-off,45,blue; Green,main: hall,2,9:05,\r\nRisk,workshop,60,,,,,value\r\n";
    let edits = read(&schedule, file).unwrap();
    let [Edit::Add(value), Edit::Add(risk)] = edits.as_slice() else { panic!("{edits:?}") };
    assert_eq!((value.kind, value.teams.len(), value.placed.unwrap().start), (SessionKind::KickOff, 2, 545));
    assert_eq!((risk.plenary, risk.placed, risk.after.as_slice()), (true, None, [value.id].as_slice()));
    let wrong = read(&schedule, "title,kind,minutes,room,faculty\n,dance,1,Main: Hall,Nobody\n").unwrap_err();
    assert!(wrong.len() >= 5 && wrong.iter().all(|one| one.message.starts_with("Line 2: ")), "{wrong:?}");
    assert!(read(&schedule, "name\nValue\n").unwrap_err()[0].message.contains("“title” is missing"));
}
