//! What students of the demo did, told as evidence: so the demo's progress is computed as everybody's is.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    assignments::{
        Assignment,
        store::{NewHandIn, hand_in},
    },
    authoring::{QuizSettings, Simulation, StoredQuestion, UnitKind},
    db::Tx,
    ids::{AttemptId, EnrollmentId, EvidenceId, HandInId, PersonId, QuestionId, UnitId, VersionId},
    learning::{
        evidence::{Act, Answered, Attempted, Did, Evidence, Submitted, Whereabouts},
        projection::append,
        quiz::{self, Response},
    },
};

use super::{
    answers,
    chance::Chance,
    stories::{Begun, Story},
    sureness::{read_past, sure},
};

/// A question whose wording misleads those who know more, and the wrong option they choose. Its second version says it better.
const MISLEADING: (&str, usize) = ("checkpoint-southwest", 1);
/// Whose answers are right so often, and who did not prepare for a last try.
const MISLED: std::ops::Range<f64> = 0.8..1.0;
/// The stream of chance by which they say how sure they are, apart from that by which they answer.
const SURENESS: u64 = 31;

/// A unit of the module, as much as studying it needs.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// What it is as an assignment, if it is one.
    pub assignment: Assignment,
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// How it is taken, if it is a quiz.
    pub quiz: Option<QuizSettings>,
    /// Its questions, in order.
    pub questions: Vec<StoredQuestion>,
    /// The simulators in its text, in order.
    pub simulations: Vec<Simulation>,
    /// When it is due for this cohort.
    pub due_at: DateTime<Utc>,
}

/// The module as a cohort studies it.
#[derive(Clone, Debug)]
pub struct Course {
    /// The version.
    pub version: VersionId,
    /// When it opened.
    pub opens_at: DateTime<Utc>,
    /// Its units, in order.
    pub units: Vec<Unit>,
}

/// A student at work.
pub struct Studying<'a> {
    /// Where what they do is kept.
    pub tx: &'a Tx,
    /// What they study.
    pub course: &'a Course,
    /// Who.
    pub person: PersonId,
    /// Their place in the cohort.
    pub enrollment: EnrollmentId,
    /// How likely an answer is right.
    pub skill: f64,
    /// What they write to a case.
    pub writes: &'static str,
    /// Their luck.
    pub chance: Chance,
}

impl Studying<'_> {
    /// Does what the story tells, up to now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn tell(&mut self, story: &Story, now: DateTime<Utc>) -> Result<()> {
        let course = self.course;
        let times = self.times(story, now);
        for (unit, end) in course.units.iter().zip(times) {
            self.complete(unit, end).await?;
        }
        match (course.units.get(story.done), story.begun) {
            (Some(unit), Begun::HalfRead) => self.acts(unit, now - story.ago(), vec![Act::plain(Did::Started)]).await,
            (Some(unit), Begun::Answering) => self.begin_to_answer(unit, now - story.ago()).await,
            _ => Ok(()),
        }
    }

    /// When each completed unit was completed: spread between the opening and the last activity, before the dates if punctual.
    fn times(&mut self, story: &Story, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let (first, last) = (self.course.opens_at + TimeDelta::hours(14), now - story.ago());
        let step = (last - first) / (story.done.max(1) as i32);
        let mut end = first;
        let mut times = Vec::new();
        for (place, unit) in self.course.units.iter().take(story.done).enumerate() {
            let jitter = TimeDelta::minutes(self.chance.below(600) as i64);
            let even = (first + step * (place as i32 + 1) - jitter).min(last);
            let in_time = unit.due_at - TimeDelta::hours(3 + self.chance.below(60) as i64);
            let wanted = if story.punctual { even.min(in_time) } else { even };
            // Nobody completes two units at once.
            end = wanted.max(end + TimeDelta::minutes(unit.minutes)).min(now);
            times.push(end);
        }
        times
    }

    async fn complete(&mut self, unit: &Unit, end: DateTime<Utc>) -> Result<()> {
        let begin = end - TimeDelta::minutes(unit.minutes);
        match unit.kind {
            UnitKind::Lesson => {
                self.acts(unit, end - self.reading_time(unit), vec![Act::plain(Did::Started)]).await?;
                let mut acts = Vec::new();
                for question in &unit.questions {
                    let response = answers::given(&question.question, self.skill, &mut self.chance);
                    acts.push(answered(question.id, response));
                }
                acts.extend([Act::plain(Did::Read), Act::plain(Did::Completed)]);
                self.save_runs(unit, end).await?;
                self.acts(unit, end, acts).await
            }
            UnitKind::Assignment => self.hand_in(unit, (begin, end)).await,
            UnitKind::Case => {
                let written = answered(QuestionId(unit.id.0), Response::Text(self.writes.to_owned()));
                self.acts(unit, begin, vec![Act::plain(Did::Started)]).await?;
                self.acts(unit, end, vec![written, Act::plain(Did::Completed)]).await
            }
            UnitKind::Quiz => self.pass(unit, end).await,
            UnitKind::Simulation | UnitKind::LiveSession => {
                self.acts(unit, begin, vec![Act::plain(Did::Started)]).await?;
                self.save_runs(unit, end).await?;
                self.acts(unit, end, vec![Act::plain(Did::Completed)]).await
            }
        }
    }

    async fn hand_in(&self, unit: &Unit, (begin, end): (DateTime<Utc>, DateTime<Utc>)) -> Result<()> {
        let written = answered(QuestionId(unit.id.0), Response::Text(self.writes.to_owned()));
        self.acts(unit, begin, vec![Act::plain(Did::Started)]).await?;
        self.acts(unit, end, vec![written]).await?;
        let new = NewHandIn {
            id: HandInId::new(),
            at: Whereabouts { person: self.person, enrollment: self.enrollment, version: self.course.version, unit: unit.id },
            assignment: unit.assignment.clone(),
            for_team: false,
            due_at: unit.due_at,
            text: self.writes.to_owned(),
            files: Vec::new(),
            runs: self.choose_runs(unit).await?,
        };
        hand_in(self.tx, end, &new).await
    }

    /// Who knows less reads longer, and no author thinks of the questions in the text.
    fn reading_time(&self, unit: &Unit) -> TimeDelta {
        let questions = 4 * 60 * unit.questions.len() as i64;
        TimeDelta::seconds((unit.minutes as f64 * 60.0 * (1.4 - 0.5 * self.skill)) as i64 + questions)
    }

    /// Tries the quiz until it is passed, a day between the tries; the last allowed one is prepared for.
    async fn pass(&mut self, unit: &Unit, end: DateTime<Utc>) -> Result<()> {
        let Some(settings) = &unit.quiz else { return Ok(()) };
        let most = settings.attempts.unwrap_or(3);
        let mut tries = Vec::new();
        for number in 1..=most {
            let skill = if number == most { 1.0 } else { self.skill };
            let mut responses = self.responses(unit, unit.questions.len(), skill);
            let seed = self.seed(i64::from(number));
            let drawn = quiz::drawn(settings, &unit.questions, seed);
            responses.retain(|id, _| drawn.iter().any(|stored| stored.id == *id));
            let result = quiz::result(&drawn, &responses, settings.pass);
            tries.push(((i64::from(number), seed), responses, result));
            if result.passed {
                break;
            }
        }
        let count = tries.len() as i32;
        for ((number, responses, result), place) in tries.into_iter().zip(1..) {
            let end = end - TimeDelta::hours(25) * (count - place);
            let begin = end - TimeDelta::minutes(unit.minutes * 3 / 4);
            let attempt = self.attempt(unit, settings, number, begin).await?;
            self.answer(unit, attempt, &responses, (begin, end - TimeDelta::minutes(1))).await?;
            let submitted = Submitted { submitted: attempt, points: result.points, possible: result.possible, passed: result.passed };
            let mut acts = vec![Act::Submitted(submitted)];
            acts.extend(result.passed.then(|| Act::plain(Did::Completed)));
            self.acts(unit, end, acts).await?;
        }
        Ok(())
    }

    /// Answers the first third of a quiz and stops there.
    async fn begin_to_answer(&mut self, unit: &Unit, end: DateTime<Utc>) -> Result<()> {
        let Some(settings) = &unit.quiz else { return Ok(()) };
        let begin = end - TimeDelta::minutes(12);
        let seed = self.seed(1);
        let attempt = self.attempt(unit, settings, (1, seed), begin).await?;
        let mut responses = self.responses(unit, unit.questions.len() / 3, self.skill);
        responses.retain(|id, _| quiz::is_drawn(settings, &unit.questions, seed, *id));
        self.answer(unit, attempt, &responses, (begin, end)).await
    }

    fn responses(&mut self, unit: &Unit, count: usize, skill: f64) -> HashMap<QuestionId, Response> {
        let chance = &mut self.chance;
        let given = |stored: &StoredQuestion, chance: &mut Chance| {
            let response = answers::given(&stored.question, skill, chance);
            let misled =
                || (stored.question.slug == MISLEADING.0 && MISLED.contains(&skill)).then(|| Response::Options(vec![MISLEADING.1]));
            read_past(&stored.question, skill).or_else(misled).unwrap_or(response)
        };
        unit.questions.iter().take(count).map(|stored| (stored.id, given(stored, chance))).collect()
    }

    /// Of an attempt, apart from the chance by which people answer.
    fn seed(&self, number: i64) -> i64 {
        self.chance.apart(number as u64).below(1 << 40) as i64
    }

    async fn attempt(
        &mut self,
        unit: &Unit,
        settings: &QuizSettings,
        (number, seed): (i64, i64),
        begin: DateTime<Utc>,
    ) -> Result<AttemptId> {
        let closes_at = settings.time_limit.map(|minutes| begin + TimeDelta::minutes(i64::from(minutes)));
        let evidence = self.evidence(unit, begin, Act::Attempted(Attempted { number, seed, closes_at }));
        append(self.tx, std::slice::from_ref(&evidence), begin).await?;
        Ok(AttemptId(evidence.id.0))
    }

    /// Answers one question after the other, each in the time its text takes, says how sure they are where that is asked, and sends all
    /// at the end.
    async fn answer(
        &self,
        unit: &Unit,
        attempt: AttemptId,
        given: &HashMap<QuestionId, Response>,
        (begin, end): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<()> {
        let length = |stored: &StoredQuestion| stored.question.prompt.len() as i64;
        let answered_ones: Vec<(&StoredQuestion, &Response)> =
            unit.questions.iter().filter_map(|stored| Some((stored, given.get(&stored.id)?))).collect();
        let whole: i64 = answered_ones.iter().map(|(stored, _)| length(stored)).sum();
        let (mut read, mut batch, mut chance) = (0, Vec::new(), self.chance.apart(SURENESS));
        for (stored, response) in answered_ones {
            read += length(stored);
            let at = begin + TimeDelta::seconds((end - begin).num_seconds() * read / whole.max(1));
            let asked = unit.quiz.as_ref().is_some_and(|quiz| quiz.asks_confidence(&stored.question));
            let confidence = if asked { sure(&stored.question, response, &mut chance) } else { None };
            let answered = Answered { attempt: Some(attempt), question: stored.id, response: response.clone(), confidence, late: false };
            batch.push(self.evidence(unit, at, Act::Answered(answered)));
        }
        append(self.tx, &batch, end).await?;
        Ok(())
    }

    /// Keeps acts of one sitting, as recorded at its end.
    async fn acts(&self, unit: &Unit, at: DateTime<Utc>, acts: Vec<Act>) -> Result<()> {
        let batch: Vec<Evidence> = acts.into_iter().map(|act| self.evidence(unit, at, act)).collect();
        append(self.tx, &batch, at).await?;
        Ok(())
    }

    fn evidence(&self, unit: &Unit, occurred_at: DateTime<Utc>, act: Act) -> Evidence {
        let at = Whereabouts { person: self.person, enrollment: self.enrollment, version: self.course.version, unit: unit.id };
        Evidence { id: EvidenceId::new(), at, act, occurred_at }
    }
}

/// An answer outside of quizzes.
fn answered(question: QuestionId, response: Response) -> Act {
    Act::Answered(Answered { attempt: None, question, response, confidence: None, late: false })
}
