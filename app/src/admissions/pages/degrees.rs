//! Four degrees side by side, and programs for physicians as they describe themselves. Where no source says anything, neither do we.

use leptos::prelude::*;

const SILENT: &str = "Varies by school";

/// The degrees, in the order of the columns.
const DEGREES: [(&str, &str); 4] =
    [("MMM", "Medical Management"), ("MBA", "Business Administration"), ("MHA", "Health Administration"), ("MPH", "Public Health")];

/// What is compared, and what holds for each degree.
const ROWS: [(&str, [&str; 4]); 7] = [
    (
        "Who it is for",
        [
            "Physicians only, in mid-career",
            "Any profession. Some programs admit physicians only",
            "Non-clinicians who run health care organizations",
            SILENT,
        ],
    ),
    (
        "Who is admitted",
        [
            "MD or DO. One school asks for 3 to 5 years since residency, and courses in risk, ethics and finance",
            "No medical degree asked for. The rest varies by school",
            "Bachelor’s degree, no clinical requirement",
            SILENT,
        ],
    ),
    (
        "What it is about",
        [
            "Leadership, strategy, finance and organization, all in health care",
            "Business at large, broader than health care",
            "Running health care organizations",
            "The health of populations, as its name says",
        ],
    ),
    ("Length", ["12 months at USC, 16 here", "11 to 21 months in those for physicians; otherwise varies by school", SILENT, SILENT]),
    (
        "Form",
        [
            "Online, with short residencies in person",
            "Those for physicians mix online work with residencies or weekends; otherwise varies by school",
            SILENT,
            SILENT,
        ],
    ),
    (
        "Better than the others when",
        [
            "You lead where you practice and want to think it through among physicians",
            "You may work outside health care, or the letters have to be known everywhere",
            "You will run an organization, and want classmates who do that for a living",
            "Your question is about prevention, policy or a population",
        ],
    ),
    (
        "Worse than the others when",
        [
            "You plan to leave health care, you have not finished training, or the letters must speak for themselves",
            "You want every case to come from health care",
            "You want physicians as classmates",
            "You want to run a department and its budget",
        ],
    ),
];

/// Other programs: name, length, in person, online, class. From their public descriptions.
const PROGRAMS: [(&str, [&str; 4]); 7] = [
    ("This program", ["16 months", "four residencies of 4 days", "9 to 15 modules, one at a time", "32"]),
    ("USC Marshall, MMM", ["12 months, from March", "four 7-day sessions", "modules between them", "one cohort"]),
    (
        "Tennessee, Physician Executive MBA",
        ["11 months", "four 1-week periods", "about 40 live sessions of 3 h; about 24 h a week", "26 (in 2000)"],
    ),
    ("Dartmouth, MHCDS", ["18 months", "2 weeks first, about 10 days last", "one course at a time, 4 to 5 a term", "47"]),
    ("Brandeis, EMBA for Physicians", ["16 months", "10-day residencies", "courses between them", "31 to 32"]),
    (
        "UT Dallas and UT Southwestern",
        ["start at any time", "4 days, Saturday to Tuesday, every two months", "six courses of 3 credits", "not stated"],
    ),
    ("Indiana Kelley, Physician MBA", ["21 months", "one weekend a month", "half of it", "about 35"]),
];

/// The chapter: both tables, and where they come from.
pub fn side_by_side() -> impl IntoView {
    view! {
        <section class="chapter" id="degrees" data-wide="">
            <h2>"Four degrees, side by side"</h2>
            <div class="chapter-body">
                {comparison()}
                <p class="sources">
                    "Sources: the programs named below, by their public descriptions. Where we have no source we say that it varies by school. The last two rows are our judgment, and we are not neutral: check it against people who hold each degree."
                </p>
                <h3 class="chapter-part" id="programs">"Programs for physicians, by what they publish"</h3>
                <p>"An MBA for physicians is the nearest neighbor of an MMM: the same classmates, under better-known letters."</p>
                {programs()}
                <p class="sources">
                    "Sources: each program’s public description, when we read it. Programs change; ask the school before you decide."
                </p>
            </div>
        </section>
    }
}

fn comparison() -> impl IntoView {
    let heads = DEGREES.iter().enumerate().map(|(place, (letters, name))| {
        view! { <th scope="col" data-ours=(place == 0).then_some("")>{*letters}<small>{*name}</small></th> }
    });
    let rows = ROWS.iter().map(|(what, cells)| {
        let cells = cells.iter().enumerate().map(|(place, text)| {
            view! { <td data-ours=(place == 0).then_some("") data-silent=(*text == SILENT).then_some("")>{*text}</td> }
        });
        view! { <tr><th scope="row">{*what}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-wrap" role="region" aria-label="Four degrees compared" tabindex="0">
            <table class="table comparison">
                <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn programs() -> impl IntoView {
    let heads = ["Program", "Length", "In person", "Online", "In a class"].map(|head| view! { <th scope="col">{head}</th> });
    let rows = PROGRAMS.map(|(name, cells)| {
        let cells = cells.map(|text| view! { <td>{text}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-wrap" role="region" aria-label="Programs for physicians" tabindex="0">
            <table class="table programs">
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
