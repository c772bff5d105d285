//! Who may book what, and having one seat instead of another.

use domain::{
    Conflict, Error, audit,
    db::testing::db_test,
    ids::BookingId,
    residencies::{
        seats::{Answer, BookingState, Reason, Wish},
        store::booked,
    },
};

use super::{
    super::stage::{at, class, release, residency, team},
    acts::{books, count, gives_up, own, rows, students, takes, wants, wish, workshop},
};
use crate::school::{now, school};

db_test!(only_students_for_whom_a_session_is_may_book_it, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (cohort, amara) = (school.cohort, school.amara.enrollment);
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara]).await })).await.unwrap();
    let mut group = workshop(residency, "Coaching", "2027-01-09T14:00:00Z", 4);
    (group.session.plenary, group.teams) = (false, vec![blue]);
    let open = workshop(residency, "Negotiation", "2027-01-09T16:00:00Z", 4);
    let unbooked = class(residency, "Value", at("2027-01-09T18:00:00Z"));
    release(&db, now(), residency, &[group.clone(), open.clone(), unbooked.clone()]).await;
    let refused = async |who, session| wants(&db, now(), wish(who, session)).await.unwrap_err();
    assert!(matches!(refused(school.nils.enrollment, group.session.id).await, Error::NotFound), "of another team");
    assert!(matches!(refused(school.ravi.enrollment, open.session.id).await, Error::NotFound), "of another cohort");
    assert!(matches!(refused(amara, unbooked.session.id).await, Error::Conflict(Conflict::Closed)), "nobody needs a seat there");
    assert_eq!(books(&db, now(), amara, group.session.id).await, BookingState::Booked);
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = 'on_leave' WHERE id = $1", amara)).await }))
        .await
        .unwrap();
    assert!(matches!(refused(amara, open.session.id).await, Error::NotFound), "not enrolled any more");
});

db_test!(the_same_form_sent_again_is_answered_by_how_it_stands, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 2);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let first = wish(school.amara.enrollment, session);
    for _ in 0..2 {
        assert_eq!(wants(&db, now(), first.clone()).await.unwrap(), Answer::Stands(BookingState::Booked));
    }
    assert_eq!(books(&db, now(), school.amara.enrollment, session).await, BookingState::Booked, "from another tab");
    assert_eq!(count(&db, session).await, (1, 2));
    let stolen = Wish { enrollment: school.nils.enrollment, ..first.clone() };
    assert!(matches!(wants(&db, now(), stolen).await, Err(Error::Conflict(Conflict::IdReused))));
    gives_up(&db, now(), (school.amara.enrollment, first.id)).await.unwrap();
    assert_eq!(wants(&db, now(), first.clone()).await.unwrap(), Answer::Stands(BookingState::Withdrawn), "an old form books nothing");
    assert!(matches!(gives_up(&db, now(), (school.nils.enrollment, first.id)).await, Err(Error::NotFound)), "another's");
    let log: Vec<String> = audit::recent(&db, 2).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(log, ["seat.given_up", "seat.booked"]);
});

db_test!(a_seat_elsewhere_at_that_time_or_in_the_same_content_is_in_the_way_until_it_is_changed_over, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let early = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let mut again = workshop(residency, "Negotiation, again", "2027-01-10T14:00:00Z", 1);
    again.session.repeat_of = Some(early.session.id);
    let beside = workshop(residency, "Simulation", "2027-01-10T15:00:00Z", 1);
    release(&db, now(), residency, &[early.clone(), again.clone(), beside.clone()]).await;
    let (early, again, beside) = (early.session.id, again.session.id, beside.session.id);
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    books(&db, now(), amara, early).await;
    books(&db, now(), nils, early).await;
    let Answer::InTheWay(blocking) = wants(&db, now(), wish(amara, again)).await.unwrap() else { panic!("nothing in the way") };
    assert_eq!(blocking.iter().map(|(what, why)| (what.id, *why)).collect::<Vec<_>>(), [(early, Reason::SameContent)]);
    assert_eq!(own(&db, again, amara).await, None, "nothing was changed");

    let over = Wish { instead_of: vec![early], ..wish(amara, again) };
    assert_eq!(wants(&db, now(), over.clone()).await.unwrap(), Answer::Stands(BookingState::Booked));
    assert_eq!(wants(&db, now(), over).await.unwrap(), Answer::Stands(BookingState::Booked));
    assert_eq!(own(&db, early, amara).await, None);
    assert_eq!(own(&db, early, nils).await.unwrap().0, BookingState::Offered, "the seat went on at once");
    let Answer::InTheWay(blocking) = wants(&db, now(), wish(amara, beside)).await.unwrap() else { panic!("nothing in the way") };
    assert_eq!(blocking[0].1, Reason::Overlap);
    let log: Vec<String> = audit::recent(&db, 2).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(log, ["seat.booked", "seat.given_up"]);
});

db_test!(who_gets_no_seat_in_exchange_keeps_the_one_they_have, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let mine = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let full = workshop(residency, "Simulation", "2027-01-09T14:30:00Z", 1);
    release(&db, now(), residency, &[mine.clone(), full.clone()]).await;
    let (mine, full) = (mine.session.id, full.session.id);
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    books(&db, now(), amara, mine).await;
    books(&db, now(), nils, full).await;
    let over = Wish { id: BookingId::new(), enrollment: amara, session: full, instead_of: vec![mine] };
    assert_eq!(wants(&db, now(), over).await.unwrap(), Answer::Stands(BookingState::Waiting));
    assert_eq!(own(&db, mine, amara).await.unwrap().0, BookingState::Booked);
    // The other seat becomes free: it is offered, and the same question is asked again.
    gives_up(&db, now(), (nils, own(&db, full, nils).await.unwrap().1)).await.unwrap();
    let offered = own(&db, full, amara).await.unwrap().1;
    assert!(matches!(takes(&db, now(), offered, Vec::new()).await.unwrap(), Answer::InTheWay(_)));
    assert_eq!(takes(&db, now(), offered, vec![mine]).await.unwrap(), Answer::Stands(BookingState::Booked));
    assert_eq!((own(&db, mine, amara).await, count(&db, mine).await.0, count(&db, full).await.0), (None, 0, 1));
    assert_eq!(rows(&db, mine).await[0].1, BookingState::Withdrawn);
    let counts = booked(&db, full).await.unwrap();
    assert_eq!((counts.booked, counts.free(), counts.too_many()), (1, 0, 0));
});

db_test!(two_who_change_over_to_each_others_session_at_once_do_not_wait_for_each_other, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let both =
        [workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 40), workshop(residency, "Simulation", "2027-01-09T14:30:00Z", 40)];
    release(&db, now(), residency, &both).await;
    let students = students(&db, school.cohort, 20).await;
    for (number, student) in students.iter().enumerate() {
        books(&db, now(), *student, both[number % 2].session.id).await;
    }
    let all = students.iter().enumerate().map(|(number, student)| {
        let (here, there) = (both[number % 2].session.id, both[(number + 1) % 2].session.id);
        let (db, wish) = (db.clone(), Wish { instead_of: vec![here], ..wish(*student, there) });
        tokio::spawn(async move { wants(&db, now(), wish).await })
    });
    for one in all.collect::<Vec<_>>() {
        assert_eq!(one.await.unwrap().unwrap(), Answer::Stands(BookingState::Booked));
    }
    assert_eq!((count(&db, both[0].session.id).await.0, count(&db, both[1].session.id).await.0), (10, 10));
});
