//! `draw` in the front matter of a quiz: which of its questions each attempt is given.

use super::{
    Report,
    front_matter::{Fields, Placed, is_code, split_codes},
};
use crate::authoring::{Draw, Question, UnitKind, pools};

/// What a line draws, with the line it stands on.
pub(super) type DrawLine = Placed<Draw>;

/// Reads `draw`, if it is there.
pub(super) fn read(kind: UnitKind, fields: &mut Fields, report: &mut Report) -> Vec<DrawLine> {
    let Some((line, items)) = fields.optional_list("draw", report) else { return Vec::new() };
    if kind != UnitKind::Quiz {
        report.say(line, format!("{} draws no questions: take `draw` out, or move the questions into a quiz", kind.with_article()));
        return Vec::new();
    }
    items.into_iter().filter(|(_, item)| !item.is_empty()).filter_map(|(line, item)| Some((line, one(line, item, report)?))).collect()
}

/// `3 of PL-1, hard`
fn one(line: usize, item: &str, report: &mut Report) -> Option<Draw> {
    let parts = item.split_once(" of ").map(|(count, tags)| (count.trim(), split_codes(tags)));
    let is_count = |count: &str| (1..=4).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
    match parts {
        Some((count, tags)) if is_count(count) && tags.iter().all(|tag| is_code(tag)) => match count.parse() {
            Ok(0) | Err(_) => {
                report.say(line, format!("`{item}` draws nothing: write how many, from 1, or take the line out"));
                None
            }
            Ok(count) => Some(Draw { count, tags }),
        },
        _ => {
            report.say(line, format!("`{item}` is no draw: write how many of which tags, `- 3 of PL-1` or `- 2 of hard, PL-4`"));
            None
        }
    }
}

/// Checks that each line can be drawn, and is fair.
pub(super) fn check(draw: &[DrawLine], questions: &[(usize, Question)], report: &mut Report) {
    let lines: Vec<Draw> = draw.iter().map(|(_, draw)| draw.clone()).collect();
    let pools = pools(&lines, questions.iter().map(|(_, question)| question));
    for ((line, draw), pool) in draw.iter().zip(pools) {
        if pool.len() < draw.count as usize {
            report.say(*line, too_few(draw, pool.len()));
        }
        let mut points: Vec<u32> = pool.iter().map(|place| questions[*place].1.points).collect();
        points.sort_unstable();
        points.dedup();
        if points.len() > 1 {
            let points: Vec<String> = points.iter().map(u32::to_string).collect();
            report.say(
                *line,
                format!("the questions of `{draw}` are worth {} points: a draw is fair if all are worth the same, so give them the same `points`", points.join(" or ")),
            );
        }
    }
}

fn too_few(draw: &Draw, there: usize) -> String {
    let tags = draw.tags.join(", ");
    let have = match there {
        0 => "no question bears".to_owned(),
        1 => "only 1 question bears".to_owned(),
        many => format!("only {many} questions bear"),
    };
    let earlier = "and belongs to no earlier line";
    format!("`{draw}` cannot be drawn: {have} {tags} {earlier}; add questions with these tags, or draw fewer")
}
