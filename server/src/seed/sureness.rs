//! How sure students of the demo say they are.

use domain::{
    authoring::Question,
    learning::quiz::{Confidence, Response, share},
};

use super::chance::Chance;

/// A question that turns on half a sentence, and the wrong option that those choose who know their lesson and read past it.
pub const READ_PAST: (&str, usize) = ("checkpoint-bed-days", 2);
/// Whose answers are right so often. The best read to the end.
const HASTY: std::ops::Range<f64> = 0.75..0.9;
/// How many leave it open, and how likely the others are certain and fairly sure, when they are right and when they are wrong.
const OPEN: f64 = 0.15;
const RIGHT: [f64; 2] = [0.5, 0.7];
const WRONG: [f64; 2] = [0.05, 0.45];

/// What somebody answers who reads past what a question turns on; nothing if they do not, or to another question.
pub fn read_past(question: &Question, skill: f64) -> Option<Response> {
    (question.slug == READ_PAST.0 && HASTY.contains(&skill)).then(|| Response::Options(vec![READ_PAST.1]))
}

/// How sure somebody is of an answer, unless they leave it open. Whoever read past something does not know it.
pub fn sure(question: &Question, response: &Response, chance: &mut Chance) -> Option<Confidence> {
    if *response == Response::Options(vec![READ_PAST.1]) && question.slug == READ_PAST.0 {
        return Some(Confidence::Certain);
    }
    if chance.happens(OPEN) {
        return None;
    }
    let [certain, fair] = if share(question, response) < 0.5 { WRONG } else { RIGHT };
    Some(match (chance.happens(certain), chance.happens(fair)) {
        (true, _) => Confidence::Certain,
        (false, true) => Confidence::Fair,
        (false, false) => Confidence::Guess,
    })
}
