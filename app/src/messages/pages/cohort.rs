//! A student's cohort: what is announced, what they were sent, and where people talk.

use axum::extract::State as Shared;
use chrono::DateTime;
use domain::{
    messages::{
        rules::{self, Values},
        store::{self, Announcement, Received},
    },
    policy::Place,
};
use leptos::prelude::*;

use super::{announcements::article, words::moment};
use crate::{
    AppError, Page, Site,
    cohorts::count,
    visit::{Student, Visit},
};

/// How many announcements and messages are shown.
const MOST: i64 = 50;

/// Everything the page shows.
struct Talk {
    announcements: Vec<Announcement>,
    messages: Vec<Received>,
    posts: i64,
    program: String,
}

/// `GET /cohort`
pub async fn own_cohort(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let place = &student.place;
    let talk = Talk {
        announcements: store::announcements(&site.db, place.cohort, DateTime::UNIX_EPOCH, MOST).await?,
        messages: store::received(&site.db, place.enrollment, MOST).await?,
        posts: store::post_count(&site.db, place.cohort, "", "").await?,
        program: store::program_of(&site.db, place.cohort).await?,
    };
    let visit = student.visit().clone();
    Ok(Page::new(&visit, student.place.cohort_title.clone(), move || body(&student, &talk)))
}

fn body(student: &Student, talk: &Talk) -> impl IntoView + use<> {
    let list =
        talk.announcements.iter().map(|one| view! { <article class="announcement">{article(student, one)}</article> }).collect_view();
    let none = talk.announcements.is_empty().then(|| {
        view! { <p class="empty">"Nothing is announced. What program staff and faculty announce to your cohort will stand here."</p> }
    });
    let posts = if talk.posts == 0 { "Nobody has written yet.".to_owned() } else { format!("{} so far.", count(talk.posts, "post")) };
    view! {
        <header class="page-head">
            <p class="eyebrow">{talk.program.clone()}</p>
            <h1>{student.place.cohort_title.clone()}</h1>
            <p class="lede">"What is announced to your cohort, and where you talk with each other, with faculty and program staff."</p>
        </header>
        <section class="block"><h2>"Announcements"</h2>{none}<div class="announcements">{list}</div></section>
        <section class="block">
            <div class="block-head"><h2>"Discussion"</h2></div>
            <p>{posts}" Each unit has a discussion of its own as well: its link stands under the unit's title."</p>
            <p class="form-actions"><a class="button" data-kind="primary" href="/cohort/discussion">"Open the discussion"</a></p>
        </section>
        {messages(student, &student.place, talk)}
    }
}

fn messages(visit: &Visit, place: &Place, talk: &Talk) -> impl IntoView + use<> {
    let name = visit.session.as_ref().map_or_else(String::new, |session| session.person.name.clone());
    let letters = talk.messages.iter().map(|one| {
        let values = Values { name: &name, cohort: &place.cohort_title, program: &talk.program };
        let html = rules::for_page(&rules::filled_markdown(&one.body, values));
        view! {
            <details class="disclosure">
                <summary>{rules::filled(&one.subject, values)}</summary>
                <p class="meta"><span>{one.author.clone()}</span><span>{moment(one.sent_at, visit)}</span></p>
                <div class="said" inner_html=html></div>
            </details>
        }
    });
    let letters = letters.collect_view();
    (!talk.messages.is_empty()).then(|| {
        view! {
            <section class="block">
                <div class="block-head"><h2>"Messages to you"</h2><a href="/account/notifications">"How you are told"</a></div>
                {letters}
            </section>
        }
    })
}
