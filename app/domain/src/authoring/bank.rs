//! The question bank: questions that all authors share. Pure: what of a draft can go into it, and what comes out of it.

use sha2::{Digest, Sha256};

use super::{
    BankMark, Question, QuestionKind,
    drafts::{Block, Edits, Files, LONGEST_TEXT, blocks, free, ids, with_block, with_head, with_more},
    package,
};
use crate::{Error, Result};

/// A version of a question of the bank, with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banked {
    /// Which.
    pub mark: BankMark,
    /// As its author wrote it, fences included.
    pub block: String,
    /// The figures that it shows, by path.
    pub files: Files,
}

/// A question that can go into the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The id its author gave it.
    pub id: String,
    /// The block without the line that names the bank.
    pub block: String,
    /// The figures that it shows, by path.
    pub files: Files,
    /// Its kind.
    pub kind: QuestionKind,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its first words.
    pub prompt: String,
    /// Over everything but the id, which may be another in each module.
    pub digest: String,
}

/// The longest block, in bytes.
pub const LONGEST_BLOCK: usize = 20_000;

/// What of a question goes into the bank, if it is in order. `files` are those among which its figures are.
///
/// # Errors
/// [`Error::Invalid`] by `block`, with what is wrong.
pub fn fit(block: &str, files: &Files) -> Result<Fit> {
    let wrong = |message: String| Error::field("block", message);
    if block.len() > LONGEST_BLOCK {
        return Err(wrong(format!("The question has more than {LONGEST_BLOCK} bytes: shorten it.")));
    }
    let block = with_head(block, "bank", None);
    let (written, _) = package::question_of(&block, files).map_err(|faults| {
        let told: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.line.map_or("The question".into(), |line| format!("Line {line}")), fault.message))
            .collect();
        wrong(format!("The question is not in order. {}.", told.join(". ")))
    })?;
    if block.contains("](media/") {
        return Err(wrong("The question shows a video, plays sound or has a PDF: the bank keeps questions with pictures only.".into()));
    }
    let shown = figures(&block, files);
    let (id, kind, tags) = (written.0.slug.clone(), written.0.kind(), written.0.tags.clone());
    let digest = digest(&block, &shown);
    Ok(Fit { id, kind, tags, prompt: first_words(&written.0.prompt), digest, files: shown, block })
}

/// The figures that a block shows.
fn figures(block: &str, files: &Files) -> Files {
    let shown = files.iter().filter(|(path, _)| path.starts_with("figures/") && block.contains(path.as_str()));
    shown.map(|(path, content)| (path.clone(), content.clone())).collect()
}

/// SHA-256 over a block without id and mark, with its figures in the place of their names: in another module they may bear others.
pub fn digest(block: &str, files: &Files) -> String {
    let mut bare = with_head(&with_head(block, "bank", None), "id", None);
    // The longest first: a name may be the beginning of another.
    let mut figures: Vec<(String, Vec<u8>)> = figures(block, files).into_iter().collect();
    figures.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
    for (path, content) in figures {
        bare = bare.replace(&path, &hex::encode(Sha256::digest(content)));
    }
    hex::encode(Sha256::digest(bare.trim_end()))
}

/// A version as it is rendered, with its figures at this address.
pub fn shown(banked: &Banked, files: &str) -> Option<Question> {
    let (_, question) = package::question_of(&banked.block, &banked.files).ok()?;
    let json = serde_json::to_string(&question).ok()?.replace("/modules//versions/0/files/", files);
    serde_json::from_str(&json).ok()
}

/// The first words of a question in a draft, if it can be read.
pub fn words_of(block: &str, files: &Files) -> Option<String> {
    let (written, _) = package::question_of(&with_head(block, "bank", None), files).ok()?;
    Some(first_words(&written.0.prompt))
}

/// At most 160 characters of the first paragraph.
fn first_words(prompt: &str) -> String {
    let first = prompt.split("\n\n").find(|part| !part.trim().is_empty() && !part.starts_with("![")).unwrap_or(prompt);
    // Money is written with a backslash, which says nothing in a list.
    let words = first.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\$", "$");
    match words.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// One question of a unit.
///
/// # Errors
/// [`Error::NotFound`] if the text has none of this id.
pub fn block_of(text: &str, id: &str) -> Result<Block> {
    blocks(text).into_iter().find(|block| block.id == id).ok_or(Error::NotFound)
}

/// The text of a unit in which a question names the bank.
pub fn marked(text: &str, block: &Block, mark: &BankMark) -> String {
    with_block(text, block, &with_head(&block.text, "bank", Some(&mark.to_string())))
}

/// Whether a question of a unit names this question of the bank.
fn names(text: &str, slug: &str) -> bool {
    blocks(text).iter().any(|block| block.bank.as_ref().is_some_and(|mark| mark.slug == slug))
}

/// Puts questions to the end of a unit: their figures beside it, their ids as they are where they are free.
///
/// # Errors
/// [`Error::NotFound`] if there is no such unit; [`Error::Invalid`] by `bank` if the unit takes no questions, or no more, or has one of them.
pub fn taken(files: &Files, path: &str, questions: &[Banked]) -> Result<Edits> {
    let mut text = unit_text(files, path)?;
    if super::drafts::kind_of(&text).is_some_and(|kind| !kind.has_questions()) {
        return Err(Error::field("bank", "A case or an assignment has no questions: take them into a quiz or a lesson."));
    }
    let (mut edits, mut known, mut taken) = (Edits { file: path.to_owned(), ..Edits::default() }, files.clone(), ids(files));
    for one in questions {
        if names(&text, &one.mark.slug) {
            return Err(Error::field("bank", format!("The unit has `{}` already: choose another question.", one.mark.slug)));
        }
        let block = with_figures(one, &mut known, &mut edits);
        let id = free(blocks(&block).first().map_or("question", |block| block.id.as_str()), |id| taken.contains(id));
        let block = with_head(&with_head(&block, "id", Some(&id)), "bank", Some(&one.mark.to_string()));
        text = with_more(&text, &block);
        taken.insert(id);
    }
    finished(edits, path, text)
}

/// Puts a version of the bank in the place of a question, which keeps its id.
///
/// # Errors
/// [`Error::NotFound`] if there is no such unit or question; [`Error::Invalid`] by `bank` if the unit becomes too long.
pub fn renewed(files: &Files, path: &str, id: &str, with: &Banked) -> Result<Edits> {
    let text = unit_text(files, path)?;
    let block = block_of(&text, id)?;
    let mut edits = Edits { file: path.to_owned(), ..Edits::default() };
    let new = with_figures(with, &mut files.clone(), &mut edits);
    let new = with_head(&with_head(&new, "id", Some(id)), "bank", Some(&with.mark.to_string()));
    finished(edits, path, with_block(&text, &block, &new))
}

fn unit_text(files: &Files, path: &str) -> Result<String> {
    files.get(path).map(|content| String::from_utf8_lossy(content).into_owned()).ok_or(Error::NotFound)
}

fn finished(mut edits: Edits, path: &str, text: String) -> Result<Edits> {
    if text.len() > LONGEST_TEXT {
        return Err(Error::field(
            "bank",
            format!("The unit would have more than the {LONGEST_TEXT} bytes it may have: take fewer questions."),
        ));
    }
    edits.written.push((path.to_owned(), text.into_bytes()));
    Ok(edits)
}

/// The block with its figures beside it: under their own names, or others where something else bears those.
fn with_figures(one: &Banked, known: &mut Files, edits: &mut Edits) -> String {
    let mut block = one.block.clone();
    for (path, content) in &one.files {
        let name = figure_name(path, content, known);
        block = block.replace(path.as_str(), &name);
        if !known.contains_key(&name) {
            known.insert(name.clone(), content.clone());
            edits.written.push((name, content.clone()));
        }
    }
    block
}

fn figure_name(path: &str, content: &[u8], known: &Files) -> String {
    let (stem, end) = path.rsplit_once('.').unwrap_or((path, "svg"));
    let fits = |name: &String| known.get(name).is_none_or(|have| have == content);
    let others = (2_u32..1_000).map(|number| format!("{stem}-{number}.{end}"));
    [path.to_owned()].into_iter().chain(others).find(fits).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle r=\"3\"/></svg>";
    const BLOCK: &str = "```question\nid: which\nkind: single\ntags: PL-1, hard\n\nWhich?\n\n![A circle](figures/c.svg \"Round\")\n\n( ) No\n(x) Yes\n\nWhy: Yes.\n```\n";
    const QUIZ: &str = "---\nunit: q\nkind: quiz\ntitle: Q\nminutes: 5\npass: 50\nattempts: 0\n---\n\n";

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn banked(number: i64, block: &str) -> Banked {
        let mark = BankMark { slug: "which".into(), number };
        Banked { mark, block: block.into(), files: files(&[("figures/c.svg", SVG)]) }
    }

    fn text(edits: &Edits) -> String {
        String::from_utf8(edits.written.last().unwrap().1.clone()).unwrap()
    }

    #[test]
    fn a_question_goes_into_the_bank_with_its_figures_and_nothing_else() {
        let found = fit(BLOCK, &files(&[("figures/c.svg", SVG), ("figures/d.svg", SVG)])).unwrap();
        assert_eq!((found.id.as_str(), found.prompt.as_str(), found.files.len()), ("which", "Which?", 1));
        assert_eq!(found.tags, ["PL-1", "hard"]);
        let elsewhere = BLOCK.replace("id: which", "id: other").replace("hard\n", "hard\nbank: which@2\n");
        assert_eq!(fit(&elsewhere, &files(&[("figures/c.svg", SVG)])).unwrap().digest, found.digest, "id and mark do not count");
        let renamed = elsewhere.replace("figures/c.svg", "figures/c-2.svg");
        assert_eq!(digest(&renamed, &files(&[("figures/c-2.svg", SVG)])), found.digest, "nor does the name of a figure");
        assert_ne!(digest(&renamed, &files(&[("figures/c-2.svg", "<svg/>")])), found.digest);
        let question = shown(&banked(1, BLOCK), "/here/").unwrap();
        assert!(question.prompt.contains("src=\"/here/figures/c.svg\""), "{}", question.prompt);
        assert_ne!(fit(&BLOCK.replace("Yes.", "Yes!"), &found.files).unwrap().digest, found.digest);
    }

    #[test]
    fn what_is_not_in_order_stays_outside() {
        for (block, words) in [
            (BLOCK.to_owned(), "figures/c.svg"),
            (BLOCK.replace("(x)", "( )").replace("![A circle](figures/c.svg \"Round\")\n\n", ""), "not in order"),
            ("no question".to_owned(), "not one question"),
            ("x".repeat(LONGEST_BLOCK + 1), "shorten it"),
        ] {
            let wrong = fit(&block, &Files::new()).unwrap_err();
            assert!(matches!(&wrong, Error::Invalid(errors) if errors[0].message.contains(words)), "{words}: {wrong}");
        }
    }

    #[test]
    fn what_is_taken_keeps_ids_apart_and_brings_its_figures() {
        let there = files(&[("q.md", &format!("{QUIZ}{BLOCK}")), ("figures/c.svg", "<svg>another</svg>")]);
        let other = Banked { mark: BankMark { slug: "other".into(), number: 3 }, ..banked(3, BLOCK) };
        let edits = taken(&there, "q.md", &[banked(3, BLOCK), other.clone()]).unwrap();
        let found = blocks(&text(&edits));
        assert_eq!(found.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["which", "which-2", "which-3"]);
        assert_eq!(found[1].bank, BankMark::read("which@3"));
        assert!(found[1].text.contains("figures/c-2.svg") && found[2].text.contains("figures/c-2.svg"));
        assert_eq!(edits.written.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["figures/c-2.svg", "q.md"]);
        let twice = taken(&there, "q.md", &[other.clone(), other]).unwrap_err();
        assert!(matches!(&twice, Error::Invalid(errors) if errors[0].message.contains("has `other` already")), "{twice}");
        let case = files(&[("q.md", &QUIZ.replace("quiz", "case"))]);
        assert!(matches!(taken(&case, "q.md", &[banked(1, BLOCK)]), Err(Error::Invalid(_))));
        assert!(matches!(taken(&there, "no.md", &[banked(1, BLOCK)]), Err(Error::NotFound)));
    }

    #[test]
    fn a_newer_version_takes_the_place_of_the_older_and_keeps_the_id() {
        let mine = BLOCK.replace("id: which", "id: mine").replace("hard\n", "hard\nbank: which@1\n");
        let there = files(&[("q.md", &format!("{QUIZ}{mine}\nAfter.\n")), ("figures/c.svg", SVG)]);
        let edits = renewed(&there, "q.md", "mine", &banked(2, &BLOCK.replace("Which?", "Which one?"))).unwrap();
        let wanted = mine.replace("Which?", "Which one?").replace("which@1", "which@2");
        assert_eq!(text(&edits), format!("{QUIZ}{wanted}\nAfter.\n"));
        assert_eq!(edits.written.len(), 1, "the figure is there already");
        assert!(matches!(renewed(&there, "q.md", "other", &banked(2, BLOCK)), Err(Error::NotFound)));
    }
}
