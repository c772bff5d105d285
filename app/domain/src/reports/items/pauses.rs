//! How long a question takes.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::ids::{AttemptId, QuestionId};

crate::row! {
    /// When the answer that stands was given in an attempt.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Answering {
        /// Which attempt.
        pub attempt_id: AttemptId,
        /// When it was begun.
        pub started_at: DateTime<Utc>,
        /// Which question.
        pub question_id: QuestionId,
        /// When it was answered.
        pub occurred_at: DateTime<Utc>,
    }
}

/// For each question the median number of seconds between the answer before it, or the beginning, and its own, which stands from when
/// its student last changed it or said how sure of it they were. Answers that came all at
/// once, as from a form without scripts, tell nothing of it and are left out. `answers` are in the order of attempt and time.
pub fn median_seconds(answers: &[Answering]) -> HashMap<QuestionId, i64> {
    let mut seconds: HashMap<QuestionId, Vec<i64>> = HashMap::new();
    for attempt in answers.chunk_by(|one, two| one.attempt_id == two.attempt_id) {
        let mut before = attempt[0].started_at;
        for at_once in attempt.chunk_by(|one, two| one.occurred_at == two.occurred_at) {
            if let [alone] = at_once {
                seconds.entry(alone.question_id).or_default().push((alone.occurred_at - before).num_seconds());
            }
            before = at_once[0].occurred_at;
        }
    }
    seconds.into_iter().filter_map(|(question, seconds)| Some((question, median(seconds)?))).collect()
}

/// The one in the middle; of two, the mean. None of none.
pub(in crate::reports) fn median(mut of: Vec<i64>) -> Option<i64> {
    of.sort_unstable();
    let upper = *of.get(of.len() / 2)?;
    Some((upper + of[(of.len() - 1) / 2]) / 2)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn time_runs_from_the_answer_before() {
        let (one, two, three) = (QuestionId::new(), QuestionId::new(), QuestionId::new());
        let begun = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let attempt = |answers: &[(QuestionId, i64)]| -> Vec<Answering> {
            let attempt_id = AttemptId::new();
            let at = |&(question_id, seconds): &(QuestionId, i64)| Answering {
                attempt_id,
                started_at: begun,
                question_id,
                occurred_at: begun + TimeDelta::seconds(seconds),
            };
            answers.iter().map(at).collect()
        };
        let answers =
            [attempt(&[(one, 40), (two, 100)]), attempt(&[(two, 80), (one, 100)]), attempt(&[(one, 300), (two, 300), (three, 310)])];
        let found = median_seconds(&answers.concat());
        assert_eq!(found, HashMap::from([(one, 30), (two, 70), (three, 10)]));
        assert!(median_seconds(&[]).is_empty());
    }
}
