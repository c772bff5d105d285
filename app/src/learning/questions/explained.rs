//! A question once it is answered: what was right, and why.

use domain::{
    authoring::{Answers, Choice, Question, StoredQuestion},
    learning::quiz::{QuestionSheet, Response, share},
};
use leptos::prelude::*;

use super::fields::fields;

/// How right an answer was.
fn verdict(question: &Question, response: Option<&Response>) -> (&'static str, &'static str) {
    if !question.kind().is_scored() {
        return ("unscored", "For comparison: a model answer");
    }
    match response.filter(|response| !response.is_empty()).map(|response| share(question, response)) {
        None => ("wrong", "Not answered"),
        Some(share) if share >= 1.0 => ("right", "Right"),
        Some(share) if share > 0.0 => ("partly", "Partly right"),
        Some(_) => ("wrong", "Not right"),
    }
}

/// The question as it was answered, its fields closed, with what was right.
pub fn explained(sheet: &QuestionSheet, stored: &StoredQuestion, response: Option<&Response>, label: String) -> impl IntoView + use<> {
    let question = &stored.question;
    let answered = match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => marked(sheet, options, &Beside::Answer(response)).into_any(),
        _ => fields(sheet, response, None),
    };
    view! { {closed(question, label, answered)} {feedback(question, response)} }
}

/// The question for those who read it and do not answer it, authors and reviewers: what is right, all that is said of each option under it,
/// and why. Nobody answered, so there is no verdict.
pub fn told(sheet: &QuestionSheet, stored: &StoredQuestion, label: String) -> impl IntoView + use<> {
    let question = &stored.question;
    let (answers, title) = match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => (marked(sheet, options, &Beside::Feedback).into_any(), "Why"),
        Answers::Text { .. } => (fields(sheet, None, None), "For comparison: a model answer"),
        _ => (fields(sheet, None, None), "The right answer, and why"),
    };
    let more = also_right(question).map(|words| view! { <p>{words}</p> });
    view! {
        {closed(question, label, answers)}
        <div class="feedback" data-result="told">
            <p class="feedback-title">{title}</p>
            {right_answer(question, false)}
            {more}
            <div inner_html=question.rationale.clone()></div>
        </div>
    }
}

/// The question with its fields closed.
fn closed(question: &Question, label: String, fields: AnyView) -> impl IntoView + use<> {
    view! {
        <fieldset disabled>
            <legend class="prompt"><span class="question-label">{label}</span><span inner_html=question.prompt.clone()></span></legend>
            {fields}
        </fieldset>
    }
}

/// What stands beside the options of a question.
enum Beside<'r> {
    /// Which of them were chosen.
    Answer(Option<&'r Response>),
    /// What whoever chooses one is told.
    Feedback,
}

/// The options with their marks, in the order they were shown.
fn marked(sheet: &QuestionSheet, options: &[Choice], beside: &Beside<'_>) -> impl IntoView + use<> {
    use domain::learning::quiz::SheetForm;
    let (kind, items) = match &sheet.form {
        SheetForm::Single(items) => ("radio", items.as_slice()),
        SheetForm::Multiple(items) => ("checkbox", items.as_slice()),
        _ => ("radio", &[][..]),
    };
    let chosen: &[usize] = match beside {
        Beside::Answer(Some(Response::Options(chosen))) => chosen,
        _ => &[],
    };
    let row = |index: usize, html: &str| {
        let option = options.get(index);
        let right = option.is_some_and(|option| option.right);
        let mine = chosen.contains(&index);
        let (result, words) = match (right, mine) {
            (true, true) => (Some("right"), "Right, your answer"),
            (true, false) => (Some("right"), "Right answer"),
            (false, true) => (Some("wrong"), "Your answer"),
            (false, false) => (None, ""),
        };
        let said = option.filter(|_| matches!(beside, Beside::Feedback)).and_then(|option| option.feedback.clone());
        let id = format!("{}-{index}", sheet.slug);
        view! {
            <div class="choice" data-result=result>
                <input type=kind id=id.clone() checked=mine/>
                <label for=id inner_html=html.to_owned()></label>
                {result.map(|_| view! { <span class="choice-result">{words}</span> })}
                {said.map(|html| view! { <div class="choice-said" inner_html=html></div> })}
            </div>
        }
    };
    items.iter().map(|item| row(item.index, &item.html)).collect_view()
}

/// What to tell whoever answered so: verdict, the feedback to what was chosen, the right answer, and why.
pub fn feedback(question: &Question, response: Option<&Response>) -> impl IntoView + use<> {
    let (result, title) = verdict(question, response);
    view! {
        <div class="feedback" data-result=result>
            <p class="feedback-title">{title}</p>
            {said_of_chosen(question, response)}
            {right_answer(question, result == "right")}
            <div inner_html=question.rationale.clone()></div>
        </div>
    }
}

/// What is said of each option that was chosen; where several may be, with the option before it.
fn said_of_chosen(question: &Question, response: Option<&Response>) -> Option<impl IntoView + use<>> {
    let Some(Response::Options(chosen)) = response else { return None };
    let (options, several) = match &question.answers {
        Answers::Single { options } => (options, false),
        Answers::Multiple { options } => (options, true),
        _ => return None,
    };
    let said = chosen.iter().filter_map(|index| options.get(*index)).filter_map(|option| {
        let html = option.feedback.clone()?;
        let which = several.then(|| view! { <p class="feedback-option" inner_html=option.html.clone()></p> });
        Some(view! { <div>{which}<div inner_html=html></div></div> })
    });
    Some(said.collect_view())
}

/// The right answer in words, where the fields cannot mark it.
fn right_answer(question: &Question, was_right: bool) -> Option<AnyView> {
    let html = |html: String| view! { <div inner_html=html></div> }.into_any();
    match &question.answers {
        Answers::Text { model, .. } => Some(html(model.clone())),
        _ if was_right => None,
        Answers::Numeric { value, unit, .. } => {
            let unit = unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            Some(view! { <p>"Right answer: "<b>{number(*value)}{unit}</b></p> }.into_any())
        }
        Answers::Short { accepted } => {
            let first = accepted.first().cloned().unwrap_or_default();
            Some(view! { <p>"Right answer: "<b>{first}</b></p> }.into_any())
        }
        Answers::Matching { lefts, rights, pairs } => {
            let rows = lefts.iter().zip(pairs).map(|(left, right)| {
                let right = rights.get(*right).cloned().unwrap_or_default();
                view! { <li><span inner_html=left.clone()></span>" → "<b inner_html=right></b></li> }
            });
            Some(view! { <ul>{rows.collect_view()}</ul> }.into_any())
        }
        Answers::Ordering { items, order } => {
            let rows = order.iter().filter_map(|index| items.get(*index)).map(|item| view! { <li inner_html=item.clone()></li> });
            Some(view! { <ol>{rows.collect_view()}</ol> }.into_any())
        }
        Answers::Single { .. } | Answers::Multiple { .. } => None,
    }
}

/// What else counts as right, which students are not told.
fn also_right(question: &Question) -> Option<String> {
    match &question.answers {
        Answers::Short { accepted } => {
            let others = accepted.get(1..).filter(|others| !others.is_empty())?;
            Some(format!("Accepted as well: {}.", others.join(", ")))
        }
        Answers::Numeric { value, tolerance, .. } => {
            let off = tolerance.around(*value);
            (off > 0.0).then(|| format!("Accepted within {} of it.", number(off)))
        }
        _ => None,
    }
}

/// A number with thousands commas.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(html: &str, right: bool, feedback: Option<&str>) -> Choice {
        Choice { html: html.into(), right, fixed: false, feedback: feedback.map(str::to_owned) }
    }

    fn said(answers: Answers, chosen: Vec<usize>) -> String {
        let question = Question {
            slug: "one".into(),
            points: 1,
            tags: vec![],
            bank: None,
            prompt: "Which?".into(),
            answers,
            rationale: "<p>So.</p>".into(),
        };
        Owner::new().with(|| feedback(&question, Some(&Response::Options(chosen))).to_html())
    }

    #[test]
    fn what_is_said_of_several_options_says_of_which() {
        let options = vec![
            option("<i>Rent</i>", true, Some("<p>It goes on.</p>")),
            option("Ink", true, None),
            option("Gold", false, Some("<p>No.</p>")),
        ];
        let several = said(Answers::Multiple { options: options.clone() }, vec![0, 1]);
        let (which, remark) = (several.find("<i>Rent</i>").unwrap(), several.find("It goes on.").unwrap());
        assert!(which < remark && !several.contains("Ink") && !several.contains("No."), "{several}");
        let one = said(Answers::Single { options }, vec![2]);
        assert!(one.contains("No.") && !one.contains("Gold"), "{one}");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(number(1_234_567.5), "1,234,567.5");
        assert_eq!(number(-999.0), "−999");
        assert_eq!(number(5000.0), "5,000");
    }
}
