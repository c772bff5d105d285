//! What is different between two versions of a module, made to be read.

use domain::authoring::changes::{Block, Changes, Fate, Mark, Run, Shown, UnitChange, shown};
use leptos::prelude::*;

use crate::{cohorts::count, when};

/// A section with everything that is different.
pub(crate) fn different(title: String, changes: &Changes) -> impl IntoView + use<> {
    let text = (!changes.module.is_empty())
        .then(|| view! { <li>{entry("Changed", "started", "About the module", "")}{text(&changes.module, "About the module")}</li> });
    let units = changes.units.iter().filter(|unit| unit.fate != Fate::Same).map(unit).collect_view();
    let same = changes.units.iter().filter(|unit| unit.fate == Fate::Same).count() as i64;
    let rest = match (changes.none(), same) {
        (true, _) => "Nothing that students read or answer is different: only figures or other files.".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "1 unit is as it was.".to_owned(),
        (false, same) => format!("{same} units are as they were."),
    };
    view! {
        <section class="block" aria-labelledby="different">
            <h2 id="different">{title}</h2>
            <ol class="version-changes">{text}{units}</ol>
            <p class="hint">{rest}</p>
        </section>
    }
}

fn entry(word: &'static str, shape: &'static str, title: &str, kind: &'static str) -> impl IntoView + use<> {
    let kind = (!kind.is_empty()).then(|| view! { <span>{kind}</span> });
    view! { <h3>{title.to_owned()}</h3><p class="meta"><span class="state" data-state=shape>{word}</span>{kind}</p> }
}

fn unit(unit: &UnitChange) -> impl IntoView + use<> {
    let (word, shape) = match unit.fate {
        Fate::Added => ("New", "open"),
        Fate::Removed => ("Gone", "late"),
        Fate::Changed | Fate::Same => ("Changed", "started"),
    };
    let notes = notes(unit).into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    view! { <li>{entry(word, shape, &unit.title, unit.kind.label())}<ul class="aims">{notes}</ul>{text(&unit.text, &unit.title)}</li> }
}

/// What is different, in words.
fn notes(unit: &UnitChange) -> Vec<String> {
    let mut notes = Vec::new();
    if unit.moved {
        notes.push("It stands in another place among the units.".to_owned());
    }
    if let Some(before) = &unit.renamed_from {
        notes.push(format!("It was called “{before}”."));
    }
    if let Some(before) = unit.kind_before {
        notes.push(format!("It was {}: what was done in it does not count for what it is now.", before.with_article()));
    }
    if let Some((before, now)) = unit.minutes {
        notes.push(format!("It takes {} instead of {}.", when::length(now), when::length(before)));
    }
    if unit.set_otherwise {
        notes.push("Its settings are others: passing level, attempts, time limit, what is drawn, or length asked for.".to_owned());
    }
    for (fate, word) in [(Fate::Added, "New"), (Fate::Changed, "Changed"), (Fate::Removed, "Gone")] {
        let names: Vec<&str> = unit.questions.iter().filter(|(_, other)| *other == fate).map(|(name, _)| name.as_str()).collect();
        if !names.is_empty() {
            notes.push(format!("{word} {}: {}.", if names.len() == 1 { "question" } else { "questions" }, names.join(", ")));
        }
    }
    notes
}

/// The text as its author wrote it, paragraph by paragraph.
fn text(blocks: &[Block], title: &str) -> Option<impl IntoView + use<>> {
    let changed = blocks.iter().filter(|block| block.mark != Mark::Kept).count() as i64;
    let parts = paragraphs(blocks);
    let title = title.to_owned();
    (changed > 0).then(|| {
        view! {
            <details class="disclosure">
                <summary><span>"The text: "{count(changed, "paragraph")}<span class="visually-hidden">" of "{title}</span></span></summary>
                {parts}
            </details>
        }
    })
}

/// Paragraphs and what became of them, long stretches of what is as it was left out.
pub(super) fn paragraphs(blocks: &[Block]) -> impl IntoView + use<> {
    let parts = shown(blocks).into_iter().map(|part| match part {
        Shown::Paragraph(block) => paragraph(block).into_any(),
        Shown::LeftOut(1) => view! { <p class="left-out">"1 paragraph as it was"</p> }.into_any(),
        Shown::LeftOut(many) => view! { <p class="left-out">{many}" paragraphs as they were"</p> }.into_any(),
    });
    let parts = parts.collect_view();
    view! { <div class="difference">{parts}</div> }
}

/// What became of a paragraph is said before it; screen readers hear where words that are gone or new begin and end.
fn paragraph(block: &Block) -> impl IntoView + use<> {
    let (mark, word) = match block.mark {
        Mark::Kept => ("kept", None),
        Mark::Changed => ("changed", Some("Changed")),
        Mark::Moved => ("moved", Some("Moved here")),
        Mark::Added => ("added", Some("New paragraph")),
        Mark::Removed => ("removed", Some("Gone")),
    };
    let runs = block.runs.iter().enumerate().map(|(place, one)| run(&block.runs[..place], one)).collect_view();
    view! {
        <div class="paragraph" data-mark=mark data-lines=block.lines.then_some("")>
            {word.map(|word| view! { <p class="mark">{word}</p> })}
            <p>{runs}</p>
        </div>
    }
}

fn run(before: &[Run], run: &Run) -> AnyView {
    // The white space before the first word is none of the author's.
    let first = before.is_empty() || matches!((before, run), ([Run::Removed(_)], Run::Added(_)));
    let text = run.text();
    let text = if first { text.strip_prefix(['\n', ' ']).unwrap_or(text) } else { text }.to_owned();
    match run {
        Run::Kept(_) => view! { <span>{text}</span> }.into_any(),
        Run::Added(_) => {
            view! { <ins><span class="visually-hidden">" [new: "</span>{text}<span class="visually-hidden">"] "</span></ins> }.into_any()
        }
        Run::Removed(_) => {
            view! { <del><span class="visually-hidden">" [gone: "</span>{text}<span class="visually-hidden">"] "</span></del> }.into_any()
        }
    }
}
