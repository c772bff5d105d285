//! What holds for every question, whatever its kind and whatever is answered.

use std::collections::HashMap;

use proptest::{prelude::*, sample::subsequence};

use super::*;
use crate::{
    authoring::{Answers, Choice, Question, QuizSettings, Shuffle, StoredQuestion, Tolerance, WordRange},
    ids::QuestionId,
};

fn question(answers: Answers) -> Question {
    let points = if answers.kind().is_scored() { 3 } else { 0 };
    Question { slug: "q".into(), points, tags: vec![], bank: None, prompt: "prompt".into(), answers, rationale: "SECRET rationale".into() }
}

fn options(rights: Vec<(bool, bool)>) -> Vec<Choice> {
    let option =
        |(index, (right, fixed))| Choice { html: format!("option {index}"), right, fixed, feedback: Some("SECRET feedback".into()) };
    rights.into_iter().enumerate().map(option).collect()
}

fn single() -> impl Strategy<Value = Answers> {
    (2..8_usize, any::<prop::sample::Index>(), prop::collection::vec(any::<bool>(), 8)).prop_map(|(count, right, fixed)| {
        let right = right.index(count);
        Answers::Single { options: options((0..count).map(|index| (index == right, fixed[index])).collect()) }
    })
}

fn multiple() -> impl Strategy<Value = Answers> {
    let some_right = |rights: &Vec<(bool, bool)>| rights.iter().any(|(right, _)| *right);
    prop::collection::vec(any::<(bool, bool)>(), 2..8)
        .prop_filter("one is right", some_right)
        .prop_map(|rights| Answers::Multiple { options: options(rights) })
}

fn numeric() -> impl Strategy<Value = Answers> {
    let tolerance = prop_oneof![(0.0..1e6).prop_map(Tolerance::Absolute), (0.0..50.0).prop_map(Tolerance::Percent)];
    (-1e9..1e9, tolerance).prop_map(|(value, tolerance)| Answers::Numeric { value, tolerance, unit: None })
}

fn matching() -> impl Strategy<Value = Answers> {
    (2..6_usize, 2..8_usize).prop_flat_map(|(lefts, rights)| {
        prop::collection::vec(0..rights, lefts).prop_map(move |pairs| Answers::Matching {
            lefts: (0..lefts).map(|index| format!("left {index}")).collect(),
            rights: (0..rights).map(|index| format!("right {index}")).collect(),
            pairs,
        })
    })
}

fn ordering() -> impl Strategy<Value = Answers> {
    (2..8_usize).prop_flat_map(|count| {
        Just((0..count).collect::<Vec<_>>())
            .prop_shuffle()
            .prop_map(move |order| Answers::Ordering { items: (0..count).map(|index| format!("item {index}")).collect(), order })
    })
}

fn scored() -> impl Strategy<Value = Question> {
    let short = prop::collection::vec("[A-Za-z]{1,9}( [a-z-]{1,9})?", 1..4).prop_map(|accepted| Answers::Short { accepted });
    prop_oneof![single(), multiple(), numeric(), matching(), ordering(), short].prop_map(question)
}

fn any_question() -> impl Strategy<Value = Question> {
    let text = Just(question(Answers::Text { words: WordRange { min: 1, max: 9 }, model: "SECRET model".into() }));
    prop_oneof![6 => scored(), 1 => text]
}

/// What a client may send, sensible or not.
fn any_response() -> impl Strategy<Value = Response> {
    prop_oneof![
        prop::collection::vec(0..9_usize, 0..9).prop_map(Response::Options),
        "[-+$0-9.,e% a]{0,12}".prop_map(Response::Number),
        prop::collection::vec(prop::option::of(0..9_usize), 0..9).prop_map(Response::Pairs),
        prop::collection::vec(0..9_usize, 0..9).prop_map(Response::Order),
        ".{0,30}".prop_map(Response::Text),
    ]
}

/// The response that is entirely right.
fn right(question: &Question) -> Response {
    match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => {
            Response::Options((0..options.len()).filter(|index| options[*index].right).collect())
        }
        Answers::Numeric { value, .. } => Response::Number(value.to_string()),
        Answers::Matching { pairs, .. } => Response::Pairs(pairs.iter().copied().map(Some).collect()),
        Answers::Ordering { order, .. } => Response::Order(order.clone()),
        Answers::Short { accepted } => Response::Text(format!("  {}! ", accepted[0].to_uppercase())),
        Answers::Text { .. } => Response::Text("anything".into()),
    }
}

proptest! {
    #[test]
    fn a_right_answer_is_valid_and_worth_everything(question in scored()) {
        let response = right(&question);
        prop_assert_eq!(validate(&question, &response), Ok(()));
        prop_assert_eq!(share(&question, &response), 1.0);
    }

    #[test]
    fn nothing_is_worth_less_than_nothing_or_more_than_everything(question in any_question(), response in any_response()) {
        let share = share(&question, &response);
        prop_assert!((0.0..=1.0).contains(&share), "{share}");
        let _ = validate(&question, &response);
    }

    #[test]
    fn an_empty_answer_is_valid_and_worth_nothing(question in any_question()) {
        let empty = match right(&question) {
            Response::Options(_) => Response::Options(vec![]),
            Response::Number(_) => Response::Number(" ".into()),
            Response::Pairs(pairs) => Response::Pairs(vec![None; pairs.len()]),
            Response::Order(_) => Response::Order(vec![]),
            Response::Text(_) => Response::Text(String::new()),
        };
        prop_assert!(empty.is_empty());
        prop_assert_eq!(validate(&question, &empty), Ok(()));
        prop_assert_eq!(share(&question, &empty), 0.0);
    }

    #[test]
    fn the_order_in_which_options_are_chosen_does_not_matter(answers in multiple(), chosen in subsequence((0..8_usize).collect::<Vec<_>>(), 0..8)) {
        let question = question(answers);
        let reversed = chosen.iter().rev().copied().collect();
        prop_assert_eq!(share(&question, &Response::Options(chosen)), share(&question, &Response::Options(reversed)));
    }

    #[test]
    fn a_wrong_choice_more_never_pays(answers in multiple(), chosen in subsequence((0..8_usize).collect::<Vec<_>>(), 1..8)) {
        let question = question(answers);
        let Answers::Multiple { options } = &question.answers else { unreachable!() };
        let chosen: Vec<usize> = chosen.into_iter().filter(|index| *index < options.len()).collect();
        let before = share(&question, &Response::Options(chosen.clone()));
        for more in (0..options.len()).filter(|more| !options[*more].right && !chosen.contains(more)) {
            let with_more = chosen.iter().copied().chain([more]).collect();
            prop_assert!(chosen.is_empty() || share(&question, &Response::Options(with_more)) <= before);
        }
    }

    #[test]
    fn a_sheet_shows_all_there_is_to_choose_once_and_no_secret(question in any_question(), seed: i64, shuffle: bool) {
        let sheet = sheet(&StoredQuestion { id: QuestionId::new(), question: question.clone() }, shuffle, seed);
        let json = serde_json::to_string(&sheet).unwrap();
        prop_assert!(!json.contains("SECRET") && !json.contains("accepted") && !json.contains("true"), "{json}");
        let (shown, all) = match (&sheet.form, &question.answers) {
            (SheetForm::Single(items), Answers::Single { options }) | (SheetForm::Multiple(items), Answers::Multiple { options }) => {
                let kept = items.iter().zip(options).enumerate();
                for (place, (item, option)) in kept {
                    prop_assert!(!option.fixed && shuffle || item.index == place);
                }
                (items, options.iter().map(|option| option.html.clone()).collect())
            }
            (SheetForm::Matching { rights: items, .. }, Answers::Matching { rights, .. }) => (items, rights.clone()),
            (SheetForm::Ordering(items), Answers::Ordering { items: all, .. }) => (items, all.clone()),
            _ => return Ok(()),
        };
        let mut shown: Vec<(usize, String)> = shown.iter().map(|item| (item.index, item.html.clone())).collect();
        shown.sort();
        prop_assert_eq!(shown, all.into_iter().enumerate().collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_questions_changes_no_result(questions in prop::collection::vec(any_question(), 1..6), seed: i64, pass in 0..=100_u32) {
        let mut stored: Vec<StoredQuestion> =
            questions.into_iter().map(|question| StoredQuestion { id: QuestionId::new(), question }).collect();
        let answers: HashMap<_, _> = stored.iter().step_by(2).map(|stored| (stored.id, right(&stored.question))).collect();
        let forth = result(&stored, &answers, pass);
        stored.reverse();
        prop_assert_eq!(forth, result(&stored, &answers, pass));
        prop_assert!(forth.points <= forth.possible);
        let settings = QuizSettings { pass, attempts: None, time_limit: None, shuffle: Shuffle::Both, draw: vec![], confidence: false };
        let mut shown: Vec<_> = sheets(&stored, &settings, seed).into_iter().map(|sheet| sheet.id).collect();
        let mut all: Vec<_> = stored.iter().map(|stored| stored.id).collect();
        shown.sort();
        all.sort();
        prop_assert_eq!(shown, all);
    }
}

#[test]
fn a_long_text_is_refused_and_one_of_the_longest_is_not() {
    let question = question(Answers::Text { words: WordRange { min: 1, max: 9 }, model: String::new() });
    let text = |length| Response::Text("é".repeat(length));
    assert_eq!(validate(&question, &text(LONGEST_TEXT)), Ok(()));
    assert_eq!(validate(&question, &text(LONGEST_TEXT + 1)), Err(ResponseFault::TooLong(LONGEST_TEXT)));
    assert_eq!(validate(&question, &Response::Text("a\0b".into())), Err(ResponseFault::BadCharacter));
    assert_eq!(validate(&question, &Response::Text("a\r\n\tb".into())), Ok(()));
}

#[test]
fn what_no_honest_client_sends_is_refused() {
    let choose = question(Answers::Single { options: options(vec![(true, false), (false, false)]) });
    assert_eq!(validate(&choose, &Response::Options(vec![0, 1])), Err(ResponseFault::TooMany));
    let order = question(Answers::Ordering { items: vec!["a".into(), "b".into()], order: vec![1, 0] });
    let pairs = question(Answers::Matching { lefts: vec!["a".into()], rights: vec!["b".into(), "c".into()], pairs: vec![0] });
    for (question, response) in [
        (&choose, Response::Options(vec![2])),
        (&choose, Response::Options(vec![0, 0])),
        (&choose, Response::Text("0".into())),
        (&order, Response::Order(vec![0])),
        (&order, Response::Order(vec![0, 0])),
        (&order, Response::Order(vec![0, 2])),
        (&pairs, Response::Pairs(vec![])),
        (&pairs, Response::Pairs(vec![Some(2)])),
        (&pairs, Response::Pairs(vec![None, None])),
    ] {
        assert_eq!(validate(question, &response), Err(ResponseFault::Misfit), "{response:?}");
    }
}
