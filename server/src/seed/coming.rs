//! Who comes to the next residency of the running cohort: most have answered, some have said what they need. The invitations themselves go
//! out when the site first runs: only then it knows its own address.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    Result,
    cohorts::{Residency, calendar::end_of_day, store::next_residency},
    db::{Db, Tx},
    ids::CohortId,
    residencies::{
        coming::{Answer, Answering, Asking, Diet, LocalMoment, Lodging, Needs, rules::days},
        store::{ComingLine, answer, coming, put_round, save_stay},
    },
};

use super::calendar::CAMPUS;

/// Of so many students, one each has not answered, cannot come, comes in part, and has said what they need.
const OF: usize = 6;
/// What is eaten, in turn.
const DIETS: [Diet; 4] = [Diet::Everything, Diet::Vegetarian, Diet::Everything, Diet::Halal];

/// Asks about the next residency and writes down what students answered in the days since.
pub async fn load(db: &Db, cohort: CohortId, now: DateTime<Utc>) -> Result<()> {
    let today = now.with_timezone(&CAMPUS).date_naive();
    let Some(residency) = next_residency(db, cohort, today).await? else { return Ok(()) };
    db.write(move |tx| Box::pin(async move { ask_and_answer(tx, (cohort, &residency), now).await })).await
}

async fn ask_and_answer(tx: &Tx, (cohort, residency): (CohortId, &Residency), now: DateTime<Utc>) -> Result<()> {
    let before = |count| residency.starts_on.checked_sub_days(Days::new(count)).unwrap_or(residency.starts_on);
    let asking = Asking { answer_by: end_of_day(before(28), CAMPUS), logistics_until: before(10), erase_after: 14 };
    let asked = now - TimeDelta::days(6);
    put_round(tx, asked, (cohort, residency), asking).await?;
    for (number, line) in coming(tx, residency.id).await?.into_iter().enumerate() {
        // Amara has still to answer: whoever tries the demo does it.
        if number % OF == 5 || line.student == super::cast::AMARA.name {
            continue;
        }
        let at = asked + TimeDelta::hours(3 + 4 * number as i64 % 120);
        let answering = answering(residency, &line, number);
        answer(tx, at, &answering).await?;
        if answering.answer != Answer::No && number % 2 == 0 {
            let place = (residency.id, line.enrollment_id, CAMPUS);
            save_stay(tx, at + TimeDelta::minutes(9), place, &needs(residency, number)).await?;
        }
    }
    Ok(())
}

fn answering(residency: &Residency, line: &ComingLine, number: usize) -> Answering {
    let (answer, chosen, note) = match number % OF {
        3 => (Answer::Part, days(residency).into_iter().take(2).collect(), "On call again from Monday."),
        4 if number > OF => (Answer::No, Vec::new(), "Our department is short that week."),
        _ => (Answer::Yes, Vec::new(), ""),
    };
    Answering { residency: residency.id, enrollment: line.enrollment_id, answer, days: chosen, note: note.to_owned() }
}

fn needs(residency: &Residency, number: usize) -> Needs {
    let arrives = residency.starts_on.pred_opt().unwrap_or(residency.starts_on);
    let nights: Vec<NaiveDate> = arrives.iter_days().take_while(|night| *night < residency.ends_on).collect();
    let shares = number % 8 == 4;
    let text = |text: &str, when: bool| if when { text.to_owned() } else { String::new() };
    Needs {
        arrives: LocalMoment { day: arrives, minute: 15 * 60 + 20 * (number as i64 % 12) },
        leaves: LocalMoment { day: residency.ends_on, minute: 16 * 60 + 30 },
        nights,
        room: Some(if shares { Lodging::Shared } else { Lodging::Own }),
        companion: text("My husband comes along", shares),
        diet: DIETS[number / 2 % DIETS.len()],
        diet_note: String::new(),
        allergies: text("Tree nuts", number % 10 == 2),
        access_needs: text("A room near the elevator", number % 12 == 8),
        contact_name: "The family at home".to_owned(),
        contact_phone: format!("+1 412 555 01{number:02}"),
    }
}
