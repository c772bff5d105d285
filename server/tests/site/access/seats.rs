//! The itinerary and seats: for students of the cohort, and for whoever has the secret of an offer.

use super::{Prepared, Subject};
use crate::{
    residencies::stage::{release, session},
    stage::Stage,
};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{number}", "1".to_owned()),
            // Nobody's.
            ("{session}", "01900000-0000-7000-8000-000000000001".to_owned()),
            ("{token}", "nobodys".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let residency = stage.residency().await;
        let mut one = session(&residency, "Negotiation", 14, Some(1));
        one.faculty = vec![stage.school.ines];
        release(stage, &residency, &[one]).await;
    })
}

// The residency is the first cohort's: a student elsewhere has none at this number. Sessions and offers are nobody's; that each is found by
// those it is for, and by no one else, is in `residencies/seats.rs`.
const TABLE: &str = "
                                                            anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /residencies                                           sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /residencies/{number}                                  sign-in    page     hidden     hidden   hidden     hidden    hidden  hidden
GET  /residencies/{number}/sessions/{session}               sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /residencies/{number}/sessions/{session}/booking       over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /residencies/{number}/sessions/{session}/withdrawal    over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /seat-offers/{token}                                   hidden     hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /seat-offers/{token}/acceptance                        hidden     hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /seat-offers/{token}/refusal                           hidden     hidden   hidden     hidden   hidden     hidden    hidden  hidden
GET  /teaching/{cohort}/residencies/{number}                sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
";
