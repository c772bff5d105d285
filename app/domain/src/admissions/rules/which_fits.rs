//! Which degree fits: judgment, not science, so it is short enough to be read. It often recommends another degree than ours.

use crate::{
    Error, FieldError, Result,
    admissions::{Advice, Aim, Answers, Caution, Classmates, Fit, Hours, Letters, Reason, Training},
};

impl Answers {
    /// The answers as a form or an address gives them, by the names of the questions.
    ///
    /// # Errors
    /// [`Error::Invalid`] with an entry for each question that was not answered.
    pub fn read<'a>(given: impl Fn(&str) -> &'a str) -> Result<Self> {
        let training = given("training").parse().ok();
        let aim = given("aim").parse().ok();
        let classmates = given("classmates").parse().ok();
        let letters = given("letters").parse().ok();
        let hours = given("hours").parse().ok();
        match (training, aim, classmates, letters, hours) {
            (Some(training), Some(aim), Some(classmates), Some(letters), Some(hours)) => {
                Ok(Self { training, aim, classmates, letters, hours })
            }
            _ => Err(Error::Invalid(unanswered(&[
                (training.is_none(), "training", "Say where you are in your training"),
                (aim.is_none(), "aim", "Say what you want the degree for"),
                (classmates.is_none(), "classmates", "Say with whom you want to study"),
                (letters.is_none(), "letters", "Say whether the letters matter"),
                (hours.is_none(), "hours", "Say whether you have the time"),
            ]))),
        }
    }
}

fn unanswered(questions: &[(bool, &'static str, &str)]) -> Vec<FieldError> {
    let missing = questions.iter().filter(|(missing, ..)| *missing);
    missing.map(|(_, field, message)| FieldError { field, message: (*message).to_owned() }).collect()
}

/// What fits, given these answers. First whether now is the time, then what.
pub fn advice(answers: Answers) -> Advice {
    let (fit, beside, reason) = degree(answers);
    match obstacle(answers, fit) {
        Some(obstacle) => {
            let later = Some(fit).filter(|fit| *fit != Fit::NotNow);
            Advice { fit: Fit::NotNow, later, beside: None, reason: obstacle, cautions: Vec::new() }
        }
        None => Advice { fit, later: None, beside, reason, cautions: cautions(answers, fit) },
    }
}

/// Why not now, whatever the degree.
fn obstacle(answers: Answers, fit: Fit) -> Option<Reason> {
    let for_practiced_physicians = matches!(fit, Fit::Mmm | Fit::PhysicianMba);
    match answers {
        Answers { hours: Hours::TooFew, .. } => Some(Reason::TooFewHours),
        Answers { training: Training::Underway, .. } if for_practiced_physicians => Some(Reason::StillTraining),
        _ => None,
    }
}

/// What fits someone who has the time, what else to look at, and why.
fn degree(answers: Answers) -> (Fit, Option<Fit>, Reason) {
    match answers.aim {
        Aim::Unsure => (Fit::NotNow, None, Reason::AimUnclear),
        Aim::Population => (Fit::Mph, None, Reason::AboutPopulations),
        Aim::Elsewhere => (Fit::Mba, None, Reason::OutsideCare),
        Aim::Service | Aim::Organization if answers.training == Training::OtherProfession => for_another_profession(answers.letters),
        Aim::Service => for_a_service(answers),
        Aim::Organization => for_an_organization(answers),
    }
}

fn for_another_profession(letters: Letters) -> (Fit, Option<Fit>, Reason) {
    match letters {
        Letters::Matter => (Fit::Mba, Some(Fit::Mha), Reason::LettersMatter),
        Letters::DoNotMatter => (Fit::Mha, Some(Fit::Mba), Reason::RunsOrganization),
    }
}

fn for_a_service(answers: Answers) -> (Fit, Option<Fit>, Reason) {
    match (answers.letters, answers.classmates) {
        (Letters::Matter, Classmates::Physicians) => (Fit::PhysicianMba, Some(Fit::Mmm), Reason::LettersAndPhysicians),
        (Letters::Matter, _) => (Fit::Mba, Some(Fit::PhysicianMba), Reason::LettersMatter),
        (Letters::DoNotMatter, Classmates::Mixed) => (Fit::Mba, Some(Fit::Mmm), Reason::MixedClass),
        (Letters::DoNotMatter, _) => (Fit::Mmm, Some(Fit::PhysicianMba), Reason::LeadsAmongPhysicians),
    }
}

fn for_an_organization(answers: Answers) -> (Fit, Option<Fit>, Reason) {
    match (answers.letters, answers.classmates) {
        (Letters::DoNotMatter, Classmates::Physicians) => (Fit::Mmm, Some(Fit::Mha), Reason::LeadsAmongPhysicians),
        (Letters::DoNotMatter, _) => (Fit::Mha, Some(Fit::Mmm), Reason::RunsOrganization),
        (Letters::Matter, Classmates::Physicians) => (Fit::PhysicianMba, Some(Fit::Mba), Reason::LettersAndPhysicians),
        (Letters::Matter, _) => (Fit::Mba, Some(Fit::Mha), Reason::LettersMatter),
    }
}

fn cautions(answers: Answers, fit: Fit) -> Vec<Caution> {
    let for_physicians = matches!(fit, Fit::Mmm | Fit::PhysicianMba);
    let all = [
        (for_physicians && answers.training == Training::Recent, Caution::YearsSinceResidency),
        (fit != Fit::NotNow && answers.hours == Hours::ToArrange, Caution::AbsencesToArrange),
        (fit == Fit::Mmm, Caution::LittleKnown),
        (matches!(fit, Fit::Mba | Fit::Mha | Fit::Mph), Caution::VariesBySchool),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, caution)| caution).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEADER: Answers = Answers {
        training: Training::Complete,
        aim: Aim::Service,
        classmates: Classmates::Physicians,
        letters: Letters::DoNotMatter,
        hours: Hours::Enough,
    };

    fn everyone() -> Vec<Answers> {
        let mut all = Vec::new();
        for training in Training::ALL {
            for aim in Aim::ALL {
                for classmates in Classmates::ALL {
                    for letters in Letters::ALL {
                        all.extend(Hours::ALL.map(|hours| Answers { training, aim, classmates, letters, hours }));
                    }
                }
            }
        }
        all
    }

    #[test]
    fn a_physician_who_leads_and_practices_is_told_of_the_mmm_and_that_few_know_it() {
        let told = advice(LEADER);
        assert_eq!((told.fit, told.reason), (Fit::Mmm, Reason::LeadsAmongPhysicians));
        assert_eq!(told.cautions, [Caution::LittleKnown]);
        let recent = advice(Answers { training: Training::Recent, hours: Hours::ToArrange, ..LEADER });
        assert_eq!(recent.cautions, [Caution::YearsSinceResidency, Caution::AbsencesToArrange, Caution::LittleKnown]);
    }

    #[test]
    fn other_aims_are_told_of_other_degrees() {
        let told = |aim| advice(Answers { aim, ..LEADER }).fit;
        assert_eq!(told(Aim::Population), Fit::Mph);
        assert_eq!(told(Aim::Elsewhere), Fit::Mba);
        assert_eq!(told(Aim::Unsure), Fit::NotNow);
        assert_eq!(advice(Answers { aim: Aim::Organization, classmates: Classmates::Mixed, ..LEADER }).fit, Fit::Mha);
    }

    #[test]
    fn who_needs_letters_that_everyone_knows_is_sent_to_an_mba() {
        assert_eq!(advice(Answers { letters: Letters::Matter, ..LEADER }).fit, Fit::PhysicianMba);
        assert_eq!(advice(Answers { letters: Letters::Matter, classmates: Classmates::Either, ..LEADER }).fit, Fit::Mba);
    }

    #[test]
    fn who_has_no_time_or_is_in_training_is_told_to_wait_and_for_what() {
        let busy = advice(Answers { hours: Hours::TooFew, ..LEADER });
        assert_eq!((busy.fit, busy.later, busy.reason), (Fit::NotNow, Some(Fit::Mmm), Reason::TooFewHours));
        let resident = advice(Answers { training: Training::Underway, ..LEADER });
        assert_eq!((resident.fit, resident.later, resident.reason), (Fit::NotNow, Some(Fit::Mmm), Reason::StillTraining));
        assert_eq!(advice(Answers { training: Training::Underway, aim: Aim::Population, ..LEADER }).fit, Fit::Mph);
        assert_eq!(advice(Answers { aim: Aim::Unsure, hours: Hours::TooFew, ..LEADER }).later, None);
    }

    #[test]
    fn nobody_without_a_medical_degree_is_sent_to_a_program_for_physicians() {
        for answers in everyone().into_iter().filter(|answers| answers.training == Training::OtherProfession) {
            let told = advice(answers);
            for fit in [Some(told.fit), told.later, told.beside].into_iter().flatten() {
                assert!(!matches!(fit, Fit::Mmm | Fit::PhysicianMba), "{answers:?}: {told:?}");
            }
        }
    }

    #[test]
    fn every_degree_is_recommended_to_someone_and_ours_to_the_fewer() {
        let fits: Vec<Fit> = everyone().into_iter().map(|answers| advice(answers).fit).collect();
        for fit in Fit::ALL {
            assert!(fits.contains(&fit), "nobody is told of {fit}");
        }
        let ours = fits.iter().filter(|fit| **fit == Fit::Mmm).count();
        assert!(ours * 4 < fits.len(), "{ours} of {} are told of the MMM", fits.len());
    }

    #[test]
    fn the_advice_never_contradicts_itself() {
        for answers in everyone() {
            let told = advice(answers);
            assert_ne!(told.beside, Some(told.fit), "{answers:?}");
            assert!(told.later.is_none() || told.fit == Fit::NotNow, "{answers:?}");
            assert!(answers.hours != Hours::TooFew || told.fit == Fit::NotNow, "{answers:?}");
        }
    }

    #[test]
    fn a_question_without_an_answer_is_named() {
        let given = |name: &str| match name {
            "training" => "complete",
            "aim" => "fame",
            "classmates" => "either",
            "hours" => "enough",
            _ => "",
        };
        let Err(Error::Invalid(errors)) = Answers::read(given) else { panic!("accepted") };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["aim", "letters"]);
    }
}
