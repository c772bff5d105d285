//! Who comes and who needs what, as files for spreadsheets.

use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::residencies::{
    clock::clock,
    coming::{Answer, AnswerSource, Diet, Lodging},
    store::{ComingLine, Read, Stay, coming, stays_read},
};

use crate::{
    AppError, Site,
    cohorts::csv::{Table, download},
    residencies::OfStaff,
    visit::Staff,
};

/// `GET /cohorts/{cohort}/residencies/{number}/coming.csv`
pub async fn who_comes_csv(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let lines = coming(&site.db, of.residency.id).await?;
    Ok(download(&format!("{cohort}-residency-{}-answers.csv", of.residency.position), answers(&lines, of.scope.cohort().time_zone)))
}

fn answers(lines: &[ComingLine], campus: Tz) -> String {
    let mut table = Table::default();
    table.row(["Student", "E-mail", "Answer", "Days", "Note", "Given (campus time)", "How"]);
    for line in lines {
        table.row([
            line.student.clone(),
            line.email.clone(),
            line.answer.map_or("No answer", Answer::label).to_owned(),
            listed(line.days()),
            line.note.clone().unwrap_or_default(),
            line.answered_at.map(|at| at.with_timezone(&campus).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default(),
            line.source.map_or("", AnswerSource::label).to_owned(),
        ]);
    }
    table.finish()
}

/// `GET /cohorts/{cohort}/residencies/{number}/logistics.csv`. That somebody took it away is written down before they get it.
pub async fn people_csv(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let (residency, reader, now) = (of.residency.id, staff.session.person.id, staff.now);
    let stays = site.db.write(move |tx| Box::pin(async move { stays_read(tx, residency, (reader, Read::File), now).await })).await?;
    Ok(download(&format!("{cohort}-residency-{}-logistics.csv", of.residency.position), needs(&stays)))
}

fn needs(stays: &[Stay]) -> String {
    let mut table = Table::default();
    table.row([
        "Student",
        "Arrives",
        "Leaves",
        "Nights",
        "Room",
        "With",
        "Eats",
        "More on that",
        "Allergies",
        "Access",
        "Whom to call",
        "Telephone",
    ]);
    for stay in stays {
        table.row([
            stay.student.clone(),
            moment(stay.arrives_on, stay.arrives_at),
            moment(stay.leaves_on, stay.leaves_at),
            listed(stay.nights()),
            stay.room.map_or("", Lodging::label).to_owned(),
            stay.companion.clone(),
            stay.diet.map_or("", Diet::label).to_owned(),
            stay.diet_note.clone(),
            stay.allergies.clone(),
            stay.access_needs.clone(),
            stay.contact_name.clone(),
            stay.contact_phone.clone(),
        ]);
    }
    table.finish()
}

fn listed(days: &[NaiveDate]) -> String {
    days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(" ")
}

fn moment(day: Option<NaiveDate>, minute: Option<i64>) -> String {
    day.zip(minute).map(|(day, minute)| format!("{day} {}", clock(minute))).unwrap_or_default()
}
