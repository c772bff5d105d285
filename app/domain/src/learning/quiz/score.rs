//! What an answer is worth.

use std::collections::{BTreeSet, HashMap};

use super::{Response, folded, parse_number};
use crate::{
    authoring::{Answers, Choice, Question, StoredQuestion},
    ids::QuestionId,
};

/// What a quiz was worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuizResult {
    /// Points reached.
    pub points: f64,
    /// Points there were.
    pub possible: f64,
    /// Whether that passes.
    pub passed: bool,
}

/// What the answers to a quiz are worth, in whole millionths of a point, and whether that reaches `pass` percent. Questions that are
/// not scored do not count.
///
/// Millionths, because evidence keeps points as JSON: a third of a point with all its digits is read back a last bit off.
pub fn result(questions: &[StoredQuestion], answers: &HashMap<QuestionId, Response>, pass: u32) -> QuizResult {
    let scored = questions.iter().filter(|stored| stored.question.kind().is_scored());
    let (mut points, mut possible) = (0.0, 0.0);
    for stored in scored {
        let worth = f64::from(stored.question.points);
        possible += worth;
        points += worth * answers.get(&stored.id).map_or(0.0, |response| share(&stored.question, response));
    }
    let points = (points * 1e6).round() / 1e6;
    // What is right by the decimal may be a last bit short: whoever stands on the level has reached it.
    let passed = crate::learning::rules::percent(points, possible) + 1e-9 >= f64::from(pass);
    QuizResult { points, possible, passed }
}

/// How much of a question's points a response earns, 0 to 1. Of a question that is not scored, nothing.
pub fn share(question: &Question, response: &Response) -> f64 {
    match (&question.answers, response) {
        (Answers::Single { options }, Response::Options(chosen)) => single(options, chosen),
        (Answers::Multiple { options }, Response::Options(chosen)) => multiple(options, chosen),
        (Answers::Numeric { value, tolerance, .. }, Response::Number(typed)) => {
            let off = parse_number(typed).map(|number| (number - value).abs());
            // The border counts, and the last bit of a decimal fraction must not decide.
            let allowed = tolerance.around(*value) + value.abs().max(1.0) * 1e-12;
            whole(off.is_some_and(|off| off <= allowed))
        }
        (Answers::Matching { pairs, .. }, Response::Pairs(given)) => {
            let right = pairs.iter().zip(given).filter(|(right, given)| Some(**right) == **given).count();
            ratio(right, pairs.len())
        }
        (Answers::Ordering { order, .. }, Response::Order(given)) => ordering(order, given),
        (Answers::Short { accepted }, Response::Text(text)) => {
            let text = folded(text);
            whole(!text.is_empty() && accepted.iter().any(|answer| folded(answer) == text))
        }
        _ => 0.0,
    }
}

fn whole(right: bool) -> f64 {
    if right { 1.0 } else { 0.0 }
}

fn ratio(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

fn single(options: &[Choice], chosen: &[usize]) -> f64 {
    whole(matches!(chosen, [index] if options.get(*index).is_some_and(|option| option.right)))
}

/// Right choices less wrong ones, as a share of the right options; never below zero. Choosing everything earns nothing, and so does
/// choosing nothing. An option chosen twice is chosen once.
fn multiple(options: &[Choice], chosen: &[usize]) -> f64 {
    let chosen: BTreeSet<&usize> = chosen.iter().collect();
    let is_right = |index: &&&usize| options.get(***index).is_some_and(|option| option.right);
    let right = chosen.iter().filter(is_right).count();
    let there = options.iter().filter(|option| option.right).count();
    ratio(right.saturating_sub(chosen.len() - right), there)
}

/// The share of neighbors that follow each other rightly.
fn ordering(order: &[usize], given: &[usize]) -> f64 {
    if given.len() != order.len() || order.is_empty() {
        return 0.0;
    }
    if order.len() == 1 {
        return whole(given == order);
    }
    let right = order.windows(2).filter(|pair| given.windows(2).any(|other| *pair == other)).count();
    ratio(right, order.len() - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authoring::Tolerance;

    fn question(answers: Answers) -> Question {
        Question { slug: "q".into(), points: 2, tags: vec![], bank: None, prompt: String::new(), answers, rationale: String::new() }
    }

    fn choices(right: &[bool]) -> Vec<Choice> {
        right.iter().map(|right| Choice { html: String::new(), right: *right, fixed: false, feedback: None }).collect()
    }

    #[test]
    fn one_right_option_is_all_or_nothing() {
        let asked = question(Answers::Single { options: choices(&[false, true]) });
        assert_eq!(share(&asked, &Response::Options(vec![1])), 1.0);
        assert_eq!(share(&asked, &Response::Options(vec![0])), 0.0);
        assert_eq!(share(&asked, &Response::Options(vec![])), 0.0);
    }

    #[test]
    fn wrong_choices_cost_what_right_ones_earn() {
        let asked = question(Answers::Multiple { options: choices(&[true, true, false, false]) });
        assert_eq!(share(&asked, &Response::Options(vec![0, 1])), 1.0);
        assert_eq!(share(&asked, &Response::Options(vec![0, 1, 1, 0])), 1.0);
        assert_eq!(share(&asked, &Response::Options(vec![0])), 0.5);
        assert_eq!(share(&asked, &Response::Options(vec![0, 1, 2, 3])), 0.0);
        assert_eq!(share(&asked, &Response::Options(vec![2, 3])), 0.0);
        assert_eq!(share(&asked, &Response::Options(vec![])), 0.0);
    }

    #[test]
    fn the_border_of_a_tolerance_counts() {
        let asked = question(Answers::Numeric { value: 0.3, tolerance: Tolerance::Absolute(0.1), unit: None });
        assert_eq!(share(&asked, &Response::Number("0.4".into())), 1.0);
        assert_eq!(share(&asked, &Response::Number("0.2".into())), 1.0);
        assert_eq!(share(&asked, &Response::Number("0.41".into())), 0.0);
        let percent = question(Answers::Numeric { value: 5000.0, tolerance: Tolerance::Percent(1.0), unit: None });
        assert_eq!(share(&percent, &Response::Number("$5,050".into())), 1.0);
        assert_eq!(share(&percent, &Response::Number("5051".into())), 0.0);
    }

    #[test]
    fn order_counts_by_neighbors() {
        let asked = question(Answers::Ordering { items: vec![String::new(); 4], order: vec![2, 0, 1, 3] });
        assert_eq!(share(&asked, &Response::Order(vec![2, 0, 1, 3])), 1.0);
        assert_eq!(share(&asked, &Response::Order(vec![3, 2, 0, 1])), 2.0 / 3.0);
        assert_eq!(share(&asked, &Response::Order(vec![3, 1, 0, 2])), 0.0);
    }

    #[test]
    fn a_passing_level_reached_exactly_is_reached() {
        let ask =
            |right: &[bool]| StoredQuestion { id: QuestionId::new(), question: question(Answers::Multiple { options: choices(right) }) };
        let questions = [ask(&[true, false, false]), ask(&[true, false, false]), ask(&[true, false, false])];
        let answers = HashMap::from([(questions[0].id, Response::Options(vec![0])), (questions[1].id, Response::Options(vec![0]))]);
        let result = result(&questions, &answers, 66);
        assert_eq!((result.points, result.possible, result.passed), (4.0, 6.0, true));
        assert!(!super::result(&questions, &answers, 67).passed);
    }

    #[test]
    fn what_was_earned_is_read_back_as_it_was_written() {
        for (worth, pairs) in (1..=20_u32).flat_map(|worth| (1..=12_usize).map(move |pairs| (worth, pairs))) {
            let answers = Answers::Matching { lefts: vec![String::new(); pairs], rights: vec![String::new(); 2], pairs: vec![0; pairs] };
            let asked = StoredQuestion { id: QuestionId::new(), question: Question { points: worth, ..question(answers) } };
            for right in 0..=pairs {
                let given = (0..pairs).map(|pair| Some(usize::from(pair >= right))).collect();
                let points = result(std::slice::from_ref(&asked), &HashMap::from([(asked.id, Response::Pairs(given))]), 50).points;
                let kept = serde_json::to_string(&points).unwrap();
                assert_eq!(serde_json::from_str::<f64>(&kept).unwrap().to_bits(), points.to_bits(), "{kept}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_share_is_never_outside_zero_and_one(right in prop::collection::vec(any::<bool>(), 1..8), chosen in prop::collection::vec(0_usize..10, 0..10)) {
            let asked = question(Answers::Multiple { options: choices(&right) });
            let share = share(&asked, &Response::Options(chosen));
            prop_assert!((0.0..=1.0).contains(&share));
        }
    }
}
