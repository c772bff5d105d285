//! Requests for information are kept once, reach staff, and are answered; the syllabus shows the newest versions.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error,
    admissions::{NewRequest, REQUESTS, Reception, store},
    authoring::UnitKind,
    db::{Db, testing::db_test},
    ids::{ModuleId, PersonId, QuestionId, RequestId, UnitId, VersionId},
};

const LIST: &str = "https://school.example/information-requests";

fn noon() -> DateTime<Utc> {
    "2027-03-09T12:00:00Z".parse().unwrap()
}

fn request() -> NewRequest {
    NewRequest {
        id: RequestId::new(),
        name: "Rosa Castellanos".into(),
        email: "rosa@clinic.example".into(),
        specialty: "Emergency medicine".into(),
        question: "Do night shifts count?".into(),
    }
}

async fn receive(db: &Db, request: &NewRequest, now: DateTime<Utc>) -> Reception {
    receive_for(db, request, Some("ask@school.example"), now).await
}

async fn receive_for(db: &Db, request: &NewRequest, set: Option<&'static str>, now: DateTime<Utc>) -> Reception {
    let request = request.clone();
    db.write(move |tx| Box::pin(async move { store::receive(tx, &request, "10.0.0.7", set, LIST, now).await })).await.unwrap()
}

async fn recipients(db: &Db) -> Vec<String> {
    db.values(query!("SELECT recipient FROM mail ORDER BY recipient")).await.unwrap()
}

async fn person(db: &Db, name: &str, powers: &[&'static str]) -> PersonId {
    let (id, name, powers) = (PersonId::new(), name.to_owned(), powers.to_vec());
    db.write(move |tx| {
        Box::pin(async move {
            let email = format!("{}@school.example", name.to_lowercase());
            tx.run(query!(
                "INSERT INTO people (id, email, email_folded, name, time_zone, created_at) VALUES ($1, $2, $2, $3, 'UTC', $4)",
                id,
                email,
                name,
                noon()
            ))
            .await?;
            for power in powers {
                tx.run(query!("INSERT INTO grants (person_id, power, granted_at) VALUES ($1, $2, $3)", id, *power, noon())).await?;
            }
            Ok(id)
        })
    })
    .await
    .unwrap()
}

db_test!(a_request_is_kept_with_the_mail_that_tells_staff, |db| {
    let request = request();
    assert_eq!(receive(&db, &request, noon()).await, Reception::Kept);
    assert_eq!(store::received_at(&db, request.id).await.unwrap(), noon());
    let (to, body): (String, String) = db.one(query!("SELECT recipient, body FROM mail")).await.unwrap();
    assert_eq!(to, "ask@school.example");
    assert!(body.contains("Do night shifts count?") && body.contains(LIST), "{body}");
    let waiting = store::waiting(&db).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].name.as_str(), waiting[0].created_at), ("Rosa Castellanos", noon()));
});

db_test!(the_same_form_sent_twice_is_kept_once_and_told_once, |db| {
    let request = request();
    assert_eq!(receive(&db, &request, noon()).await, Reception::Kept);
    assert_eq!(receive(&db, &request, noon() + TimeDelta::hours(1)).await, Reception::KeptBefore);
    let edited = NewRequest { question: "And weekends?".into(), ..request.clone() };
    assert_eq!(receive(&db, &edited, noon()).await, Reception::AnotherWasSent);
    assert_eq!(recipients(&db).await.len(), 1);
    assert_eq!(store::received_at(&db, request.id).await.unwrap(), noon());
});

db_test!(a_form_sent_eight_times_at_once_is_kept_once, |db| {
    let request = request();
    let all = (0..8).map(|_| {
        let (db, request) = (db.clone(), request.clone());
        tokio::spawn(async move { receive(&db, &request, noon()).await })
    });
    let mut kept = 0;
    for one in all.collect::<Vec<_>>() {
        kept += usize::from(one.await.unwrap() == Reception::Kept);
    }
    assert_eq!(kept, 1);
    assert_eq!(recipients(&db).await.len(), 1);
});

db_test!(a_day_later_the_same_address_may_ask_again, |db| {
    for _ in 0..REQUESTS.together {
        assert_eq!(receive(&db, &request(), noon()).await, Reception::Kept);
    }
    assert_eq!(receive(&db, &request(), noon() + TimeDelta::hours(23)).await, Reception::TooMany);
    let other = NewRequest { email: "amara@clinic.example".into(), ..request() };
    assert_eq!(receive(&db, &other, noon()).await, Reception::Kept);
    assert_eq!(receive(&db, &request(), noon() + TimeDelta::hours(24)).await, Reception::Kept);
    assert_eq!(recipients(&db).await.len(), 7);
});

db_test!(without_an_address_set_all_staff_hear_and_without_staff_the_administrators, |db| {
    person(&db, "Root", &["administrator"]).await;
    receive_for(&db, &request(), None, noon()).await;
    assert_eq!(recipients(&db).await, ["root@school.example"]);
    person(&db, "Marta", &["staff"]).await;
    person(&db, "Nils", &["staff", "administrator"]).await;
    person(&db, "Amara", &[]).await;
    receive_for(&db, &request(), None, noon()).await;
    assert_eq!(recipients(&db).await, ["marta@school.example", "nils@school.example", "root@school.example"]);
});

db_test!(an_answer_moves_a_request_and_is_taken_back, |db| {
    let (marta, nils) = (person(&db, "Marta", &["staff"]).await, person(&db, "Nils", &["staff"]).await);
    let (first, second) = (request(), request());
    receive(&db, &second, noon() + TimeDelta::minutes(1)).await;
    receive(&db, &first, noon()).await;
    let ids = |list: Vec<store::InformationRequest>| list.into_iter().map(|request| request.id).collect::<Vec<_>>();
    assert_eq!(ids(store::waiting(&db).await.unwrap()), [first.id, second.id]);

    answer(&db, first.id, marta).await.unwrap();
    answer(&db, first.id, nils).await.unwrap();
    assert_eq!(ids(store::waiting(&db).await.unwrap()), [second.id]);
    let answered = store::answered(&db).await.unwrap();
    assert_eq!((answered[0].answered_by.as_deref(), answered[0].answered_at), (Some("Marta"), Some(noon())));

    withdraw(&db, first.id).await.unwrap();
    assert_eq!(ids(store::waiting(&db).await.unwrap()), [first.id, second.id]);
    assert!(store::answered(&db).await.unwrap().is_empty());
});

db_test!(what_is_not_there_cannot_be_answered, |db| {
    let marta = person(&db, "Marta", &["staff"]).await;
    assert!(matches!(answer(&db, RequestId::new(), marta).await, Err(Error::NotFound)));
    assert!(matches!(withdraw(&db, RequestId::new()).await, Err(Error::NotFound)));
    assert!(matches!(store::received_at(&db, RequestId::new()).await, Err(Error::NotFound)));
});

async fn answer(db: &Db, id: RequestId, by: PersonId) -> domain::Result<()> {
    db.write(move |tx| Box::pin(async move { store::answer(tx, id, by, noon()).await })).await
}

async fn withdraw(db: &Db, id: RequestId) -> domain::Result<()> {
    db.write(move |tx| Box::pin(async move { store::withdraw_answer(tx, id).await })).await
}

db_test!(the_syllabus_shows_the_newest_version_of_every_module, |db| {
    let (economics, change) = (ModuleId::new(), ModuleId::new());
    publish(&db, economics, "economics", 1, "Economics, first edition").await;
    publish(&db, economics, "economics", 2, "Economics").await;
    publish(&db, change, "change", 1, "Leading change").await;
    let modules = store::syllabus(&db).await.unwrap();
    assert_eq!(modules.iter().map(|module| module.title.as_str()).collect::<Vec<_>>(), ["Economics", "Leading change"]);
    let found = store::module(&db, "economics").await.unwrap();
    assert_eq!(found.title, "Economics");
    assert_eq!(found.objectives, ["Argue at the margin"]);
    assert_eq!(found.units.iter().map(|unit| unit.title.as_str()).collect::<Vec<_>>(), ["Scarcity", "Test"]);
    assert_eq!((found.count(UnitKind::Lesson), found.questions(), found.minutes()), (1, 2, 55));
    assert!(matches!(store::module(&db, "chance").await, Err(Error::NotFound)));
});

/// A version with a lesson and a quiz of two questions.
async fn publish(db: &Db, module: ModuleId, slug: &'static str, number: i64, title: &'static str) {
    let came_at = noon() + TimeDelta::minutes(if slug == "economics" { 0 } else { 1 });
    db.write(move |tx| {
        Box::pin(async move {
            let (version, lesson, quiz) = (VersionId::new(), UnitId::new(), UnitId::new());
            tx.run(query!("INSERT INTO modules (id, slug, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", module, *slug, came_at))
                .await?;
            tx.run(query!(
                "INSERT INTO module_versions (id, module_id, number, title, summary, objectives, competencies, authors, license, introduction,
                    digest, published_at)
                 VALUES ($1, $2, $3, $4, 'About it', '[\"Argue at the margin\"]', '[]', '[]', 'CC-BY-4.0', '', '', $5)",
                version, module, number, *title, noon()
            ))
            .await?;
            let settings = "{\"quiz\":{\"pass\":70,\"attempts\":null,\"time_limit\":null,\"shuffle\":\"none\"}}";
            for (id, position, kind, title, minutes, settings) in
                [(quiz, 2_i64, "quiz", "Test", 25_i64, settings), (lesson, 1, "lesson", "Scarcity", 30, "\"lesson\"")]
            {
                tx.run(query!(
                    "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
                     VALUES ($1, $2, $3, $4, $4, $5, $6, '[]', '[]', '[]', $7)",
                    id, version, position, *kind, *title, minutes, *settings
                ))
                .await?;
            }
            for position in 1..=2_i64 {
                tx.run(query!(
                    "INSERT INTO questions (id, unit_id, position, slug, kind, points, definition) VALUES ($1, $2, $3, $4, 'single', 1, '{}')",
                    QuestionId::new(), quiz, position, position.to_string()
                ))
                .await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}
