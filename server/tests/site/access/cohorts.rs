//! Rosters: all of them for staff, what one teaches for faculty, and nothing for anybody else.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    let places = |school: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{module}", "on-rounds".to_owned()),
            ("{enrollment}", school.amaras_place.to_string()),
            ("{note}", school.note.to_string()),
        ]
    };
    Subject { table: TABLE, places, form, prepare: as_it_is }
}

fn form(action: &str) -> Vec<(&'static str, &'static str)> {
    match action {
        "POST /cohorts/{cohort}/students/{enrollment}/notes" => vec![("note", "01940000-0000-7000-8000-000000000000"), ("body", " ")],
        _ => Vec::new(),
    }
}

const TABLE: &str = "
                                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /cohorts                                         sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}                                sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/roster.csv                     sign-in    hidden   hidden     hidden   hidden     factor    file    file
GET  /cohorts/{cohort}/students/{enrollment}          sign-in    hidden   hidden     hidden   hidden     factor    page    page
POST /cohorts/{cohort}/students/{enrollment}/notes    over       hidden   hidden     hidden   hidden     factor    invalid invalid
POST /cohorts/{cohort}/students/{enrollment}/notes/{note}/striking over hidden hidden hidden   hidden     factor    done    done
GET  /teaching                                        sign-in    hidden   hidden     page     page       factor    hidden  hidden
GET  /teaching/{cohort}/{module}                      sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/roster.csv           sign-in    hidden   hidden     file     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/students/{enrollment} sign-in   hidden   hidden     page     hidden     factor    hidden  hidden
";
