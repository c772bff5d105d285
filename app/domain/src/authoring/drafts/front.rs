//! The front matter of a file that may be faulty: read and changed line by line, and everything else left as it is.

/// The lines of a text, and which of them is the end of its front matter.
fn head(text: &str) -> Option<(Vec<&str>, usize)> {
    let lines: Vec<&str> = text.split('\n').collect();
    lines.first().filter(|line| line.trim_end() == "---")?;
    let end = lines.iter().skip(1).position(|line| line.trim_end() == "---")? + 1;
    Some((lines, end))
}

/// Where the text behind the front matter begins, in bytes; 0 without one.
pub(super) fn body(text: &str) -> usize {
    let Some((lines, end)) = head(text) else { return 0 };
    let before: usize = lines[..=end].iter().map(|line| line.len() + 1).sum();
    before.min(text.len())
}

fn place(lines: &[&str], end: usize, name: &str) -> Option<usize> {
    (1..end).find(|index| lines[*index].split_once(':').is_some_and(|(have, _)| have == name))
}

/// The value of a name, if it has one.
pub(super) fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (lines, end) = head(text)?;
    let (_, value) = lines[place(&lines, end, name)?].split_once(':')?;
    Some(value.trim()).filter(|value| !value.is_empty())
}

/// The line on which a name stands, from 1.
pub(super) fn line(text: &str, name: &str) -> Option<usize> {
    let (lines, end) = head(text)?;
    place(&lines, end, name).map(|index| index + 1)
}

/// Whether a line, from 1, is that of a name or of its items.
pub(super) fn covers(text: &str, name: &str, line: usize) -> bool {
    let Some((lines, end)) = head(text) else { return false };
    let Some(start) = place(&lines, end, name) else { return false };
    (start..=start + listed(&lines[start + 1..end])).contains(&line.saturating_sub(1))
}

/// The text with another value of a name, in place of items that stood under it; `None` if it has no front matter.
pub(super) fn with_value(text: &str, name: &str, value: &str) -> Option<String> {
    let (mut lines, end) = head(text)?;
    let line = format!("{name}: {value}");
    let there = match place(&lines, end, name) {
        Some(start) => start..start + 1 + listed(&lines[start + 1..end]),
        None => end..end,
    };
    lines.splice(there, [line.as_str()]);
    Some(lines.join("\n"))
}

fn is_item(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

/// The items under a name, in their order.
pub(super) fn items<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let Some((lines, end)) = head(text) else { return Vec::new() };
    let Some(start) = place(&lines, end, name) else { return Vec::new() };
    let under = lines[start + 1..end].iter().take_while(|line| is_item(line) || line.trim().is_empty());
    under.filter_map(|line| line.trim_start().strip_prefix("- ")).map(str::trim).collect()
}

/// The text with other items under a name; `None` if it has no front matter.
pub(super) fn with_items(text: &str, name: &str, items: &[String]) -> Option<String> {
    let (lines, end) = head(text)?;
    let start = place(&lines, end, name);
    let after = start.map_or(end, |start| start + 1);
    let rest = listed(&lines[after..end]);
    let items = items.iter().map(|item| format!("- {item}"));
    let before = lines[..start.unwrap_or(end)].iter().map(|line| (*line).to_owned());
    let rest = lines[if start.is_some() { after + rest } else { end }..].iter().map(|line| (*line).to_owned());
    let all: Vec<String> = before.chain([format!("{name}:")]).chain(items).chain(rest).collect();
    Some(all.join("\n"))
}

/// The text with another line before that of a name; `None` if the name is not there.
pub(super) fn before(text: &str, name: &str, line: &str) -> Option<String> {
    let (lines, end) = head(text)?;
    let index = place(&lines, end, name)?;
    Some(put_in(lines, index, line))
}

/// The text with more lines behind a name and its items, or at the end of the front matter; `None` if there is none.
pub(super) fn behind(text: &str, name: &str, line: &str) -> Option<String> {
    let (lines, end) = head(text)?;
    let index = place(&lines, end, name).map_or(end, |start| start + 1 + listed(&lines[start + 1..end]));
    Some(put_in(lines, index, line))
}

/// The text without a name and its items.
pub(super) fn without(text: &str, name: &str) -> String {
    let Some((mut lines, end)) = head(text) else { return text.to_owned() };
    let Some(start) = place(&lines, end, name) else { return text.to_owned() };
    let items = listed(&lines[start + 1..end]);
    lines.drain(start..=start + items);
    lines.join("\n")
}

fn put_in<'l>(mut lines: Vec<&'l str>, index: usize, line: &'l str) -> String {
    lines.insert(index, line);
    lines.join("\n")
}

/// How many lines the items at the beginning take; empty lines behind the last one are not among them.
fn listed(lines: &[&str]) -> usize {
    let under = lines.iter().take_while(|line| is_item(line) || line.trim().is_empty());
    under.enumerate().filter(|(_, line)| is_item(line)).last().map_or(0, |(index, _)| index + 1)
}
