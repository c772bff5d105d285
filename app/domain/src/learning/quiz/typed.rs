//! Reading an answer from the fields of a form. The same names serve the post without scripts and the live save in the browser.
//!
//! The fields of a question are named `q-ID` (options, number, text) or `q-ID-N` (right side of left side `N`; place of item `N`); the
//! field for how sure its student is, `sure-ID`.

use super::{Confidence, Response};
use crate::{authoring::QuestionKind, ids::QuestionId, records::NotAWord};

/// The name of a question's field, or the beginning of its fields' names.
pub fn field(question: QuestionId) -> String {
    format!("q-{question}")
}

/// The name of one of several fields of a question.
pub fn part(question: QuestionId, index: usize) -> String {
    format!("q-{question}-{index}")
}

/// The name of the field that says how sure a student is of an answer.
pub fn confidence_field(question: QuestionId) -> String {
    format!("sure-{question}")
}

/// How sure the student is by the form; nothing where that was left open.
///
/// # Errors
/// If the field says what cannot be chosen.
pub fn confidence<'a>(question: QuestionId, mut pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Option<Confidence>, NotAWord> {
    let name = confidence_field(question);
    let said = pairs.find(|(have, _)| *have == name).map(|(_, value)| value);
    said.filter(|value| !value.is_empty()).map(str::parse).transpose()
}

/// What the fields of one question say; `None` if an order is given in part, or gives a place twice. What no option, side or place can
/// be makes a response that [`validate`](super::validate) refuses, never an empty one: that would take an earlier answer back.
///
/// `pairs` are all names and values of the form; `count` is the number of left sides or items.
pub fn response<'a>(
    kind: QuestionKind,
    question: QuestionId,
    count: usize,
    pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Option<Response> {
    let name = field(question);
    let mut own = pairs.clone().filter(|(have, _)| *have == name).map(|(_, value)| value);
    Some(match kind {
        QuestionKind::Single | QuestionKind::Multiple => {
            let mut chosen: Vec<usize> = own.filter_map(index_of).collect();
            chosen.sort_unstable();
            Response::Options(chosen)
        }
        QuestionKind::Numeric => Response::Number(own.next().unwrap_or_default().trim().to_owned()),
        QuestionKind::Short | QuestionKind::Text => Response::Text(own.next().unwrap_or_default().replace("\r\n", "\n")),
        QuestionKind::Matching => Response::Pairs(parts(question, count, pairs)),
        QuestionKind::Ordering => Response::Order(order(parts(question, count, pairs))?),
    })
}

/// What each of a question's several fields says, in their order: a right side's index, or a place from 1. What is no number is one that
/// nothing has.
pub fn parts<'a>(question: QuestionId, count: usize, pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Vec<Option<usize>> {
    let of_part = |index: usize| {
        let name = part(question, index);
        pairs.clone().find(|(have, _)| *have == name).and_then(|(_, value)| index_of(value))
    };
    (0..count).map(of_part).collect()
}

/// A field left empty says nothing; one that holds anything but a number says what does not exist.
fn index_of(value: &str) -> Option<usize> {
    (!value.is_empty()).then(|| value.parse().unwrap_or(usize::MAX))
}

/// Places from 1 as an order of indexes; empty where no place is given.
fn order(places: Vec<Option<usize>>) -> Option<Vec<usize>> {
    if places.iter().all(Option::is_none) {
        return Some(Vec::new());
    }
    let mut order = vec![None; places.len()];
    for (index, place) in places.into_iter().enumerate() {
        let slot = order.get_mut(place?.checked_sub(1)?)?;
        if slot.replace(index).is_some() {
            return None;
        }
    }
    order.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: QuestionKind, count: usize, fields: &[(&str, &str)]) -> Option<Response> {
        let id = QuestionId(uuid::Uuid::nil());
        let named: Vec<(String, String)> =
            fields.iter().map(|(rest, value)| (format!("{}{rest}", field(id)), (*value).to_owned())).collect();
        response(kind, id, count, named.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    #[test]
    fn fields_become_responses() {
        assert_eq!(read(QuestionKind::Multiple, 0, &[("", "2"), ("", "0")]), Some(Response::Options(vec![0, 2])));
        assert_eq!(read(QuestionKind::Single, 0, &[]), Some(Response::Options(vec![])));
        assert_eq!(read(QuestionKind::Numeric, 0, &[("", " 5,000 ")]), Some(Response::Number("5,000".into())));
        assert_eq!(read(QuestionKind::Text, 0, &[("", "a\r\nb")]), Some(Response::Text("a\nb".into())));
        assert_eq!(read(QuestionKind::Matching, 2, &[("-0", "3"), ("-1", "")]), Some(Response::Pairs(vec![Some(3), None])));
    }

    #[test]
    fn places_become_an_order_or_nothing() {
        assert_eq!(read(QuestionKind::Ordering, 3, &[("-0", "2"), ("-1", "3"), ("-2", "1")]), Some(Response::Order(vec![2, 0, 1])));
        assert_eq!(read(QuestionKind::Ordering, 3, &[]), Some(Response::Order(vec![])));
        assert_eq!(read(QuestionKind::Ordering, 3, &[("-0", "1"), ("-1", "1"), ("-2", "2")]), None);
        assert_eq!(read(QuestionKind::Ordering, 3, &[("-0", "1")]), None);
        assert_eq!(read(QuestionKind::Ordering, 3, &[("-0", "0"), ("-1", "1"), ("-2", "9")]), None);
        assert_eq!(read(QuestionKind::Ordering, 2, &[("-0", "first"), ("-1", "-1")]), None);
    }

    #[test]
    fn how_sure_somebody_is_may_be_left_open_and_is_one_of_three_words() {
        let id = QuestionId(uuid::Uuid::nil());
        let read = |value: &str| confidence(id, [("sure-x", "guess"), (confidence_field(id).as_str(), value)].into_iter());
        assert_eq!((read("certain"), read("")), (Ok(Some(Confidence::Certain)), Ok(None)));
        assert_eq!(confidence(id, std::iter::empty()), Ok(None));
        for nonsense in ["very", "Certain", "2", " "] {
            assert!(read(nonsense).is_err(), "{nonsense:?}");
        }
    }

    #[test]
    fn nonsense_does_not_take_an_answer_back() {
        let nowhere = Some(Response::Options(vec![usize::MAX]));
        for nonsense in ["x", "-1", "1.5", "99999999999999999999", " "] {
            assert_eq!(read(QuestionKind::Single, 0, &[("", nonsense)]), nowhere, "{nonsense:?}");
            assert_eq!(read(QuestionKind::Multiple, 0, &[("", nonsense)]), nowhere, "{nonsense:?}");
            assert_eq!(read(QuestionKind::Matching, 1, &[("-0", nonsense)]), Some(Response::Pairs(vec![Some(usize::MAX)])), "{nonsense:?}");
        }
    }
}
