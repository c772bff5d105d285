//! The questions of the guide and its answers, in words.

use domain::admissions::{Answers, Caution, Fit, Reason};

use crate::forms::Choice;

/// A question with what can be chosen: the value, and how it reads.
#[derive(Clone, Copy)]
pub struct Question {
    /// In the address.
    pub name: &'static str,
    /// In full.
    pub asks: &'static str,
    /// As a label of the answer.
    pub short: &'static str,
    options: &'static [(&'static str, &'static str)],
}

impl Question {
    /// What can be chosen.
    pub fn choices(&self) -> Vec<Choice> {
        self.options.iter().map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() }).collect()
    }

    /// How a value reads.
    pub fn label(&self, value: &str) -> &'static str {
        self.options.iter().find(|(have, _)| *have == value).map_or("", |(_, label)| label)
    }
}

/// The five, in their order.
pub const QUESTIONS: [Question; 5] = [
    Question {
        name: "training",
        asks: "Where are you in your training?",
        short: "Training",
        options: &[
            ("underway", "In medical school, residency or fellowship"),
            ("recent", "A physician, up to three years since residency"),
            ("complete", "A physician, more than three years since residency"),
            ("other_profession", "Not a physician"),
        ],
    },
    Question {
        name: "aim",
        asks: "What do you want the degree for?",
        short: "Aim",
        options: &[
            ("service", "To lead a department, a service or a hospital, and go on seeing patients"),
            ("organization", "To run an organization that gives care, and no longer see patients"),
            ("population", "To work on the health of a population: prevention, policy, epidemiology"),
            ("elsewhere", "To work outside the delivery of care: a company, a fund, consulting"),
            ("unsure", "I do not know yet"),
        ],
    },
    Question {
        name: "classmates",
        asks: "With whom do you want to study?",
        short: "Classmates",
        options: &[
            ("physicians", "With physicians"),
            ("mixed", "With people of several professions"),
            ("either", "It does not matter to me"),
        ],
    },
    Question {
        name: "letters",
        asks: "Must people who never met one recognize the degree by its letters?",
        short: "Letters",
        options: &[
            ("matter", "Yes: somebody will decide on my résumé alone"),
            ("do_not_matter", "No: what I learn matters more than the letters"),
        ],
    },
    Question {
        name: "hours",
        asks: "Do you have ten hours a week for more than a year, and four absences of four days?",
        short: "Time",
        options: &[("enough", "Yes"), ("to_arrange", "If I arrange it early"), ("too_few", "No")],
    },
];

/// Each question with the value that was given.
pub fn given(answers: Answers) -> [(Question, &'static str); 5] {
    let [training, aim, classmates, letters, hours] = QUESTIONS;
    [
        (training, answers.training.as_str()),
        (aim, answers.aim.as_str()),
        (classmates, answers.classmates.as_str()),
        (letters, answers.letters.as_str()),
        (hours, answers.hours.as_str()),
    ]
}

/// The answer in a line.
pub fn headline(fit: Fit) -> &'static str {
    match fit {
        Fit::Mmm => "An MMM fits what you describe",
        Fit::PhysicianMba => "Look for an MBA for physicians",
        Fit::Mba => "An MBA fits better than an MMM",
        Fit::Mha => "An MHA fits better than an MMM",
        Fit::Mph => "An MPH is what you are looking for",
        Fit::NotNow => "Not now",
    }
}

/// Its name within a sentence.
pub fn name(fit: Fit) -> &'static str {
    match fit {
        Fit::Mmm => "an MMM",
        Fit::PhysicianMba => "an MBA for physicians",
        Fit::Mba => "an MBA",
        Fit::Mha => "an MHA",
        Fit::Mph => "an MPH",
        Fit::NotNow => "no degree",
    }
}

/// What it is, in a sentence or two.
pub fn about(fit: Fit) -> &'static str {
    match fit {
        Fit::Mmm => {
            "It is for physicians only: leadership, strategy, finance and organization in health care, online between short residencies."
        }
        Fit::PhysicianMba => "It is an MBA whose class is all physicians. Those we list on the first page take 11 to 21 months.",
        Fit::Mba => "It is open to any profession, broader than health care, and better known than the other three.",
        Fit::Mha => "It is made for running health care organizations, and asks for a bachelor’s degree and no clinical training.",
        Fit::Mph => "It is about the health of populations. What it asks of you and how long it takes varies by school.",
        Fit::NotNow => "",
    }
}

/// What decided, in a sentence or two.
pub fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::LeadsAmongPhysicians => {
            "You want to lead in health care, and letters that everyone recognizes do not matter to you. That leaves the degree whose every case is clinical management, in a class of physicians."
        }
        Reason::LettersMatter => "You need letters that speak for themselves. An MBA has them and an MMM does not.",
        Reason::LettersAndPhysicians => {
            "You want both a class of physicians and letters that speak for themselves. There are MBAs whose class is all physicians."
        }
        Reason::MixedClass => "You want classmates of several professions. An MMM admits physicians only.",
        Reason::OutsideCare => {
            "You see your work outside the delivery of care. An MMM would teach you to lead the place you are about to leave."
        }
        Reason::AboutPopulations => "Your question is about a population. The other degrees on this site are about organizations.",
        Reason::RunsOrganization => {
            "You want to run an organization. An MHA is made for that, and an MMM for physicians who go on practicing among physicians."
        }
        Reason::AimUnclear => {
            "A degree is an expensive way to find out what you want. Spend some days beside people who do the work you imagine, ask them what they use of what they studied, and come back."
        }
        Reason::StillTraining => {
            "Programs for physicians want people who have practiced: one asks for three to five years since residency. Finish your training first. What you see until then is what the cases are about."
        }
        Reason::TooFewHours => {
            "Programs for physicians that publish their load ask for ten to twenty-four hours a week, and their residencies are mandatory. Whoever cannot come often has to withdraw and begin again a year later."
        }
    }
}

/// What to know first.
pub fn caution(caution: Caution) -> &'static str {
    match caution {
        Caution::YearsSinceResidency => "Ask each school how many years since residency it wants. One asks for three to five.",
        Caution::AbsencesToArrange => {
            "Ask for the days off before you apply: call schedules close weeks ahead, and residencies are mandatory."
        }
        Caution::LittleKnown => {
            "Fewer people know an MMM than an MBA, an MHA or an MPH. Ask whoever would hire or promote you what it means to them."
        }
        Caution::VariesBySchool => {
            "Length, form and admission vary by school, and we do not teach this degree. Ask two schools, and somebody who has it."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_the_rules_know_can_be_chosen_and_read() {
        use domain::admissions::{Aim, Classmates, Hours, Letters, Training};
        let known = [
            Training::ALL.map(Training::as_str).to_vec(),
            Aim::ALL.map(Aim::as_str).to_vec(),
            Classmates::ALL.map(Classmates::as_str).to_vec(),
            Letters::ALL.map(Letters::as_str).to_vec(),
            Hours::ALL.map(Hours::as_str).to_vec(),
        ];
        for (question, values) in QUESTIONS.iter().zip(known) {
            let offered: Vec<&str> = question.options.iter().map(|(value, _)| *value).collect();
            assert_eq!(offered, values, "{}", question.name);
        }
    }
}
