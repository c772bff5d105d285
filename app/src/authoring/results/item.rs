//! One question: what was answered, by the best and by the weakest.

use domain::{
    authoring::{Answers, Choice},
    reports::items::{FEW, Figures, Item, LEAST, Line, Said},
};
use leptos::prelude::*;

use super::words::{certain_sentence, letter, percent, versions, warning};
use crate::cohorts::count;

/// The question with its figures, folded unless it may mislead; `name` is its place in the page, `label` what it is called.
pub(super) fn item(item: &Item, name: &str, label: &str) -> impl IntoView + use<> {
    let figures = match &item.figures {
        Some(figures) => answers(item, figures).into_any(),
        None => {
            view! { <p class="hint">{format!("From {}. Figures are shown from {LEAST} students on.", count(item.students, "student"))}</p> }
                .into_any()
        }
    };
    let warned = item.figures.as_ref().and_then(|figures| figures.warning);
    let certainty = item.figures.as_ref().and_then(|figures| figures.certainty);
    view! {
        <li id=name.to_owned()>
            <details class="disclosure" open=warned.is_some()>
                <summary><h3>{label.to_owned()}": "<span>{question_words(item, 80)}</span></h3></summary>
                <div class="prose" inner_html=item.question.prompt.clone()></div>
                {warned.map(|why| view! { <p class="notice" data-kind="attention"><span>{warning(why)}</span></p> })}
                {figures}
                {certainty.map(|found| view! { <p class="hint">{certain_sentence(found)}</p> })}
            </details>
        </li>
    }
}

/// The beginning of a question as text of at most so many characters.
pub(super) fn question_words(item: &Item, most: usize) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in item.question.prompt.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    if text.chars().count() <= most { text } else { text.chars().take(most).collect::<String>() + "…" }
}

fn answers(item: &Item, figures: &Figures) -> impl IntoView + use<> {
    let options = match &item.question.answers {
        Answers::Single { options } | Answers::Multiple { options } => options.as_slice(),
        _ => &[],
    };
    let rows = figures.lines.iter().map(|line| row(line, options, figures)).collect_view();
    let groups = figures.students;
    let from = format!("From {}, {}", count(item.students, "student"), versions(&item.versions));
    let from = if item.students < FEW { from + ": few, so that this may be chance" } else { from };
    view! {
        <table class="table" data-dense="" data-stacks="">
            <caption>{from}</caption>
            <thead>
                <tr>
                    <th scope="col">"Answer"</th>
                    <th scope="col" class="num">"All "{groups.all()}</th>
                    <th scope="col" class="num">"The best "{groups.upper}</th>
                    <th scope="col" class="num">"The weakest "{groups.lower}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(line: &Line, options: &[Choice], figures: &Figures) -> impl IntoView + use<> {
    let said = match &line.said {
        Said::Option(index) => {
            let html = options.get(*index).map(|option| option.html.clone()).unwrap_or_default();
            view! { <span class="letter">{letter(*index)}</span><span class="said" inner_html=html></span> }.into_any()
        }
        Said::Typed(text) => format!("“{text}”").into_any(),
        Said::Right => "Right".into_any(),
        Said::PartlyRight => "Partly right".into_any(),
        Said::Wrong => "Another answer".into_any(),
        Said::Nothing => "No answer".into_any(),
    };
    let right = (line.right && line.said != Said::Right).then(|| view! { <span class="state" data-state="done">"Right"</span> });
    let (chose, of) = (line.students, figures.students);
    view! {
        <tr>
            <th scope="row">{said}" "{right}</th>
            <td class="num" data-name="All">{share(chose.all(), of.all())}</td>
            <td class="num" data-name="The best">{share(chose.upper, of.upper)}</td>
            <td class="num" data-name="The weakest">{share(chose.lower, of.lower)}</td>
        </tr>
    }
}

/// How many, and what share of the group that is; a share of few would only look exact.
fn share(chose: i64, of: i64) -> String {
    if of < LEAST { format!("{chose}") } else { format!("{chose} ({})", percent(chose as f64 / of as f64)) }
}
