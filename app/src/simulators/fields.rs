//! The inputs of a simulator. Labels hold their fields, so nothing needs an id and a page can have several simulators.

use domain::simulators::worksheet::{Cell, Column, Entries, Field, Shape};
use leptos::prelude::*;

use crate::forms::bare_text_area;

/// Rows that are empty below a grid, to be filled without a script.
const SPARE: usize = 2;
/// Words of a choice that are longer do not fit beside another field.
const LONG: usize = 22;
/// The longest series of numbers, in characters.
const SERIES: usize = 20_000;

/// How a series is typed or pasted.
const BETWEEN: &str = "Numbers with spaces, line breaks or “, ” between, and no commas for thousands.";

/// All fields in their order; `wrong` is the name of the one that is refused.
pub(super) fn fields(entries: &Entries, wrong: Option<&str>) -> impl IntoView + use<> {
    entries.worksheet().fields.iter().map(|field| one(entries, field, wrong)).collect_view()
}

fn one(entries: &Entries, field: &'static Field, wrong: Option<&str>) -> AnyView {
    match field.shape {
        Shape::Grid(columns, most) => grid(entries, field, (columns, most), wrong).into_any(),
        Shape::Choice(options) => {
            labelled(field, "", choice((field.name.to_owned(), None), options, entries.choice(field.name), wrong)).into_any()
        }
        Shape::Series(unit) => {
            let area = bare_text_area(field.name.to_owned(), field.label, 3, SERIES, crate::forms::content(entries.typed(field.name)));
            labelled(field, unit, area).into_any()
        }
        Shape::Number(unit) => labelled(field, unit, line(field.name.to_owned(), None, entries.typed(field.name), true, wrong)).into_any(),
        Shape::Text => labelled(field, "", line(field.name.to_owned(), None, entries.typed(field.name), false, wrong)).into_any(),
    }
}

/// A label around its field, with the unit and the hint.
fn labelled(field: &'static Field, unit: &'static str, control: impl IntoView) -> impl IntoView {
    let kind = match field.shape {
        Shape::Choice(options) if options.iter().any(|(_, words)| words.chars().count() > LONG) => "long",
        Shape::Number(_) | Shape::Choice(_) => "short",
        _ => "long",
    };
    let unit = (!unit.is_empty()).then(|| view! { " "<span class="unit">{unit}</span> });
    let between = matches!(field.shape, Shape::Series(_)).then_some(BETWEEN);
    let said = [field.hint].into_iter().chain(between).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let hint = (!said.is_empty()).then(|| view! { <span class="hint">{said}</span> });
    view! { <label class="simulator-field" data-kind=kind><span class="name">{field.label}{unit}</span>{hint}{control}</label> }
}

/// A field of one line. In a grid it has its own label. By the placeholder, which nobody sees, the style knows an empty row.
fn line(name: String, label: Option<String>, value: &str, is_number: bool, wrong: Option<&str>) -> impl IntoView + use<> {
    let invalid = (wrong == Some(name.as_str())).then_some("true");
    let mode = is_number.then_some("decimal");
    view! { <input name=name value=value.to_owned() inputmode=mode aria-label=label aria-invalid=invalid placeholder=" " autocomplete="off" spellcheck="false"/> }
}

/// One of some; a choice that is none is refused, and the first stands in its place.
fn choice(
    (name, label): (String, Option<String>),
    options: &'static [(&'static str, &'static str)],
    chosen: &'static str,
    wrong: Option<&str>,
) -> impl IntoView + use<> {
    let invalid = (wrong == Some(name.as_str())).then_some("true");
    let options = options.iter().map(|(value, words)| view! { <option value=*value selected=*value == chosen>{*words}</option> });
    view! { <select name=name aria-label=label aria-invalid=invalid>{options.collect_view()}</select> }
}

/// Rows of cells, with some to spare. What scrolls is a group, not a region: a page may have several of one name.
fn grid(
    entries: &Entries,
    field: &'static Field,
    (columns, most): (&'static [Column], usize),
    wrong: Option<&str>,
) -> impl IntoView + use<> {
    let filled = entries.grid(field.name);
    let rows = (0..(filled.len() + SPARE).min(most)).map(|index| {
        let cells = columns.iter().enumerate().map(|(place, column)| {
            let typed = filled.get(index).and_then(|cells| cells.get(place)).map_or("", String::as_str);
            let input = cell(field, (index, column), typed, wrong);
            view! { <td data-name=column.label>{input}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let heads = columns.iter().map(|column| {
        let unit = (!column.unit.is_empty()).then(|| view! { " "<span class="unit">{column.unit}</span> });
        view! { <th scope="col">{column.label}{unit}</th> }
    });
    let hint = (!field.hint.is_empty()).then(|| view! { <p class="hint">{field.hint}</p> });
    view! {
        <fieldset class="simulator-grid" data-grid=field.name data-most=most>
            <legend>{field.label}</legend>
            {hint}
            <div class="table-wrap" role="group" aria-label=field.label tabindex="0">
                <table><thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
            </div>
        </fieldset>
    }
}

fn cell(field: &'static Field, (index, column): (usize, &'static Column), typed: &str, wrong: Option<&str>) -> AnyView {
    let name = format!("{}.{index}.{}", field.name, column.name);
    let label = Some(format!("{}, row {}", column.label, index + 1));
    match column.cell {
        Cell::Choice(options) => {
            let chosen = options.iter().find(|(value, _)| *value == typed).or_else(|| options.first()).map_or("", |(value, _)| *value);
            choice((name, label), options, chosen, wrong).into_any()
        }
        other => line(name, label, typed, other == Cell::Number, wrong).into_any(),
    }
}
