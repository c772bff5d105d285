//! Rosters: all of them for staff, what one teaches for faculty, and nothing for anybody else.

use super::Subject;

pub fn subject() -> Subject {
    let places = |school: &crate::stage::School| {
        vec![("{cohort}", "2027".to_owned()), ("{module}", "on-rounds".to_owned()), ("{enrollment}", school.amaras_place.to_string())]
    };
    Subject { table: TABLE, places, form: |_| Vec::new() }
}

const TABLE: &str = "
                                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /cohorts                                         sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}                                sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/roster.csv                     sign-in    hidden   hidden     hidden   hidden     factor    file    file
GET  /cohorts/{cohort}/students/{enrollment}          sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /teaching                                        sign-in    hidden   hidden     page     page       factor    hidden  hidden
GET  /teaching/{cohort}/{module}                      sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/roster.csv           sign-in    hidden   hidden     file     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/students/{enrollment} sign-in   hidden   hidden     page     hidden     factor    hidden  hidden
";
