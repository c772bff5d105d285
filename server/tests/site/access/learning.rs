//! Studying: for those with a place in a cohort that has the module, and nobody else.

use super::Subject;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "team".to_owned()),
            ("{number}", "1".to_owned()),
            ("{*path}", "figures/round.svg".to_owned()),
            // Nobody's.
            ("{attempt}", "01900000-0000-7000-8000-000000000001".to_owned()),
            ("{question}", "01900000-0000-7000-8000-000000000002".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /learn/{module}/{unit}/response" => vec![("do", "save")],
        _ => Vec::new(),
    }
}

// A unit stands for itself: `{unit}` is replaced by the lesson, so that what is the quiz's or the case's is not found there. That they are
// found where they are is in `learning.rs`. A form without its id is let in and refused as malformed (400).
const TABLE: &str = "
                                                        anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /today                                             sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /program                                           sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}                                    sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}                             sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/attempts/{attempt}          sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /modules/{module}/versions/{number}/files/{*path}  sign-in    file     file       file     file       hidden    file    file
POST /learn/{module}/{unit}/completion                  over       400      400        hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/questions/{question}        over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/attempts                    over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/attempts/{attempt}          over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/response                    over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/answers                                     over       400      400        hidden   hidden     hidden    hidden  hidden
POST /learn/place                                       over       400      400        hidden   hidden     hidden    hidden  hidden
";
