//! The schedule of a residency: only who runs the program drafts it.

use domain::{
    ids::{ResidencySessionId, RoomId, VenueId},
    residencies::{
        schedule::{Edit, Placement, Session},
        store::{Acting, Beside, Release, add_room, add_venue, edit_schedule, release_schedule},
        venues::{RoomDetails, VenueDetails},
    },
};

use super::{Prepared, Subject};
use crate::stage::Stage;

const SESSION: &str = "01900000-0000-7000-8000-00000000000d";

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{number}", "1".to_owned()),
            ("{session}", SESSION.to_owned()),
            ("{release}", "1".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /cohorts/{cohort}/residencies/{number}/sessions" => vec![("id", "01900000-0000-7000-8000-00000000000e")],
        "POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/removal" => vec![("seen", "9")],
        "POST /cohorts/{cohort}/residencies/{number}/warnings" => vec![("warning", "none"), ("do", "stand")],
        "POST /cohorts/{cohort}/residencies/{number}/schedule/undoing" => vec![("undo", "7")],
        _ => Vec::new(),
    }
}

/// A residency with one session, released.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let residency = stage.residency().await.id;
        let (venue, room, now) = (VenueId::new(), RoomId::new(), stage.now());
        let id: ResidencySessionId = SESSION.parse().unwrap();
        let session = session(id, Placement { day: 1, start: 540, room });
        let added = stage.db.write(move |tx| {
            Box::pin(async move {
                let text = String::new;
                let details = VenueDetails { name: "Campus".into(), address: text(), map_url: text(), access: text() };
                add_venue(tx, now, None, venue, &details).await?;
                let seats =
                    RoomDetails { name: "Aula".into(), capacity: 40, features: Vec::new(), opens: 480, closes: 1080, step_free: true };
                add_room(tx, now, None, (venue, room), &seats).await?;
                let acting = Acting { residency, by: None, now, seen: 0 };
                edit_schedule(tx, acting, &[Edit::Add(Box::new(session))]).await?;
                let release = Release { base: 0, note: "Ready.".into(), beside: Beside::default() };
                release_schedule(tx, Acting { seen: 1, ..acting }, &release).await.map(drop)
            })
        });
        added.await.unwrap();
    })
}

fn session(id: ResidencySessionId, placed: Placement) -> Session {
    Session { confirmed: true, placed: Some(placed), ..Session::new(id, "Value", 60) }
}

const TABLE: &str = "
                                                                           anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /cohorts/{cohort}/residencies/{number}/board                          sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/sessions/new                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions                       over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/residencies/{number}/sessions/{session}             sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}             over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/residencies/{number}/sessions/{session}/placement   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/placement   over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/residencies/{number}/schedule/undoing               over       hidden   hidden     hidden   hidden     factor    409      409
GET  /cohorts/{cohort}/residencies/{number}/warnings                       sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/warnings                       over       hidden   hidden     hidden   hidden     factor    done     done
GET  /cohorts/{cohort}/residencies/{number}/schedule/settings              sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/schedule/settings              over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/residencies/{number}/schedule.csv                   sign-in    hidden   hidden     hidden   hidden     factor    file     file
GET  /cohorts/{cohort}/residencies/{number}/schedule/import                sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/schedule/import                over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/residencies/{number}/schedule/preview               sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/schedule/releases              sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/schedule/releases              over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/residencies/{number}/schedule/releases/{release}    sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/removal     over       hidden   hidden     hidden   hidden     factor    done     404
";
