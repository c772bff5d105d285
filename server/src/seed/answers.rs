//! Answers as students give them, right or wrong.

use domain::{
    authoring::{Answers, Question},
    learning::quiz::Response,
};

use super::chance::Chance;

/// A right answer; to free text, some words.
pub fn right(question: &Question) -> Response {
    match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => {
            Response::Options((0..options.len()).filter(|index| options[*index].right).collect())
        }
        Answers::Numeric { value, .. } => Response::Number(value.to_string()),
        Answers::Matching { pairs, .. } => Response::Pairs(pairs.iter().copied().map(Some).collect()),
        Answers::Ordering { order, .. } => Response::Order(order.clone()),
        Answers::Short { accepted } => Response::Text(accepted.first().cloned().unwrap_or_default()),
        Answers::Text { .. } => Response::Text(FREE_TEXT.to_owned()),
    }
}

/// A wrong answer of the kind people give; to free text, some words.
pub fn wrong(question: &Question, chance: &mut Chance) -> Response {
    match &question.answers {
        Answers::Single { options } => {
            let others: Vec<usize> = (0..options.len()).filter(|index| !options[*index].right).collect();
            Response::Options(others.get(chance.below(others.len())).copied().into_iter().collect())
        }
        Answers::Multiple { options } => {
            let turned = chance.below(options.len());
            Response::Options((0..options.len()).filter(|index| options[*index].right != (*index == turned)).collect())
        }
        Answers::Numeric { value, .. } => Response::Number((value * 2.0 + 1.0).to_string()),
        Answers::Matching { pairs, .. } => {
            let mut pairs: Vec<Option<usize>> = pairs.iter().copied().map(Some).collect();
            pairs.rotate_left(1);
            Response::Pairs(pairs)
        }
        Answers::Ordering { order, .. } => Response::Order(order.iter().rev().copied().collect()),
        Answers::Short { .. } => Response::Text("not sure".to_owned()),
        Answers::Text { .. } => Response::Text(FREE_TEXT.to_owned()),
    }
}

/// An answer that is right with a probability.
pub fn given(question: &Question, skill: f64, chance: &mut Chance) -> Response {
    if chance.happens(skill) { right(question) } else { wrong(question, chance) }
}

const FREE_TEXT: &str = "I would ask first what we stop doing if we do this, and who loses by it. On our unit the honest answer was \
    nursing hours at night, so I would put that cost beside the price of the drug before I compared anything.";

/// What the students who are ahead wrote to the case of the infusion suite.
pub const WRITTEN: [&str; 2] = [
    "I recommend that the committee approve C now, as a twelve-week pilot, and return to A and B in the autumn with better numbers.\n\n\
     On the frontier C is the first step at $20,000 per QALY. B is extended-dominated by a mix of C and A, and D costs more than B and \
     yields less. A over C is $540,000 for 4.0 QALYs, $135,000 each, which is above what our system pays elsewhere. That is the value \
     question. The budget question is separate: C fits under the ceiling of $450,000, A does not. The cash question is separate again: \
     the memo discounts the outlay as if it came at the end of the year, and at 80% of the new hours filled the inflow no longer pays \
     for the room.\n\n\
     The weak point is C's evidence: 118 patients, one center, before and after. I would start with patients who have tolerated at \
     least four infusions, count reactions per 1,000 infusions, and stop at twice our present rate. Nurses decide with us where the \
     line is. If the pilot, scaled to a year, releases fewer than 2,500 chair-hours, I will bring A back myself.",
    "We are asked for chairs because chairs are what we can see. The scarce thing is nurses: nine for ten positions, and B, A and to a \
     degree D all need more of them. Mr. Reyes is right that any option that needs more than one nurse does not exist before summer, \
     so I take C first and say so plainly to Dr. Okafor.\n\n\
     I would not sell C as savings. It releases about 4,000 hours that we give to patients with inflammatory bowel disease, because \
     two of them were admitted last winter while they waited. At $100,000 per QALY the chance that C has the highest net benefit is 0.57, \
     which also means that I am wrong four times in ten; perfect information would be worth $90,000 a year, so a pilot that costs \
     $25,000 is easily worth having.\n\n\
     Home infusion loses $610,000 of margin for us while payers save $520,000. That is not a reason to refuse it; it is a reason to \
     talk to the largest payer before the meeting, because the sum over both of us is small and the patients gain 7,500 hours. I would \
     change my mind about A if the frontier held at 90% filled hours after C has run for a year.",
];

#[cfg(test)]
mod tests {
    use domain::{
        authoring::package::Package,
        learning::quiz::{share, validate},
    };

    use super::*;
    use crate::seed::curriculum::{HEALTH_ECONOMICS, package};

    fn questions() -> Vec<Question> {
        let package: Package = package(HEALTH_ECONOMICS).unwrap();
        package.edition(1).unwrap().units.into_iter().flat_map(|unit| unit.questions).collect()
    }

    #[test]
    fn right_answers_earn_everything_and_wrong_ones_less() {
        let mut chance = Chance::new(1);
        let scored: Vec<Question> = questions().into_iter().filter(|question| question.kind().is_scored()).collect();
        assert!(scored.len() > 40);
        for question in scored {
            let (right, wrong) = (right(&question), wrong(&question, &mut chance));
            assert_eq!((validate(&question, &right), validate(&question, &wrong)), (Ok(()), Ok(())), "{}", question.slug);
            assert_eq!(share(&question, &right), 1.0, "{}", question.slug);
            assert!(share(&question, &wrong) < 1.0, "{}", question.slug);
        }
    }

    #[test]
    fn what_is_written_has_the_length_asked_for() {
        for text in WRITTEN {
            let words = text.split_whitespace().count();
            assert!((150..=400).contains(&words), "{words} words");
        }
    }
}
