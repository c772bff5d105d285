//! What is different between two texts, paragraph by paragraph.

use std::collections::{HashMap, VecDeque};

use super::{
    Block, Mark, Run,
    aligned::aligned,
    order::longest_rising,
    paragraphs::{Paragraph, paragraphs},
    words::words,
};

/// A paragraph is looked for among so many of the other text, those around its place.
const AROUND: usize = 32;
/// What is alike in more than this share of its words is the same paragraph, changed.
const ALIKE: f64 = 0.5;

/// All paragraphs of both texts and what became of them, in the order of the newer; what is gone where it stood. Nothing where nothing
/// is different.
pub fn difference(from: &str, to: &str) -> Vec<Block> {
    let (old, new) = (paragraphs(from), paragraphs(to));
    if old == new {
        return Vec::new();
    }
    let mut found = Matches { from: vec![None; new.len()], taken: vec![false; old.len()] };
    found.equal_in_order(&old, &new);
    found.equal_anywhere(&old, &new);
    found.alike(&old, &new);
    blocks(&old, &new, &found.from)
}

/// Which paragraph was which.
struct Matches {
    /// For each new one the old one, if it is known.
    from: Vec<Option<usize>>,
    /// For each old one whether it is known what became of it.
    taken: Vec<bool>,
}

impl Matches {
    fn pair(&mut self, old: usize, new: usize) {
        self.from[new] = Some(old);
        self.taken[old] = true;
    }

    fn old_ones(&self) -> Vec<usize> {
        (0..self.taken.len()).filter(|old| !self.taken[*old]).collect()
    }

    fn new_ones(&self) -> Vec<usize> {
        (0..self.from.len()).filter(|new| self.from[*new].is_none()).collect()
    }

    fn equal_in_order(&mut self, old: &[Paragraph], new: &[Paragraph]) {
        for stretch in aligned(old, new).into_iter().filter(|stretch| stretch.equal) {
            stretch.old.zip(stretch.new).for_each(|(old, new)| self.pair(old, new));
        }
    }

    /// The first of equal ones is the first, whatever stands between.
    fn equal_anywhere(&mut self, old: &[Paragraph], new: &[Paragraph]) {
        let mut places: HashMap<&Paragraph, VecDeque<usize>> = HashMap::new();
        for place in self.old_ones() {
            places.entry(&old[place]).or_default().push_back(place);
        }
        for place in self.new_ones() {
            if let Some(from) = places.get_mut(&new[place]).and_then(VecDeque::pop_front) {
                self.pair(from, place);
            }
        }
    }

    /// The most alike first; of equals, the first.
    fn alike(&mut self, old: &[Paragraph], new: &[Paragraph]) {
        let (olds, news) = (self.old_ones(), self.new_ones());
        let mut known = HashMap::new();
        let before: Vec<Vec<usize>> = olds.iter().map(|place| bag(&old[*place].text, &mut known)).collect();
        let after: Vec<Vec<usize>> = news.iter().map(|place| bag(&new[*place].text, &mut known)).collect();
        let mut pairs = Vec::new();
        for (place, words) in after.iter().enumerate() {
            let middle = place * before.len() / after.len();
            let near = middle.saturating_sub(AROUND)..before.len().min(middle + AROUND);
            for (other, bag) in near.clone().zip(&before[near]) {
                let share = share(bag, words);
                if share > ALIKE {
                    pairs.push((share, place, other));
                }
            }
        }
        pairs.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
        for (_, place, other) in pairs {
            if self.from[news[place]].is_none() && !self.taken[olds[other]] {
                self.pair(olds[other], news[place]);
            }
        }
    }
}

/// The words of a text as sorted numbers, the same number for the same word.
fn bag<'a>(text: &'a str, known: &mut HashMap<&'a str, usize>) -> Vec<usize> {
    let number = |word: &'a str| {
        let next = known.len();
        *known.entry(word).or_insert(next)
    };
    let mut words: Vec<usize> = text.split_whitespace().map(number).collect();
    words.sort_unstable();
    words
}

/// How much two bags have in common, 0 to 1: Dice, "Measures of the amount of ecologic association between species", *Ecology* 26
/// (1945), 297-302.
fn share(one: &[usize], two: &[usize]) -> f64 {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(word), Some(other)) = (one.get(left), two.get(right)) {
        common += usize::from(word == other);
        left += usize::from(word <= other);
        right += usize::from(other <= word);
    }
    2.0 * common as f64 / (one.len() + two.len()).max(1) as f64
}

/// How much the words of two texts have in common, 0 to 1.
pub(in crate::authoring) fn alike(one: &str, two: &str) -> f64 {
    let mut known = HashMap::new();
    let one = bag(one, &mut known);
    share(&one, &bag(two, &mut known))
}

fn blocks(old: &[Paragraph], new: &[Paragraph], from: &[Option<usize>]) -> Vec<Block> {
    let known: Vec<(usize, usize)> = from.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))).collect();
    let rising = longest_rising(&known.iter().map(|(_, old)| *old).collect::<Vec<_>>());
    let mut stayed = vec![false; new.len()];
    rising.into_iter().for_each(|place| stayed[known[place].0] = true);
    let mut gone = vec![true; old.len()];
    known.iter().for_each(|(_, old)| gone[*old] = false);
    let removed = |places: std::ops::Range<usize>| {
        let gone: Vec<Block> = places.filter(|place| gone[*place]).map(|place| removed(&old[place])).collect();
        gone
    };
    let (mut blocks, mut behind) = (Vec::new(), 0);
    for (place, paragraph) in new.iter().enumerate() {
        let before = from[place];
        if let Some(stands) = before.filter(|_| stayed[place]) {
            blocks.extend(removed(behind..stands));
            behind = stands;
        }
        blocks.push(before.map_or_else(|| added(paragraph), |before| kept(&old[before], paragraph, stayed[place])));
    }
    blocks.extend(removed(behind..old.len()));
    blocks
}

fn lead(paragraph: &Paragraph) -> char {
    if paragraph.lines { '\n' } else { ' ' }
}

fn alone(mark: Mark, run: fn(String) -> Run, paragraph: &Paragraph) -> Block {
    Block { mark, lines: paragraph.lines, runs: vec![run(format!("{}{}", lead(paragraph), paragraph.text))] }
}

fn removed(paragraph: &Paragraph) -> Block {
    alone(Mark::Removed, Run::Removed, paragraph)
}

fn added(paragraph: &Paragraph) -> Block {
    alone(Mark::Added, Run::Added, paragraph)
}

fn kept(before: &Paragraph, now: &Paragraph, stayed: bool) -> Block {
    let mark = match (stayed, before == now) {
        (false, _) => Mark::Moved,
        (true, false) => Mark::Changed,
        (true, true) => Mark::Kept,
    };
    if before == now {
        return alone(mark, Run::Kept, now);
    }
    Block { mark, lines: now.lines, runs: words(&before.text, &now.text, lead(now)) }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
