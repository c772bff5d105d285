//! Blocks as Markdown.

use std::collections::BTreeSet;

use super::{blocks::Block, guard};
use crate::text::squeezed;

/// Blocks with an empty line between.
pub(in crate::authoring::exchange) fn block(blocks: &[Block]) -> String {
    joined(blocks, "\n\n")
}

fn joined(blocks: &[Block], between: &str) -> String {
    let mut out = String::new();
    // Lists that follow one another need different marks to be two.
    let mut other_mark = false;
    for (index, block) in blocks.iter().enumerate() {
        let follows = index > 0 && matches!((&blocks[index - 1], block), (Block::List { .. }, Block::List { .. }));
        other_mark = follows && !other_mark;
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(&one(block, other_mark));
    }
    out
}

fn one(block: &Block, other_mark: bool) -> String {
    match block {
        Block::Paragraph { text, .. } => text.clone(),
        Block::Heading { level, text } => heading(*level, text),
        Block::List { first, items } => list(*first, items, other_mark),
        Block::Quotation(blocks) => prefixed(&self::block(blocks), "> ", "> "),
        Block::Verbatim(text) => verbatim(text),
        Block::Table(rows) => table(rows),
        Block::Rule => "***".to_owned(),
        Block::Formula(latex) => format!("$${latex}$$"),
        Block::Figure { path, alt, caption } => format!("![{}]({path} \"{}\")", quoted(alt), quoted(caption).replace('"', "\\\"")),
    }
}

/// A heading is one line; a number sign at its end would be taken for its mark.
fn heading(level: u8, text: &str) -> String {
    let text = text.replace("\\\n", " ").replace('\n', " ");
    let text = text.strip_suffix('#').map_or(text.clone(), |text| format!("{text}\\#"));
    format!("{} {text}", "#".repeat(usize::from(level)))
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().filter(|c| guard::is_kept(*c)).peekable();
    while let Some(c) = chars.next() {
        guard::push_escaped(&mut out, c, chars.peek().copied());
    }
    out
}

/// Each line with something before it; an empty line has only the mark.
pub(in crate::authoring::exchange) fn prefixed(text: &str, first: &str, others: &str) -> String {
    let line = |(index, line): (usize, &str)| format!("{}{line}", if index == 0 { first } else { others }).trim_end().to_owned();
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn list(first: Option<u64>, items: &[Vec<Block>], other_mark: bool) -> String {
    let tight = items.iter().all(|item| is_tight(item));
    let between = if tight { "\n" } else { "\n\n" };
    let items = items.iter().enumerate().map(|(index, item)| {
        let mark = match first {
            // CommonMark reads at most nine digits.
            Some(first) => format!("{}{} ", first.min(1_000_000).saturating_add(index as u64), if other_mark { ')' } else { '.' }),
            None => if other_mark { "+ " } else { "- " }.to_owned(),
        };
        prefixed(&joined(item, between), &mark, &" ".repeat(mark.len()))
    });
    items.collect::<Vec<_>>().join(between)
}

/// Whether an item is words, or words and a list under them.
fn is_tight(item: &[Block]) -> bool {
    let plain = |block: &Block| matches!(block, Block::Paragraph { apart: false, .. });
    let under = |block: &Block| match block {
        Block::List { first, items } => first.is_none_or(|first| first == 1) && items.iter().all(|item| is_tight(item)),
        _ => false,
    };
    match item {
        [one] => plain(one) || under(one),
        [words, list] => plain(words) && under(list),
        _ => false,
    }
}

fn verbatim(text: &str) -> String {
    let text = text.trim_matches('\n');
    let longest = text.split('\n').map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count()).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// Words in a line as code.
pub(in crate::authoring::exchange) fn code(text: &str) -> String {
    let text = squeezed(text);
    if text.is_empty() {
        return text;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(if longest == 0 { 1 } else { longest + 1 });
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let row = |cells: &[String]| {
        let cells = (0..columns).map(|column| cells.get(column).map_or(String::new(), |cell| in_cell(cell)));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
    lines.insert(1, format!("|{}", "---|".repeat(columns)));
    lines.join("\n")
}

/// A cell ends at a bar, in code and formulas too.
fn in_cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether there is a picture among the blocks.
pub(super) fn has_figure(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Figure { .. } => true,
        Block::List { items, .. } => items.iter().any(|item| has_figure(item)),
        Block::Quotation(blocks) => has_figure(blocks),
        _ => false,
    })
}

/// Blocks as one line, and what of them was lost.
pub(in crate::authoring::exchange) fn line(blocks: &[Block]) -> (String, BTreeSet<String>) {
    let mut lost = BTreeSet::new();
    let pieces: Vec<String> = blocks.iter().map(|block| line_of(block, &mut lost)).filter(|piece| !piece.is_empty()).collect();
    (pieces.join(" "), lost)
}

fn line_of(block: &Block, lost: &mut BTreeSet<String>) -> String {
    let mut lose = |what: &str| {
        lost.insert(what.to_owned());
    };
    let inner: Vec<&[Block]> = match block {
        Block::Paragraph { text, .. } | Block::Heading { text, .. } => return text.replace("\\\n", " ").replace('\n', " "),
        Block::Verbatim(text) => return code(text),
        Block::Formula(latex) => return format!("${latex}$"),
        Block::Rule => return String::new(),
        Block::Figure { .. } => {
            lose("a picture was taken out of a table");
            return String::new();
        }
        Block::Table(rows) => {
            lose("a table became one line");
            return rows.concat().join(" ");
        }
        Block::List { items, .. } => {
            lose("a list became one line");
            items.iter().map(Vec::as_slice).collect()
        }
        Block::Quotation(blocks) => vec![blocks],
    };
    let pieces: Vec<String> = inner.into_iter().flatten().map(|block| line_of(block, lost)).collect();
    pieces.join(" ")
}

/// Blocks without an empty line between.
pub(super) fn together(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (index, one) in blocks.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|before| &blocks[before]) {
            let paragraphs = matches!((before, one), (Block::Paragraph { .. }, Block::Paragraph { .. }));
            out.push_str(if paragraphs { "\\\n" } else { "\n" });
        }
        out.push_str(&block(std::slice::from_ref(one)).replace("\n\n", "\n"));
    }
    out
}
