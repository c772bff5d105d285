//! Whatever happens in whatever order: as many seats are taken as there are bookings that hold one, never more than there were when the last
//! one was sold, nobody has two sessions that exclude each other, and who came first is served first.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::{Db, testing},
    ids::{BookingId, EnrollmentId, ResidencyId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        seats::{BookingState, Wish, exclude},
        store::testing::Released,
    },
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

use super::{
    super::stage::{release, residency},
    acts::{declines, gives_up, students, sweep, takes, wants, workshop},
};
use crate::school::{now, school};

const STUDENTS: usize = 6;
const SESSIONS: usize = 3;

#[derive(Clone, Debug)]
enum Step {
    Book { student: usize, session: usize, over: bool },
    Leave { student: usize, session: usize },
    Take { student: usize, session: usize, over: bool },
    Decline { student: usize, session: usize },
    Hours(i64),
    Seats { session: usize, seats: i64 },
    Cancel { session: usize },
    Goes { student: usize },
    Returns { student: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..STUDENTS;
    let place = 0..SESSIONS;
    prop_oneof![
        8 => (who.clone(), place.clone(), any::<bool>()).prop_map(|(student, session, over)| Step::Book { student, session, over }),
        4 => (who.clone(), place.clone()).prop_map(|(student, session)| Step::Leave { student, session }),
        4 => (who.clone(), place.clone(), any::<bool>()).prop_map(|(student, session, over)| Step::Take { student, session, over }),
        2 => (who.clone(), place.clone()).prop_map(|(student, session)| Step::Decline { student, session }),
        2 => (1..200_i64).prop_map(Step::Hours),
        2 => (place.clone(), 0..4_i64).prop_map(|(session, seats)| Step::Seats { session, seats }),
        1 => place.prop_map(|session| Step::Cancel { session }),
        1 => who.clone().prop_map(|student| Step::Goes { student }),
        1 => who.prop_map(|student| Step::Returns { student }),
    ]
}

/// A residency with two sessions at one time and a repeat of the first, and what was true of it until now.
struct World {
    db: Db,
    now: DateTime<Utc>,
    residency: ResidencyId,
    sessions: Vec<Released>,
    off: HashSet<usize>,
    /// Sessions that were off at some time.
    was_off: HashSet<ResidencySessionId>,
    students: Vec<EnrollmentId>,
    /// Of each session, the most seats that may be taken: as many as there are, or as many as were taken when some were taken away.
    most: HashMap<ResidencySessionId, i64>,
}

#[derive(Clone, Debug)]
struct Row {
    session: ResidencySessionId,
    whose: EnrollmentId,
    state: BookingState,
    id: BookingId,
    number: i64,
    enrolled: bool,
}

impl World {
    async fn new(db: Db) -> Self {
        let school = school(&db).await;
        let residency = residency(&db, school.cohort).await;
        let mut sessions = vec![
            workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 2),
            workshop(residency, "Simulation", "2027-01-09T15:00:00Z", 1),
            workshop(residency, "Negotiation, again", "2027-01-10T15:00:00Z", 1),
        ];
        sessions[2].session.repeat_of = Some(sessions[0].session.id);
        release(&db, now(), residency, &sessions).await;
        let students = students(&db, school.cohort, STUDENTS).await;
        Self { db, now: now(), residency, sessions, off: HashSet::new(), was_off: HashSet::new(), students, most: HashMap::new() }
    }

    fn id(&self, session: usize) -> ResidencySessionId {
        self.sessions[session].session.id
    }

    async fn rows(&self) -> Vec<Row> {
        let found: Vec<(ResidencySessionId, EnrollmentId, BookingState, BookingId, i64, bool)> = self
            .db
            .all(query!(
                "SELECT b.session_id, b.enrollment_id, b.state, b.id, b.number, e.state = 'enrolled' FROM bookings b
                 JOIN enrollments e ON e.id = b.enrollment_id WHERE b.state IN ('booked', 'offered', 'waiting') ORDER BY b.session_id, b.number"
            ))
            .await
            .unwrap();
        let row = |(session, whose, state, id, number, enrolled)| Row { session, whose, state, id, number, enrolled };
        found.into_iter().map(row).collect()
    }

    async fn own(&self, student: usize, session: usize) -> Option<Row> {
        self.rows().await.into_iter().find(|row| row.whose == self.students[student] && row.session == self.id(session))
    }

    async fn release(&self) {
        let stand: Vec<Released> =
            self.sessions.iter().enumerate().filter(|(number, _)| !self.off.contains(number)).map(|(_, one)| one.clone()).collect();
        release(&self.db, self.now, self.residency, &stand).await;
    }

    async fn enrolled(&self, student: usize, state: &'static str) {
        let id = self.students[student];
        let set = self
            .db
            .write(move |tx| Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = $1 WHERE id = $2", state, id)).await }));
        set.await.unwrap();
    }

    async fn take_step(&mut self, step: &Step) {
        let others = |world: &Self, session: usize| (0..SESSIONS).filter(|other| *other != session).map(|other| world.id(other)).collect();
        match *step {
            Step::Book { student, session, over } => {
                let instead_of = if over { others(self, session) } else { Vec::new() };
                let wish = Wish { id: BookingId::new(), enrollment: self.students[student], session: self.id(session), instead_of };
                drop(wants(&self.db, self.now, wish).await);
            }
            Step::Leave { student, session } => {
                if let Some(row) = self.own(student, session).await {
                    drop(gives_up(&self.db, self.now, (row.whose, row.id)).await);
                }
            }
            Step::Take { student, session, over } => {
                if let Some(row) = self.own(student, session).await {
                    drop(takes(&self.db, self.now, row.id, if over { others(self, session) } else { Vec::new() }).await);
                }
            }
            Step::Decline { student, session } => {
                if let Some(row) = self.own(student, session).await {
                    drop(declines(&self.db, self.now, row.id).await);
                }
            }
            Step::Hours(hours) => self.now += TimeDelta::hours(hours),
            Step::Seats { session, seats } => {
                self.sessions[session].session.seats = Some(seats);
                self.release().await;
            }
            Step::Cancel { session } => {
                if !self.off.remove(&session) {
                    self.off.insert(session);
                    self.was_off.insert(self.id(session));
                }
                self.release().await;
            }
            Step::Goes { student } => self.enrolled(student, "on_leave").await,
            Step::Returns { student } => self.enrolled(student, "enrolled").await,
        }
    }

    /// What must be true after every step. `before` is how the bookings stood.
    async fn check(&mut self, before: &[Row]) -> Result<(), String> {
        let rows = self.rows().await;
        let sessions: Vec<ReleasedSession> = self.sessions.iter().map(|one| one.session.clone()).collect();
        for session in &sessions {
            let here: Vec<&Row> = rows.iter().filter(|row| row.session == session.id).collect();
            self.check_count(session, &here).await?;
            first_come_first_served(before, &here)?;
        }
        for (number, row) in rows.iter().enumerate() {
            for other in rows.iter().skip(number + 1).filter(|other| other.whose == row.whose) {
                if other.session == row.session {
                    return Err(format!("{row:?} twice"));
                }
                let of = |row: &Row| sessions.iter().find(|session| session.id == row.session).unwrap();
                let both = row.state == BookingState::Booked && other.state == BookingState::Booked;
                // One that was booked while the other was off is not taken away when that takes place after all.
                if both
                    && exclude(of(row), of(other)).is_some()
                    && !self.was_off.contains(&row.session)
                    && !self.was_off.contains(&other.session)
                {
                    return Err(format!("{row:?} and {other:?} exclude each other"));
                }
            }
        }
        Ok(())
    }

    async fn check_count(&mut self, session: &ReleasedSession, here: &[&Row]) -> Result<(), String> {
        let counted = query!("SELECT taken FROM seat_counts WHERE session_id = $1", session.id);
        let taken = self.db.maybe::<(i64,)>(counted).await.unwrap().map_or(0, |(taken,)| taken);
        let held = here.iter().filter(|row| row.state.holds_a_seat()).count() as i64;
        if taken != held {
            return Err(format!("{taken} taken, {held} held in {}", session.title));
        }
        let capacity = session.seats.unwrap_or(0);
        let most = self.most.get(&session.id).copied().unwrap_or(0).max(capacity);
        if taken > most {
            return Err(format!("{taken} taken of at most {most} in {}", session.title));
        }
        self.most.insert(session.id, capacity.max(taken));
        Ok(())
    }
}

/// Who was offered a seat in this step waited longer than everybody who still waits, but for those who may not come.
fn first_come_first_served(before: &[Row], here: &[&Row]) -> Result<(), String> {
    let waited = |row: &&&Row| before.iter().any(|was| was.id == row.id && was.state == BookingState::Waiting);
    let offered = here.iter().filter(|row| row.state == BookingState::Offered).filter(waited).map(|row| row.number).max();
    let left = here.iter().filter(|row| row.state == BookingState::Waiting && row.enrolled).map(|row| row.number).min();
    match (offered, left) {
        (Some(offered), Some(left)) if offered > left => Err(format!("number {offered} was offered a seat before number {left}")),
        _ => Ok(()),
    }
}

async fn play(db: Db, steps: &[Step]) -> Result<(), String> {
    let mut world = World::new(db).await;
    for (number, step) in steps.iter().enumerate() {
        let before = world.rows().await;
        world.take_step(step).await;
        world.check(&before).await.map_err(|wrong| format!("step {number}, {step:?}: {wrong}"))?;
        let before = world.rows().await;
        sweep(&world.db, world.now).await;
        world.check(&before).await.map_err(|wrong| format!("the sweep after step {number}, {step:?}: {wrong}"))?;
        if sweep(&world.db, world.now).await > 0 {
            return Err(format!("after step {number}, {step:?}, the sweep never ends"));
        }
    }
    Ok(())
}

fn many(cases: u32, run: impl Fn(Vec<Step>) -> Result<(), String>) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 40, ..Config::default() });
    let steps = prop::collection::vec(step(), 1..40);
    runner.run(&steps, |steps| run(steps).map_err(TestCaseError::fail)).unwrap_or_else(|wrong| panic!("{wrong}"));
}

fn in_runtime<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

#[test]
fn whatever_happens_no_seat_is_sold_twice_on_sqlite() {
    many(24, |steps| {
        in_runtime(async {
            let db = testing::sqlite().await;
            let played = play(db.clone(), &steps).await;
            db.close().await;
            played
        })
    });
}

#[test]
fn whatever_happens_no_seat_is_sold_twice_on_postgres() {
    many(8, |steps| {
        in_runtime(async {
            let url = testing::postgres_url().await;
            let db = Db::open(&url.parse().unwrap()).await.unwrap();
            let played = play(db.clone(), &steps).await;
            db.close().await;
            testing::drop_postgres(&url).await;
            played
        })
    });
}
