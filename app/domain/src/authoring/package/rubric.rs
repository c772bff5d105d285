//! The block of an assignment's text that says what it is graded by.

use super::{Report, front_matter::Placed};
use crate::authoring::{
    Criterion, Level, Rubric,
    markdown::{BlockSource, is_slug},
};

/// So many criteria at most, and so many levels of each.
const MOST: (usize, usize) = (20, 8);
/// So many points at most for a criterion.
const MOST_POINTS: u32 = 1_000;
/// The longest title, name or description, in characters.
const LONGEST: usize = 1_000;

/// Reads the rubric between the fences of its block; what is wrong with it is in the report.
pub(super) fn read(source: &BlockSource, report: &mut Report) -> Rubric {
    let mut rubric = Rubric::default();
    let mut places: Vec<(usize, Vec<usize>)> = Vec::new();
    for (line, text) in lines(source) {
        if let Some(head) = text.strip_prefix("## ") {
            rubric.criteria.extend(criterion((line, head), report));
            places.resize(rubric.criteria.len(), (line, Vec::new()));
        } else if let Some(item) = text.strip_prefix("- ") {
            let Some((criterion, (_, lines))) = rubric.criteria.last_mut().zip(places.last_mut()) else {
                report.say(line, "a level stands under its criterion: write a line `## name Title` before it");
                continue;
            };
            if let Some(level) = level((line, item), report) {
                criterion.levels.push(level);
                lines.push(line);
            }
        } else {
            report.say(line, "write `## name Title` for a criterion and `- 20 Excellent: what it looks like` for each level under it; a line that goes on is indented");
        }
    }
    check(&rubric, &places, source.line, report);
    rubric
}

/// The rubric of a draft as far as it can be read; what is wrong with it is said elsewhere.
pub(in crate::authoring) fn as_far_as_read(source: &BlockSource) -> Rubric {
    read(source, &mut Report::of(""))
}

/// Its lines without empty ones; what is indented goes on with the line before.
fn lines(source: &BlockSource) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (line, text) in (source.line..).zip(source.text.split('\n')) {
        match lines.last_mut() {
            _ if text.trim().is_empty() => {}
            Some((_, before)) if text.starts_with("  ") => {
                before.push(' ');
                before.push_str(text.trim());
            }
            _ => lines.push((line, text.trim_end().to_owned())),
        }
    }
    lines
}

/// `risks-stated Risks stated`
fn criterion((line, head): Placed<&str>, report: &mut Report) -> Option<Criterion> {
    let (slug, title) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    if !is_slug(slug) {
        report.say(line, format!("`{slug}` names no criterion: begin with a name of lower-case letters, digits and hyphens, then the title, `## risks-stated Risks stated`"));
    } else if title.trim().is_empty() {
        report.say(line, format!("the criterion `{slug}` has no title: write it behind the name, `## {slug} Title`"));
    }
    short(line, title, report);
    Some(Criterion { slug: slug.to_owned(), title: title.trim().to_owned(), levels: Vec::new() })
}

/// `20 Excellent: all five have a cause and a date`
fn level((line, item): Placed<&str>, report: &mut Report) -> Option<Level> {
    let read = item.trim().split_once(' ').and_then(|(points, rest)| {
        let (name, words) = rest.split_once(':')?;
        let digits = points.bytes().all(|b| b.is_ascii_digit());
        Some((points.parse().ok().filter(|_| digits)?, name.trim(), words.trim()))
    });
    let Some((points, name, words)) = read.filter(|(points, name, words)| *points <= MOST_POINTS && !name.is_empty() && !words.is_empty())
    else {
        report.say(line, format!("`- {item}` is no level: write whole points (at most {MOST_POINTS}), what it is called, a colon and what is found there, `- 20 Excellent: all five have a date`"));
        return None;
    };
    short(line, words, report);
    Some(Level { points, name: name.to_owned(), words: words.to_owned() })
}

fn short(line: usize, text: &str, report: &mut Report) {
    if text.chars().count() > LONGEST {
        report.say(line, format!("this has more than {LONGEST} characters: write less, or put it into the text of the task"));
    }
}

/// What only shows when all of it is there.
fn check(rubric: &Rubric, places: &[(usize, Vec<usize>)], first: usize, report: &mut Report) {
    if rubric.criteria.is_empty() {
        report.say(first, "the rubric has no criteria: write a line `## name Title` for each, and its levels under it");
    }
    if rubric.criteria.len() > MOST.0 {
        report.say(first, format!("a rubric has at most {} criteria: put some together", MOST.0));
    }
    for (index, (criterion, (line, levels))) in rubric.criteria.iter().zip(places).enumerate() {
        let name = &criterion.slug;
        if rubric.criteria[..index].iter().any(|other| other.slug == *name) {
            report.say(*line, format!("another criterion is called `{name}` too: give this one a name of its own"));
        }
        if !(2..=MOST.1).contains(&levels.len()) {
            report.say(
                *line,
                format!("the criterion `{name}` has {} to grade by: write 2 to {}, the best first", counted(levels.len()), MOST.1),
            );
        }
        for (pair, line) in criterion.levels.windows(2).zip(&levels[levels.len().min(1)..]) {
            if pair[1].points >= pair[0].points {
                report.say(
                    *line,
                    format!(
                        "{} points are not fewer than the {} above: write levels from the best to the worst",
                        pair[1].points, pair[0].points
                    ),
                );
            }
        }
    }
}

fn counted(levels: usize) -> String {
    match levels {
        0 => "no levels".to_owned(),
        1 => "1 level".to_owned(),
        many => format!("{many} levels"),
    }
}
