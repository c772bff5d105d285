//! The form in which the authors of a module say what there is to disclose.

use axum::{extract::Path, http::StatusCode};
use chrono::NaiveDate;
use domain::authoring::{
    disclosures::{LONGEST_STATEMENT, is_same_person},
    drafts::stated,
    store::drafts::{Desk, Stands},
};
use leptos::prelude::*;

use super::{
    answers::{Answer, day},
    stale::{Other, notice_of},
};
use crate::{
    AppError, Page,
    authoring::{
        desk, disclosures_address,
        pages::{module_nav, way},
        standing, unit_address,
    },
    cohorts::{breadcrumbs, notice},
    forms::{Choice, Field, TextArea, Typed, choices_of_many, field_of_many, summary, text_area_of_many},
    visit::{Author, Visit},
    when,
};

const DONE: [(&str, &str); 1] = [("stated", "Saved. Students read it beside the module once you publish the draft.")];

/// What the file is called in addresses of the studio.
pub(super) const MODULE: &str = "module";

/// What stands in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// The revision of `module.md` that was read.
    pub seen: i64,
    /// The day, as it was typed.
    pub on: String,
    /// The name of whoever has the form.
    pub sayer: String,
    /// An answer of each author.
    pub answers: Vec<Answer>,
    /// What is wrong, by the name of the field.
    pub errors: Vec<(String, String)>,
    /// What somebody else saved meanwhile.
    pub other: Option<Other>,
    /// Whether the draft was published or given up while this was typed.
    pub over: bool,
}

impl Form {
    /// What the draft says. A day that is too old gives way to today.
    pub fn standing(text: &str, author: &Author) -> Self {
        let ((on, all), today) = (stated(text), today(author));
        let on = on.filter(|on| day(on, today).is_ok()).map_or_else(|| today.to_string(), str::to_owned);
        let sayer = author.session.person.name.clone();
        Self { on, sayer, answers: all.iter().map(Answer::standing).collect(), ..Self::default() }
    }

    /// The same with what was typed for these authors.
    pub fn typed(self, form: &Typed) -> Self {
        let typed = Answer::typed(form);
        // An author who was not there when the form was opened has said nothing in it.
        let answer = |standing: Answer| {
            let Answer { author, how, said, .. } = standing;
            let answer = typed.iter().find(|one| one.author == author).cloned().unwrap_or(Answer { author, ..Answer::default() });
            (Answer { said, ..answer }, how)
        };
        let (answers, stands): (Vec<_>, Vec<_>) = self.answers.into_iter().map(answer).unzip();
        let mut typed = Self { on: form.get("disclosed").to_owned(), answers, seen: seen(form), ..self };
        if !typed.may_say() {
            typed.answers.iter_mut().zip(stands).for_each(|(answer, how)| answer.how = how);
        }
        typed
    }

    /// Whether they may say how relationships were mitigated: nobody does who has some.
    pub fn may_say(&self) -> bool {
        !self.answers.iter().any(|one| one.says == "companies" && is_same_person(&one.author, &self.sayer))
    }

    /// What was typed into a draft that is over.
    pub fn over(form: &Typed, author: &Author) -> Self {
        let (on, sayer) = (form.get("disclosed").to_owned(), author.session.person.name.clone());
        Self { on, sayer, answers: Answer::typed(form), seen: seen(form), over: true, ..Self::default() }
    }

    /// With what stands now beside it: it is what the next save comes after.
    pub fn beside(self, stands: &Stands) -> Self {
        Self { other: Some(Other::of(stands, &self)), seen: stands.revision, ..self }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, wrong)| wrong.clone())
    }

    fn status(&self) -> StatusCode {
        match (self.over || self.other.is_some(), self.errors.is_empty()) {
            (true, _) => StatusCode::CONFLICT,
            (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::OK,
        }
    }
}

fn seen(form: &Typed) -> i64 {
    form.get("seen").parse().unwrap_or(0)
}

/// The day where whoever asks is.
pub(super) fn today(author: &Author) -> NaiveDate {
    author.now.with_timezone(&author.session.person.time_zone).date_naive()
}

/// `GET /studio/{module}/disclosures`
pub async fn disclosures(author: Author, Path(module): Path<String>) -> Result<Page, AppError> {
    let desk = desk(&author, &module).await?;
    if desk.draft.is_none() {
        return Ok(page_of(&author, desk, Form::default()));
    }
    let (_, stands) = standing(&author, &desk, MODULE).await?;
    let form = Form { seen: stands.revision, ..Form::standing(&stands.text(), &author) };
    Ok(page_of(&author, desk, form))
}

/// The page with this form.
pub(super) fn page_of(author: &Author, desk: Desk, form: Form) -> Page {
    let (visit, zone) = (author.visit().clone(), author.session.person.time_zone);
    let error = if form.status() == StatusCode::OK { "" } else { "Error: " };
    let (title, status) = (format!("{error}Disclosures: {}", desk.title), form.status());
    Page::new(&visit.clone(), title, move || body(&visit, &desk, &form, zone)).status(status)
}

fn body(visit: &Visit, desk: &Desk, form: &Form, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let other = form.other.as_ref().map(|other| notice_of(other, zone));
    let part = match (desk.draft.is_some() || form.over, form.answers.is_empty()) {
        (false, _) => view! { <p class="empty">"No draft is open. Begin one on the page “Outline”."</p> }.into_any(),
        (true, true) => {
            let to = unit_address(&desk.slug, MODULE);
            view! { <p class="empty"><span>"The module names no authors yet. "<a href=to>"Write them"</a>" in its front matter first."</span></p> }.into_any()
        }
        (true, false) => fields(desk, form).into_any(),
    };
    view! {
        {notice(visit, &DONE)}
        {summary(form.errors.iter().map(|(name, wrong)| (format!("#{name}"), wrong.clone())).collect())}
        {other}
        {form.over.then(|| over(desk))}
        <header class="page-head">
            {breadcrumbs(way(desk, &[]), "Disclosures".to_owned())}
            <h1>"Disclosures"</h1>
            <p class="lede">"Each author says whether there were financial relationships with companies that make or sell health care products, in the 24 months before. Somebody without any says how they were mitigated. Students read both before they start."</p>
        </header>
        {module_nav(&desk.slug, desk.newest.is_some(), "/disclosures")}
        {part}
    }
}

/// The draft was published or given up meanwhile.
fn over(desk: &Desk) -> impl IntoView + use<> {
    let way = match desk.newest {
        Some(_) => "Nothing you typed is lost: it stands below, and can be saved into a new draft.",
        None => "What you typed stands below.",
    };
    view! { <p class="notice" data-kind="error" role="alert">"The draft was published or given up while you typed. "{way}</p> }
}

fn fields(desk: &Desk, form: &Form) -> impl IntoView + use<> {
    let date = Field::text("disclosed", "Day").kind("date").hint("On which all of them said so. The 24 months are those before it.");
    let authors = form.answers.iter().enumerate().map(|(number, answer)| author(form, number, answer)).collect_view();
    let begin = form.over.then(|| view! { <input type="hidden" name="begin" value="yes"/> });
    let save = if form.over { "Begin a draft and save" } else { "Save" };
    view! {
        <form class="form" method="post" action=disclosures_address(&desk.slug)>
            <input type="hidden" name="seen" value=form.seen.to_string()/>
            {begin}
            {field_of_many("disclosed".to_owned(), &form.on, form.error("disclosed"), date)}
            {authors}
            <p class="form-actions"><button class="button" data-kind="primary">{save}</button></p>
        </form>
    }
}

/// The answer of one author. What belongs to one choice shows where that is chosen.
fn author(form: &Form, number: usize, answer: &Answer) -> impl IntoView + use<> {
    let name = |field: &str| format!("{field}-{number}");
    let options = [("none", "No such relationships"), ("companies", "Relationships with these companies"), ("exempt", "Exempt, and why")];
    let options = options.map(|(value, label)| Choice { value: value.into(), label: label.into() }).into();
    let companies = TextArea {
        name: "companies",
        label: "Companies",
        hint: "Each on a line, and in brackets what the author is or was to it: Acme Devices (consultant, until 2025-03). Names only.",
        rows: 3,
        limit: LONGEST_STATEMENT,
    };
    let why = Field::text("why", "Why").hint("As students will read it: the module has no clinical content.");
    let legend = (answer.author.clone(), options);
    view! {
        <div class="statement">
            <input type="hidden" name=name("author") value=answer.author.clone()/>
            {choices_of_many(name("says"), &answer.says, form.error(&name("says")), legend)}
            <div class="statement-companies">
                {text_area_of_many(name("companies"), &answer.companies, form.error(&name("companies")), companies)}
                {mitigated(form, name("how"), answer)}
            </div>
            <div class="statement-why">{field_of_many(name("why"), &answer.why, form.error(&name("why")), why)}</div>
        </div>
    }
}

/// How relationships were mitigated: a field for whoever may say so, and what was said for everybody.
fn mitigated(form: &Form, name: String, answer: &Answer) -> impl IntoView + use<> {
    let said = answer.said.as_ref().map(|(_, said)| {
        let by = format!("Said by {}, {}.", said.by, when::day(said.on));
        if form.may_say() { by } else { format!("How they were mitigated: {}. {by}", said.how) }
    });
    let field = form.may_say().then(|| {
        let how = Field::text("how", "How they were mitigated")
            .hint("As students will read it: the content was reviewed by somebody without relationships; the shares were sold; the author wrote nothing about devices. Your name and the day are kept with it.");
        field_of_many(name.clone(), &answer.how, form.error(&name), how)
    });
    let others = (!form.may_say()).then(|| {
        view! { <p class="hint">"You have relationships yourself: another author without any, or an administrator, says on this page how they were mitigated."</p> }
    });
    view! { {field}{said.map(|said| view! { <p class="hint">{said}</p> })}{others} }
}
