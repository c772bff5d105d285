//! Assignments: those who study the module, and nobody else; of files, whoever they belong to or were handed in to.

use super::{Prepared, Subject};
use crate::{assignments::prepared, stage::Stage};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-plans".to_owned()),
            ("{unit}", "plan".to_owned()),
            // Nobody's.
            ("{file}", "01900000-0000-7000-8000-000000000004".to_owned()),
            ("{hand_in}", "01900000-0000-7000-8000-000000000005".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(prepared(stage))
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /learn/{module}/{unit}/hand-in" => vec![("id", "01900000-0000-7000-8000-000000000006")],
        _ => Vec::new(),
    }
}

// Files and hand-ins are nobody's; that they are found by whom they belong to, and by no one else, is in `assignments.rs`.
const TABLE: &str = "
                                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
POST /learn/{module}/{unit}/draft                     over       done     hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/files                     over       invalid  hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/files/{file}/removal      over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/hand-in                   sign-in    page     hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/hand-in                   over       invalid  hidden     hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/hand-ins/{hand_in}        sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /hand-in-files/{file}                            sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
";
