//! Discussion: who takes part, what is posted, changed, removed and marked, and who is told.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error, Result,
    db::{Db, testing::db_test},
    ids::{PersonId, PostId},
    messages::{
        NewPost, PostEdit, Seat, Spot,
        store::{self, Given},
    },
    policy::Rights,
};

use super::{SITE, mail_at};
use crate::school::{School, now, school};

pub fn under_the_lesson(school: &School) -> Spot {
    Spot { cohort: school.cohort, module: "economics".into(), unit: "lesson".into() }
}

fn in_the_cohort(school: &School) -> Spot {
    Spot { cohort: school.cohort, module: String::new(), unit: String::new() }
}

pub fn new(spot: Spot, parent: Option<PostId>, author: PersonId, body: &str) -> NewPost {
    NewPost { id: PostId::new(), spot, parent, author, body: body.into() }
}

pub async fn post(db: &Db, new: NewPost, at: DateTime<Utc>) -> Result<bool> {
    db.write(move |tx| Box::pin(async move { store::post(tx, SITE, &new, "a place", at).await })).await
}

async fn edit(db: &Db, edit: PostEdit, at: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| Box::pin(async move { store::edit_post(tx, SITE, &edit, "another place", at).await })).await
}

async fn seat(db: &Db, person: PersonId, rights: Rights, spot: &Spot) -> Option<Seat> {
    store::seat(db, Given { person, rights }, spot).await.ok()
}

db_test!(only_people_of_the_cohort_take_part, |db| {
    let school = school(&db).await;
    let (teaches, none) = (Rights { teaches: true, ..Rights::default() }, Rights::default());
    let (lesson, cohort) = (under_the_lesson(&school), in_the_cohort(&school));
    let finance = Spot { module: "finance".into(), ..lesson.clone() };
    assert_eq!(seat(&db, school.amara.person, none, &lesson).await, Some(Seat::Student));
    assert_eq!(seat(&db, school.ravi.person, none, &lesson).await, None);
    assert_eq!(seat(&db, school.economist, teaches, &lesson).await, Some(Seat::Faculty));
    assert_eq!(seat(&db, school.economist, teaches, &cohort).await, Some(Seat::Faculty));
    assert_eq!(seat(&db, school.economist, teaches, &finance).await, None);
    assert_eq!(seat(&db, school.director, teaches, &lesson).await, None);
    let staff = Rights { staff: true, ..Rights::default() };
    assert_eq!(seat(&db, school.director, staff, &lesson).await, None, "staff of no program");
    let (program, person) = (school.program, school.director);
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!("INSERT INTO program_staff (program_id, person_id, added_at) VALUES ($1, $2, $3)", program, person, now())).await
        })
    })
    .await
    .unwrap();
    assert_eq!(seat(&db, school.director, staff, &lesson).await, Some(Seat::Staff));
    assert_eq!(seat(&db, school.director, none, &lesson).await, None, "their power was taken");
    assert_eq!(seat(&db, PersonId::new(), Rights { administrator: true, ..none }, &lesson).await, Some(Seat::Staff));
    let enrollment = school.amara.enrollment;
    db.write(move |tx| {
        Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = 'withdrawn' WHERE id = $1", enrollment)).await })
    })
    .await
    .unwrap();
    assert_eq!(seat(&db, school.amara.person, none, &lesson).await, None);
    let names: Vec<_> = store::participants(&db, &finance).await.unwrap().into_iter().map(|one| (one.name, one.studies)).collect();
    assert_eq!(names, [("Nils Berglund".to_owned(), true), ("Paul Adler".to_owned(), false)]);
});

db_test!(a_post_is_kept_once_and_whoever_is_mentioned_or_answered_is_told_once, |db| {
    let school = school(&db).await;
    let spot = under_the_lesson(&school);
    let question = new(spot.clone(), None, school.amara.person, "Does @Ines Ferreira <b>know</b>? And @Ravi Menon, @Amara?");
    assert!(post(&db, question.clone(), now()).await.unwrap());
    assert!(!post(&db, question.clone(), now()).await.unwrap());
    let mail = mail_at(&db, now()).await;
    assert_eq!(mail.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Amara Okafor mentioned you"]);
    assert!(mail[0].body.contains(&format!("https://school.example/discussion/posts/{}", question.id)), "{}", mail[0].body);

    let reply = new(spot.clone(), Some(question.id), school.economist, "Yes, @Amara Okafor.");
    post(&db, reply.clone(), now() + TimeDelta::minutes(1)).await.unwrap();
    post(&db, new(spot.clone(), Some(question.id), school.nils.person, "I do not."), now() + TimeDelta::minutes(2)).await.unwrap();
    let subjects: Vec<_> = mail_at(&db, now() + TimeDelta::minutes(3)).await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects, ["Ines Ferreira mentioned you", "Nils Berglund replied to you"]);

    let (threads, older) = store::threads(&db, &spot, 0, false).await.unwrap();
    assert!(!older);
    assert_eq!((threads.len(), threads[0].replies.len()), (1, 2));
    assert!(threads[0].post.html.contains("<strong>@Ines Ferreira</strong> &lt;b&gt;know"), "{}", threads[0].post.html);
    assert!(threads[0].replies[0].teaches && threads[0].post.studies);
    assert_eq!(store::post_count(&db, school.cohort, "economics", "lesson").await.unwrap(), 3);
    assert!(store::threads(&db, &in_the_cohort(&school), 0, false).await.unwrap().0.is_empty());
    assert_eq!(store::discussed(&db, school.cohort).await.unwrap()[0].posts, 3);
    assert_eq!(store::spot_name(&db, &spot).await.unwrap().module, "The title of economics");
});

db_test!(a_reply_goes_one_level_deep_and_stays_in_its_place, |db| {
    let school = school(&db).await;
    let spot = under_the_lesson(&school);
    let first = new(spot.clone(), None, school.amara.person, "One");
    let reply = new(spot.clone(), Some(first.id), school.nils.person, "Two");
    let deeper = new(spot.clone(), Some(reply.id), school.nils.person, "Three");
    let elsewhere = new(in_the_cohort(&school), Some(first.id), school.nils.person, "Four");
    let reused = NewPost { author: school.nils.person, ..first.clone() };
    post(&db, first, now()).await.unwrap();
    post(&db, reply, now()).await.unwrap();
    for nowhere in [deeper, elsewhere] {
        assert!(matches!(post(&db, nowhere, now()).await, Err(Error::NotFound)));
    }
    assert!(matches!(post(&db, reused, now()).await, Err(Error::Conflict(Conflict::IdReused))));
    assert_eq!(store::post_count(&db, school.cohort, "economics", "lesson").await.unwrap(), 2);
    mail_at(&db, now()).await;
});

db_test!(what_a_post_said_before_is_kept_and_the_newly_mentioned_are_told, |db| {
    let school = school(&db).await;
    let one = new(under_the_lesson(&school), None, school.amara.person, "Ask @Ines.");
    post(&db, one.clone(), now()).await.unwrap();
    mail_at(&db, now()).await;
    let later = now() + TimeDelta::hours(1);
    let change = |author, body: &str, seen| PostEdit { post: one.id, author, body: body.into(), seen };
    edit(&db, change(school.amara.person, "Ask @Ines or @Nils.", None), later).await.unwrap();
    let told: Vec<_> = mail_at(&db, later).await.into_iter().map(|mail| mail.recipient).collect();
    assert_eq!(told, ["nils.berglund@school.example"]);
    assert!(matches!(edit(&db, change(school.amara.person, "Late", None), later).await, Err(Error::Conflict(Conflict::Stale))));
    assert!(matches!(edit(&db, change(school.nils.person, "Not mine", Some(later)), later).await, Err(Error::NotFound)));
    let earlier = store::earlier(&db, one.id).await.unwrap();
    assert_eq!((earlier.len(), earlier[0].body.as_str(), earlier[0].until), (1, "Ask @Ines.", later));
    edit(&db, change(school.amara.person, "Ask nobody.", Some(later)), later + TimeDelta::hours(1)).await.unwrap();
    edit(&db, change(school.amara.person, "Ask @Nils.", Some(later + TimeDelta::hours(1))), later + TimeDelta::hours(2)).await.unwrap();
    assert!(mail_at(&db, later + TimeDelta::hours(2)).await.is_empty(), "Nils was told before");
});

db_test!(a_removed_post_leaves_its_place_but_not_its_text, |db| {
    let school = school(&db).await;
    let spot = under_the_lesson(&school);
    let (one, alone) = (new(spot.clone(), None, school.amara.person, "Secret"), new(spot.clone(), None, school.amara.person, "Alone"));
    let (first, second, by) = (one.id, alone.id, school.amara.person);
    post(&db, one, now()).await.unwrap();
    post(&db, alone, now()).await.unwrap();
    post(&db, new(spot.clone(), Some(first), school.nils.person, "Hear, hear"), now()).await.unwrap();
    for post in [first, second, second] {
        db.write(move |tx| Box::pin(async move { store::remove_post(tx, post, by, now()).await })).await.unwrap();
    }
    let (threads, _) = store::threads(&db, &spot, 0, false).await.unwrap();
    assert_eq!(threads.iter().map(|thread| thread.post.body.as_str()).collect::<Vec<_>>(), [""]);
    assert_eq!(store::threads(&db, &spot, 0, true).await.unwrap().0.len(), 2);
    assert_eq!(store::earlier(&db, first).await.unwrap()[0].body, "Secret");
    assert_eq!(store::earlier(&db, second).await.unwrap().len(), 1);
    mail_at(&db, now()).await;
});

db_test!(one_reply_of_a_thread_is_its_answer_and_stands_first, |db| {
    let school = school(&db).await;
    let spot = under_the_lesson(&school);
    let question = new(spot.clone(), None, school.amara.person, "Why?");
    let replies = ["One", "Two", "Three"].map(|body| new(spot.clone(), Some(question.id), school.nils.person, body));
    let ids = replies.clone().map(|reply| reply.id);
    let (head, by) = (question.id, school.economist);
    post(&db, question, now()).await.unwrap();
    for (minutes, reply) in replies.into_iter().enumerate() {
        post(&db, reply, now() + TimeDelta::minutes(minutes as i64)).await.unwrap();
    }
    let mark = async |post| db.write(move |tx| Box::pin(async move { store::mark_answer(tx, post, by, now()).await })).await;
    let order = async || {
        let (threads, _) = store::threads(&db, &spot, 0, false).await.unwrap();
        threads[0].replies.iter().map(|reply| (reply.body.clone(), reply.answer_by.clone())).collect::<Vec<_>>()
    };
    mark(ids[1]).await.unwrap();
    mark(ids[2]).await.unwrap();
    assert_eq!(order().await[0], ("Three".to_owned(), Some("Ines Ferreira".to_owned())));
    assert_eq!(order().await.iter().filter(|(_, by)| by.is_some()).count(), 1);
    assert!(matches!(mark(head).await, Err(Error::NotFound)));
    db.write(move |tx| Box::pin(async move { store::unmark_answer(tx, ids[2]).await })).await.unwrap();
    assert_eq!(order().await.iter().map(|(body, _)| body.as_str()).collect::<Vec<_>>(), ["One", "Two", "Three"]);
    mail_at(&db, now() + TimeDelta::hours(1)).await;
});

db_test!(more_threads_than_fit_a_page_stand_on_the_next, |db| {
    let school = school(&db).await;
    let spot = in_the_cohort(&school);
    for number in 0..=store::THREADS {
        post(&db, new(spot.clone(), None, school.amara.person, &format!("Thread {number}")), now() + TimeDelta::seconds(number))
            .await
            .unwrap();
    }
    let (first, older) = store::threads(&db, &spot, 0, false).await.unwrap();
    assert_eq!((first.len() as i64, older, first[0].post.body.as_str()), (store::THREADS, true, "Thread 30"));
    let (second, older) = store::threads(&db, &spot, 1, false).await.unwrap();
    assert_eq!((second.len(), older, second[0].post.body.as_str()), (1, false, "Thread 0"));
});
