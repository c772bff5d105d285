//! Reading the answers of a whole form.

use std::collections::HashMap;

use domain::{
    authoring::{Answers, Question, StoredQuestion},
    ids::QuestionId,
    learning::quiz::{Response, typed, validate},
};

use crate::forms::Typed;

/// What a form says, question by question, and what of it cannot be an answer.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The answers that can be ones.
    pub responses: HashMap<QuestionId, Response>,
    /// The places given to items, from 1, where they are no order: to be shown again as they were typed.
    pub places: HashMap<QuestionId, Vec<Option<usize>>>,
    /// What is wrong with others, in a sentence.
    pub faults: Vec<(QuestionId, String)>,
}

impl Given {
    /// Of a form with the fields of these questions. What cannot be an answer is kept to be shown again.
    pub fn read(questions: &[StoredQuestion], form: &Typed) -> Self {
        let mut given = Self::default();
        for stored in questions {
            let count = parts(&stored.question);
            let pairs = form.pairs().collect::<Vec<_>>().into_iter();
            match typed::response(stored.question.kind(), stored.id, count, pairs.clone()) {
                None => {
                    given.faults.push((stored.id, "Give every place once, from first to last.".into()));
                    given.places.insert(stored.id, typed::parts(stored.id, count, pairs));
                }
                Some(response) => {
                    if let Err(fault) = validate(&stored.question, &response) {
                        given.faults.push((stored.id, fault.to_string()));
                    }
                    given.responses.insert(stored.id, response);
                }
            }
        }
        given
    }
}

/// How many fields a question has: left sides, or items to order.
fn parts(question: &Question) -> usize {
    match &question.answers {
        Answers::Matching { lefts, .. } => lefts.len(),
        Answers::Ordering { items, .. } => items.len(),
        _ => 0,
    }
}
