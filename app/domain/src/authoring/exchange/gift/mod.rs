//! GIFT: questions as plain text with their answers in braces.
//!
//! The rules are those of the format's page, <https://docs.moodle.org/en/GIFT_format>, and, where it is silent, what Moodle does: an empty
//! line ends a question, a line that begins with `//` is a comment, in which `[id:…]` and `[tag:…]` mean something, and of
//! `~ = # { } : \` a backslash takes their meaning.

mod answers;
pub(super) mod scan;

use super::draft::{Draft, Drafts, Notation, Text, Unreadable};
use scan::{find, unescaped};

/// Reads a file. Whatever is wrong with a question costs only that question.
pub(super) fn read(text: &str) -> Drafts {
    let mut drafts = Drafts::default();
    let mut category = None;
    for block in blocks(text) {
        let comments = Comments::of(&block.comments);
        let (mut line, mut body) = (block.line, block.text.as_str());
        if let Some(rest) = body.strip_prefix("$CATEGORY:") {
            let (path, after) = rest.split_once('\n').unwrap_or((rest, ""));
            category = Some(path.trim().to_owned());
            (line, body) = (line + 1, after);
            if body.is_empty() {
                continue;
            }
        }
        let question = question(line, body).map(|mut draft| {
            draft.id = comments.id;
            draft.tags = comments.tags;
            draft.tags.extend(category.as_deref().and_then(super::category_tag));
            draft
        });
        drafts.questions.push(question);
    }
    drafts
}

/// Lines without an empty one between, trimmed, with the comments among them taken out.
struct Block {
    line: usize,
    text: String,
    comments: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Block { line: 0, text: String::new(), comments: String::new() };
    for (index, line) in text.lines().chain([""]).enumerate() {
        let line = line.trim();
        if line.is_empty() {
            let block = std::mem::replace(&mut open, Block { line: 0, text: String::new(), comments: String::new() });
            blocks.extend((!block.text.is_empty()).then_some(block));
        } else if let Some(comment) = line.strip_prefix("//") {
            open.comments.push_str(comment);
        } else {
            if open.text.is_empty() {
                open.line = index + 1;
            } else {
                open.text.push('\n');
            }
            open.text.push_str(line);
        }
    }
    blocks
}

/// What comments say of the question under them: `// [id:dominance] [tag:PL-1]`.
struct Comments {
    id: Option<String>,
    tags: Vec<String>,
}

impl Comments {
    fn of(text: &str) -> Self {
        let values = |name: &str| {
            let opening = format!("[{name}:");
            let values = text.split(&opening).skip(1).filter_map(|rest| rest.split_once(']'));
            values.map(|(value, _)| value.trim().to_owned()).collect::<Vec<_>>()
        };
        Self { id: values("id").pop(), tags: values("tag") }
    }
}

fn question(line: usize, text: &str) -> Result<Draft, Unreadable> {
    let (name, body) = match text.strip_prefix("::").and_then(|rest| find(rest, "::").map(|end| (&rest[..end], rest[end + 2..].trim()))) {
        Some((name, body)) => (Some(unescaped(name).trim().to_owned()).filter(|name| !name.is_empty()), body),
        None => (None, text),
    };
    let refuse = |reason: &str| Unreadable::new(line, name.clone().or_else(|| text.lines().next().map(str::to_owned)), reason);
    let (open, close) = match (find(body, "{"), find(body, "}")) {
        (Some(open), Some(close)) if open < close => (open, close),
        (None, None) => return Err(refuse("this text has no answers in braces: what is no question goes into the unit's own text")),
        _ => return Err(refuse("a brace has no partner: write \\{ or \\} for one that is only text")),
    };
    if find(&body[open + 1..close], "{").is_some() || find(&body[close + 1..], "{").is_some() || find(&body[close + 1..], "}").is_some() {
        return Err(refuse("there are several braces: put an empty line between questions, and write \\{ for one that is only text"));
    }
    let (before, after) = (body[..open].trim(), body[close + 1..].trim());
    let prompt = if after.is_empty() { before.to_owned() } else { format!("{before} _____ {after}") };
    let prompt = text_in(&prompt, Notation::Moodle);
    let answers = body[open + 1..close].trim();
    let (answers, rationale) = match scan::find_last(answers, "####") {
        Some(at) => (answers[..at].trim(), Some(text_in(&answers[at + 4..], prompt.notation)).filter(|text| !text.is_empty())),
        None => (answers, None),
    };
    let read = answers::read(answers, prompt.notation).map_err(|reason| refuse(&reason))?;
    Ok(Draft { name, rationale, left_out: read.left_out, ..Draft::new(line, prompt, read.answers) })
}

/// A text that may begin with its notation in brackets; one that does not has that of the question.
fn text_in(text: &str, otherwise: Notation) -> Text {
    let text = text.trim();
    let named = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).and_then(|(name, rest)| {
        let notation = match name {
            "html" => Notation::Html,
            "moodle" => Notation::Moodle,
            "plain" => Notation::Plain,
            "markdown" => Notation::Markdown,
            _ => return None,
        };
        Some((notation, rest))
    });
    let (notation, source) = named.unwrap_or((otherwise, text));
    Text::new(notation, unescaped(source).trim())
}
