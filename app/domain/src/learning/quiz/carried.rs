//! What an answer to a question says of the same question in another version.

use super::{Response, validate};
use crate::authoring::{Answers, Choice, Question};

/// The same answer to the question as another version has it. Options, sides and items are found again by what they say, or at their
/// place, where only the wording was changed. Nothing if the answer would say there what the student did not say.
pub fn carried(from: &Question, to: &Question, response: &Response) -> Option<Response> {
    let response = match (&from.answers, &to.answers, response) {
        (
            Answers::Single { options } | Answers::Multiple { options },
            Answers::Single { options: there } | Answers::Multiple { options: there },
            Response::Options(chosen),
        ) => Response::Options(all(chosen, &said(options), &said(there))?),
        (Answers::Matching { lefts, rights, .. }, Answers::Matching { lefts: ours, rights: theirs, .. }, Response::Pairs(pairs)) => {
            Response::Pairs(paired((lefts, ours), (rights, theirs), pairs)?)
        }
        (Answers::Ordering { items, .. }, Answers::Ordering { items: there, .. }, Response::Order(order)) => {
            Response::Order(all(order, &texts(items), &texts(there))?)
        }
        _ => response.clone(),
    };
    validate(to, &response).ok().map(|()| response)
}

fn said(options: &[Choice]) -> Vec<&str> {
    options.iter().map(|option| option.html.as_str()).collect()
}

fn texts(htmls: &[String]) -> Vec<&str> {
    htmls.iter().map(String::as_str).collect()
}

fn all(indexes: &[usize], from: &[&str], to: &[&str]) -> Option<Vec<usize>> {
    indexes.iter().map(|index| found(*index, from, to)).collect()
}

/// Where a text stands now: where it says the same, or, if its wording changed, where it stood.
fn found(index: usize, from: &[&str], to: &[&str]) -> Option<usize> {
    let text = from.get(index)?;
    if to.get(index) == Some(text) {
        return Some(index);
    }
    let reworded = from.len() == to.len() && to.get(index).is_some_and(|there| !from.contains(there));
    to.iter().position(|there| there == text).or_else(|| reworded.then_some(index))
}

/// Right sides for the left sides as they stand now. A left side that is new has none yet.
fn paired(
    (lefts, ours): (&[String], &[String]),
    (rights, theirs): (&[String], &[String]),
    pairs: &[Option<usize>],
) -> Option<Vec<Option<usize>>> {
    let (lefts, ours, rights, theirs) = (texts(lefts), texts(ours), texts(rights), texts(theirs));
    let mut there = vec![None; ours.len()];
    for (left, right) in pairs.iter().enumerate().filter_map(|(left, right)| right.map(|right| (left, right))) {
        *there.get_mut(found(left, &lefts, &ours)?)? = Some(found(right, &rights, &theirs)?);
    }
    Some(there)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(answers: Answers) -> Question {
        Question { slug: "q".into(), points: 1, tags: vec![], bank: None, prompt: String::new(), answers, rationale: String::new() }
    }

    fn choice(texts: &[&str]) -> Question {
        let option = |text: &&str| Choice { html: (*text).into(), right: false, fixed: false, feedback: None };
        question(Answers::Multiple { options: texts.iter().map(option).collect() })
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn matching(lefts: &[&str], rights: &[&str]) -> Question {
        question(Answers::Matching { lefts: owned(lefts), rights: owned(rights), pairs: vec![0; lefts.len()] })
    }

    #[test]
    fn options_are_found_again_by_what_they_say() {
        let chosen = Response::Options(vec![0, 2]);
        let go = |to: &[&str]| carried(&choice(&["a", "b", "c"]), &choice(to), &chosen);
        assert_eq!(go(&["a", "b", "c"]), Some(chosen.clone()));
        assert_eq!(go(&["c", "x", "a", "b"]), Some(Response::Options(vec![2, 0])), "in another order");
        assert_eq!(go(&["a!", "b", "c"]), Some(chosen.clone()), "with another wording");
        assert_eq!(go(&["b", "c"]), None, "what was chosen is gone");
        assert_eq!(go(&["b", "x", "c"]), None, "another option stands at its place");
    }

    #[test]
    fn pairs_keep_what_belongs_to_what() {
        let from = matching(&["l", "m"], &["x", "y"]);
        let given = Response::Pairs(vec![Some(1), None]);
        assert_eq!(carried(&from, &matching(&["n", "m", "l"], &["y", "x"]), &given), Some(Response::Pairs(vec![None, None, Some(0)])));
        assert_eq!(carried(&from, &matching(&["l", "m"], &["x"]), &given), None);
    }

    #[test]
    fn an_order_of_other_items_is_no_answer() {
        let ordering = |items: &[&str]| question(Answers::Ordering { items: owned(items), order: vec![] });
        let given = Response::Order(vec![1, 0]);
        assert_eq!(carried(&ordering(&["a", "b"]), &ordering(&["b", "a"]), &given), Some(Response::Order(vec![0, 1])));
        assert_eq!(carried(&ordering(&["a", "b"]), &ordering(&["a", "b", "c"]), &given), None);
    }

    #[test]
    fn an_answer_of_another_kind_is_none() {
        let short = question(Answers::Short { accepted: vec![] });
        assert_eq!(carried(&choice(&["a"]), &short, &Response::Options(vec![0])), None);
        let number = Response::Number("1.5".into());
        let numeric = |value| question(Answers::Numeric { value, tolerance: crate::authoring::Tolerance::Absolute(0.0), unit: None });
        assert_eq!(carried(&numeric(1.0), &numeric(2.0), &number), Some(number.clone()));
    }
}
