//! What the program is, for somebody who has never heard of it. What is said of degrees and of other programs has a source or says
//! that it is our judgment; nothing is said of outcomes, for there are none to show yet.

use axum::extract::State;
use domain::{
    admissions::store::{self, SyllabusModule},
    authoring::UnitKind,
};
use leptos::prelude::*;

use super::{degrees, program_map, request_form};
use crate::{AppError, Page, Site, forms::Filled, page::Width, visit::Visit, when};

const DESCRIPTION: &str = "A Master of Medical Management for practicing physicians: health care economics, risk, value, change and digital \
     health, online between four short residencies. Compare it with an MBA, MHA and MPH.";

/// The first page.
pub async fn landing(visit: Visit, State(site): State<Site>) -> Result<Page, AppError> {
    let modules = store::syllabus(&site.db).await?;
    let home = visit.navigation().first().copied();
    Ok(Page::new(&visit, "A master’s degree for physicians who lead", move || {
        view! {
            {hero(home)}
            {program_map::program_map()}
            {what_it_is()}
            {what_it_teaches(modules)}
            {how_it_runs()}
            {degrees::side_by_side()}
            {which_fits()}
            {ask()}
        }
    })
    .width(Width::Front)
    .with_style("front.css")
    .describe(DESCRIPTION))
}

/// The first screen. Whoever is signed in gets on with what they came for.
fn hero(home: Option<(&'static str, &'static str)>) -> impl IntoView {
    let (label, address) = match home {
        Some((label, address)) => (format!("Go to {label}"), address),
        None => ("Request information".to_owned(), "#request"),
    };
    view! {
        <section class="hero">
            <p class="eyebrow">"Master of Medical Management"</p>
            <h1>"Learn to lead the place where you practice."</h1>
            <p class="lede">
                "A graduate degree for physicians: health care economics, risk, value, change and digital health, studied online between shifts and argued out in four short residencies."
            </p>
            <div class="form-actions">
                <a class="button" data-kind="primary" data-size="large" href=address>{label}</a>
                <a class="button" data-size="large" href="/which-fits">"Which degree fits you?"</a>
            </div>
        </section>
    }
}

fn what_it_is() -> impl IntoView {
    view! {
        <section class="chapter" id="what">
            <h2>"What an MMM is"</h2>
            <div class="chapter-body">
                <p class="opening">
                    "A graduate degree for physicians only, in leadership, strategy, finance and organizational management, in a health care setting."
                </p>
                <p>
                    "It is made for the middle of a career: coursework online, so that you can go on practicing, and short residencies in person, in a room of physicians. The cases are clinical management from the first page on."
                </p>
                <p>
                    "It is also the least known of the degrees a physician might take for this. If the people who will hire you must recognize the letters at a glance, that counts, and "
                    <a href="#degrees">"the comparison below"</a>" says so."
                </p>
                {figures()}
                <p class="sources">
                    "Sources: the public descriptions of the programs of Carnegie Mellon University (Heinz College) and the University of Southern California (Marshall). The four numbers are the plan of this program."
                </p>
            </div>
        </section>
    }
}

/// The plan in four numbers.
fn figures() -> impl IntoView {
    let figures = [
        (program_map::MONTHS, "months, part-time"),
        (program_map::RESIDENCIES, "residencies of four days"),
        (32, "physicians in a cohort"),
        (1, "project, at your own organization"),
    ];
    let entries = figures.map(|(number, what)| view! { <div><dt>{what}</dt><dd>{number}</dd></div> });
    view! { <dl class="figures">{entries.collect_view()}</dl> }
}

const TOPICS: [(&str, &str); 5] = [
    ("Health care economics", "What a decision costs, what it buys, and what it takes from somebody else."),
    ("Risk management", "How harm arises in a system, how to count it honestly, and how to design it out."),
    ("Value-based care delivery", "How payment shapes care, and what changes when it follows the outcome."),
    ("Change management", "From being right about something to a ward that works that way."),
    ("Digital health innovation", "What to buy, what to build, what to refuse, and how to tell afterward."),
];

fn what_it_teaches(modules: Vec<SyllabusModule>) -> impl IntoView {
    let topics = TOPICS.map(|(topic, line)| view! { <li><h3>{topic}</h3><p>{line}</p></li> });
    let open = (!modules.is_empty()).then(|| {
        view! {
            <h3 class="chapter-part">"What a module contains"</h3>
            <p>
                "Lessons to read, each with a worked example from clinical management and its references; questions that say why an answer is right; a case to argue about; a test. These modules are ready, and their syllabus is open:"
            </p>
            <ul class="open-modules">{modules.into_iter().map(module).collect_view()}</ul>
        }
    });
    view! {
        <section class="chapter" id="modules">
            <h2>"What it teaches"</h2>
            <div class="chapter-body"><ol class="syllabus">{topics.collect_view()}</ol>{open}</div>
        </section>
    }
}

fn module(module: SyllabusModule) -> impl IntoView {
    let lessons = module.units.iter().filter(|unit| unit.kind == UnitKind::Lesson).map(|unit| view! { <li>{unit.title.clone()}</li> });
    let questions = usize::try_from(module.questions()).unwrap_or_default();
    let counts = [(module.count(UnitKind::Lesson), "lesson"), (questions, "question"), (module.count(UnitKind::Assignment), "assignment")];
    let counted = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| super::syllabus::counted(count, name));
    let holds: Vec<_> = counted.chain([format!("about {}", when::length(module.minutes()))]).collect();
    let address = format!("/syllabus/{}", module.slug);
    view! {
        <li>
            <h4><a href=address>{module.title.clone()}</a></h4>
            <p>{module.summary.clone()}</p>
            <p class="meta">{holds.into_iter().map(|part| view! { <span>{part}</span> }).collect_view()}</p>
            <ol class="lesson-titles">{lessons.collect_view()}</ol>
        </li>
    }
}

const HOW: [(&str, &str); 6] = [
    (
        "In person",
        "Four residencies of four days, Saturday to Tuesday. You are expected at all four, so the dates have to be with your scheduler weeks ahead.",
    ),
    (
        "Online",
        "Nine to fifteen modules, one open at a time, each opened in one residency and closed in the next. Plan 10 to 24 hours a week.",
    ),
    ("Before you start", "Preparation at home, and a 360-degree view of you by the people you work with."),
    ("Your project", "A year-long project at your own organization, with a milestone at each residency."),
    ("Your cohort", "32 physicians who begin together and finish together."),
    (
        "Between cases",
        "Every lesson is a page of text, tables and figures that opens on a phone and on a hospital network. You come back to the line where you stopped.",
    ),
];

fn how_it_runs() -> impl IntoView {
    let entries = HOW.map(|(what, how)| view! { <div><dt>{what}</dt><dd>{how}</dd></div> });
    view! {
        <section class="chapter" id="how">
            <h2>"How it runs"</h2>
            <div class="chapter-body">
                <dl class="terms">{entries.collect_view()}</dl>
                <p class="sources">
                    "This is the plan of the program. Its shape follows "<a href="#programs">"programs for physicians that publish theirs"</a>
                    ", listed further down."
                </p>
                <p><a href="/days-away">"Count your days away from clinic"</a>" for the residencies of the next cohorts."</p>
            </div>
        </section>
    }
}

const GUIDE: [(&str, &str, &str); 4] = [
    (
        "You run a department or a service, or will, and mean to go on seeing patients.",
        "MMM.",
        "The cases are yours, and so are the classmates.",
    ),
    (
        "You may leave health care, or need letters that everyone knows.",
        "MBA.",
        "Broader, and understood everywhere. Some admit physicians only.",
    ),
    (
        "You want to run an organization and study beside those who do, not beside physicians.",
        "MHA.",
        "It is made for that work, and asks for no clinical training.",
    ),
    ("Your question is about a population, not about an organization.", "MPH.", "Nothing on this page replaces it."),
];

fn which_fits() -> impl IntoView {
    let entries = GUIDE.map(|(given, degree, why)| {
        view! { <li><p class="guide-if">{given}</p><p class="guide-then"><b>{degree}</b>" "{why}</p></li> }
    });
    view! {
        <section class="chapter" id="fits">
            <h2>"Which fits you"</h2>
            <div class="chapter-body">
                <ul class="guide">{entries.collect_view()}</ul>
                <p class="form-actions"><a class="button" href="/which-fits">"Answer five questions"</a></p>
            </div>
        </section>
    }
}

fn ask() -> impl IntoView {
    view! {
        <section class="chapter request" id="request">
            <h2>"Ask us"</h2>
            <div class="chapter-body">
                <p>"A person on the program’s staff reads what you write and answers by e-mail."</p>
                {request_form::form(&Filled { typed: request_form::blank(), errors: Vec::new() })}
            </div>
        </section>
    }
}
