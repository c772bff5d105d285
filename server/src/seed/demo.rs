//! Loading the demo, in one transaction: all of it is there, or nothing.

use std::fmt;

use app::accounts::passwords::Passwords;
use chrono::{DateTime, TimeDelta, Utc};

use domain::{
    Result,
    accounts::{
        Power,
        rules::Profile,
        store::{NewPerson, change_profile, create_person, grant},
    },
    authoring::{
        package::Package,
        store::{Imported, Shelf, import},
    },
    cohorts::{
        Assignment, EnrollmentState, NewEnrollment, NewProgram, Reader,
        calendar::Plan,
        store::{self, CohortFromProgram, Draft, ProgramEdit},
    },
    db::{Db, Tx},
    ids::{CohortId, EnrollmentId, PersonId, ProgramId, TeachingId, VersionId},
    learning::store::{ModuleView, ReadingPlace, UnitView, keep_place, module, outline, unit},
    policy::Place,
};

use super::{
    answers, arranging, authoring, busy,
    calendar::{CAMPUS, Calendar},
    cast::{self, Member},
    chance::Chance,
    coming,
    curriculum::{self, HEALTH_ECONOMICS},
    days, grading,
    help::{self, Giving, Help},
    next::next_cohort,
    places, presence, residency, runs,
    sign_ins::{self, DEMO_PASSWORD, SignIn},
    stories::{self, Story},
    studying::{Course, Studying, Unit},
    talk, together,
};
use crate::Failure;

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Students in all cohorts together.
    pub students: usize,
    /// The leading roles.
    pub sign_ins: Vec<SignIn>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "The demo is loaded: a program, three cohorts with {} students, the dates of a fourth, and the starter modules.",
            self.students
        )?;
        writeln!(f, "Everybody signs in with the password {DEMO_PASSWORD}")?;
        for sign_in in &self.sign_ins {
            writeln!(f, "{sign_in}")?;
        }
        write!(f, "Staff and administrators need no second factor where SECOND_FACTOR_FOR_STAFF=false, as `make run` sets it.")
    }
}

/// Loads the demo, as of `now`.
///
/// # Errors
/// [`Failure::Work`] if the database holds a school already, or refuses; nothing was loaded then.
pub async fn demo(db: &Db, now: DateTime<Utc>, passwords: &Passwords) -> Result<Summary, Failure> {
    if !store::cohorts(db, Reader::Administrator).await?.is_empty() {
        return Err(Failure::Work("There are cohorts in this database already: the demo is loaded into an empty one only.".into()));
    }
    let packages = (curriculum::package(HEALTH_ECONOMICS)?, together::module()?, curriculum::catalog()?);
    let hash =
        passwords.hash(DEMO_PASSWORD.to_owned()).await.map_err(|_| Failure::Work("The demo's password could not be hashed.".into()))?;
    let place = db.write(move |tx| Box::pin(async move { Loading { tx, now, hash }.school(&packages).await })).await?;
    bookmark(db, &place, now).await?;
    talk::talk(db, &place, now).await?;
    let places = places::load(db, place.cohort, now).await?;
    presence::load(db, &places, now).await?;
    residency::load(db, place.cohort, &places, now).await?;
    arranging::load(db, place.cohort, now).await?;
    days::days(db, &place, now).await?;
    busy::busy(db, &place, now).await?;
    coming::load(db, place.cohort, now).await?;
    grading::load(db, now).await?;
    let revised = curriculum::revised()?;
    db.write(move |tx| Box::pin(async move { import(tx, &revised, now).await })).await?;
    authoring::load(db, &place, now).await?;
    Ok(Summary { students: cast::students(), sign_ins: sign_ins::leading() })
}

/// Leaves Amara in the middle of the lesson she has begun.
async fn bookmark(db: &Db, amara: &Place, now: DateTime<Utc>) -> Result<()> {
    let Some(begun) = units(db, amara, HEALTH_ECONOMICS).await?.into_iter().nth(stories::AMARA.done) else { return Ok(()) };
    let headings = &begun.text.contents;
    let anchor = headings.get(headings.len() / 2).map_or_else(String::new, |heading| heading.anchor.clone());
    let at = ReadingPlace { unit: begun.id, anchor, fraction: 0.5 };
    keep_place(db, amara, at, now - stories::AMARA.ago()).await
}

/// The name in addresses of the first unit there is.
pub(super) async fn first_unit(db: &Db, place: &Place) -> Result<String> {
    let version = module(db, place, HEALTH_ECONOMICS).await?.version;
    outline(db, place, version).await?.into_iter().next().map(|line| line.slug).ok_or(domain::Error::NotFound)
}

/// The units of a module in order, each as a student finds it.
async fn units(db: &Db, place: &Place, slug: &str) -> Result<Vec<UnitView>> {
    let version = module(db, place, slug).await?.version;
    let (shelf, mut units) = (Shelf::default(), Vec::new());
    for line in outline(db, place, version).await? {
        units.push(unit(db, &shelf, place, slug, &line.slug).await?);
    }
    Ok(units)
}

/// What there is to study in a module.
pub(super) async fn course(db: &Db, place: &Place, slug: &str) -> Result<Course> {
    let ModuleView { version, opens_at, .. } = module(db, place, slug).await?;
    let mut course = Course { version, opens_at, units: Vec::new() };
    for unit in units(db, place, slug).await? {
        let quiz = unit.text.settings.quiz().cloned();
        course.units.push(Unit {
            id: unit.id,
            kind: unit.kind,
            assignment: domain::assignments::Assignment { module: unit.module, unit: unit.slug.clone() },
            minutes: unit.minutes,
            quiz,
            questions: unit.text.questions.clone(),
            simulations: runs::simulations(&unit),
            due_at: unit.due_at,
        });
    }
    Ok(course)
}

/// The demo being loaded.
pub(super) struct Loading<'a> {
    /// All of it is one transaction.
    pub tx: &'a Tx,
    /// The moment it is loaded as of.
    pub now: DateTime<Utc>,
    /// Of everybody's password.
    hash: String,
}

/// A cohort to be loaded.
struct Class {
    slug: &'static str,
    title: &'static str,
    calendar: Calendar,
    students: Vec<(Member, Story)>,
    /// Who teaches it, and whether all of it.
    teachers: Vec<(Member, bool)>,
    /// What was done for its students.
    help: &'static [Help],
    /// Of its students' luck.
    seed: u64,
}

impl Loading<'_> {
    /// Loads everything; returns Amara's place.
    async fn school(&self, (package, together, catalog): &(Package, Package, Vec<Package>)) -> Result<Place> {
        let omar = self.person(&cast::OMAR, true).await?;
        grant(self.tx, omar, Power::Administrator, None, self.now).await?;
        let ruth = self.person(&cast::RUTH, true).await?;
        grant(self.tx, ruth, Power::Staff, Some(omar), self.now).await?;
        let module = import(self.tx, package, self.now).await?;
        let mut modules = vec![(package.module.as_str(), module.version)];
        for package in catalog {
            modules.push((&package.module, import(self.tx, package, self.now).await?.version));
        }
        let program = NewProgram {
            id: ProgramId::new(),
            slug: "mmm".into(),
            title: "Master of Medical Management".into(),
            summary: "Sixteen months for physicians who lead: online modules between four residencies of four days.".into(),
        };
        store::create_program(self.tx, self.now, Some(ruth), &program).await?;
        let plan = self.plan(&program, &modules).await?;
        // Both cohorts began before there was an orientation, and the elder when the program had its first module only.
        let part = |taken| Plan { modules: plan.modules.iter().skip(1).take(taken).cloned().collect(), ..plan.clone() };
        let (elder, running) = (part(1), part(usize::MAX));
        self.class((program.id, &elder, ruth), &module, other_class(self.now)).await?;
        let place = self.class((program.id, &running, ruth), &module, class(self.now)).await?;
        together::load(self, together, (program.id, ruth)).await?;
        next_cohort(self.tx, self.now, (program.id, &plan)).await?;
        Ok(place)
    }

    /// Loads a cohort with all that happened in it; returns its first student's place.
    async fn class(&self, (program, plan, staff): (ProgramId, &Plan, PersonId), module: &Imported, class: Class) -> Result<Place> {
        let cohort = self.cohort((program, plan), &class).await?;
        for (member, all) in &class.teachers {
            let person = self.person(member, true).await?;
            let assignment = Assignment { id: TeachingId::new(), person, cohort, module: (!all).then_some(module.module) };
            store::assign_teaching(self.tx, self.now, None, &assignment).await?;
        }
        let mut first: Option<(Place, Course)> = None;
        for (number, (member, story)) in (0_u64..).zip(&class.students) {
            let person = self.person(member, story.state != EnrollmentState::Invited).await?;
            let new = NewEnrollment { id: EnrollmentId::new(), person, cohort, state: story.state };
            store::enroll(self.tx, self.now, None, &new).await?;
            if first.is_none() {
                let place = Place { enrollment: new.id, cohort, cohort_title: class.title.into(), campus: CAMPUS };
                let course = course(self.tx, &place, HEALTH_ECONOMICS).await?;
                first = Some((place, course));
            }
            let Some((_, course)) = &first else { continue };
            let writes = answers::WRITTEN[number as usize % answers::WRITTEN.len()];
            let chance = Chance::new(class.seed + number);
            let mut studying = Studying { tx: self.tx, course, person, enrollment: new.id, skill: story.skill, writes, chance };
            studying.tell(story, self.now).await?;
            for help in class.help.iter().filter(|help| help.whom == member.name) {
                let (units, cohort) = (course.units.iter().map(|unit| unit.id).collect(), (cohort, class.slug));
                Giving { tx: self.tx, now: self.now, staff, cohort, units }.give(help, (person, new.id)).await?;
            }
        }
        first.map(|(place, _)| place).ok_or(domain::Error::NotFound)
    }

    /// The program's rules.
    async fn plan(&self, program: &NewProgram, modules: &[(&str, VersionId)]) -> Result<Plan> {
        let mut units = Vec::new();
        for (module, version) in modules {
            units.push((*module, store::published_units(self.tx, &[*version]).await?));
        }
        let plan = Calendar::running(self.now).program(&units);
        let (title, summary) = (program.title.clone(), program.summary.clone());
        let edit = ProgramEdit { program: program.id, revision: 0, title, summary, plan };
        store::change_plan(self.tx, self.now, None, &edit).await?;
        Ok(edit.plan)
    }

    /// Makes a cohort from the program, and moves its third residency by a week once, so that its calendar has a history.
    async fn cohort(&self, (program, plan): (ProgramId, &Plan), class: &Class) -> Result<CohortId> {
        let (id, starts_on) = (CohortId::new(), class.calendar.starts_on);
        let (slug, title) = (class.slug.to_owned(), class.title.to_owned());
        let first = class.calendar.cohort(plan, false);
        let new = CohortFromProgram { id, program, slug, title, time_zone: CAMPUS, starts_on, plan: first };
        store::create_cohort_from(self.tx, self.now - TimeDelta::days(60), None, &new).await?;
        let note = "The University hospital has its accreditation visit that week: the third residency is a week later.".to_owned();
        let draft = Draft { base: 1, starts_on, plan: class.calendar.cohort(plan, true), note };
        store::release(self.tx, self.now - TimeDelta::days(14), None, id, &draft, &[]).await?;
        Ok(id)
    }

    /// Makes a person; who is only invited has no password yet.
    pub(super) async fn person(&self, member: &Member, signs_in: bool) -> Result<PersonId> {
        let new = NewPerson {
            id: PersonId::new(),
            email: member.email(),
            name: member.name.into(),
            credentials: member.credentials.into(),
            specialty: member.specialty.into(),
            time_zone: member.time_zone.into(),
            password_hash: signs_in.then(|| self.hash.clone()),
        };
        create_person(self.tx, &new, self.now).await?;
        let NewPerson { name, credentials, specialty, time_zone, .. } = new;
        change_profile(self.tx, new.id, &Profile { name, credentials, specialty, time_zone, npi: member.npi() }).await?;
        Ok(new.id)
    }
}

/// The cohort in the middle of its first module.
fn class(now: DateTime<Utc>) -> Class {
    let classmates = cast::CLASSMATES.into_iter().zip(stories::CLASSMATES);
    Class {
        slug: "cohort-12",
        title: "Cohort 12",
        calendar: Calendar::running(now),
        students: [(cast::AMARA, stories::AMARA)].into_iter().chain(classmates).collect(),
        teachers: [(cast::INES, false)].into_iter().chain(cast::RESIDENCY_FACULTY.map(|one| (one, true))).collect(),
        help: &help::RUNNING,
        seed: 1200,
    }
}

/// The cohort half a year before it, small, with a teacher of its own.
fn other_class(now: DateTime<Utc>) -> Class {
    let students = [cast::RAVI].into_iter().chain(cast::ELSEWHERE).zip(stories::ELSEWHERE).collect();
    Class {
        slug: "cohort-11",
        title: "Cohort 11",
        calendar: Calendar::shifted(now, -26),
        students,
        teachers: vec![(cast::PAUL, true)],
        help: &[],
        seed: 1100,
    }
}
