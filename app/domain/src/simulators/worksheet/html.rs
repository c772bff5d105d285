//! A result as HTML: the same on the server and in the browser.

use super::{Drawing, Entries, Figure, Outcome, Picture, Table, Value, number, svg};
use crate::simulators::{Refused, Result};

/// The result of what was entered: all that stands under the form, without draws.
pub fn result(entries: &Entries) -> String {
    said(entries, &(entries.worksheet().work)(entries))
}

/// A result that was worked out before.
pub fn said(entries: &Entries, result: &Result<Outcome>) -> String {
    match result {
        Ok(outcome) => written(entries, outcome, ""),
        Err(refused) => refusal(refused),
    }
}

/// What the draws say, as far as the server makes them; empty where none are asked for.
pub fn few_draws(entries: &Entries) -> Result<String> {
    let Some(drawing) = &entries.worksheet().drawing else { return Ok(String::new()) };
    let wanted = (drawing.wanted)(entries)?;
    let Some(outcome) = drawing.at_once(entries, wanted.few)? else { return Ok(String::new()) };
    let [few, all] = [wanted.few, wanted.all].map(|draws| number(draws as f64, 0));
    let said = if few == all { String::new() } else { format!("<p class=\"hint\">Without scripts {few} of the {all} draws are made.</p>") };
    Ok(said + &written(entries, &outcome, "draws-"))
}

/// What numbers that were drawn say; without any, why there are none.
pub fn draws(entries: &Entries, drawing: &Drawing, numbers: &[f64]) -> String {
    let outcome = match numbers {
        // A draw that the model refuses is found again by drawing.
        [] => (drawing.wanted)(entries).and_then(|wanted| drawing.at_once(entries, wanted.all)),
        _ => (drawing.sum_up)(entries, numbers).map(Some),
    };
    match outcome {
        Ok(Some(outcome)) => written(entries, &outcome, "draws-"),
        Ok(None) => String::new(),
        Err(refused) => refusal(&refused),
    }
}

/// Why inputs are refused; `data-input` names the field.
pub fn refusal(refused: &Refused) -> String {
    format!("<p class=\"field-error\" data-input=\"{}\">{}</p>", escape(&refused.input), escape(&refused.sentence))
}

fn written(entries: &Entries, outcome: &Outcome, prefix: &str) -> String {
    let mut out = format!("<p class=\"says\">{}</p>", escape(&outcome.says));
    if !outcome.figures.is_empty() {
        out.push_str("<dl class=\"figures\">");
        outcome.figures.iter().for_each(|each| figure(each, &mut out));
        out.push_str("</dl>");
    }
    for (place, each) in outcome.pictures.iter().enumerate() {
        let behind = outcome.tables.get(each.table).map(|table| (each.table, table));
        picture(entries, prefix, (place, each), behind, &mut out);
    }
    for (place, each) in outcome.tables.iter().enumerate() {
        let is_behind = outcome.pictures.iter().any(|picture| picture.table == place);
        if !is_behind {
            table(each, &mut out);
            out.push_str(&format!("<p class=\"take\">{}</p>", way(entries, &format!("{prefix}table-{}.csv", place + 1), "Table as CSV")));
        }
    }
    outcome.notes.iter().for_each(|note| out.push_str(&format!("<p class=\"hint\">{}</p>", escape(note))));
    out
}

fn figure(figure: &Figure, out: &mut String) {
    let unit = if figure.unit.is_empty() { String::new() } else { format!(" <span class=\"unit\">{}</span>", escape(&figure.unit)) };
    out.push_str(&format!("<div><dt>{}</dt><dd>{}{unit}</dd></div>", escape(&figure.label), escape(&figure.value)));
}

/// A picture with the table behind it, to be opened.
fn picture(entries: &Entries, prefix: &str, (place, picture): (usize, &Picture), behind: Option<(usize, &Table)>, out: &mut String) {
    out.push_str("<figure class=\"plot\">");
    out.push_str(&svg::inside(picture));
    out.push_str(&format!("<figcaption>{}</figcaption></figure>", escape(&picture.title)));
    let mut ways = way(entries, &format!("{prefix}picture-{}.svg", place + 1), "Picture as SVG");
    if let Some((number, behind)) = behind {
        out.push_str("<details class=\"disclosure\"><summary>The table behind it</summary>");
        table(behind, out);
        out.push_str("</details>");
        ways.push_str(&way(entries, &format!("{prefix}table-{}.csv", number + 1), "Table as CSV"));
    }
    out.push_str(&format!("<p class=\"take\">{ways}</p>"));
}

/// A link to a file of the same inputs.
fn way(entries: &Entries, file: &str, words: &str) -> String {
    let address = format!("/simulators/{}/{file}?{}", entries.worksheet().name, entries.address());
    format!("<a href=\"{}\" download>{words}</a> ", escape(&address))
}

fn table(table: &Table, out: &mut String) {
    out.push_str(&format!(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
        escape(&table.title)
    ));
    for (place, column) in table.columns.iter().enumerate() {
        let numbers = table.rows.iter().any(|row| row.get(place).is_some_and(|value| is_number(place, value)));
        let class = if numbers { " class=\"number\"" } else { "" };
        let unit = if column.unit.is_empty() { String::new() } else { format!(" <span class=\"unit\">{}</span>", escape(&column.unit)) };
        out.push_str(&format!("<th scope=\"col\"{class}>{}{unit}</th>", escape(&column.label)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        row.iter().enumerate().for_each(|(place, value)| cell(place, value, out));
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}

fn cell(place: usize, value: &Value, out: &mut String) {
    let shown = escape(&value.shown());
    let written = match value {
        Value::Text(_) if place == 0 => format!("<th scope=\"row\">{shown}</th>"),
        _ if is_number(place, value) => format!("<td class=\"number\">{shown}</td>"),
        _ => format!("<td>{shown}</td>"),
    };
    out.push_str(&written);
}

/// Whether a cell is to stand under the numbers of its column: one that is written with its sign or unit, as `2.50%`, is a number too.
fn is_number(place: usize, value: &Value) -> bool {
    match value {
        Value::Number(..) => true,
        Value::Text(text) => {
            place > 0
                && text.contains(|c: char| c.is_ascii_digit())
                && text.bytes().all(|byte| byte.is_ascii_digit() || b"$%,. ".contains(&byte) || !byte.is_ascii())
        }
        Value::Blank => false,
    }
}

/// One file of a result: `table-1.csv` or `picture-1.svg`, behind `draws-` of what was drawn. Nothing where there is none of that name.
pub fn file(entries: &Entries, name: &str) -> Result<Option<String>> {
    let outcome = match name.strip_prefix("draws-") {
        None => Some((entries.worksheet().work)(entries)?),
        Some(_) => match &entries.worksheet().drawing {
            Some(drawing) => drawing.at_once(entries, (drawing.wanted)(entries)?.few)?,
            None => None,
        },
    };
    let name = name.strip_prefix("draws-").unwrap_or(name);
    let place = |kind: &str, ending: &str| name.strip_prefix(kind)?.strip_suffix(ending)?.parse::<usize>().ok()?.checked_sub(1);
    let Some(outcome) = outcome else { return Ok(None) };
    let table = place("table-", ".csv").and_then(|place| outcome.tables.get(place)).map(super::csv::written);
    Ok(table.or_else(|| place("picture-", ".svg").and_then(|place| outcome.pictures.get(place)).map(svg::alone)))
}

/// Text as HTML or SVG text, or inside a quoted attribute. No document has control characters.
pub(super) fn escape(text: &str) -> String {
    crate::text::escaped(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_with_its_unit_stands_under_the_numbers() {
        let is = |place, text: &str| is_number(place, &Value::text(text));
        assert!(is(1, "2.50%") && is(1, "−$1,200") && is(3, "0.002") && is_number(0, &Value::Number(1.0, 0)));
        assert!(!is(0, "2024") && !is(1, "1 to 20") && !is(1, "–") && !is(1, "") && !is(2, "dominated by A"));
    }
}
