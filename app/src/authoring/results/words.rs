//! Figures in words.

use domain::reports::items::{Certainty, LEAST, Warning};

use crate::cohorts::count;

/// A share as a percentage, to the nearest whole.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// With two decimals and a true minus.
pub(super) fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text.replace('-', "−") }
}

/// `45 s`, `2 min 5 s`.
pub(super) fn seconds(seconds: i64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// `version 2`, `versions 1 and 3`; of none, a dash.
pub(super) fn versions(numbers: &[i64]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.as_slice() {
        [] => "–".to_owned(),
        [one] => format!("version {one}"),
        [most @ .., last] => format!("versions {} and {last}", most.join(", ")),
    }
}

/// The letter of an option, as people call it.
pub(super) fn letter(option: usize) -> String {
    let letter = u8::try_from(option).ok().filter(|option| *option < 26).map(|option| char::from(b'A' + option));
    letter.map_or_else(|| (option + 1).to_string(), String::from)
}

/// How the certain answered: `6 of 9 (67%)`; of few only that they are few.
pub(super) fn certain(found: Certainty) -> String {
    match found.wrong_share() {
        Some(share) => format!("{} of {} ({})", found.wrong, found.certain, percent(share)),
        None => "–".to_owned(),
    }
}

/// How the certain answered, in a sentence.
pub(super) fn certain_sentence(found: Certainty) -> String {
    let rated = format!("{} said how sure they were.", count(found.rated, "student"));
    let Some(share) = found.wrong_share() else {
        return format!("{rated} Fewer than {LEAST} were certain, too few for a figure.");
    };
    let few = if found.is_few() { ", few, so that this may be chance" } else { "" };
    format!("{rated} Of the {} who were certain, {} were wrong ({}){few}.", found.certain, found.wrong, percent(share))
}

/// Why a question may mislead, in a sentence or two.
pub(super) fn warning(warning: Warning) -> String {
    match warning {
        Warning::BestChooseWrong { option, wrong, right, best } => format!(
            "The best students choose {} more often than the right answer: of the {best} best {wrong} chose it, and {right} the right one. \
             See whether the key is right, or whether {} is true as well.",
            letter(option),
            letter(option)
        ),
        Warning::CertainAndWrong { certain, wrong } => format!(
            "Of the {certain} students who were certain of their answer, {wrong} were wrong. Who is certain has not guessed: see whether the \
             question hides what it turns on, or whether a lesson taught them so."
        ),
        Warning::Backwards => {
            "Students who do well in the rest of the quiz get this wrong more often than those who do badly. Something in it \
             leads those astray who know more."
                .to_owned()
        }
        Warning::BelowGuessing { options } => format!(
            "Fewer students are right than if all had guessed among {}: something draws them to a wrong answer.",
            count(options as i64, "option")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!((percent(0.626), decimal(-0.125), decimal(-0.001)), ("63%".into(), "−0.12".into(), "0.00".into()));
        assert_eq!((seconds(45), seconds(120), seconds(125)), ("45 s".into(), "2 min".into(), "2 min 5 s".into()));
        assert_eq!((versions(&[]), versions(&[2]), versions(&[1, 2, 4])), ("–".into(), "version 2".into(), "versions 1, 2 and 4".into()));
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "27".into()));
    }

    #[test]
    fn the_certain_are_told_as_a_share_unless_they_are_few() {
        let found = Certainty { rated: 12, certain: 9, wrong: 6 };
        assert_eq!(certain(found), "6 of 9 (67%)");
        assert_eq!(
            certain_sentence(found),
            "12 students said how sure they were. Of the 9 who were certain, 6 were wrong (67%), few, so that this may be chance."
        );
        let single = Certainty { rated: 1, certain: 1, wrong: 1 };
        assert_eq!(certain(single), "–");
        assert_eq!(certain_sentence(single), "1 student said how sure they were. Fewer than 5 were certain, too few for a figure.");
    }

    #[test]
    fn a_warning_says_why() {
        let said = warning(Warning::BestChooseWrong { option: 1, wrong: 5, right: 3, best: 9 });
        assert!(
            said.starts_with("The best students choose B more often than the right answer: of the 9 best 5 chose it, and 3 the right one.")
        );
        let said = warning(Warning::CertainAndWrong { certain: 9, wrong: 6 });
        assert!(said.starts_with("Of the 9 students who were certain of their answer, 6 were wrong."));
        assert!(warning(Warning::BelowGuessing { options: 4 }).contains("guessed among 4 options"));
    }
}
