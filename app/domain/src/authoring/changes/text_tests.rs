//! Differences of texts, and what must be true of all of them.

use proptest::prelude::*;

use super::*;

fn told(from: &str, to: &str) -> Vec<(Mark, String)> {
    difference(from, to)
        .into_iter()
        .map(|block| (block.mark, block.runs.iter().map(|run| run.text().trim()).collect::<Vec<_>>().join("|")))
        .collect()
}

#[test]
fn paragraphs_are_told_by_what_became_of_them() {
    let from = "One stays here.\n\nTwo will be gone.\n\nThree costs a lot of money.\n\nFour goes up.\n\nFive stays, too.\n";
    let to = "Four goes up.\n\nOne stays here.\n\nThree costs no money.\n\nFive stays, too.\n\nSix is new.\n";
    let expected = [
        (Mark::Moved, "Four goes up."),
        (Mark::Kept, "One stays here."),
        (Mark::Removed, "Two will be gone."),
        (Mark::Changed, "Three costs|a lot of|no|money."),
        (Mark::Kept, "Five stays, too."),
        (Mark::Added, "Six is new."),
    ];
    assert_eq!(told(from, to), expected.map(|(mark, text)| (mark, text.to_owned())));
}

#[test]
fn a_paragraph_may_be_moved_and_changed() {
    let from = "Alpha is the first of all letters.\n\nBeta follows it.\n\nGamma follows that.";
    let to = "Beta follows it.\n\nGamma follows that.\n\nAlpha is the first of all Greek letters.";
    assert_eq!(told(from, to)[2], (Mark::Moved, "Alpha is the first of all|Greek|letters.".to_owned()));
}

#[test]
fn of_equal_paragraphs_only_the_new_one_is_new() {
    let marks: Vec<Mark> = difference("x\n\na\n\nx", "x\n\nx\n\na\n\nx").into_iter().map(|block| block.mark).collect();
    assert_eq!(marks.iter().filter(|mark| **mark == Mark::Kept).count(), 3);
    assert_eq!(marks.iter().filter(|mark| **mark == Mark::Added).count(), 1);
}

/// What the difference makes of the old paragraphs: each block that stood there takes its own, and tells what became of it.
fn applied(old: &[Paragraph], blocks: &[Block]) -> Vec<String> {
    let text = |block: &Block, without: fn(&Run) -> bool| block.runs.iter().filter(|run| !without(run)).map(Run::text).collect::<String>();
    let mut left: Vec<String> = old.iter().map(|one| one.text.clone()).collect();
    let mut new = Vec::new();
    for block in blocks {
        if block.mark != Mark::Added {
            let stood = text(block, |run| matches!(run, Run::Added(_)));
            let place = left.iter().position(|one| *one == stood[1..]).expect("what a difference changes stands in the old text");
            left.remove(place);
        }
        if block.mark != Mark::Removed {
            new.push(text(block, |run| matches!(run, Run::Removed(_)))[1..].to_owned());
        }
    }
    assert!(left.is_empty(), "of each old paragraph it is told what became of it: {left:?}");
    new
}

fn check(from: &str, to: &str) {
    let blocks = difference(from, to);
    let (old, new) = (paragraphs(from), paragraphs(to));
    if old == new {
        assert!(blocks.is_empty());
        return;
    }
    assert_eq!(applied(&old, &blocks), new.into_iter().map(|one| one.text).collect::<Vec<_>>());
    assert!(blocks.iter().any(|block| block.mark != Mark::Kept));
}

/// Texts of few words, so that paragraphs are often equal or alike; with blocks, lists and odd ends.
fn texts() -> impl Strategy<Value = String> {
    let word =
        prop_oneof!["[abc]", "[a-z]{1,6}", Just("é".to_owned()), Just("- x".to_owned()), Just("```".to_owned()), Just("---".to_owned())];
    let line = prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "));
    let between = prop_oneof![Just("\n"), Just("\n\n"), Just("  \n"), Just("\r\n")];
    prop::collection::vec((line, between), 0..20).prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn applying_the_difference_to_the_old_text_gives_the_new(from in texts(), to in texts()) {
        check(&from, &to);
    }

    #[test]
    fn a_text_is_not_different_from_itself(text in texts()) {
        prop_assert!(difference(&text, &text).is_empty());
    }
}

/// Words that depend on nothing but their number.
fn invented(words: usize, seed: usize) -> Vec<String> {
    (0..words).map(|number| format!("w{}", (number * 7919 + seed * 104_729) % 3001)).collect()
}

/// None of these may take more steps than the bounds above allow; without them the first takes a hundred million.
#[test]
fn the_worst_texts_are_compared_and_the_difference_holds() {
    let (one, two) = (invented(5_000, 1), invented(5_000, 2));
    let in_paragraphs = |words: &[String], size| words.chunks(size).map(|some| some.join(" ")).collect::<Vec<_>>().join("\n\n");
    for size in [1, 50, 400, 5_000] {
        check(&in_paragraphs(&one, size), &in_paragraphs(&two, size));
    }
    let mut reversed = one.clone();
    reversed.reverse();
    check(&one.join(" "), &reversed.join(" "));
    let equal = |count: usize, end: &str| ["the same line", end].concat().repeat(count);
    for end in ["\n", "\n\n", ".\n- "] {
        check(&equal(10_000, end), &equal(9_999, end));
        check(&equal(10_000, end), &(equal(5_000, end) + "another one" + end + &equal(5_000, end)));
    }
}
