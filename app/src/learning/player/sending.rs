//! Sending what waits on the device, one answer after the other, again and again until the server has it.

use std::time::Duration;

use domain::{
    ids::{EvidenceId, QuestionId},
    learning::evidence::Receipt,
};
use leptos::{
    ev,
    prelude::*,
    task::spawn_local,
    web_sys::{self, Element, HtmlSelectElement},
};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    clock::DeviceClock,
    dom::{self, Question},
    outbox::{Entry, Outbox},
    posting::{Outcome, post},
    work::{AS_IT_IS, Answer, SaveState, Work},
};

/// How long a person may pause in typing before what they typed is sent.
const PAUSE: u64 = 600;
/// The first and the longest wait before sending again, in milliseconds.
const RETRY: (u64, u64) = (1_000, 30_000);

/// Takes answers from the page and sees to it that they arrive.
#[derive(Clone)]
pub struct Sender {
    /// What is being answered.
    pub work: Work,
    outbox: Outbox,
    state: RwSignal<SaveState>,
    answered: RwSignal<usize>,
    clock: StoredValue<Option<DeviceClock>>,
    running: StoredValue<bool>,
    timer: StoredValue<u64>,
    wait: StoredValue<u64>,
    /// How the form is to be handed in once all is sent, if it is: what the button does that was pressed.
    handing_in: StoredValue<Option<String>>,
    /// Whether the device refused to keep an answer: then an empty outbox does not mean that all is sent.
    keeps_nothing: StoredValue<bool>,
}

impl Sender {
    /// Nothing is touched before [`Sender::wake`]: the server makes one of these too.
    pub fn new(work: Work, state: RwSignal<SaveState>, answered: RwSignal<usize>) -> Self {
        let outbox = Outbox::of(work.owner);
        Self {
            work,
            outbox,
            state,
            answered,
            clock: StoredValue::new(None),
            running: StoredValue::new(false),
            timer: StoredValue::new(0),
            wait: StoredValue::new(RETRY.0),
            handing_in: StoredValue::new(None),
            keeps_nothing: StoredValue::new(false),
        }
    }

    /// In the browser: puts back what waits from before, and sends it.
    pub fn wake(&self) {
        self.clock.set_value(Some(DeviceClock::set_by(&self.work)));
        dom::show_moves();
        let (waiting, back) = (self.outbox.entries(), self.put_back());
        self.answered.set(dom::answered());
        // What was answered while the scripts were still on their way; what has just been put back is kept already.
        for question in dom::questions().iter().filter(|question| question.is_changed() && !back.contains(&question.id)) {
            self.keep(question, 0);
        }
        if !waiting.is_empty() {
            self.send_soon(0);
        }
        for event in ["online", "focus"] {
            let sender = self.clone();
            window_event_listener_untyped(event, move |_| sender.send_soon(0));
        }
    }

    /// Fills in what waits, and what arrived after the server had made this page: a page that is left while its answers are on their way
    /// leads to one without them. Which questions these are.
    fn put_back(&self) -> Vec<QuestionId> {
        let untouched = |entry: &Entry| Question::by_id(entry.question).is_some_and(|question| !question.is_changed());
        let arrived = self.outbox.arrived_since(self.work.now).into_iter().filter(untouched);
        let all: Vec<Entry> = arrived.chain(self.outbox.entries()).filter(|entry| self.is_of_this_form(entry)).collect();
        for entry in &all {
            if let Some(question) = Question::by_id(entry.question) {
                question.fill(&entry.response, entry.confidence);
                question.count_words();
            }
        }
        all.into_iter().map(|entry| entry.question).collect()
    }

    /// The clock of this page.
    pub fn clock(&self) -> DeviceClock {
        let clock = self.clock.get_value().unwrap_or_else(|| DeviceClock::set_by(&self.work));
        self.clock.set_value(Some(clock));
        clock
    }

    /// A field changed: the answer is kept on the device at once, and sent when the person pauses.
    pub fn changed(&self, event: &ev::Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Some(question) = Question::around(&target) else { return };
        if let Some(select) = target.dyn_ref::<HtmlSelectElement>().filter(|_| target.closest("ol.ordering").ok().flatten().is_some()) {
            question.place_item(select);
        }
        let is_writing = target.tag_name() == "TEXTAREA" || target.get_attribute("type").is_none_or(|kind| kind == "text");
        self.keep(&question, if is_writing { PAUSE } else { 0 });
    }

    /// A button that moves an item was pressed.
    pub fn moved(&self, event: &ev::MouseEvent) {
        let Some(button) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Some(direction) = button.get_attribute("data-move") else { return };
        let (Some(question), Some(item)) = (Question::around(&button), button.closest("li").ok().flatten()) else { return };
        question.shift(&item, direction == "up");
        let _ = button.dyn_ref::<web_sys::HtmlElement>().map(web_sys::HtmlElement::focus);
        self.keep(&question, 0);
    }

    fn keep(&self, question: &Question, pause: u64) {
        question.count_words();
        self.answered.set(dom::answered());
        let Some(response) = question.response() else { return };
        let occurred = self.clock().now();
        let entry = Entry {
            id: new_id(occurred),
            owner: Some(self.work.owner),
            unit: self.work.unit,
            attempt: self.work.attempt,
            question: question.id,
            response,
            confidence: question.confidence(),
            occurred,
        };
        if self.outbox.keep(entry.clone()) {
            self.state.set(SaveState::Saving);
            self.send_soon(pause);
        } else {
            // A device that keeps nothing: straight to the server.
            self.keeps_nothing.set_value(true);
            let sender = self.clone();
            spawn_local(async move {
                sender.send_one(&entry).await;
            });
        }
    }

    /// Sends what waits after a pause; a call made meanwhile takes its place.
    pub fn send_soon(&self, pause: u64) {
        let turn = self.timer.get_value() + 1;
        self.timer.set_value(turn);
        let sender = self.clone();
        let begin = move || {
            if sender.timer.get_value() == turn {
                spawn_local(async move { sender.send_all().await });
            }
        };
        set_timeout(begin, Duration::from_millis(pause));
    }

    async fn send_all(self) {
        if self.running.get_value() {
            return;
        }
        self.running.set_value(true);
        let mut refused: Vec<Entry> = Vec::new();
        let clean = loop {
            let untried = |entry: &Entry| !refused.iter().any(|other| other.id == entry.id);
            let Some(entry) = self.outbox.entries().into_iter().find(untried) else { break true };
            match self.send_one(&entry).await {
                Outcome::Arrived(answer) => self.outbox.arrived(entry, answer.recorded),
                Outcome::Refused(_) => refused.push(entry),
                Outcome::Waiting(_) => break false,
            }
        };
        self.running.set_value(false);
        if !clean {
            let wait = self.wait.get_value();
            self.wait.set_value((wait * 2).min(RETRY.1));
            self.handing_in.set_value(None);
            return self.send_soon(wait);
        }
        self.wait.set_value(RETRY.0);
        if let Some(pressed) = self.handing_in.get_value() {
            self.hand_in_form(&refused, &pressed);
        } else if refused.is_empty() && !self.keeps_nothing.get_value() && self.state.with_untracked(SaveState::is_on_its_way) {
            // Another tab has sent it.
            self.state.set(SaveState::Saved(hour(self.clock().now())));
        }
    }

    /// The browser's own submission, past our listener; what was pressed is not part of it. What the server refused goes along in
    /// the form, and the page that comes back names it beside its question.
    fn hand_in_form(&self, refused: &[Entry], pressed: &str) {
        refused.iter().filter(|entry| self.is_of_this_form(entry)).for_each(|entry| self.outbox.forget(entry));
        if let Some(form) = dom::form(&self.work.form) {
            submit_as_pressed(&form, pressed);
        }
    }

    fn is_of_this_form(&self, entry: &Entry) -> bool {
        entry.attempt == self.work.attempt && entry.unit == self.work.unit
    }

    async fn send_one(&self, entry: &Entry) -> Outcome {
        self.state.set(SaveState::Saving);
        let outcome = post(entry).await;
        self.state.set(match &outcome {
            Outcome::Arrived(Answer { receipt: Receipt::Late, .. }) => SaveState::Late,
            Outcome::Arrived(answer) => SaveState::Saved(hour(answer.recorded)),
            Outcome::Refused(why) => SaveState::Refused(why.clone()),
            Outcome::Waiting(why) => SaveState::Kept(why.clone()),
        });
        outcome
    }

    /// The form is handed in: first everything that waits. A button that sends it elsewhere, with a file, takes the text along by itself.
    pub fn submitted(&self, event: &ev::SubmitEvent) {
        if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
            return;
        }
        let waiting = self.outbox.entries().iter().any(|entry| self.is_of_this_form(entry));
        if waiting {
            event.prevent_default();
            let pressed = event.submitter().and_then(|button| button.get_attribute("value")).unwrap_or_else(|| "submit".to_owned());
            self.handing_in.set_value(Some(pressed));
            self.send_soon(0);
        }
    }

    /// The time is over: hands in as it is.
    pub fn hand_in(&self) {
        self.handing_in.set_value(Some(AS_IT_IS.to_owned()));
        self.send_soon(0);
    }
}

/// Submits as a button does that does this.
fn submit_as_pressed(form: &web_sys::HtmlFormElement, pressed: &str) {
    let hidden = web_sys::window().and_then(|window| window.document()).and_then(|document| document.create_element("input").ok());
    if let Some(hidden) = hidden {
        for (name, value) in [("type", "hidden"), ("name", "do"), ("value", pressed)] {
            let _ = hidden.set_attribute(name, value);
        }
        let _ = form.append_child(&hidden);
    }
    let _ = form.submit();
}

/// A UUIDv7 of the corrected time.
fn new_id(occurred: i64) -> EvidenceId {
    let milliseconds = occurred.max(0) as u64;
    let moment = uuid::Timestamp::from_unix(uuid::NoContext, milliseconds / 1000, ((milliseconds % 1000) * 1_000_000) as u32);
    EvidenceId(uuid::Uuid::new_v7(moment))
}

/// The reader's hour and minute.
fn hour(milliseconds: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}
