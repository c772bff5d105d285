//! Studying: for those with a place in a cohort that has the module, and nobody else.

use super::{Subject, as_it_is};

/// The module's lesson.
pub fn subject() -> Subject {
    Subject { table: TABLE, places: |_| places("team"), form, prepare: as_it_is }
}

/// The module's quiz.
pub fn quiz() -> Subject {
    Subject { table: QUIZ, places: |_| places("check"), form, prepare: as_it_is }
}

/// The module's case.
pub fn case() -> Subject {
    Subject { table: CASE, places: |_| places("case"), form, prepare: as_it_is }
}

fn places(unit: &str) -> Vec<(&'static str, String)> {
    vec![
        ("{module}", "on-rounds".to_owned()),
        ("{unit}", unit.to_owned()),
        ("{number}", "1".to_owned()),
        ("{*path}", "figures/round.svg".to_owned()),
        // Nobody's.
        ("{attempt}", "01900000-0000-7000-8000-000000000001".to_owned()),
        ("{question}", "01900000-0000-7000-8000-000000000002".to_owned()),
    ]
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /learn/{module}/{unit}/response" => vec![("do", "save")],
        "POST /learn/{module}/{unit}/completion" | "POST /learn/{module}/{unit}/attempts" => vec![("id", ID)],
        _ => Vec::new(),
    }
}

/// What every visitor's form brings, as if one had taken it from another: who comes second is refused (409).
const ID: &str = "01900000-0000-7000-8000-000000000003";

// Attempts and questions are nobody's; that they are found by who they belong to, and by no one else, is in `learning.rs`. A live save that
// says nothing is let in and refused as malformed (400).
const TABLE: &str = "
                                                        anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /today                                             sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /program                                           sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}                                    sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}                             sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /modules/{module}/versions/{number}/files/{*path}  sign-in    file     file       file     file       hidden    file    file
POST /learn/{module}/{unit}/completion                  over       done     409        hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/questions/{question}        over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/answers                                     over       400      400        hidden   hidden     hidden    hidden  hidden
POST /learn/place                                       over       400      400        hidden   hidden     hidden    hidden  hidden
";

const QUIZ: &str = "
                                                        anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
POST /learn/{module}/{unit}/attempts                    over       done     409        hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/attempts/{attempt}          sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/attempts/{attempt}          over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
";

const CASE: &str = "
                                                        anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
POST /learn/{module}/{unit}/response                    over       done     done       hidden   hidden     hidden    hidden  hidden
";
