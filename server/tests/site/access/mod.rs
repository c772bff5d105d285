//! Who may do what: every route against every kind of visitor. A route without a row fails, and so does a row without a route.
//!
//! A subject's file has a table, one line a route, and says what is sent where the route needs a form. The words of a cell:
//!
//! - `page`: 200 and a page with a heading; `file`: 200 and something else;
//! - `done`: carried out, and on to another page of ours (303); `invalid`: let in, but the form is not in order (422);
//! - `sign-in`: to the sign-in page, and back here after it; `over`: the same for what was sent (401);
//! - `factor`: to the page on which a second factor is shown (303);
//! - `hidden`: as if it were not there (404); a number: that status.

mod accounts;
mod admissions;
mod arranging;
mod assignments;
mod bank;
mod busy;
mod calendars;
mod cohorts;
mod coming;
mod exchange;
mod extensions;
mod grading;
mod learning;
mod links;
mod media;
mod messages;
mod operations;
mod paper;
mod people_of_cohorts;
mod presence;
mod programs;
mod residencies;
mod results;
mod review;
mod runs;
mod schedule;
mod seats;
mod simulators;
mod studio;
mod venues;

use std::{collections::BTreeSet, path::Path, pin::Pin};

use reqwest::Method;
use server::router;

use crate::stage::{Answer, Kind, School, Stage, Visitor, on_sqlite};

/// A subject's part of the table.
pub struct Subject {
    /// One line for each route: method, path, and a word for each kind of visitor.
    table: &'static str,
    /// What stands in for a path's parameters: `{name}` and a value.
    places: fn(&School) -> Vec<(&'static str, String)>,
    /// What is sent to an action, named as the table names it.
    form: fn(&str) -> Vec<(&'static str, &'static str)>,
    /// What there has to be, besides the school, before anybody asks.
    prepare: for<'s> fn(&'s Stage) -> Prepared<'s>,
}

/// Somebody is making what there has to be.
type Prepared<'s> = Pin<Box<dyn Future<Output = ()> + 's>>;

/// The school is all it takes.
fn as_it_is(_: &Stage) -> Prepared<'_> {
    Box::pin(async {})
}

fn subjects() -> Vec<Subject> {
    vec![
        accounts::subject(),
        admissions::subject(),
        arranging::subject(),
        assignments::subject(),
        bank::subject(),
        calendars::subject(),
        cohorts::subject(),
        coming::subject(),
        exchange::subject(),
        extensions::subject(),
        grading::subject(),
        learning::subject(),
        learning::quiz(),
        learning::case(),
        links::subject(),
        media::subject(),
        messages::subject(),
        operations::subject(),
        presence::subject(),
        programs::subject(),
        residencies::subject(),
        results::subject(),
        review::subject(),
        busy::subject(),
        runs::subject(),
        schedule::subject(),
        people_of_cohorts::subject(),
        venues::subject(),
        seats::subject(),
        simulators::subject(),
        studio::subject(),
        paper::subject(),
    ]
}

/// One line of a table.
struct Row {
    route: String,
    method: Method,
    path: String,
    words: Vec<String>,
}

/// The lines of a table; the first names the columns.
fn rows(table: &str) -> Vec<Row> {
    let mut lines = table.lines().filter(|line| !line.trim().is_empty());
    let columns: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| column(*kind)).collect();
    assert_eq!(columns, kinds, "the columns of a table are the kinds of visitors in their order");
    lines.map(row).collect()
}

fn row(line: &str) -> Row {
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let row = Row { route: format!("{method} {path}"), method: method.parse().unwrap(), path, words: words.collect() };
    assert_eq!(row.words.len(), Kind::ALL.len(), "{} has a cell for each kind of visitor", row.route);
    row
}

fn column(kind: Kind) -> &'static str {
    match kind {
        Kind::Anonymous => "anonymous",
        Kind::Student => "student",
        Kind::StudentElsewhere => "elsewhere",
        Kind::Faculty => "faculty",
        Kind::FacultyElsewhere => "colleague",
        Kind::StaffUnproven => "unproven",
        Kind::Staff => "staff",
        Kind::Administrator => "administrator",
    }
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let routes: BTreeSet<_> = router::list().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let rows: Vec<_> = subjects().iter().flat_map(|subject| rows(subject.table)).map(|row| row.route).collect();
    let distinct: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(distinct.len(), rows.len(), "a route has two rows");
    let missing: Vec<_> = routes.difference(&distinct).collect();
    let surplus: Vec<_> = distinct.difference(&routes).collect();
    assert!(missing.is_empty(), "routes without a row in server/tests/site/access: {missing:#?}");
    assert!(surplus.is_empty(), "rows without a route: {surplus:#?}");
}

/// By design: a server function would be a door beside the list of routes.
#[test]
fn there_are_no_server_functions() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            files += 1;
            let text = std::fs::read_to_string(&entry).unwrap();
            assert!(!text.contains("#[server"), "{} has a server function", entry.display());
        }
    }
    assert!(files > 10, "only {files} files were looked at");
}

#[test]
fn everyone_is_let_in_exactly_where_the_table_says() {
    let mut faults = Vec::new();
    for subject in subjects() {
        for row in rows(subject.table) {
            on_sqlite(async |stage: &mut Stage| faults.extend(faults_of(&row, &subject, stage).await));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A row has a site of its own: what one visitor changes, only those more powerful find changed.
async fn faults_of(row: &Row, subject: &Subject, stage: &Stage) -> Vec<String> {
    (subject.prepare)(stage).await;
    let path = (subject.places)(&stage.school).iter().fold(row.path.clone(), |path, (name, value)| path.replace(name, value));
    let mut faults = Vec::new();
    for (kind, expected) in Kind::ALL.into_iter().zip(&row.words) {
        let visitor = stage.visitor(kind).await;
        let answer = ask(&visitor, row, &path, (subject.form)(&row.route)).await;
        if !fits(expected, &answer, &path) {
            let (status, location) = (answer.status(), answer.header("location"));
            faults.push(format!("{} for {}: {expected} expected, but {status} {location}", row.route, column(kind)));
        }
    }
    stage.mail().await;
    faults
}

async fn ask(visitor: &Visitor, row: &Row, path: &str, form: Vec<(&'static str, &'static str)>) -> Answer {
    match row.method {
        Method::GET => visitor.get(path).await,
        _ => visitor.post(path, &form).await,
    }
}

fn fits(expected: &str, answer: &Answer, path: &str) -> bool {
    let (status, location) = (answer.status(), answer.header("location"));
    match expected {
        "page" => status == 200 && answer.all("h1").len() == 1,
        "file" => status == 200 && !answer.header("content-type").starts_with("text/html"),
        "done" => status == 303 && !location.starts_with("/sign-in?next=") && location != "/account/second-factor",
        "invalid" => status == 422,
        "sign-in" => status == 303 && location == format!("/sign-in?next={}", app::error::encoded(path)),
        "over" => status == 401,
        "factor" => status == 303 && location == "/account/second-factor",
        "hidden" => status == 404,
        number => number.parse() == Ok(status),
    }
}
