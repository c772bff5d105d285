//! The form in the document: reading what a question's fields say, and putting an answer back into them.

use domain::{
    authoring::QuestionKind,
    ids::QuestionId,
    learning::quiz::{Confidence, Response, typed},
};
use leptos::web_sys::{self, Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use wasm_bindgen::JsCast;

/// A question in the document.
pub struct Question {
    element: Element,
    /// Its id.
    pub id: QuestionId,
    kind: QuestionKind,
}

impl Question {
    /// The question an element stands in.
    pub fn around(element: &Element) -> Option<Self> {
        Self::of(element.closest("[data-question]").ok()??)
    }

    /// A question of the document by its id.
    pub fn by_id(id: QuestionId) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        Self::of(document.query_selector(&format!("[data-question='{id}']")).ok()??)
    }

    fn of(element: Element) -> Option<Self> {
        let id = element.get_attribute("data-question")?.parse().ok()?;
        let kind = element.get_attribute("data-kind")?.parse().ok()?;
        Some(Self { element, id, kind })
    }

    /// What the fields say; `None` while an order is half given.
    pub fn response(&self) -> Option<Response> {
        let controls = self.controls();
        let pairs: Vec<(String, String)> = controls.iter().filter_map(given).collect();
        let count = controls.iter().filter(|control| control.tag_name() == "SELECT").count();
        typed::response(self.kind, self.id, count, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// How sure of it the person is, if they said so.
    pub fn confidence(&self) -> Option<Confidence> {
        self.levels().iter().filter_map(given).find_map(|(_, level)| level.parse().ok())
    }

    /// Whether a field says something else than the server wrote into it.
    pub fn is_changed(&self) -> bool {
        self.controls().iter().any(is_changed) || self.levels().iter().any(is_changed)
    }

    /// Puts an answer into the fields, and how sure of it the person was.
    pub fn fill(&self, response: &Response, confidence: Option<Confidence>) {
        for input in self.levels().iter().filter_map(|level| level.dyn_ref::<HtmlInputElement>()) {
            input.set_checked(confidence.is_some_and(|level| level.as_str() == input.value()));
        }
        for control in self.controls() {
            let name = control.get_attribute("name").unwrap_or_default();
            let index = name.rsplit('-').next().and_then(|index| index.parse::<usize>().ok());
            match response {
                Response::Options(chosen) => check(&control, chosen),
                Response::Number(text) | Response::Text(text) => set_value(&control, text),
                Response::Pairs(pairs) => {
                    let right = index.and_then(|left| pairs.get(left).copied().flatten());
                    set_value(&control, &right.map(|right| right.to_string()).unwrap_or_default());
                }
                Response::Order(order) => {
                    let place = order.iter().position(|item| Some(*item) == index);
                    set_value(&control, &place.map(|place| (place + 1).to_string()).unwrap_or_default());
                }
            }
        }
        self.sort_by_place();
    }

    /// Moves an item one place up or down and gives every item its place.
    pub fn shift(&self, item: &Element, up: bool) {
        let other = if up { item.previous_element_sibling() } else { item.next_element_sibling() };
        let (Some(other), Some(list)) = (other, item.parent_element()) else { return };
        let (first, second) = if up { (item, &other) } else { (&other, item) };
        let _ = list.insert_before(first, Some(second));
        self.number_places();
    }

    /// Brings an item to the place just chosen for it and gives every other its own.
    pub fn place_item(&self, select: &HtmlSelectElement) {
        let (Some(item), Ok(place)) = (select.closest("li").ok().flatten(), select.value().parse::<u32>()) else { return };
        let Some(list) = item.parent_element() else { return };
        item.remove();
        let after = list.children().item(place.saturating_sub(1));
        let _ = list.insert_before(&item, after.as_deref());
        self.number_places();
        let _ = select.focus();
    }

    fn number_places(&self) {
        for (place, control) in self.controls().iter().filter(|control| control.tag_name() == "SELECT").enumerate() {
            set_value(control, &(place + 1).to_string());
        }
    }

    fn sort_by_place(&self) {
        let Some(list) = self.element.query_selector("ol.ordering").ok().flatten() else { return };
        let mut items: Vec<(u32, Element)> = elements(&list, "li").into_iter().map(|item| (place_of(&item), item)).collect();
        items.sort_by_key(|(place, _)| *place);
        for (_, item) in items {
            let _ = list.append_child(&item);
        }
    }

    /// Says below a text how many words it has.
    pub fn count_words(&self) {
        let Some(line) = self.element.query_selector(".word-count").ok().flatten() else { return };
        let Some(Response::Text(text)) = self.response() else { return };
        let count = text.split_whitespace().count() as u32;
        let bound = |name: &str| line.get_attribute(name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
        let state = if count < bound("data-min") {
            "short"
        } else if count <= bound("data-max") {
            "fits"
        } else {
            "long"
        };
        let _ = line.set_attribute("data-state", state);
        if let Some(number) = line.query_selector("[data-words]").ok().flatten() {
            number.set_text_content(Some(&count.to_string()));
        }
    }

    /// The fields of the answer.
    fn controls(&self) -> Vec<Element> {
        elements(&self.element, "[name^='q-']")
    }

    /// What can be chosen of how sure the person is.
    fn levels(&self) -> Vec<Element> {
        elements(&self.element, "[name^='sure-']")
    }
}

fn elements(inside: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = inside.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)).filter_map(|node| node.dyn_into().ok()).collect()
}

fn place_of(item: &Element) -> u32 {
    let select = item.query_selector("select").ok().flatten().and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
    select.and_then(|select| select.value().parse().ok()).unwrap_or(u32::MAX)
}

/// Name and value of a field that would be sent.
fn given(control: &Element) -> Option<(String, String)> {
    let name = control.get_attribute("name")?;
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox");
        return (!is_choice || input.checked()).then(|| (name, input.value()));
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        return Some((name, select.value()));
    }
    control.dyn_ref::<HtmlTextAreaElement>().map(|area| (name, area.value()))
}

/// By the attributes and the text the server wrote, which no typing changes.
fn is_changed(control: &Element) -> bool {
    let written = || control.get_attribute("value").unwrap_or_default();
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox");
        return if is_choice { input.checked() != control.has_attribute("checked") } else { input.value() != written() };
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        let chosen = control.query_selector("option[selected]").ok().flatten();
        return select.value() != chosen.and_then(|option| option.get_attribute("value")).unwrap_or_default();
    }
    control.dyn_ref::<HtmlTextAreaElement>().is_some_and(|area| area.value() != control.text_content().unwrap_or_default())
}

fn check(control: &Element, chosen: &[usize]) {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_checked(input.value().parse().is_ok_and(|index: usize| chosen.contains(&index)));
    }
}

fn set_value(control: &Element, value: &str) {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    }
}

/// The questions of the page.
pub fn questions() -> Vec<Question> {
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body());
    body.map(|body| elements(&body, "[data-question]").into_iter().filter_map(Question::of).collect()).unwrap_or_default()
}

/// How many questions of the page have an answer.
pub fn answered() -> usize {
    questions().iter().filter(|question| question.response().is_some_and(|response| !response.is_empty())).count()
}

/// Shows the buttons that need a script.
pub fn show_moves() {
    let Some(body) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body()) else { return };
    for moves in elements(&body, ".ordering-moves") {
        let _ = moves.remove_attribute("hidden");
    }
}

/// The form by its id.
pub fn form(id: &str) -> Option<HtmlFormElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}
