//! The people of the tests.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    accounts::{
        Power,
        store::{NewPerson, create_person, grant},
    },
    authoring::{
        package::{self, Package},
        store::import,
    },
    cohorts::{
        Assignment, EnrollmentState, NewCohort, NewEnrollment, NewNote, NewProgram, Pin, Reader,
        roster::RosterReader,
        store::{self, NewImport},
    },
    db::{Bind, Db, Query, Tx},
    ids::{CohortId, EnrollmentId, ImportId, ModuleId, NoteId, PersonId, ProgramId, RequestId, TeachingId, UnitId, VersionId},
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
    /// Amara's enrollment.
    pub amaras_place: EnrollmentId,
    /// Ravi's enrollment.
    pub ravis_place: EnrollmentId,
    /// What both cohorts study: a lesson, a quiz and a case.
    pub module: ModuleId,
    /// Its one version.
    pub version: VersionId,
    /// What Ruth noted down about Amara.
    pub note: NoteId,
    /// What Ines teaches in the cohort.
    pub teaching: TeachingId,
    /// A roster of the cohort that waits to be taken in: Amara, as she is.
    pub roster: ImportId,
    /// What Rosa, who is not one of them, asked an hour ago.
    pub request: RequestId,
}

impl School {
    /// The lesson, the quiz and the case of the module.
    pub async fn units(&self, db: &Db) -> Vec<UnitId> {
        let text = "SELECT id FROM units WHERE version_id = $1 ORDER BY position";
        db.values(Query::new(text, vec![Bind::param(Some(&self.version))])).await.unwrap()
    }

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
    let module = import(tx, &package(), now).await?;
    let school = School {
        amara: person(tx, "Amara Okafor", now).await?,
        ravi: person(tx, "Ravi Menon", now).await?,
        ines: person(tx, "Ines Ferreira", now).await?,
        paul: person(tx, "Paul Adler", now).await?,
        ruth: person(tx, "Ruth Lindqvist", now).await?,
        omar: person(tx, "Omar Haddad", now).await?,
        cohort: CohortId::new(),
        other_cohort: CohortId::new(),
        amaras_place: EnrollmentId::new(),
        ravis_place: EnrollmentId::new(),
        module: module.module,
        version: module.version,
        note: NoteId::new(),
        request: RequestId::new(),
        teaching: TeachingId::new(),
        roster: ImportId::new(),
    };
    cohorts(tx, &school, now).await?;
    note(tx, &school, now).await?;
    roster(tx, &school, now).await?;
    information_request(tx, school.request, now - TimeDelta::hours(1)).await?;
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

/// Each cohort studies the same small module, due in three weeks; in the first cohort one person teaches it, in the other one all there is.
async fn cohorts(tx: &Tx, school: &School, now: DateTime<Utc>) -> Result<()> {
    let program = NewProgram { id: ProgramId::new(), slug: "mmm".into(), title: "MMM".into(), summary: String::new() };
    store::create_program(tx, now, Some(school.ruth), &program).await?;
    for (cohort, slug, enrollment, student, teacher, (id, taught)) in [
        (school.cohort, "2027", school.amaras_place, school.amara, school.ines, (school.teaching, Some(school.module))),
        (school.other_cohort, "2028", school.ravis_place, school.ravi, school.paul, (TeachingId::new(), None)),
    ] {
        let (starts_on, ends_on) = (now.date_naive(), (now + TimeDelta::days(400)).date_naive());
        let time_zone = chrono_tz::America::New_York;
        let new = NewCohort { id: cohort, program: program.id, slug: slug.into(), title: slug.into(), time_zone, starts_on, ends_on };
        store::create_cohort(tx, now, None, &new).await?;
        let (opens_at, due_at) = (now - TimeDelta::days(7), now + TimeDelta::days(21));
        store::pin_module(tx, now, None, &Pin { cohort, version: school.version, position: 1, opens_at, due_at }).await?;
        let place = NewEnrollment { id: enrollment, person: student, cohort, state: EnrollmentState::Enrolled };
        store::enroll(tx, now, None, &place).await?;
        store::assign_teaching(tx, now, None, &Assignment { id, person: teacher, cohort, module: taught }).await?;
    }
    Ok(())
}

/// The module of the tests: a lesson, a quiz and a case.
fn package() -> Package {
    let files = [
        ("module.md", include_str!("module/module.md")),
        ("01-team.md", include_str!("module/01-team.md")),
        ("02-check.md", include_str!("module/02-check.md")),
        ("03-case.md", include_str!("module/03-case.md")),
        ("figures/round.svg", include_str!("module/figures/round.svg")),
    ];
    package::read(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec()).unwrap()
}

async fn note(tx: &Tx, school: &School, now: DateTime<Utc>) -> Result<()> {
    let scope = store::scope(tx, Reader::Staff(school.ruth), "2027", None).await?;
    let note = NewNote::checked(school.note, school.amaras_place, "Asks for the reading list of R2.")?;
    store::write_note(tx, now, &scope, school.ruth, &note).await
}

async fn roster(tx: &Tx, school: &School, now: DateTime<Utc>) -> Result<()> {
    let mut reader = RosterReader::default();
    let mut rows = reader.push(b"Name,E-mail\nAmara Okafor,amara.okafor@school.example\n")?;
    rows.extend(reader.finish()?);
    let new = NewImport { id: school.roster, cohort: school.cohort, file_name: "roster.csv".into(), by: school.ruth };
    store::begin_import(tx, now, &new, reader.head().unwrap()).await?;
    store::keep_rows(tx, new.id, &rows).await?;
    store::finish_import(tx, new.id, reader.encoding(), reader.rows()).await
}

async fn information_request(tx: &Tx, id: RequestId, at: DateTime<Utc>) -> Result<()> {
    let text = "INSERT INTO information_requests (id, name, email, specialty, question, created_at)
        VALUES ($1, 'Rosa Castellanos', 'rosa@clinic.example', 'Emergency medicine', 'Do night shifts count?', $2)";
    tx.run(Query::new(text, vec![Bind::param(Some(&id)), Bind::param(Some(&at))])).await?;
    Ok(())
}
