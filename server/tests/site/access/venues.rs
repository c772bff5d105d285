//! Venues, teams and the hours of faculty: staff prepare them, who teaches says their own hours, nobody else finds any of it.

use domain::{
    ids::{RoomId, VenueId},
    residencies::{
        store::{add_room, add_venue},
        venues::{RoomDetails, VenueDetails},
    },
};

use super::{Prepared, Subject};
use crate::stage::{School, Stage};

const VENUE: &str = "01900000-0000-7000-8000-00000000000a";
const ROOM: &str = "01900000-0000-7000-8000-00000000000b";
const NEW: &str = "01900000-0000-7000-8000-00000000000c";

pub fn subject() -> Subject {
    let places = |school: &School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{number}", "1".to_owned()),
            ("{venue}", VENUE.to_owned()),
            ("{room}", ROOM.to_owned()),
            ("{person}", school.ines.to_string()),
        ]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /venues" | "POST /venues/{venue}/rooms" => vec![("id", NEW)],
        _ => Vec::new(),
    }
}

/// A venue with a room, and the cohort's residency.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        stage.residency().await;
        let (venue, room): (VenueId, RoomId) = (VENUE.parse().unwrap(), ROOM.parse().unwrap());
        let (now, text) = (stage.now(), String::new);
        let details = VenueDetails { name: "Campus".into(), address: text(), map_url: text(), access: text() };
        let seats = RoomDetails { name: "Aula".into(), capacity: 40, features: Vec::new(), opens: 480, closes: 1080, step_free: true };
        let added = stage.db.write(move |tx| {
            Box::pin(async move {
                add_venue(tx, now, None, venue, &details).await?;
                add_room(tx, now, None, (venue, room), &seats).await
            })
        });
        added.await.unwrap();
    })
}

const TABLE: &str = "
                                                               anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /venues                                                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /venues/new                                               sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /venues                                                   over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /venues/{venue}                                           sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /venues/{venue}                                           over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /venues/{venue}/ways                                      over       hidden   hidden     hidden   hidden     factor    done     done
POST /venues/{venue}/retirement                                over       hidden   hidden     hidden   hidden     factor    done     done
GET  /venues/{venue}/rooms/new                                 sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /venues/{venue}/rooms                                     over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /venues/{venue}/rooms/{room}                              sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /venues/{venue}/rooms/{room}                              over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /venues/{venue}/rooms/{room}/retirement                   over       hidden   hidden     hidden   hidden     factor    done     done
GET  /cohorts/{cohort}/residencies/{number}/faculty            sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/faculty/{person}   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/faculty/{person}   over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /teaching/{cohort}/residencies/{number}/hours             sign-in    hidden   hidden     page     hidden     factor    hidden   hidden
POST /teaching/{cohort}/residencies/{number}/hours             over       hidden   hidden     invalid  hidden     factor    hidden   hidden
GET  /cohorts/{cohort}/teams                                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/teams                                   over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/teams/mix                               sign-in    hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/teams/moves                             over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/teams/names                             over       hidden   hidden     hidden   hidden     factor    done     done
GET  /cohorts/{cohort}/teams/backgrounds                       sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/teams/backgrounds                       over       hidden   hidden     hidden   hidden     factor    done     done
";
