//! The question blocks of a text that may be faulty, as their authors wrote them.

use std::ops::Range;

use crate::authoring::BankMark;

/// A question block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its lines in the text, fences included, from 0.
    lines: Range<usize>,
    /// The id its author gave it; empty if there is none.
    pub id: String,
    /// The version of the bank that it names.
    pub bank: Option<BankMark>,
    /// The block with its fences and a line end.
    pub text: String,
}

/// The closed question blocks of a text, in their order.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').collect();
    let (mut found, mut open) = (Vec::new(), None::<(usize, usize, bool)>);
    for (index, line) in lines.iter().enumerate() {
        let ticks = line.bytes().take_while(|b| *b == b'`').count();
        match open {
            None if ticks >= 3 => open = Some((index, ticks, line[ticks..].trim() == "question")),
            Some((start, fence, is_question)) if ticks >= fence && line[ticks..].trim().is_empty() => {
                open = None;
                found.extend(is_question.then(|| block(&lines, start..index + 1)));
            }
            _ => {}
        }
    }
    found
}

fn block(lines: &[&str], range: Range<usize>) -> Block {
    let text = format!("{}\n", lines[range.clone()].join("\n"));
    Block { id: head(&text, "id").unwrap_or_default().to_owned(), bank: head(&text, "bank").and_then(BankMark::read), lines: range, text }
}

/// The head of a block: its lines after the fence and before the first empty one.
fn head_lines(block: &str) -> impl Iterator<Item = (usize, &str)> {
    block.split('\n').enumerate().skip(1).take_while(|(_, line)| !line.trim().is_empty())
}

fn named(line: &str, name: &str) -> bool {
    line.split_once(':').is_some_and(|(have, _)| have == name)
}

/// The value of a name in the head of a block.
fn head<'b>(block: &'b str, name: &str) -> Option<&'b str> {
    head_lines(block).find(|(_, line)| named(line, name)).and_then(|(_, line)| line.split_once(':')).map(|(_, value)| value.trim())
}

/// The block with another value of a name in its head, or without the name.
pub(in crate::authoring) fn with_head(block: &str, name: &str, value: Option<&str>) -> String {
    let place = head_lines(block).find(|(_, line)| named(line, name)).map(|(index, _)| index);
    let end = head_lines(block).last().map_or(1, |(index, _)| index + 1);
    let mut lines: Vec<String> = block.split('\n').map(str::to_owned).collect();
    let line = value.map(|value| format!("{name}: {value}"));
    match (place, line) {
        (Some(place), Some(line)) => lines[place] = line,
        (Some(place), None) => drop(lines.remove(place)),
        (None, Some(line)) => lines.insert(end.min(lines.len()), line),
        (None, None) => {}
    }
    lines.join("\n")
}

/// The text with another block in the place of one that stands in it.
pub(in crate::authoring) fn with_block(text: &str, old: &Block, new: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let new: Vec<&str> = new.strip_suffix('\n').unwrap_or(new).split('\n').collect();
    [&lines[..old.lines.start], &new, &lines[old.lines.end..]].concat().join("\n")
}

/// The text with a block at its end.
pub(in crate::authoring) fn with_more(text: &str, block: &str) -> String {
    let text = text.trim_end_matches('\n');
    format!("{text}\n\n{block}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\nunit: a\n---\n\n```\n```question\nid: no\n```\n\n````question\nid: one\ntags: a\n\n```\nid: code\n```\n\n= 1 +- 0\n\nWhy: x\n````\n\n```question\nid: two\nbank: two@3\n\nWhat?\n```\n\n```question\nid: open\n";

    #[test]
    fn closed_blocks_are_found_with_their_heads() {
        let found = blocks(TEXT);
        let marks: Vec<_> = found.iter().map(|block| (block.id.as_str(), block.bank.as_ref().map(ToString::to_string))).collect();
        assert_eq!(marks, [("one", None), ("two", Some("two@3".to_owned()))]);
        assert_eq!(found[1].text, "```question\nid: two\nbank: two@3\n\nWhat?\n```\n");
    }

    #[test]
    fn a_head_is_changed_and_everything_else_stays() {
        let found = blocks(TEXT);
        let marked = with_head(&found[0].text, "bank", Some("one@1"));
        assert!(marked.starts_with("````question\nid: one\ntags: a\nbank: one@1\n\n```\nid: code\n"), "{marked}");
        assert_eq!(with_head(&marked, "bank", None), found[0].text);
        let text = with_block(TEXT, &found[0], &marked);
        assert_eq!(text, TEXT.replace("tags: a\n", "tags: a\nbank: one@1\n"));
        let renamed = with_head(&found[1].text, "id", Some("three"));
        assert_eq!(blocks(&with_block(TEXT, &found[1], &renamed))[1].id, "three");
        assert!(with_more("a\n\n\n", "```question\n```\n").starts_with("a\n\n```question"));
    }
}
