//! What was announced to the cohort and what its people wrote to each other. Nobody is told: it is the past.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    db::{Db, Tx},
    ids::{AnnouncementId, PersonId, PostId},
    messages::{
        NewAnnouncement, NewPost, Spot,
        store::{self, Participant},
    },
    policy::Place,
};

use super::{cast, curriculum::HEALTH_ECONOMICS};

/// The announcements, from the oldest: how many hours ago, the title, the text.
const ANNOUNCED: [(i64, &str, &str); 2] = [
    (
        20 * 24,
        "Rooms for the first residency",
        "We meet in the **east wing**, rooms 210 to 214. Parking is behind the library; tell us by mail if you come by train.",
    ),
    (
        50,
        "Project proposals",
        "Two pages are enough:\n\n- the problem, in numbers of your own hospital\n- whom it takes to change it\n- what you would measure\n\nBring it to the second residency.",
    ),
];

/// Fills the cohort's page and the discussions of the cohort and of one of its units.
pub async fn talk(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let whole = Spot { cohort: place.cohort, module: String::new(), unit: String::new() };
    let unit = super::demo::first_unit(db, place).await?;
    let under = Spot { cohort: place.cohort, module: HEALTH_ECONOMICS.into(), unit };
    let people = store::participants(db, &whole).await?;
    db.write(move |tx| Box::pin(async move { Talking { tx, people, now }.everything(whole, under).await })).await
}

struct Talking<'a> {
    tx: &'a Tx,
    people: Vec<Participant>,
    now: DateTime<Utc>,
}

impl Talking<'_> {
    fn who(&self, name: &str) -> Result<PersonId> {
        self.people.iter().find(|one| one.name == name).map(|one| one.person).ok_or(Error::NotFound)
    }

    async fn everything(&self, whole: Spot, under: Spot) -> Result<()> {
        let staff = self.who(cast::RUTH.name)?;
        for (hours, title, body) in ANNOUNCED {
            let new =
                NewAnnouncement { id: AnnouncementId::new(), cohort: whole.cohort, author: staff, title: title.into(), body: body.into() };
            store::publish(self.tx, &new, self.now - TimeDelta::hours(hours)).await?;
        }
        let ride =
            self.say(&whole, None, "Thomas Brennan", 30, "Does anybody drive to the residency from Boston? I have two seats.").await?;
        self.say(&whole, Some(ride), "Grace Adeyemi", 28, "I would take one, thank you.").await?;
        let question = "If the suite is empty at night anyway, is its **opportunity cost** then nothing?";
        let asked = self.say(&under, None, cast::AMARA.name, 75, question).await?;
        self.say(&under, Some(asked), "Nils Berglund", 71, "I thought so too, but the nurses are not empty at night.").await?;
        let answer = "Not nothing: the *room* is free, the staff who could do something else are not. Ask who has to stay, and what they leave undone.";
        let answered = self.say(&under, Some(asked), cast::INES.name, 52, answer).await?;
        store::mark_answer(self.tx, answered, self.who(cast::INES.name)?, self.now - TimeDelta::hours(52)).await
    }

    async fn say(&self, spot: &Spot, parent: Option<PostId>, name: &str, hours_ago: i64, body: &str) -> Result<PostId> {
        let new = NewPost { id: PostId::new(), spot: spot.clone(), parent, author: self.who(name)?, body: body.into() };
        store::add_post(self.tx, &new, self.now - TimeDelta::hours(hours_ago)).await?;
        Ok(new.id)
    }
}
