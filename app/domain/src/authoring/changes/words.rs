//! The words that changed within a paragraph.

use super::{
    Run,
    aligned::{Stretch, aligned},
};

/// What became of the words from one paragraph to the other, each with the white space before it; before the first is `lead`.
pub(super) fn words(from: &str, to: &str, lead: char) -> Vec<Run> {
    let (from, to) = (format!("{lead}{from}"), format!("{lead}{to}"));
    let (old, new) = (tokens(&from), tokens(&to));
    let mut runs = Runs::default();
    for Stretch { old: before, new: after, equal } in calmed(aligned(&old, &new)) {
        if equal {
            runs.push(Run::Kept(old[before].concat()));
        } else {
            runs.change(&old[before].concat(), &new[after].concat());
        }
    }
    runs.0
}

/// Words, each with the white space before it. What follows the last word belongs to it.
fn tokens(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut after_space = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !after_space {
            starts.push(at);
        }
        after_space = c.is_whitespace();
    }
    cut(text, &starts)
}

fn cut<'a>(text: &'a str, starts: &[usize]) -> Vec<&'a str> {
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
}

/// A single word that stayed between two changes is read more easily as part of them.
fn calmed(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    let last = stretches.len().saturating_sub(1);
    for islet in stretches.iter_mut().take(last).skip(1).filter(|stretch| stretch.old.len() == 1) {
        islet.equal = false;
    }
    stretches
}

/// Runs of which no two neighbors are alike.
#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, run: Run) {
        if !run.text().is_empty() {
            self.0.push(run);
        }
    }

    /// Joined with the change just before, if there is one.
    fn change(&mut self, removed: &str, added: &str) {
        let mut pair = (String::new(), String::new());
        while let Some(run) = self.0.pop_if(|run| !matches!(run, Run::Kept(_))) {
            match run {
                Run::Added(text) => pair.1 = text,
                Run::Removed(text) | Run::Kept(text) => pair.0 = text,
            }
        }
        self.push(Run::Removed(pair.0 + removed));
        self.push(Run::Added(pair.1 + added));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: &str, to: &str) -> String {
        let run = |run: &Run| match run {
            Run::Kept(text) => text.clone(),
            Run::Removed(text) => format!("[-{text}]"),
            Run::Added(text) => format!("[+{text}]"),
        };
        words(from, to, ' ').iter().map(run).collect()
    }

    #[test]
    fn words_are_told_by_what_became_of_them() {
        assert_eq!(told("Costs rise fast in May.", "Costs rise in June."), " Costs rise[- fast in May.][+ in June.]");
        assert_eq!(told("Costs rise every single year.", "Costs fall every single year."), " Costs[- rise][+ fall] every single year.");
        assert_eq!(told("rise", "Costs rise"), "[+ Costs] rise");
        assert_eq!(told("Costs rise", "Costs rise again"), " Costs rise[+ again]");
        assert_eq!(told("", ""), " ");
    }

    #[test]
    fn of_a_long_paragraph_only_what_is_different_is_told() {
        let sentence = |number: usize| format!("This is sentence number {number} of a very long one.");
        let text = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(sentence).collect::<Vec<_>>().join(" ");
        let (from, to) = (text(&mut (0..400)), text(&mut (0..400).filter(|number| *number != 70)).replace("number 300", "number 3000"));
        let runs = words(&from, &to, ' ');
        let changed: Vec<&Run> = runs.iter().filter(|run| !matches!(run, Run::Kept(_))).collect();
        let removed: String = runs.iter().filter(|run| matches!(run, Run::Removed(_))).map(Run::text).collect();
        assert_eq!((changed.len(), removed.split_whitespace().count()), (3, 11), "a sentence of ten words, and a number");
        assert_eq!(changed[2], &Run::Added(" 3000".to_owned()));
    }
}
