//! From counts to figures.

use std::collections::HashMap;

use super::{
    Alike, Asked, Certainty, FEW, Figures, Item, LEAST, Line, Moments, Parts, QuizItems, Said, Warning,
    certainty::certainty,
    discrimination,
    lines::{lines, response},
};
use crate::{
    authoring::{self, Answers, Draw, Question},
    ids::{QuestionId, UnitId},
    learning::quiz::share,
};

/// What the counts say about each question, quiz by quiz. `asked` are the questions of all versions, the newest version first and in
/// their order; `seconds` see [`median_seconds`](super::median_seconds).
pub fn analysis(asked: &[Asked], alike: &[Alike], seconds: &HashMap<QuestionId, i64>) -> Vec<QuizItems> {
    let possible = possible(asked);
    let mut counts: HashMap<QuestionId, Vec<&Alike>> = HashMap::new();
    for one in alike {
        counts.entry(one.question_id).or_default().push(one);
    }
    let mut quizzes: Vec<(QuizItems, UnitId)> = Vec::new();
    for same in same(asked) {
        let first = same[0];
        let place = quizzes.iter().position(|(quiz, _)| quiz.slug == first.unit_slug).unwrap_or_else(|| {
            let (slug, title) = (first.unit_slug.clone(), first.unit_title.clone());
            quizzes.push((QuizItems { slug, title, now: Vec::new(), before: Vec::new() }, first.unit_id));
            quizzes.len() - 1
        });
        let (quiz, newest) = &mut quizzes[place];
        let item = item(&same, &counts, &possible, seconds);
        if first.unit_id == *newest {
            quiz.now.push(item);
        } else if item.students > 0 {
            quiz.before.push(item);
        }
    }
    quizzes.into_iter().map(|(quiz, _)| quiz).collect()
}

/// What can be earned in each quiz of each version.
fn possible(asked: &[Asked]) -> HashMap<UnitId, f64> {
    let mut quizzes: HashMap<UnitId, (&[Draw], Vec<&Question>)> = HashMap::new();
    for one in asked {
        let draw = one.settings.0.quiz().map_or(&[][..], |quiz| &quiz.draw);
        quizzes.entry(one.unit_id).or_insert((draw, Vec::new())).1.push(&one.definition.0);
    }
    quizzes.into_iter().map(|(unit, (draw, questions))| (unit, f64::from(authoring::possible(draw, &questions)))).collect()
}

/// The questions that are the same in a quiz of the same name, whatever the version, in the order in which they come.
fn same(asked: &[Asked]) -> Vec<Vec<&Asked>> {
    let mut found: Vec<Vec<&Asked>> = Vec::new();
    let mut places: HashMap<(&str, String), usize> = HashMap::new();
    for one in asked {
        let place = *places.entry((&one.unit_slug, one.definition.0.in_any_version(one.version))).or_insert(found.len());
        match found.get_mut(place) {
            Some(same) => same.push(one),
            None => found.push(vec![one]),
        }
    }
    found
}

fn item(
    same: &[&Asked],
    counts: &HashMap<QuestionId, Vec<&Alike>>,
    possible: &HashMap<UnitId, f64>,
    seconds: &HashMap<QuestionId, i64>,
) -> Item {
    let answered: Vec<(&Asked, &Vec<&Alike>)> = same.iter().filter_map(|asked| Some((*asked, counts.get(&asked.question_id)?))).collect();
    let alike: Vec<&Alike> = answered.iter().flat_map(|(_, alike)| alike.iter().copied()).collect();
    let mut versions: Vec<i64> = answered.iter().map(|(asked, _)| asked.version).collect();
    versions.sort_unstable();
    let question = same[0].definition.0.clone();
    let students = alike.iter().map(|one| one.students).sum();
    let moments = answered.iter().map(|(asked, alike)| moments(&asked.definition.0, alike, possible[&asked.unit_id]));
    let figures = (students >= LEAST).then(|| {
        // Of the newest version that has one: medians cannot be joined.
        let seconds = answered.iter().find_map(|(asked, _)| seconds.get(&asked.question_id).copied());
        Figures { seconds, ..figures(&question, &alike, discrimination(moments.flatten())) }
    });
    Item { question, versions, students, figures }
}

fn figures(question: &Question, alike: &[&Alike], discrimination: Option<f64>) -> Figures {
    let (mut students, mut earned) = (Parts::default(), 0.0);
    for one in alike {
        students.count(one.part, one.students);
        earned += one.students as f64 * earned_by(question, one);
    }
    let (facility, lines, certainty) = (earned / students.all() as f64, lines(question, alike), certainty(question, alike));
    let warning = warning(question, students, (facility, discrimination), (&lines, certainty));
    Figures { facility, discrimination, students, lines, seconds: None, certainty, warning }
}

fn earned_by(question: &Question, alike: &Alike) -> f64 {
    response(alike).map_or(0.0, |response| share(question, response))
}

/// The share of the question against the share of the rest of its quiz; none if there is no rest.
fn moments(question: &Question, alike: &[&Alike], possible: f64) -> Option<Moments> {
    let worth = f64::from(question.points);
    let rest = possible - worth;
    let mut moments = Moments::default();
    for one in alike {
        let (n, x) = (one.students as f64, earned_by(question, one));
        let own = worth * x;
        let (y, yy) = (one.points - n * own, one.squares - 2.0 * own * one.points + n * own * own);
        moments.add(n, x, (y / rest, yy / (rest * rest)));
    }
    (rest > 0.0).then_some(moments)
}

fn warning(
    question: &Question,
    students: Parts,
    (facility, discrimination): (f64, Option<f64>),
    (lines, certainty): (&[Line], Option<Certainty>),
) -> Option<Warning> {
    let options = match &question.answers {
        Answers::Single { options } => options.len(),
        _ => 0,
    };
    let misleads = if options > 0 && students.upper >= LEAST { best_choose_wrong(students.upper, lines) } else { None };
    let surely =
        || certainty.filter(|found| found.misleads()).map(|found| Warning::CertainAndWrong { certain: found.certain, wrong: found.wrong });
    let enough = students.all() >= FEW;
    let backwards = || (enough && discrimination.is_some_and(|found| found < 0.0)).then_some(Warning::Backwards);
    let below = || (enough && options > 0 && facility < 1.0 / options as f64).then_some(Warning::BelowGuessing { options });
    misleads.or_else(surely).or_else(backwards).or_else(below)
}

fn best_choose_wrong(best: i64, lines: &[Line]) -> Option<Warning> {
    let right: i64 = lines.iter().filter(|line| line.right).map(|line| line.students.upper).sum();
    let wrong = lines.iter().filter(|line| !line.right).filter_map(|line| match line.said {
        Said::Option(option) => Some((line.students.upper, option)),
        _ => None,
    });
    let (wrong, option) = wrong.max()?;
    (wrong > right).then_some(Warning::BestChooseWrong { option, wrong, right, best })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
