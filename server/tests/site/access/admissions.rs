//! What visitors read before asking, and what they ask.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    Subject {
        table: TABLE,
        places: |school| vec![("{request}", school.request.to_string()), ("{module}", "on-rounds".into())],
        form,
        prepare: as_it_is,
    }
}

/// Without a question: whoever is let in hears what is missing.
fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /information-requests" => vec![("request", "01945b6e-9d00-7000-8000-000000000001"), ("name", "Rosa Castellanos")],
        _ => Vec::new(),
    }
}

const TABLE: &str = "
                                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /                                                page       page     page       page     page       page      page     page
GET  /which-fits                                      page       page     page       page     page       page      page     page
GET  /syllabus/{module}                               page       page     page       page     page       page      page     page
GET  /information-requests/new                        page       page     page       page     page       page      page     page
GET  /information-requests/{request}/receipt          page       page     page       page     page       page      page     page
POST /information-requests                            invalid    invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /information-requests                            sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /information-requests/{request}/answer           over       hidden   hidden     hidden   hidden     factor    done     done
POST /information-requests/{request}/answer/withdrawal  over     hidden   hidden     hidden   hidden     factor    done     done
";
