//! The fields by which a question is answered.

use domain::{
    authoring::WordRange,
    ids::QuestionId,
    learning::quiz::{Item, LONGEST_NUMBER, LONGEST_SHORT, LONGEST_TEXT, QuestionSheet, Response, SheetForm, typed},
};
use leptos::prelude::*;

use crate::forms::content;

/// The fields of a question, filled with the answer that stands. `places` are those typed for the items of an ordering question where they
/// are no answer.
pub fn fields(sheet: &QuestionSheet, standing: Option<&Response>, places: Option<&[Option<usize>]>) -> AnyView {
    let id = sheet.id;
    match (&sheet.form, standing) {
        (SheetForm::Single(items), standing) => options(id, "radio", items, chosen(standing)).into_any(),
        (SheetForm::Multiple(items), standing) => view! {
            <p class="hint">"Choose all that fit."</p>
            {options(id, "checkbox", items, chosen(standing))}
        }
        .into_any(),
        (SheetForm::Numeric(unit), standing) => number(id, unit.as_deref(), text_of(standing)).into_any(),
        (SheetForm::Matching { lefts, rights }, Some(Response::Pairs(pairs))) => matching(id, lefts, rights, pairs).into_any(),
        (SheetForm::Matching { lefts, rights }, _) => matching(id, lefts, rights, &[]).into_any(),
        (SheetForm::Ordering(items), Some(Response::Order(order))) => ordering(id, items, order, places).into_any(),
        (SheetForm::Ordering(items), _) => ordering(id, items, &[], places).into_any(),
        (SheetForm::Short, standing) => short(id, text_of(standing)).into_any(),
        (SheetForm::Text(words), standing) => text(id, Some(*words), &text_of(standing)).into_any(),
    }
}

fn chosen(standing: Option<&Response>) -> &[usize] {
    match standing {
        Some(Response::Options(chosen)) => chosen,
        _ => &[],
    }
}

fn text_of(standing: Option<&Response>) -> String {
    match standing {
        Some(Response::Number(text) | Response::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

fn options(id: QuestionId, kind: &'static str, items: &[Item], chosen: &[usize]) -> impl IntoView + use<> {
    let name = typed::field(id);
    items
        .iter()
        .map(|item| {
            let own = typed::part(id, item.index);
            let checked = chosen.contains(&item.index);
            view! {
                <div class="choice">
                    <input type=kind id=own.clone() name=name.clone() value=item.index.to_string() checked=checked/>
                    <label for=own inner_html=item.html.clone()></label>
                </div>
            }
        })
        .collect_view()
}

fn number(id: QuestionId, unit: Option<&str>, value: String) -> impl IntoView + use<> {
    let label = unit.map_or_else(|| "Your answer, a number".to_owned(), |unit| format!("Your answer, in {unit}"));
    let unit = unit.map(|unit| view! { <span class="unit">{unit.to_owned()}</span> });
    view! {
        <div class="with-unit">
            <input name=typed::field(id) id=typed::field(id) inputmode="decimal" autocomplete="off" maxlength=LONGEST_NUMBER aria-label=label value=value/>
            {unit}
        </div>
    }
}

fn short(id: QuestionId, value: String) -> impl IntoView {
    view! {
        <input class="short-answer" name=typed::field(id) id=typed::field(id) autocomplete="off" maxlength=LONGEST_SHORT aria-label="Your answer, a word or a few" value=value/>
    }
}

/// A text with the length asked for. Also the whole of a case's answer.
pub fn text(id: QuestionId, words: Option<WordRange>, value: &str) -> impl IntoView + use<> {
    let count = value.split_whitespace().count() as u32;
    let asked = words.map(|words| {
        let state = if count < words.min {
            "short"
        } else if count <= words.max {
            "fits"
        } else {
            "long"
        };
        view! {
            <p class="word-count" data-state=state data-min=words.min data-max=words.max>
                <span data-words="">{count}</span>" words; "{words.min}" to "{words.max}" are asked for"
            </p>
        }
    });
    view! {
        {crate::forms::bare_text_area(typed::field(id), "Your answer", 8, LONGEST_TEXT, content(value))}
        {asked}
    }
}

fn matching(id: QuestionId, lefts: &[Item], rights: &[Item], pairs: &[Option<usize>]) -> impl IntoView + use<> {
    let rows = lefts
        .iter()
        .map(|left| {
            let name = typed::part(id, left.index);
            let chosen = pairs.get(left.index).copied().flatten();
            let options = rights
                .iter()
                .map(|right| view! { <option value=right.index.to_string() selected={chosen == Some(right.index)}>{plain(&right.html)}</option> })
                .collect_view();
            view! {
                <li>
                    <label for=name.clone() inner_html=left.html.clone()></label>
                    <select id=name.clone() name=name><option value="">"Choose"</option>{options}</select>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="matching">{rows}</ul> }
}

/// Items with the place each has, or the one that was typed for it. Where none is given yet they stand shuffled, without places.
fn ordering(id: QuestionId, items: &[Item], order: &[usize], places: Option<&[Option<usize>]>) -> impl IntoView + use<> {
    let mut sorted: Vec<&Item> = items.iter().collect();
    let place = |item: &Item| order.iter().position(|index| *index == item.index);
    sorted.sort_by_key(|item| place(item));
    let rows = sorted
        .iter()
        .map(|item| {
            let name = typed::part(id, item.index);
            let own = places.map_or_else(|| place(item).map(|at| at + 1), |places| places.get(item.index).copied().flatten());
            let words = plain(&item.html);
            let choices =
                (1..=items.len()).map(|at| view! { <option value=at.to_string() selected={own == Some(at)}>{at}</option> }).collect_view();
            view! {
                <li>
                    <span class="ordering-text" inner_html=item.html.clone()></span>
                    <select name=name aria-label=format!("Place of: {words}")><option value="">"–"</option>{choices}</select>
                    <span class="ordering-moves" hidden="">
                        <button class="button" type="button" data-move="up" aria-label=format!("Move up: {words}")>"↑"</button>
                        <button class="button" type="button" data-move="down" aria-label=format!("Move down: {words}")>"↓"</button>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="ordering">{rows}</ol> }
}

/// HTML of ours as text: options of a list cannot hold markup.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", " ");
    text.replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_text_stays() {
        assert_eq!(plain("<p>Cost &amp; <em>effect</em> &lt; 1</p>\n"), "Cost & effect < 1");
        assert_eq!(plain("&amp;lt;"), "&lt;");
    }
}
