//! The people of the tests.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    accounts::{
        Power,
        store::{NewPerson, create_person, grant},
    },
    db::{Bind, Db, Query, Tx},
    ids::{CohortId, EnrollmentId, PersonId, ProgramId, TeachingId},
};

use super::Kind;

/// Who is there.
#[derive(Clone, Copy, Debug)]
pub struct School {
    /// Studies in the cohort.
    pub amara: PersonId,
    /// Studies in another cohort.
    pub ravi: PersonId,
    /// Teaches in the cohort.
    pub ines: PersonId,
    /// Teaches in the other cohort.
    pub paul: PersonId,
    /// Staff.
    pub ruth: PersonId,
    /// An administrator.
    pub omar: PersonId,
    /// The cohort.
    pub cohort: CohortId,
    /// The other cohort.
    pub other_cohort: CohortId,
}

impl School {
    /// The person of a kind, and whether their session has shown a second factor.
    pub fn who(&self, kind: Kind) -> Option<(PersonId, bool)> {
        match kind {
            Kind::Anonymous => None,
            Kind::Student => Some((self.amara, false)),
            Kind::StudentElsewhere => Some((self.ravi, false)),
            Kind::Faculty => Some((self.ines, false)),
            Kind::FacultyElsewhere => Some((self.paul, false)),
            Kind::StaffUnproven => Some((self.ruth, false)),
            Kind::Staff => Some((self.ruth, true)),
            Kind::Administrator => Some((self.omar, true)),
        }
    }
}

/// Puts everybody in their place.
pub async fn build(db: &Db, now: DateTime<Utc>) -> School {
    db.write(move |tx| Box::pin(async move { fill(tx, now).await })).await.unwrap()
}

async fn fill(tx: &Tx, now: DateTime<Utc>) -> Result<School> {
    let school = School {
        amara: person(tx, "Amara Okafor", now).await?,
        ravi: person(tx, "Ravi Menon", now).await?,
        ines: person(tx, "Ines Ferreira", now).await?,
        paul: person(tx, "Paul Adler", now).await?,
        ruth: person(tx, "Ruth Lindqvist", now).await?,
        omar: person(tx, "Omar Haddad", now).await?,
        cohort: CohortId::new(),
        other_cohort: CohortId::new(),
    };
    cohorts(tx, &school, now).await?;
    grant(tx, school.ruth, Power::Staff, None, now).await?;
    grant(tx, school.omar, Power::Administrator, None, now).await?;
    Ok(school)
}

async fn person(tx: &Tx, name: &str, now: DateTime<Utc>) -> Result<PersonId> {
    let new = NewPerson {
        id: PersonId::new(),
        email: format!("{}@school.example", name.to_lowercase().replace(' ', ".")),
        name: name.into(),
        credentials: "MD".into(),
        specialty: "Cardiology".into(),
        time_zone: "America/New_York".into(),
        password_hash: None,
    };
    create_person(tx, &new, now).await?;
    Ok(new.id)
}

macro_rules! query {
    ($text:expr $(, $value:expr)* $(,)?) => {
        Query::new($text, vec![$(Bind::param(Some(&$value))),*])
    };
}

async fn cohorts(tx: &Tx, school: &School, now: DateTime<Utc>) -> Result<()> {
    let program = ProgramId::new();
    tx.run(query!("INSERT INTO programs (id, slug, title, summary, created_at) VALUES ($1, 'mmm', 'MMM', '', $2)", program, now)).await?;
    for (cohort, slug, student, teacher) in
        [(school.cohort, "2027", school.amara, school.ines), (school.other_cohort, "2028", school.ravi, school.paul)]
    {
        tx.run(query!(
            "INSERT INTO cohorts (id, program_id, slug, title, time_zone, starts_on, ends_on, created_at)
             VALUES ($1, $2, $3, $3, 'America/New_York', $4, $5, $6)",
            cohort,
            program,
            slug,
            now.date_naive(),
            (now + TimeDelta::days(400)).date_naive(),
            now
        ))
        .await?;
        tx.run(query!(
            "INSERT INTO enrollments (id, person_id, cohort_id, state, created_at) VALUES ($1, $2, $3, 'enrolled', $4)",
            EnrollmentId::new(),
            student,
            cohort,
            now
        ))
        .await?;
        let teaching = query!(
            "INSERT INTO teaching (id, person_id, cohort_id, created_at) VALUES ($1, $2, $3, $4)",
            TeachingId::new(),
            teacher,
            cohort,
            now
        );
        tx.run(teaching).await?;
    }
    Ok(())
}
