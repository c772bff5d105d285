//! Reading the answers of a whole form.

use std::collections::HashMap;

use domain::{
    authoring::{Answers, Question, QuizSettings, StoredQuestion},
    ids::QuestionId,
    learning::{
        quiz::{Confidence, Response, typed, validate},
        store::Standing,
    },
};

use crate::forms::Typed;

/// What a form says, question by question, and what of it cannot be an answer.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The answers that can be ones.
    pub responses: HashMap<QuestionId, Response>,
    /// How sure the student is of them, where that is asked and was said.
    pub confidence: HashMap<QuestionId, Confidence>,
    /// The places given to items, from 1, where they are no order: to be shown again as they were typed.
    pub places: HashMap<QuestionId, Vec<Option<usize>>>,
    /// What is wrong with others, in a sentence.
    pub faults: Vec<(QuestionId, String)>,
    /// What is not answered, where that is to be asked about.
    pub open: Vec<QuestionId>,
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

    /// With how sure the student is by the form, where the quiz asks it.
    pub fn with_confidence(mut self, settings: &QuizSettings, questions: &[StoredQuestion], form: &Typed) -> Self {
        for stored in questions.iter().filter(|stored| settings.asks_confidence(&stored.question)) {
            match typed::confidence(stored.id, form.pairs()) {
                Ok(said) => self.confidence.extend(said.map(|said| (stored.id, said))),
                Err(_) => self.faults.push((stored.id, "Say how sure you are with one of the three, or leave it open.".into())),
            }
        }
        self
    }

    /// Above what stands already: that is shown where nothing was typed.
    pub fn above(mut self, standing: HashMap<QuestionId, Standing>) -> Self {
        for (id, stands) in standing {
            self.responses.entry(id).or_insert(stands.response.0);
            if let Some(confidence) = stands.confidence {
                self.confidence.entry(id).or_insert(confidence);
            }
        }
        self
    }

    /// Asking about those of these questions that have no answer.
    pub fn asking(mut self, questions: &[StoredQuestion]) -> Self {
        let is_open = |id: &QuestionId| self.responses.get(id).is_none_or(Response::is_empty);
        self.open = questions.iter().map(|stored| stored.id).filter(is_open).collect();
        self
    }

    /// Whether it says of a question what stands already, or nothing where nothing stands.
    pub fn is_as(&self, id: QuestionId, standing: Option<&Standing>) -> bool {
        let (response, confidence) = (self.responses.get(&id), self.confidence.get(&id).copied());
        match standing {
            Some(stands) => response == Some(&stands.response.0) && confidence == stands.confidence,
            None => response.is_none_or(Response::is_empty) && confidence.is_none(),
        }
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
