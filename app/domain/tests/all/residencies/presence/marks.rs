//! Marks, and what they amount to.

use std::collections::HashSet;

use domain::{
    audit, db_test,
    ids::MarkId,
    learning::evidence::Receipt::{Refused, Repeated, Stored},
    residencies::{
        presence::{Mark, MarkKind},
        store::presence::{attendance_of, history, presence, rebuild_attendance, record_roll, roll},
    },
};

use super::{super::stage::release, Days, send};

db_test!(a_mark_sent_again_is_harmless_and_another_under_its_id_is_refused, |db| {
    let days = Days::of(&db).await;
    let amara = days.school.amara.enrollment;
    let mark = days.mark(0, amara, MarkKind::In, 3);
    assert_eq!(send(&db, days.after, &[mark.clone(), mark.clone()]).await, [Stored, Repeated]);
    assert_eq!(send(&db, days.after, std::slice::from_ref(&mark)).await, [Repeated]);
    let others = [
        Mark { kind: MarkKind::Absent, ..mark.clone() },
        Mark { enrollment: days.school.nils.enrollment, ..mark.clone() },
        Mark { session: days.session(1), ..mark.clone() },
        Mark { by: days.school.director, ..mark.clone() },
        Mark { occurred_at: mark.occurred_at + chrono::TimeDelta::seconds(1), ..mark.clone() },
    ];
    assert_eq!(send(&db, days.after, &others).await, [Refused; 5]);
    assert_eq!(history(&db, days.session(0), amara).await.unwrap().len(), 1);
    assert_eq!(days.minutes(&db, 0, amara).await, Some((90, 90)));
    assert_eq!(days.minutes(&db, 0, days.school.nils.enrollment).await, None);
    let told = audit::recent(&db, 50).await.unwrap();
    assert_eq!(told.iter().filter(|entry| entry.action == "attendance.marked").count(), 1, "what changed nothing is not told");
});

db_test!(in_any_order_any_number_of_times_and_rebuilt_it_is_the_same, |db| {
    let days = Days::of(&db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    let marks = [
        days.mark(0, amara, MarkKind::In, 20),
        days.mark(0, amara, MarkKind::Out, 70),
        days.mark(1, amara, MarkKind::In, 30),
        days.mark(0, nils, MarkKind::In, 2),
        days.mark(0, nils, MarkKind::Absent, 4),
        days.correction(1, (nils, days.school.economist), Some(45), 200),
        days.correction(1, (nils, days.school.economist), Some(60), 300),
    ];
    let expected = [Some((50, 50)), Some((60, 60)), Some((0, 0)), Some((60, 60))];
    let stands = async || {
        let mut found = Vec::new();
        for (number, student) in [(0, amara), (1, amara), (0, nils), (1, nils)] {
            found.push(days.minutes(&db, number, student).await);
        }
        found
    };
    for mark in marks.iter().rev() {
        send(&db, days.after, std::slice::from_ref(mark)).await;
    }
    assert_eq!(stands().await, expected);
    let mut turned = marks.to_vec();
    turned.rotate_left(3);
    assert_eq!(send(&db, days.after, &turned).await, [Repeated; 7]);
    assert_eq!(stands().await, expected);
    db.write(|tx| Box::pin(async move { tx.run(query!("UPDATE attendance SET minutes = 1, state = 'absent'")).await })).await.unwrap();
    assert_eq!(rebuild_attendance(&db).await.unwrap(), (2, 7));
    assert_eq!(stands().await, expected);
});

db_test!(saving_a_roll_says_of_nobody_whom_another_device_has_marked_that_they_were_not_there, |db| {
    let days = Days::of(&db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    send(&db, days.after, &[days.mark(0, amara, MarkKind::In, 1)]).await;
    let marks = [days.mark(0, amara, MarkKind::Absent, 30), days.mark(0, nils, MarkKind::Absent, 30)];
    let save = async |marks: Vec<Mark>| {
        let (session, after) = (days.session(0), days.after);
        let rest: HashSet<MarkId> = marks.iter().map(|mark| mark.id).collect();
        db.write(move |tx| Box::pin(async move { record_roll(tx, after, session, &marks, &rest).await })).await.unwrap()
    };
    assert_eq!(save(marks.to_vec()).await, [Repeated, Stored]);
    assert_eq!(save(marks.to_vec()).await, [Repeated, Repeated]);
    assert_eq!((days.minutes(&db, 0, amara).await, days.minutes(&db, 0, nils).await), (Some((90, 90)), Some((0, 0))));
    assert_eq!(history(&db, days.session(0), amara).await.unwrap().len(), 1);
});

db_test!(devices_that_send_at_once_lose_nothing, |db| {
    let days = Days::of(&db).await;
    let amara = days.school.amara.enrollment;
    let marks: Vec<Mark> = (0..12).map(|number| days.mark(number % 2, amara, MarkKind::In, 20 + number as i64)).collect();
    let sent = marks.into_iter().map(|mark| {
        let (db, after) = (db.clone(), days.after);
        tokio::spawn(async move { send(&db, after, &[mark]).await })
    });
    for receipts in futures_of(sent).await {
        assert_eq!(receipts, [Stored]);
    }
    assert_eq!(days.minutes(&db, 0, amara).await, Some((70, 70)));
    assert_eq!(days.minutes(&db, 1, amara).await, Some((69, 69)));
});

async fn futures_of<T>(tasks: impl Iterator<Item = tokio::task::JoinHandle<T>>) -> Vec<T> {
    let mut done = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        done.push(task.await.unwrap());
    }
    done
}

db_test!(a_clock_that_runs_ahead_is_not_believed_and_still_the_same_mark, |db| {
    let days = Days::of(&db).await;
    let amara = days.school.amara.enrollment;
    let early = days.sessions[0].session.starts_at + chrono::TimeDelta::minutes(30);
    let mark = Mark { id: MarkId::new(), ..days.mark(0, amara, MarkKind::In, 80) };
    assert_eq!(send(&db, early, std::slice::from_ref(&mark)).await, [Stored]);
    assert_eq!(history(&db, days.session(0), amara).await.unwrap()[0].occurred_at, early);
    assert_eq!(send(&db, days.after, std::slice::from_ref(&mark)).await, [Repeated]);
});

db_test!(a_session_that_is_called_off_keeps_its_attendance_and_one_that_moves_is_reckoned_anew, |db| {
    let mut days = Days::of(&db).await;
    let amara = days.school.amara.enrollment;
    send(&db, days.after, &[days.mark(0, amara, MarkKind::In, 20), days.mark(1, amara, MarkKind::In, 1)]).await;
    assert_eq!(days.minutes(&db, 0, amara).await, Some((70, 70)));
    let later = days.sessions[1].clone();
    release(&db, days.after, days.residency, std::slice::from_ref(&later)).await;
    assert_eq!(days.minutes(&db, 0, amara).await, Some((70, 70)), "called off, and yet they were there");
    assert!(attendance_of(&db, amara).await.unwrap().iter().any(|one| one.canceled_at.is_some() && one.present == Some(70)));
    days.sessions[1].session.ends_at -= chrono::TimeDelta::minutes(30);
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    assert_eq!(days.minutes(&db, 1, amara).await, Some((60, 60)));
    days.sessions[1].session.creditable = false;
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    assert_eq!(days.minutes(&db, 1, amara).await, Some((60, 0)), "it does not count");
    assert_eq!(history(&db, days.session(0), amara).await.unwrap().len(), 1);
});

db_test!(the_roll_has_who_is_expected_and_whoever_else_came, |db| {
    let mut days = Days::of(&db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    days.sessions[0].session.plenary = false;
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    send(&db, days.after, &[days.mark(0, nils, MarkKind::In, 20)]).await;
    let lines = roll(&db, days.session(0)).await.unwrap();
    let seen: Vec<_> = lines.iter().map(|line| (line.enrollment_id, line.expected, line.present)).collect();
    assert_eq!(seen, [(amara, false, None), (nils, false, Some(70))]);
    assert!(roll(&db, days.session(1)).await.unwrap().iter().all(|line| line.expected));
    let grid = presence(&db, days.residency).await.unwrap();
    assert_eq!((grid.sessions.len(), grid.students.len(), grid.cells.len()), (2, 2, 4));
    let by = &history(&db, days.session(0), nils).await.unwrap()[0];
    assert_eq!((by.by_name.as_deref(), by.kind), (Some("Ines Ferreira"), MarkKind::In));
});
