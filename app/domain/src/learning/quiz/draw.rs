//! Which questions of a quiz an attempt shows. Like shuffling, the same for the same seed in every version of this program.

use std::borrow::Cow;

use super::shuffled;
use crate::{
    authoring::{QuizSettings, StoredQuestion, pools},
    ids::QuestionId,
};

/// Drawing is another stream of numbers than the order of questions, salt 0, and that of options: "draw" in ASCII, and the line.
const SALT: u64 = 0x6472_6177_0000_0000;

/// The questions of an attempt with this seed, in the author's order.
///
/// For each line of `draw`, counted from 0, the places of its pool are shuffled by the seed and the line ([`shuffled`]), and the first
/// so many are shown. Each question of a pool has the same chance, that of one is independent of other lines, and questions of no pool
/// are always there.
pub fn drawn<'q>(settings: &QuizSettings, questions: &'q [StoredQuestion], seed: i64) -> Cow<'q, [StoredQuestion]> {
    if settings.draw.is_empty() {
        return Cow::Borrowed(questions);
    }
    places(settings, questions, seed).into_iter().map(|place| questions[place].clone()).collect()
}

/// Whether an attempt with this seed shows a question. It is asked with every answer: most quizzes draw nothing.
pub fn is_drawn(settings: &QuizSettings, questions: &[StoredQuestion], seed: i64, question: QuestionId) -> bool {
    let there = questions.iter().position(|stored| stored.id == question);
    there.is_some_and(|there| settings.draw.is_empty() || places(settings, questions, seed).contains(&there))
}

/// How many questions every attempt shows.
pub fn count(settings: &QuizSettings, questions: &[StoredQuestion]) -> usize {
    places(settings, questions, 0).len()
}

fn places(settings: &QuizSettings, questions: &[StoredQuestion], seed: i64) -> Vec<usize> {
    let mut shown = vec![true; questions.len()];
    let pools = pools(&settings.draw, questions.iter().map(|stored| &stored.question));
    for ((line, pool), salt) in settings.draw.iter().zip(pools).zip(SALT..) {
        let order = shuffled(pool.len(), seed, salt);
        order.into_iter().skip(line.count as usize).for_each(|index| shown[pool[index]] = false);
    }
    (0..questions.len()).filter(|place| shown[*place]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authoring::{Answers, Draw, Question, Shuffle, possible};

    fn quiz(draw: &[(u32, &[&str])]) -> QuizSettings {
        let line = |(count, tags): &(u32, &[&str])| Draw { count: *count, tags: tags.iter().map(|tag| (*tag).to_owned()).collect() };
        let draw = draw.iter().map(line).collect();
        QuizSettings { pass: 50, attempts: None, time_limit: None, shuffle: Shuffle::None, draw, confidence: false }
    }

    fn questions(tags: &[&[&str]]) -> Vec<StoredQuestion> {
        let one = |(place, tags): (usize, &&[&str])| {
            let question = Question {
                slug: format!("q-{place}"),
                points: 2,
                tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
                bank: None,
                prompt: String::new(),
                answers: Answers::Short { accepted: vec!["yes".into()] },
                rationale: String::new(),
            };
            StoredQuestion { id: QuestionId(uuid::Uuid::from_u128(place as u128)), question }
        };
        tags.iter().enumerate().map(one).collect()
    }

    fn shown(settings: &QuizSettings, questions: &[StoredQuestion], seed: i64) -> Vec<u128> {
        drawn(settings, questions, seed).iter().map(|stored| stored.id.0.as_u128()).collect()
    }

    const A: &[&str] = &["a"];
    const B: &[&str] = &["b"];
    const BOTH: &[&str] = &["a", "b"];
    const NONE: &[&str] = &[];

    #[test]
    fn a_draw_once_made_is_the_draw_for_ever() {
        // If this fails, attempts of the past would be shown with other questions than their students saw.
        let all = questions(&[A, NONE, A, BOTH, A, A, B, B]);
        let settings = quiz(&[(2, A), (1, B)]);
        assert_eq!(shown(&settings, &all, 42), shown(&settings, &all, 42));
        assert_eq!([42, -1, 7].map(|seed| shown(&settings, &all, seed)), [vec![0, 1, 5, 7], vec![1, 3, 5, 7], vec![1, 3, 5, 7]]);
    }

    #[test]
    fn a_question_of_two_lines_belongs_to_the_first() {
        let all = questions(&[BOTH, A, B]);
        assert_eq!(shown(&quiz(&[(2, A), (1, B)]), &all, 5), [0, 1, 2]);
        assert_eq!(shown(&quiz(&[(1, BOTH), (1, A), (1, B)]), &all, 5), [0, 1, 2]);
        assert!(shown(&quiz(&[(1, &["c"])]), &all, 5).len() == 3, "a line without a pool draws nothing");
    }

    #[test]
    fn without_draw_all_are_there() {
        let all = questions(&[A, B]);
        assert!(matches!(drawn(&quiz(&[]), &all, 3), Cow::Borrowed(there) if there == all));
    }

    #[test]
    fn each_question_of_a_pool_has_the_same_chance_also_of_coming_with_another() {
        let (all, settings, tries) = (questions(&[A; 6]), quiz(&[(2, A)]), 30_000);
        let (mut times, mut pairs) = ([0; 6], std::collections::HashMap::new());
        for seed in 0..tries {
            // Seeds are random in attempts; here they follow one another, which is harder.
            let shown = shown(&settings, &all, seed);
            shown.iter().for_each(|place| times[*place as usize] += 1);
            *pairs.entry(shown).or_insert(0) += 1;
        }
        // Five standard deviations of a binomial distribution.
        let fair = |seen: i32, chance: f64| {
            let (expected, off) = (tries as f64 * chance, (tries as f64 * chance * (1.0 - chance)).sqrt() * 5.0);
            (f64::from(seen) - expected).abs() < off
        };
        assert!(times.iter().all(|seen| fair(*seen, 1.0 / 3.0)), "{times:?}");
        assert!(pairs.len() == 15 && pairs.values().all(|seen| fair(*seen, 1.0 / 15.0)), "{pairs:?}");
    }

    proptest! {
        #[test]
        fn always_so_many_in_the_author_s_order_and_worth_the_same(
            tags in prop::collection::vec(0_usize..4, 4..25), first in 1_u32..4, second in 1_u32..4, seed: i64
        ) {
            let tags: Vec<&[&str]> = tags.into_iter().map(|index| [NONE, A, B, BOTH][index]).collect();
            let (all, settings) = (questions(&tags), quiz(&[(first, A), (second, B)]));
            let pools = pools(&settings.draw, all.iter().map(|stored| &stored.question));
            let shown = shown(&settings, &all, seed);
            prop_assert!(shown.is_sorted());
            prop_assert_eq!(shown.len(), count(&settings, &all));
            for (pool, count) in pools.iter().zip([first, second]) {
                let there = shown.iter().filter(|place| pool.contains(&(**place as usize))).count();
                prop_assert_eq!(there, pool.len().min(count as usize));
            }
            let always = (0..all.len()).filter(|place| !pools.iter().flatten().any(|other| other == place));
            for place in always {
                prop_assert!(shown.contains(&(place as u128)));
            }
            let worth: u32 = drawn(&settings, &all, seed).iter().map(|stored| stored.question.points).sum();
            let definitions: Vec<&Question> = all.iter().map(|stored| &stored.question).collect();
            prop_assert_eq!(worth, possible(&settings.draw, &definitions));
            for stored in &all {
                prop_assert_eq!(is_drawn(&settings, &all, seed, stored.id), shown.contains(&stored.id.0.as_u128()));
            }
        }
    }
}
