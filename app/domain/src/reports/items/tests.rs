//! Counts that are made up, and what they amount to.

use super::*;
use crate::{
    authoring::{Choice, Tolerance, UnitSettings},
    db::Json,
    learning::quiz::{Confidence, Response},
    reports::items::Part,
};

fn choice(slug: &str, points: u32) -> Question {
    let option = |right| Choice { html: String::new(), right, fixed: false, feedback: None };
    question(slug, points, Answers::Single { options: [true, false, false].map(option).to_vec() })
}

fn question(slug: &str, points: u32, answers: Answers) -> Question {
    Question { slug: slug.into(), points, tags: vec![], bank: None, prompt: "?".into(), answers, rationale: String::new() }
}

/// A quiz of one version, with an id for each question.
fn quiz(version: i64, questions: Vec<Question>) -> Vec<Asked> {
    let (unit_id, settings) = (UnitId::new(), UnitSettings::Lesson);
    let asked = |question| Asked {
        question_id: QuestionId::new(),
        unit_id,
        unit_slug: "check".into(),
        unit_title: "Check".into(),
        version,
        definition: Json(question),
        settings: Json(settings.clone()),
    };
    questions.into_iter().map(asked).collect()
}

/// So many with this answer, all with the same points.
fn alike(asked: &Asked, response: Response, part: Part, students: i64, points: f64) -> Alike {
    let (n, response) = (students as f64, Some(Json(response)));
    Alike { question_id: asked.question_id, response, confidence: None, part, students, points: n * points, squares: n * points * points }
}

fn option(index: usize) -> Response {
    Response::Options(vec![index])
}

fn analyzed(asked: &[Asked], alike: &[Alike]) -> QuizItems {
    let mut quizzes = analysis(asked, alike, &HashMap::new());
    assert_eq!(quizzes.len(), 1);
    quizzes.remove(0)
}

#[test]
fn a_question_that_the_best_get_wrong_is_said_to_mislead() {
    let asked = quiz(1, vec![choice("a", 1), choice("b", 3)]);
    let counts = [
        alike(&asked[0], option(2), Part::Upper, 6, 3.0),
        alike(&asked[0], option(0), Part::Upper, 3, 4.0),
        alike(&asked[0], option(0), Part::Middle, 14, 2.0),
        alike(&asked[0], option(0), Part::Lower, 9, 1.0),
    ];
    let item = analyzed(&asked, &counts).now.remove(0);
    let figures = item.figures.unwrap();
    assert_eq!(figures.warning, Some(Warning::BestChooseWrong { option: 2, wrong: 6, right: 3, best: 9 }));
    assert_eq!((item.students, figures.facility), (32, 26.0 / 32.0));
    assert!(figures.discrimination.unwrap() < 0.0);
    assert_eq!(figures.lines.iter().map(|line| line.students.all()).collect::<Vec<_>>(), [26, 0, 6]);
}

#[test]
fn the_rest_of_the_quiz_is_what_a_question_is_held_against() {
    let asked = quiz(1, vec![choice("a", 1), choice("b", 1)]);
    // Right here and wrong there, or the other way round: the total is the same for all, the rest is not.
    let counts = [alike(&asked[0], option(0), Part::Middle, 5, 1.0), alike(&asked[0], option(1), Part::Middle, 5, 1.0)];
    let figures = analyzed(&asked, &counts).now.remove(0).figures.unwrap();
    assert!((figures.discrimination.unwrap() + 1.0).abs() < 1e-9);
    let alone = quiz(1, vec![choice("a", 1)]);
    let counts = [alike(&alone[0], option(0), Part::Upper, 5, 1.0), alike(&alone[0], option(1), Part::Lower, 5, 0.0)];
    assert_eq!(analyzed(&alone, &counts).now.remove(0).figures.unwrap().discrimination, None);
}

#[test]
fn versions_are_joined_where_the_question_is_the_same_and_nowhere_else() {
    let reworded = Question { prompt: "What?".into(), ..choice("b", 1) };
    let (new, old) = (quiz(2, vec![choice("a", 1), reworded]), quiz(1, vec![choice("a", 1), choice("b", 1)]));
    let asked = [new, old].concat();
    let counts: Vec<Alike> = asked.iter().map(|one| alike(one, option(0), Part::Middle, 5, 1.0)).collect();
    let quiz = analyzed(&asked, &counts);
    let told =
        |items: &[Item]| items.iter().map(|item| (item.question.slug.clone(), item.versions.clone(), item.students)).collect::<Vec<_>>();
    assert_eq!(told(&quiz.now), [("a".to_owned(), vec![1, 2], 10), ("b".to_owned(), vec![2], 5)]);
    assert_eq!(told(&quiz.before), [("b".to_owned(), vec![1], 5)]);
}

#[test]
fn a_figure_in_a_question_is_the_same_in_each_version() {
    let figure = |number| Question { prompt: format!("<img src=\"/modules/m/versions/{number}/files/figures/a.svg\">"), ..choice("a", 1) };
    let asked = [quiz(2, vec![figure(2)]), quiz(1, vec![figure(1)])].concat();
    let counts: Vec<Alike> = asked.iter().map(|one| alike(one, option(0), Part::Middle, 3, 1.0)).collect();
    assert_eq!(analyzed(&asked, &counts).now[0].versions, [1, 2]);
}

#[test]
fn few_students_make_no_figures_and_nobody_makes_none_either() {
    let asked = quiz(1, vec![choice("a", 1), choice("b", 1)]);
    let quiz = analyzed(&asked, &[alike(&asked[0], option(0), Part::Upper, LEAST - 1, 1.0)]);
    assert_eq!(quiz.now.iter().map(|item| (item.students, item.figures.is_none())).collect::<Vec<_>>(), [(4, true), (0, true)]);
}

#[test]
fn wrong_answers_are_told_where_several_gave_the_same() {
    let answers = Answers::Numeric { value: 5000.0, tolerance: Tolerance::Absolute(0.0), unit: None };
    let asked = quiz(1, vec![question("a", 1, answers)]);
    let given = |text: &str, students| alike(&asked[0], Response::Number(text.into()), Part::Lower, students, 0.0);
    let counts = [given("5,000", 2), given("2500", 3), given("$2,500", 2), given("7", 4), given("", 1)];
    let lines = analyzed(&asked, &counts).now.remove(0).figures.unwrap().lines;
    let told: Vec<_> = lines.into_iter().map(|line| (line.said, line.students.lower)).collect();
    assert_eq!(told, [(Said::Right, 2), (Said::Typed("2500".into()), 5), (Said::Wrong, 4), (Said::Nothing, 1)]);
}

#[test]
fn worse_than_guessing_is_said_from_many_only() {
    let asked = quiz(1, vec![choice("a", 1)]);
    let warning = |wrong| {
        let counts = [alike(&asked[0], option(0), Part::Middle, 9, 1.0), alike(&asked[0], option(1), Part::Middle, wrong, 0.0)];
        analyzed(&asked, &counts).now.remove(0).figures.unwrap().warning
    };
    assert_eq!((warning(20), warning(21)), (None, Some(Warning::BelowGuessing { options: 3 })));
}

#[test]
fn a_question_that_many_get_wrong_and_are_certain_of_is_said_to_mislead() {
    let asked = quiz(1, vec![choice("a", 1), choice("b", 1)]);
    let rated = |index, confidence, students| Alike { confidence, ..alike(&asked[0], option(index), Part::Middle, students, 1.0) };
    let counts = [
        rated(1, Some(Confidence::Certain), 6),
        rated(0, Some(Confidence::Certain), 9),
        rated(2, Some(Confidence::Guess), 4),
        rated(0, Some(Confidence::Fair), 3),
        rated(2, None, 2),
        // Sure of nothing: a rating without an answer is none.
        Alike { confidence: Some(Confidence::Certain), ..alike(&asked[0], Response::Options(vec![]), Part::Lower, 1, 0.0) },
    ];
    let figures = analyzed(&asked, &counts).now.remove(0).figures.unwrap();
    assert_eq!(figures.certainty, Some(Certainty { rated: 22, certain: 15, wrong: 6 }));
    assert_eq!(figures.warning, Some(Warning::CertainAndWrong { certain: 15, wrong: 6 }));
    assert_eq!(figures.lines.iter().map(|line| line.students.all()).collect::<Vec<_>>(), [12, 6, 6, 1]);
    let unrated = counts.map(|one| Alike { confidence: None, ..one });
    assert_eq!(analyzed(&asked, &unrated).now.remove(0).figures.unwrap().certainty, None);
}

#[test]
fn half_of_the_points_are_not_wrong() {
    let answers = Answers::Matching { lefts: vec!["a".into(), "b".into()], rights: vec!["x".into(), "y".into()], pairs: vec![0, 1] };
    let asked = quiz(1, vec![question("a", 1, answers)]);
    let sure = |pairs, students| Alike {
        confidence: Some(Confidence::Certain),
        ..alike(&asked[0], Response::Pairs(pairs), Part::Middle, students, 0.5)
    };
    let counts = [sure(vec![Some(0), None], 5), sure(vec![None, Some(0)], 2)];
    let found = analyzed(&asked, &counts).now.remove(0).figures.unwrap().certainty;
    assert_eq!(found, Some(Certainty { rated: 7, certain: 7, wrong: 2 }));
}
