//! Saved answers against a bare group commit with the same durability, over the same HTTP. What was acknowledged is counted afterwards.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use domain::{
    Clock,
    clock::SystemClock,
    db::{DatabaseUrl, Db, list},
    ids::EvidenceId,
    learning::evidence::Receipt,
};

use crate::{
    Plan, Result, about,
    cast::{Demo, Sitting},
    client::{Connection, post},
    process::Running,
    statistics::{median, percentile},
    table::{Goal, Measure, Results, grouped},
    wire::{Acknowledged, Wire},
};

/// How many send at the same time, each waiting for its receipt before it sends again.
pub const SENDERS: usize = 64;
/// No sender sends more in one turn, however fast the machine.
const MOST: usize = 100_000;

/// Someone who answers, on a connection of their own.
struct Sender<'s> {
    connection: Connection,
    sitting: &'s Sitting,
    given: usize,
}

/// A server under load, and what it acknowledged so far.
struct Side<'s> {
    server: &'s Running,
    senders: Vec<Sender<'s>>,
    acknowledged: Vec<EvidenceId>,
    per_second: Vec<f64>,
    slowest: Vec<f64>,
    cpu: Vec<f64>,
}

/// Acknowledged answers per second at 64 senders, of both, in turns.
///
/// # Errors
/// If an answer is not acknowledged.
pub async fn measure(
    plan: &Plan,
    (product, floor): (&Running, &Running),
    (demo, below): (&Demo, &Path),
    sittings: &[Sitting],
) -> Result<Results> {
    let (mut ours, mut bare) = (Side::of(product, sittings).await?, Side::of(floor, sittings).await?);
    ours.turn(plan.warm_up, false).await?;
    bare.turn(plan.warm_up, false).await?;
    for _ in 0..plan.rounds {
        ours.turn(plan.turn, true).await?;
        bare.turn(plan.turn, true).await?;
    }
    let lost = (lost(&demo.database(), &ours.acknowledged).await?, lost(below, &bare.acknowledged).await?);
    Ok(results(&ours, &bare, lost, sittings.len()))
}

fn results(ours: &Side, bare: &Side, lost: (usize, usize), students: usize) -> Results {
    let ratios: Vec<f64> = ours.per_second.iter().zip(&bare.per_second).map(|(one, other)| one / other).collect();
    let (saves, bottom) = (grouped(median(&ours.per_second)), grouped(median(&bare.per_second)));
    let from = format!("{saves} to {bottom} acknowledged per second, {SENDERS} senders, {students} students");
    let ratio = Measure::new("answer-save-ratio", median(&ratios), "of floor", Goal::AtLeast(0.5), from);
    let from = format!("median of the turns; the floor's is {:.1} ms", median(&bare.slowest));
    let p99 = Measure::new("answer-save-p99", median(&ours.slowest), "ms", Goal::AtMost(25.0), from);
    let mut results = Results::default();
    let losing = lost != (0, 0);
    let why = format!("acknowledged and lost: {} of the program, {} of the floor", lost.0, lost.1);
    results.measures.extend([ratio, p99].map(|one| if losing { one.refused(&why) } else { one }));
    let counted = format!(
        "{} acknowledged answers of the program and {} of the floor were looked for in the databases: {} and {} are missing",
        grouped(ours.acknowledged.len() as f64),
        grouped(bare.acknowledged.len() as f64),
        lost.0,
        lost.1
    );
    results.note("saves, counted", counted);
    results.note("saves, processor", format!("{} to {} per CPU second", grouped(median(&ours.cpu)), grouped(median(&bare.cpu))));
    results
}

/// The group commit of the floor without HTTP, in acknowledged answers per second.
///
/// # Errors
/// If it does not run.
pub fn without_http(plan: &Plan, mut floor: Command, database: &Path) -> Result<f64> {
    let seconds = plan.turn.as_secs_f64().to_string();
    let output = floor.arg("loop").arg(database).arg(&seconds).output().map_err(about("the floor did not start"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.trim().parse().map_err(|_| format!("the loop failed: {}", String::from_utf8_lossy(&output.stderr)))
}

impl<'s> Side<'s> {
    async fn of(server: &'s Running, sittings: &'s [Sitting]) -> Result<Self> {
        let mut senders = Vec::new();
        for place in 0..SENDERS {
            let connection = Connection::open(server.address).await?;
            senders.push(Sender { connection, sitting: &sittings[place % sittings.len()], given: place });
        }
        Ok(Self { server, senders, acknowledged: Vec::new(), per_second: Vec::new(), slowest: Vec::new(), cpu: Vec::new() })
    }

    /// Lets all send for so long. The acknowledged answers of a turn that does not count must not be lost either.
    async fn turn(&mut self, span: Duration, counts: bool) -> Result<()> {
        let (before, begun) = (self.server.cpu_seconds()?, Instant::now());
        let sent = self.senders.iter_mut().map(|sender| sender.send(begun + span));
        let sent = futures::future::try_join_all(sent).await?;
        let (took, used) = (begun.elapsed().as_secs_f64(), self.server.cpu_seconds()? - before);
        let (waits, ids): (Vec<f64>, Vec<EvidenceId>) = sent.into_iter().flatten().unzip();
        if counts {
            self.per_second.push(ids.len() as f64 / took);
            self.slowest.push(percentile(&waits, 99.0));
            self.cpu.push(ids.len() as f64 / used.max(0.001));
        }
        self.acknowledged.extend(ids);
        Ok(())
    }
}

impl Sender<'_> {
    /// Milliseconds until each receipt, and what was acknowledged.
    async fn send(&mut self, end: Instant) -> Result<Vec<(f64, EvidenceId)>> {
        let mut sent = Vec::new();
        while Instant::now() < end && sent.len() < MOST {
            let (id, request) = self.next()?;
            let begun = Instant::now();
            let answer = self.connection.exchange(&request).await?;
            let waited = begun.elapsed().as_secs_f64() * 1000.0;
            let told: Option<Acknowledged> = serde_json::from_slice(answer.body).ok();
            match (answer.status, told) {
                (200, Some(Acknowledged { receipt: Receipt::Stored, .. })) => sent.push((waited, id)),
                (status, _) => return Err(format!("an answer was not acknowledged: {status} {}", answer.text()?)),
            }
        }
        Ok(sent)
    }

    /// The next question, and another answer than it had.
    fn next(&mut self) -> Result<(EvidenceId, Vec<u8>)> {
        self.given += 1;
        let questions = &self.sitting.questions;
        let (question, responses) = &questions[self.given % questions.len()];
        let response = responses[(self.given / questions.len()) % responses.len()].clone();
        let id = EvidenceId::new();
        let wire = Wire {
            id,
            unit: self.sitting.unit,
            attempt: Some(self.sitting.attempt),
            question: *question,
            response,
            occurred: SystemClock.now().timestamp_millis(),
        };
        let body = serde_json::to_vec(&wire).map_err(about("an answer"))?;
        Ok((id, post("/learn/answers", &self.sitting.cookie, "application/json", &body)))
    }
}

/// How many of these are not in the database, read by a process that did not write them.
async fn lost(database: &Path, ids: &[EvidenceId]) -> Result<usize> {
    let db = Db::open(&DatabaseUrl::file(database)).await.map_err(about("the database to count in"))?;
    let counts: Vec<i64> = db
        .values(list!("SELECT COUNT(*) FROM evidence WHERE id IN ($list)", in ids.iter().copied()))
        .await
        .map_err(about("counting what was acknowledged"))?;
    db.close().await;
    let found = usize::try_from(counts.iter().sum::<i64>()).map_err(about("counting"))?;
    Ok(ids.len().saturating_sub(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_acknowledged_answer_that_is_not_there_is_lost() {
        let folder = std::env::temp_dir().join(format!("bench-lost-{}", std::process::id()));
        let database = folder.join("a.sqlite");
        let db = Db::open(&DatabaseUrl::file(&database)).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        let ids: Vec<EvidenceId> = (0..130).map(|_| EvidenceId::new()).collect();
        assert_eq!(lost(&database, &ids).await.unwrap(), 130);
        assert_eq!(lost(&database, &[]).await.unwrap(), 0);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
