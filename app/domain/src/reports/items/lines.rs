//! What was answered to a question, by how well students did.

use std::collections::BTreeMap;

use super::{Alike, LEAST, Line, Parts, Said};
use crate::{
    authoring::{Answers, Choice, Question},
    learning::quiz::{Response, folded, parse_number, share},
};

/// One line for each way to answer that is told apart. Options of a question with several right ones are lines of their own, so that
/// their numbers together are more than there are students.
pub(super) fn lines(question: &Question, alike: &[&Alike]) -> Vec<Line> {
    let mut lines = match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => of_options(options, alike),
        _ => of_grades(question, alike),
    };
    let nothing = count(alike.iter().filter(|one| response(one).is_none()));
    if nothing.all() > 0 {
        lines.push(Line { said: Said::Nothing, right: false, students: nothing });
    }
    lines
}

/// The answer, unless it was taken back.
pub(super) fn response(alike: &Alike) -> Option<&Response> {
    alike.response.as_ref().map(|response| &response.0).filter(|response| !response.is_empty())
}

fn count<'a, 'b: 'a>(alike: impl Iterator<Item = &'a &'b Alike>) -> Parts {
    let mut parts = Parts::default();
    alike.for_each(|one| parts.count(one.part, one.students));
    parts
}

fn of_options(options: &[Choice], alike: &[&Alike]) -> Vec<Line> {
    let chose = |one: &Alike, index: usize| matches!(response(one), Some(Response::Options(chosen)) if chosen.contains(&index));
    let line = |(index, option): (usize, &Choice)| Line {
        said: Said::Option(index),
        right: option.right,
        students: count(alike.iter().filter(|one| chose(one, index))),
    };
    options.iter().enumerate().map(line).collect()
}

fn of_grades(question: &Question, alike: &[&Alike]) -> Vec<Line> {
    let (mut right, mut partly, mut wrong) = (Parts::default(), Parts::default(), Parts::default());
    let mut typed: BTreeMap<String, Parts> = BTreeMap::new();
    for one in alike {
        let Some(response) = response(one) else { continue };
        let share = share(question, response);
        if share >= 1.0 {
            right.count(one.part, one.students);
        } else if share > 0.0 {
            partly.count(one.part, one.students);
        } else if let Some(text) = common_form(response) {
            typed.entry(text).or_default().count(one.part, one.students);
        } else {
            wrong.count(one.part, one.students);
        }
    }
    let (common, rare): (Vec<_>, Vec<_>) = typed.into_iter().partition(|(_, students)| students.all() >= LEAST);
    rare.into_iter().for_each(|(_, students)| wrong = wrong + students);
    let graded =
        [(Said::Right, right), (Said::PartlyRight, partly)].map(|(said, students)| Line { right: said == Said::Right, said, students });
    let typed = common.into_iter().map(|(text, students)| Line { said: Said::Typed(text), right: false, students });
    let rest = Line { said: Said::Wrong, right: false, students: wrong };
    graded.into_iter().chain(typed).chain([rest]).filter(|line| line.right || line.students.all() > 0).collect()
}

/// What was typed, in the form in which those who meant the same wrote the same.
fn common_form(response: &Response) -> Option<String> {
    match response {
        Response::Number(typed) => parse_number(typed).map(|number| number.to_string()),
        Response::Text(text) => Some(folded(text)),
        _ => None,
    }
}
