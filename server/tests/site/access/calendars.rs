//! Calendars: one's own, those of the cohorts one runs or teaches, and looking as a student of one of them.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            // Nobody's.
            ("{feed}", "01900000-0000-7000-8000-000000000003".to_owned()),
            ("{file}", "nothing.ics".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form, prepare: as_it_is }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /cohorts/{cohort}/view" => vec![("day", "2027-03-09")],
        _ => Vec::new(),
    }
}

const TABLE: &str = "
                                         anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /calendar                           sign-in    page     page       page     page       factor    page    page
POST /calendar/feeds                     over       page     page       page     page       factor    page    page
POST /calendar/feeds/{feed}/revocation   over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /feeds/{file}                       hidden     hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /cohorts/{cohort}/calendar          sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /teaching/{cohort}/calendar         sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
POST /cohorts/{cohort}/view              over       hidden   hidden     done     hidden     factor    done    done
POST /view-end                           over       done     done       done     done       done      done    done
";
