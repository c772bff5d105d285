//! The list of people, a person's own profile and sessions.

use domain::{
    Error,
    accounts::{
        Power,
        rules::Profile,
        store::{self, Order},
    },
    audit,
    db::testing::db_test,
    policy,
};

use super::{change, hours, new_person, now, person, session};

db_test!(people_are_found_by_name_and_address_and_sorted, |db| {
    for (name, email) in [("Ben Cole", "ben@school.example"), ("ana Ruiz", "zoe@school.example"), ("Chi_Okafor", "chi@other.example")] {
        let mut new = new_person(email);
        new.name = name.into();
        change!(db, |tx| store::create_person(tx, &new, now())).unwrap();
    }
    let names = |words: &'static str, order: Order| {
        let db = db.clone();
        async move {
            let (found, count) = store::people(&db, words, order, 1).await.unwrap();
            assert_eq!(found.len() as i64, count);
            found.into_iter().map(|person| person.name).collect::<Vec<_>>()
        }
    };
    assert_eq!(names("", Order::Name).await, ["ana Ruiz", "Ben Cole", "Chi_Okafor"]);
    assert_eq!(names("", Order::NameDown).await, ["Chi_Okafor", "Ben Cole", "ana Ruiz"]);
    assert_eq!(names("", Order::Email).await, ["Ben Cole", "Chi_Okafor", "ana Ruiz"]);
    assert_eq!(names("SCHOOL", Order::EmailDown).await, ["ana Ruiz", "Ben Cole"]);
    assert_eq!(names("cole", Order::Since).await, ["Ben Cole"]);
    assert_eq!(names("_", Order::SinceDown).await, ["Chi_Okafor"]);
    assert!(names("%", Order::Name).await.is_empty());
});

db_test!(a_long_list_comes_in_pages, |db| {
    for number in 0..store::PAGE + 3 {
        person(&db, &format!("p{number:03}@school.example")).await;
    }
    let (second, count) = store::people(&db, "", Order::Email, 2).await.unwrap();
    assert_eq!((second.len(), count), (3, store::PAGE + 3));
    assert_eq!(second[0].email, "p050@school.example");
});

db_test!(an_administrator_sees_what_is_known_of_a_person, |db| {
    let ana = person(&db, "ana@school.example").await;
    change!(db, |tx| store::grant(tx, ana, Power::Staff, None, now())).unwrap();
    session(&db, ana, "token").await;
    let known = store::known(&db, ana).await.unwrap();
    assert!(known.staff && !known.administrator && known.accepted && !known.has_second_factor);
    assert_eq!((known.seen_at, known.invited_until, known.deactivated_at), (Some(now()), None, None));
    assert!(matches!(store::known(&db, domain::ids::PersonId::new()).await, Err(Error::NotFound)));
});

db_test!(a_profile_comes_back_as_it_was_set, |db| {
    let ana = person(&db, "ana@school.example").await;
    let profile = Profile {
        name: "Ana Ruiz".into(),
        credentials: "MD, FACP".into(),
        specialty: "Internal medicine".into(),
        time_zone: "America/Chicago".into(),
        npi: Some("1234567893".into()),
    };
    let kept = profile.clone();
    change!(db, |tx| store::change_profile(tx, ana, &kept)).unwrap();
    assert_eq!(store::profile(&db, ana).await.unwrap(), profile);
});

db_test!(people_end_their_own_sessions_and_nobody_elses, |db| {
    let (ana, ben) = (person(&db, "ana@school.example").await, person(&db, "ben@school.example").await);
    session(&db, ana, "ana").await;
    session(&db, ben, "ben").await;
    let of_ana = store::sessions_of(&db, ana, now()).await.unwrap();
    assert_eq!(of_ana.iter().map(|session| session.device.as_str()).collect::<Vec<_>>(), ["Safari on iPhone"]);
    assert!(store::sessions_of(&db, ana, now() + hours(24 * 8)).await.unwrap().is_empty());
    let session = of_ana[0].id;
    assert!(matches!(change!(db, |tx| store::end_own_session(tx, ben, session)), Err(Error::NotFound)));
    assert!(policy::store::session(&db, "ana", now()).await.unwrap().is_some());
    change!(db, |tx| store::end_own_session(tx, ana, session)).unwrap();
    assert!(policy::store::session(&db, "ana", now()).await.unwrap().is_none());
});

db_test!(the_audit_log_is_read_in_pages_with_names, |db| {
    let (ada, ben) = (person(&db, "ada@school.example").await, person(&db, "ben@school.example").await);
    change!(db, |tx| store::grant(tx, ben, Power::Staff, Some(ada), now())).unwrap();
    change!(db, |tx| store::grant(tx, ben, Power::Administrator, None, now())).unwrap();
    let newest = audit::before(&db, None, 1).await.unwrap();
    assert_eq!((newest[0].sequence, newest[0].actor.as_deref()), (2, None));
    let older = audit::before(&db, Some(2), 10).await.unwrap();
    assert_eq!(older.iter().map(|entry| (entry.sequence, entry.actor.as_deref())).collect::<Vec<_>>(), [(1, Some("Ana Ruiz"))]);
});
