//! Makes a question of ours of a draft, or says why there can be none. All readers end here, so every format has the same limits,
//! the same defaults and the same words for what is lost.

mod answers;
mod head;

pub(in crate::authoring) use answers::NO_RATIONALE;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    draft::{Draft, DraftAnswers, Text},
    pictures::Pictures,
    text,
};
use crate::authoring::{
    Answers, Question, Written,
    package::{self, Fault},
};

/// The longest text of a question, in bytes as Markdown and as it came.
const LONGEST_TEXT: usize = 100_000;

/// A question that can be put into a unit.
pub(super) struct Built {
    pub slug: String,
    /// The block with its fences.
    pub block: String,
    /// The paths of its pictures that were not there before.
    pub pictures: Vec<String>,
    /// As a student will see it.
    pub rendered: Question,
    /// What is different from what the file says.
    pub changes: Vec<String>,
}

/// Builds one question after another for the same package.
pub(super) struct Builder {
    /// The package's files, and the pictures of the questions that were built.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The ids that are used, each with the file it is in.
    pub slugs: BTreeMap<String, String>,
    /// For the name of the next question that has none.
    pub count: usize,
}

impl Builder {
    /// Builds a question, or gives the reason why not, and then nothing of it stays.
    pub fn build(&mut self, draft: Draft) -> Result<Built, String> {
        self.count += 1;
        let (slug, mut changes) = head::slug(&draft, &self.slugs, self.count)?;
        let (tags, points) = (head::tags(&draft, &mut changes), head::points(&draft, &mut changes));
        let pictures = Pictures { sent: &draft.files, files: &mut self.files, added: Vec::new() };
        let mut texts = Texts { pictures, lost: BTreeSet::new(), refused: None };
        let mut question = answers::question(&draft, &mut texts, &mut changes)?;
        question.slug.clone_from(&slug);
        (question.tags, question.points) = (tags, if question.kind().is_scored() { points } else { 0 });
        let Texts { pictures, lost, refused } = texts;
        let (added, block) = (pictures.added, finished(question, refused, &self.files));
        let (block, rendered) = block.inspect_err(|_| {
            added.iter().for_each(|path| drop(self.files.remove(path)));
        })?;
        changes.extend(draft.left_out);
        changes.extend(lost);
        self.slugs.insert(slug.clone(), "this file".to_owned());
        Ok(Built { slug, block, rendered, pictures: added, changes })
    }
}

/// The block of a question and what it is rendered to, which reads as the very same question and has no fault.
fn finished(question: Question, refused: Option<String>, files: &BTreeMap<String, Vec<u8>>) -> Result<(String, Question), String> {
    if let Some(reason) = refused {
        return Err(reason);
    }
    let written = Written(question);
    let block = package::block(&written);
    let (read, rendered) = package::question_of(&block, files).map_err(|faults| sentence(&faults))?;
    if read != written {
        return Err("its texts cannot be written so that they are read as they are: put its code or formulas more simply".to_owned());
    }
    Ok((block, rendered))
}

fn sentence(faults: &[Fault]) -> String {
    let messages: BTreeSet<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    messages.into_iter().take(3).collect::<Vec<_>>().join("; ")
}

/// Turns the texts of a question into Markdown, and gathers what is lost on the way.
struct Texts<'a> {
    pictures: Pictures<'a>,
    lost: BTreeSet<String>,
    /// Why the question cannot be taken at all.
    refused: Option<String>,
}

impl Texts<'_> {
    /// Paragraphs, lists and so on.
    fn block(&mut self, text: &Text) -> String {
        self.converted(text, |converted| converted.block())
    }

    /// One block without an empty line in it.
    fn together(&mut self, text: &Text) -> String {
        self.converted(text, text::Converted::together)
    }

    /// One line.
    fn line(&mut self, text: &Text) -> String {
        self.converted(text, text::Converted::line)
    }

    fn converted(&mut self, text: &Text, write: impl FnOnce(&mut text::Converted) -> String) -> String {
        let (pictures, refused) = (&mut self.pictures, &mut self.refused);
        let mut place = |picture: &text::Picture| {
            pictures.keep(picture).map_err(|reason| {
                refused.get_or_insert(reason);
                String::new()
            })
        };
        if without_pictures(text) > LONGEST_TEXT {
            self.refuse(format!("one of its texts is longer than {LONGEST_TEXT} bytes"));
            return String::new();
        }
        let mut converted = text::converted(text, &mut place);
        let markdown = write(&mut converted);
        if let Some(reason) = converted.unfit.take() {
            self.refuse(reason);
        }
        if markdown.len() > LONGEST_TEXT {
            self.refuse(format!("one of its texts is longer than {LONGEST_TEXT} bytes"));
        }
        self.lost.extend(converted.lost);
        markdown
    }

    fn refuse(&mut self, reason: String) {
        self.refused.get_or_insert(reason);
    }
}

/// The length of a text, pictures written into it left out.
fn without_pictures(text: &Text) -> usize {
    let written_in: usize = text.source.split("data:image/").skip(1).map(|rest| rest.find(['"', '\'', '>', ' ']).unwrap_or(0)).sum();
    text.source.len().saturating_sub(written_in)
}
