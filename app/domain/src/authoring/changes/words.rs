//! The words that changed within a paragraph.

use similar::DiffOp;

use super::{Run, aligned::aligned};

/// So many words of both paragraphs together are compared word by word; of longer ones the sentences. Myers' comparison takes at most
/// as many steps as the square of it.
const MOST: usize = 600;

/// What became of the words from one paragraph to the other, each with the white space before it; before the first is `lead`.
pub(super) fn words(from: &str, to: &str, lead: char) -> Vec<Run> {
    let (from, to) = (format!("{lead}{from}"), format!("{lead}{to}"));
    let (old, new) = (tokens(&from), tokens(&to));
    let (old, new) = if old.len() + new.len() > MOST { (sentences(&from, &old), sentences(&to, &new)) } else { (old, new) };
    let ops = if old.len() + new.len() > MOST { whole(&old, &new) } else { aligned(&old, &new) };
    let mut runs = Runs::default();
    for op in calmed(&ops) {
        let (_, from, to) = op.as_tag_tuple();
        match op {
            DiffOp::Equal { .. } => runs.push(Run::Kept(old[from].concat())),
            _ => runs.change(&old[from].concat(), &new[to].concat()),
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

/// The same text in longer pieces, which end where a sentence or a line does.
fn sentences<'a>(text: &'a str, tokens: &[&str]) -> Vec<&'a str> {
    let mut starts = vec![0];
    let mut at = 0;
    for (place, token) in tokens.iter().enumerate() {
        at += token.len();
        let ends = token.ends_with(['.', '!', '?', ':', ';']) || tokens.get(place + 1).is_some_and(|next| next.starts_with('\n'));
        if ends && at < text.len() {
            starts.push(at);
        }
    }
    cut(text, &starts)
}

/// All that lies between what both begin and end with, as one change.
fn whole(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let same = |(one, two): &(&&str, &&str)| one == two;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (old_len, new_len) = (old.len() - head - tail, new.len() - head - tail);
    let equal = |old_index, new_index, len| (len > 0).then_some(DiffOp::Equal { old_index, new_index, len });
    let change = DiffOp::Replace { old_index: head, old_len, new_index: head, new_len };
    [equal(0, 0, head), Some(change), equal(head + old_len, head + new_len, tail)].into_iter().flatten().collect()
}

/// A single word that stayed between two changes is read more easily as part of them.
fn calmed(ops: &[DiffOp]) -> Vec<DiffOp> {
    let islet = |place: usize| place > 0 && place + 1 < ops.len() && matches!(ops[place], DiffOp::Equal { len: 1, .. });
    let calm = |(place, op): (usize, &DiffOp)| match *op {
        DiffOp::Equal { old_index, new_index, len } if islet(place) => DiffOp::Replace { old_index, old_len: len, new_index, new_len: len },
        op => op,
    };
    ops.iter().enumerate().map(calm).collect()
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
    fn of_a_long_paragraph_sentences_are_told() {
        let sentence = |number: usize| format!("This is sentence number {number} of a very long one.");
        let text = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(sentence).collect::<Vec<_>>().join(" ");
        let (from, to) = (text(&mut (0..200)), text(&mut (0..200).filter(|number| *number != 70)));
        let runs = words(&from, &to, ' ');
        assert_eq!(
            runs.iter().filter(|run| !matches!(run, Run::Kept(_))).collect::<Vec<_>>(),
            [&Run::Removed(format!(" {}", sentence(70)))]
        );
    }
}
