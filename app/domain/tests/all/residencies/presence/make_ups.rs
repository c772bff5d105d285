//! Make-ups, from the rule to their end.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error, audit,
    cohorts::Residency,
    db::Db,
    db_test,
    ids::{EnrollmentId, MakeUpId, ResidencyId, TeamId},
    residencies::{
        SessionKind,
        presence::{Deciding, MakeUp, MakeUpState, MakeUpWay, MarkKind, Verdict},
        store::presence::{
            decide_make_up, guests, hand_in, is_owed, keep_reflection, make_ups, make_ups_of, next_seat, own_make_up, propose_make_ups,
        },
    },
};

use super::{
    super::stage::{class, day, release, team},
    Days, send,
};

pub const SITE: &str = "http://school.example";

/// A day after the sessions, with Nils on the roll of the first and Amara not.
async fn missed(db: &Db) -> (Days, DateTime<Utc>) {
    let days = Days::of(db).await;
    let (amara, nils) = (days.school.amara.enrollment, days.school.nils.enrollment);
    send(db, days.after, &[days.mark(0, nils, MarkKind::In, 1), days.mark(0, amara, MarkKind::In, 60)]).await;
    let later = days.after + TimeDelta::hours(30);
    (days, later)
}

pub async fn decide(db: &Db, now: DateTime<Utc>, days: &Days, one: &MakeUp, verdict: Verdict) -> Result<MakeUp, Error> {
    let deciding = Deciding { id: one.id, sequence: one.sequence, verdict, words: "As we said.".into() };
    let (actor, residency) = (days.school.director, days.residency);
    db.write(move |tx| Box::pin(async move { decide_make_up(tx, now, actor, residency, &deciding).await })).await
}

db_test!(the_rule_proposes_once_for_whoever_missed_most_of_a_session_whose_roll_was_called, |db| {
    let (days, later) = missed(&db).await;
    assert_eq!(propose_make_ups(&db, SITE, days.after).await.unwrap(), 0, "rolls may still be on their way");
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 1);
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 0);
    let all = make_ups(&db, days.residency).await.unwrap();
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((one.enrollment_id, one.session_id, one.state), (days.school.amara.enrollment, days.session(0), MakeUpState::Proposed));
    assert_eq!((one.way, one.due_on), (MakeUpWay::Recording, day("2027-01-24")));
    assert!(audit::recent(&db, 9).await.unwrap().iter().any(|entry| entry.action == "make_up.proposed"));
    assert_eq!(propose_make_ups(&db, SITE, later + TimeDelta::days(90)).await.unwrap(), 0, "what is long past is left in peace");
});

db_test!(who_was_in_one_of_the_repeats_owes_nothing_and_nobody_owes_a_meal_or_what_is_booked, |db| {
    let mut days = Days::of(&db).await;
    let (amara, nils, cohort) = (days.school.amara.enrollment, days.school.nils.enrollment, days.school.cohort);
    let (blue, red): (TeamId, TeamId) = db
        .write(move |tx| Box::pin(async move { Ok((team(tx, cohort, "Blue", &[amara]).await?, team(tx, cohort, "Red", &[nils]).await?)) }))
        .await
        .unwrap();
    let starts = days.sessions[1].session.starts_at;
    let (mut meal, mut booked) = (class(days.residency, "Lunch", starts), class(days.residency, "Elective", starts));
    (meal.session.kind, booked.session.seats) = (SessionKind::Meal, Some(4));
    let first = days.session(0);
    for (place, of) in [(0, blue), (1, red)] {
        (days.sessions[place].session.plenary, days.sessions[place].teams) = (false, vec![of]);
    }
    days.sessions[1].session.repeat_of = Some(first);
    days.sessions.extend([meal, booked]);
    release(&db, days.after, days.residency, &days.sessions.clone()).await;
    // Amara came to the other team's; nobody of the red team did. The roll of the meal was called without anybody.
    let marks = [
        days.mark(0, nils, MarkKind::Absent, 1),
        days.mark(1, amara, MarkKind::In, 1),
        days.mark(2, nils, MarkKind::Absent, 1),
        days.mark(3, nils, MarkKind::Absent, 1),
    ];
    send(&db, days.after, &marks).await;
    assert_eq!(propose_make_ups(&db, SITE, days.after + TimeDelta::hours(30)).await.unwrap(), 1);
    let owed = make_ups_of(&db, nils).await.unwrap();
    assert_eq!(owed.iter().map(|one| one.session_id).collect::<Vec<_>>(), [days.session(1)]);
});

db_test!(a_make_up_is_approved_written_handed_in_and_closed, |db| {
    let (days, later) = missed(&db).await;
    propose_make_ups(&db, SITE, later).await.unwrap();
    let amara = days.school.amara;
    let one = make_ups_of(&db, amara.enrollment).await.unwrap().remove(0);
    assert!(!keep(&db, amara.enrollment, one.id, "Too early").await);
    let approved = decide(&db, later, &days, &one, Verdict::Approved(MakeUpWay::Recording, day("2027-01-30"))).await.unwrap();
    assert_eq!((approved.state, approved.due_on, approved.words.as_str()), (MakeUpState::Approved, day("2027-01-30"), "As we said."));
    let stale = decide(&db, later, &days, &one, Verdict::Refused).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))));
    assert!(keep(&db, amara.enrollment, one.id, "What I take").await);
    assert!(!keep(&db, days.school.nils.enrollment, one.id, "Not mine").await);
    assert_eq!(own_make_up(&db, amara.enrollment, one.id).await.unwrap().reflection, "What I take");
    let hand = async |text: &'static str| {
        let who = (amara.person, amara.enrollment);
        db.write(move |tx| Box::pin(async move { hand_in(tx, later, who, one.id, text).await })).await
    };
    assert!(matches!(hand(" ").await, Err(Error::Invalid(_))));
    let (handed, now) = hand("What I take from it.").await.unwrap();
    assert!(now && handed.state == MakeUpState::HandedIn && handed.handed_in_at == Some(later));
    assert!(!hand("What I take from it.").await.unwrap().1, "twice is once");
    assert!(matches!(hand("Something else").await, Err(Error::Conflict(Conflict::Closed))));
    assert!(!keep(&db, amara.enrollment, one.id, "A draft that comes late").await);
    let done = decide(&db, later, &days, &handed, Verdict::Done).await.unwrap();
    assert_eq!((done.state, done.reflection.as_str()), (MakeUpState::Done, "What I take from it."));
    let closed = decide(&db, later, &days, &done, Verdict::Failed).await;
    assert!(matches!(closed, Err(Error::Conflict(Conflict::Closed))));
    let decided = audit::recent(&db, 20).await.unwrap().iter().filter(|entry| entry.action.starts_with("make_up.")).count();
    assert_eq!(decided, 4, "proposed, approved, handed in, done");
});

db_test!(attendance_that_comes_later_takes_a_proposal_back_and_leaves_to_staff_what_they_decided, |db| {
    let (days, later) = missed(&db).await;
    let (amara, nils, by) = (days.school.amara.enrollment, days.school.nils.enrollment, days.school.director);
    propose_make_ups(&db, SITE, later).await.unwrap();
    let own = async || make_ups_of(&db, amara).await.unwrap().remove(0);
    let owed = async || is_owed(&db, days.residency, &own().await, later).await.unwrap();
    let proposed = own().await;
    assert!(owed().await);
    send(&db, later, &[days.mark(1, amara, MarkKind::In, 1), days.mark(1, nils, MarkKind::In, 1)]).await;
    assert_eq!(own().await.state, MakeUpState::Proposed, "they were in another session");
    // A device that was without a network for two days had her on its roll from the beginning.
    send(&db, later, &[days.mark(0, amara, MarkKind::In, 2)]).await;
    let gone = own().await;
    assert_eq!((gone.state, gone.decided_at, gone.decided_by), (MakeUpState::Refused, Some(later), None));
    assert!(!owed().await);
    let stale = decide(&db, later, &days, &proposed, Verdict::Refused).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Stale))), "who looked at the proposal is told that it changed");
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 0);

    // It was Nils: the rule proposes again what it took back itself.
    send(&db, later, &[days.correction(0, (amara, by), Some(10), 200)]).await;
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 1);
    let again = own().await;
    assert_eq!((again.id, again.state, again.decided_at), (gone.id, MakeUpState::Proposed, None));
    let approved = decide(&db, later, &days, &again, Verdict::Approved(MakeUpWay::Recording, day("2027-01-30"))).await.unwrap();
    send(&db, later, &[days.correction(0, (amara, by), Some(90), 300)]).await;
    assert_eq!(own().await, approved, "what staff decided is theirs to end");
    assert!(!owed().await);
    let ended = decide(&db, later, &days, &approved, Verdict::Refused).await.unwrap();
    send(&db, later, &[days.correction(0, (amara, by), Some(0), 400)]).await;
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 0, "and stays ended");
    assert_eq!(own().await, ended);
    let told = audit::recent(&db, 30).await.unwrap();
    let count = |action: &str| told.iter().filter(|entry| entry.action == action).count();
    assert_eq!((count("make_up.proposed"), count("make_up.withdrawn"), count("make_up.decided")), (2, 1, 2));
});

db_test!(a_session_that_is_called_off_or_no_longer_counts_leaves_nothing_to_make_up_for, |db| {
    let (mut days, later) = missed(&db).await;
    propose_make_ups(&db, SITE, later).await.unwrap();
    days.sessions[0].session.creditable = false;
    release(&db, later, days.residency, &days.sessions.clone()).await;
    let gone = make_ups_of(&db, days.school.amara.enrollment).await.unwrap().remove(0);
    assert_eq!((gone.state, gone.decided_by), (MakeUpState::Refused, None));
    days.sessions[0].session.creditable = true;
    release(&db, later, days.residency, &days.sessions.clone()).await;
    assert_eq!(propose_make_ups(&db, SITE, later).await.unwrap(), 1);
    release(&db, later, days.residency, &days.sessions[1..]).await;
    let gone = make_ups_of(&db, days.school.amara.enrollment).await.unwrap().remove(0);
    assert_eq!((gone.state, gone.decided_by), (MakeUpState::Refused, None));
    assert_eq!(days.minutes(&db, 0, days.school.amara.enrollment).await, Some((30, 30)), "what was marked stays");
});

async fn keep(db: &Db, enrollment: EnrollmentId, id: MakeUpId, text: &'static str) -> bool {
    db.write(move |tx| Box::pin(async move { keep_reflection(tx, enrollment, id, text).await })).await.unwrap()
}

db_test!(a_seat_is_reserved_in_the_same_residency_of_the_next_cohort, |db| {
    let (days, later) = missed(&db).await;
    propose_make_ups(&db, SITE, later).await.unwrap();
    assert!(next_seat(&db, days.residency, day("2027-01-11")).await.unwrap().is_none());
    let next = Residency {
        id: ResidencyId::new(),
        position: 1,
        title: "Opening residency".into(),
        place: "Main campus".into(),
        starts_on: day("2027-07-10"),
        ends_on: day("2027-07-13"),
    };
    let (other, new) = (days.school.other, next.clone());
    db.write(move |tx| Box::pin(async move { domain::cohorts::store::add_residency(tx, later, None, other, &new).await })).await.unwrap();
    let seat = next_seat(&db, days.residency, day("2027-01-11")).await.unwrap().unwrap();
    assert_eq!((seat.residency, seat.ends_on), (next.id, next.ends_on));
    assert!(next_seat(&db, days.residency, day("2027-07-10")).await.unwrap().is_none(), "it has begun");
    let one = make_ups_of(&db, days.school.amara.enrollment).await.unwrap().remove(0);
    let approved = decide(&db, later, &days, &one, Verdict::Approved(MakeUpWay::NextCohort, next.ends_on)).await.unwrap();
    assert_eq!((approved.next_residency_id, approved.next_cohort.as_deref()), (Some(next.id), Some("The second cohort")));
    assert_eq!(guests(&db, next.id).await.unwrap().len(), 1);
    let elsewhere = decide(&db, later, &Days { residency: next.id, ..days }, &approved, Verdict::Done).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)), "it is of the residency where the session was missed");
});
