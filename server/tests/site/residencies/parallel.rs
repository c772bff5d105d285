//! Five hundred requests for ten seats over the network, some of them from people who go away meanwhile.

use std::{sync::Arc, time::Duration};

use domain::db::{Bind, Query};
use tokio::sync::Semaphore;

use super::stage::{release, session, student};
use crate::stage::Visitor;

const STUDENTS: usize = 50;
const REQUESTS_EACH: usize = 10;
/// How many are on their way at a time.
const AT_ONCE: usize = 100;

site_test_on_both!(five_hundred_requests_for_ten_seats_sell_ten, |stage| {
    let residency = stage.residency().await;
    let one = session(&residency, "Negotiation", 14, Some(10));
    let (id, page) = (one.session.id, format!("/residencies/1/sessions/{}", one.session.id));
    release(stage, &residency, &[one]).await;
    let mut ways = Vec::new();
    for number in 0..STUDENTS {
        let who = Arc::new(student(stage, &format!("Student {number}")).await);
        // Ten times each: from two tabs with an id of their own, sent again and again.
        let seen = [who.get(&page).await.expect(200), who.get(&page).await.expect(200)];
        for time in 0..REQUESTS_EACH {
            let (action, fields) = seen[time % 2].form("form[action$='/booking']");
            ways.push((who.clone(), action, fields, time));
        }
    }
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let sent: Vec<_> = ways.into_iter().map(|way| tokio::spawn(send(turns.clone(), way))).collect();
    let mut answered = 0;
    for one in sent {
        answered += one.await.unwrap();
    }
    assert!(answered >= STUDENTS * (REQUESTS_EACH - 2), "{answered} were answered");
    let rows = "SELECT state, COUNT(*) FROM bookings WHERE session_id = $1 GROUP BY state ORDER BY state";
    let rows: Vec<(String, i64)> = stage.db.all(Query::new(rows, vec![Bind::param(Some(&id))])).await.unwrap();
    assert_eq!(rows, [("booked".to_owned(), 10), ("waiting".to_owned(), STUDENTS as i64 - 10)]);
    let taken = "SELECT taken FROM seat_counts WHERE session_id = $1";
    assert_eq!(stage.db.value::<i64>(Query::new(taken, vec![Bind::param(Some(&id))])).await.unwrap(), 10);
});

type Way = (Arc<Visitor>, String, Vec<(String, String)>, usize);

/// Sends one form; every tenth is from somebody who does not wait for the answer. Returns how many were answered, 1 or 0.
async fn send(turns: Arc<Semaphore>, (who, action, fields, time): Way) -> usize {
    let _turn = turns.acquire().await.unwrap();
    let request = who.request(reqwest::Method::POST, &action).form(&fields);
    if time == 4 {
        drop(tokio::time::timeout(Duration::from_millis(3), who.execute_raw(request.build().unwrap())).await);
        return 0;
    }
    let answer = who.send(request).await;
    assert!([303, 503].contains(&answer.status()), "{} {}", answer.status(), answer.text());
    usize::from(answer.status() == 303)
}
