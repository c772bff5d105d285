//! The demo's students, as the bench needs them: signed in, and with an open attempt at a quiz.

use std::path::{Path, PathBuf};

use domain::{
    Clock,
    authoring::{Answers, Question},
    clock::SystemClock,
    db::{DatabaseUrl, Db, Json, sql},
    ids::{AttemptId, QuestionId, UnitId},
    learning::quiz::Response,
};

use crate::{
    Result, about,
    client::{Connection, post},
    process::{self, Running},
};

/// The leading student of the demo.
pub const STUDENT: &str = "student@demo.attending.example";

/// A folder with a freshly loaded demo, and the password of everybody in it.
#[derive(Clone, Debug)]
pub struct Demo {
    /// What the program takes as DATA_DIR.
    pub folder: PathBuf,
    /// Everybody's.
    pub password: String,
}

impl Demo {
    /// Loads the demo into a folder, which is emptied first.
    ///
    /// # Errors
    /// If the program cannot.
    pub fn load(program: &Path, folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(about(folder.display().to_string()))?;
        }
        std::fs::create_dir_all(&folder).map_err(about(folder.display().to_string()))?;
        let said = process::run(program, &["seed", "--demo"], &folder)?;
        let password = password(&said).ok_or_else(|| format!("`seed --demo` names no password: {said}"))?;
        Ok(Self { folder, password })
    }

    /// The file of its database.
    pub fn database(&self) -> PathBuf {
        self.folder.join("attending.sqlite")
    }

    /// Its database, to look into.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn open(&self) -> Result<Db> {
        Db::open(&DatabaseUrl::file(self.database())).await.map_err(about("the demo's database"))
    }

    /// Signs somebody in; gives the cookie of the session.
    ///
    /// # Errors
    /// If they are not let in.
    pub async fn sign_in(&self, server: &Running, email: &str) -> Result<String> {
        let mut connection = Connection::open(server.address).await?;
        let form = format!("email={}&password={}&next=", encoded(email), encoded(&self.password));
        let answer = connection.exchange(&post("/sign-in", "", FORM, form.as_bytes())).await?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        match (answer.status, cookie) {
            (303, Some(cookie)) => Ok(cookie.to_owned()),
            (status, _) => Err(format!("{email} is not let in: status {status}")),
        }
    }
}

/// What a form is sent as.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The word after the word.
fn password(said: &str) -> Option<String> {
    let mut words = said.split_whitespace().skip_while(|word| *word != "password").skip(1);
    words.next().map(|word| word.trim_end_matches(['.', ',']).to_owned())
}

/// As a form sends it.
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// A student who is answering a quiz.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// The cookie of their session.
    pub cookie: String,
    /// The quiz.
    pub unit: UnitId,
    /// Its address.
    pub address: String,
    /// The attempt.
    pub attempt: AttemptId,
    /// Its questions, each with some answers that fit it.
    pub questions: Vec<(QuestionId, Vec<Response>)>,
}

/// Signs in students of the leading student's cohort, and begins an attempt for each who may; at most so many.
///
/// # Errors
/// If nobody may, or something goes wrong on the way.
pub async fn sittings(demo: &Demo, server: &Running, most: usize) -> Result<Vec<Sitting>> {
    let db = demo.open().await?;
    let mut sittings = Vec::new();
    for email in classmates(&db).await?.into_iter().take(most) {
        let cookie = demo.sign_in(server, &email).await?;
        if let Some(sitting) = sit_down(&db, server, &email, cookie).await? {
            sittings.push(sitting);
        }
    }
    db.close().await;
    if sittings.is_empty() { Err("no student of the demo may begin a quiz".into()) } else { Ok(sittings) }
}

/// Those who study with the leading student, that student first.
async fn classmates(db: &Db) -> Result<Vec<String>> {
    db.values(sql!(
        "SELECT p.email FROM enrollments e JOIN people p ON p.id = e.person_id
         WHERE e.state = 'enrolled' AND p.password_hash IS NOT NULL AND p.deactivated_at IS NULL AND e.cohort_id =
            (SELECT mine.cohort_id FROM enrollments mine JOIN people me ON me.id = mine.person_id WHERE me.email = $1)
         ORDER BY CASE WHEN p.email = $1 THEN 0 ELSE 1 END, p.email",
        STUDENT
    ))
    .await
    .map_err(about("the students of the demo"))
}

domain::row! {
    struct Quiz { module: String, slug: String, unit: UnitId }
}

async fn sit_down(db: &Db, server: &Running, email: &str, cookie: String) -> Result<Option<Sitting>> {
    for quiz in quizzes(db).await? {
        let address = format!("/learn/{}/{}", quiz.module, quiz.slug);
        let form = format!("id={}", AttemptId::new());
        let begin = post(&format!("{address}/attempts"), &cookie, FORM, form.as_bytes());
        Connection::open(server.address).await?.exchange(&begin).await?;
        if let Some(attempt) = open_attempt(db, email, quiz.unit).await? {
            let questions = questions(db, quiz.unit).await?;
            return Ok(Some(Sitting { cookie, unit: quiz.unit, address, attempt, questions }));
        }
    }
    Ok(None)
}

async fn quizzes(db: &Db) -> Result<Vec<Quiz>> {
    db.all(sql!(
        "SELECT DISTINCT m.slug AS module, u.slug, u.id AS unit, u.position FROM cohort_modules cm
         JOIN modules m ON m.id = cm.module_id JOIN units u ON u.version_id = cm.version_id AND u.kind = 'quiz'
         JOIN enrollments e ON e.cohort_id = cm.cohort_id JOIN people p ON p.id = e.person_id AND p.email = $1
         WHERE cm.opens_at <= $2 ORDER BY u.position",
        STUDENT,
        SystemClock.now()
    ))
    .await
    .map_err(about("the quizzes of the demo"))
}

async fn open_attempt(db: &Db, email: &str, unit: UnitId) -> Result<Option<AttemptId>> {
    let open: Option<(AttemptId,)> = db
        .maybe(sql!(
            "SELECT a.id FROM attempts a JOIN enrollments e ON e.id = a.enrollment_id JOIN people p ON p.id = e.person_id
             WHERE p.email = $1 AND a.unit_id = $2 AND a.submitted_at IS NULL AND (a.closes_at IS NULL OR a.closes_at > $3)",
            email,
            unit,
            SystemClock.now()
        ))
        .await
        .map_err(about(format!("the attempt of {email}")))?;
    Ok(open.map(|(id,)| id))
}

async fn questions(db: &Db, unit: UnitId) -> Result<Vec<(QuestionId, Vec<Response>)>> {
    let found: Vec<(QuestionId, Json<Question>)> = db
        .all(sql!("SELECT id, definition FROM questions WHERE unit_id = $1 ORDER BY position", unit))
        .await
        .map_err(about("the questions of a quiz"))?;
    Ok(found.into_iter().map(|(id, question)| (id, responses(&question.0))).collect())
}

/// Answers that fit a question, each other than the one before it.
fn responses(question: &Question) -> Vec<Response> {
    match &question.answers {
        Answers::Single { options } | Answers::Multiple { options } => (0..options.len()).map(|one| Response::Options(vec![one])).collect(),
        Answers::Numeric { .. } => (1..5).map(|n| Response::Number(format!("{n},250.50"))).collect(),
        Answers::Matching { lefts, rights, .. } => {
            let turned = |by: usize| (0..lefts.len()).map(|left| Some((left + by) % rights.len())).collect();
            (0..rights.len()).map(|by| Response::Pairs(turned(by))).collect()
        }
        Answers::Ordering { items, .. } => {
            let turned = |by: usize| (0..items.len()).map(|item| (item + by) % items.len()).collect();
            (0..items.len()).map(|by| Response::Order(turned(by))).collect()
        }
        Answers::Short { .. } => (1..5).map(|n| Response::Text(format!("opportunity cost {n}"))).collect(),
        Answers::Text { .. } => (1..5).map(|n| Response::Text(format!("{n}. {WRITTEN}"))).collect(),
    }
}

const WRITTEN: &str = "The second scanner costs less per study than the first only while it is full; I would ask first what the radiographers \
    who run it would otherwise do, because their hours are what we cannot buy this year.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_stands_after_that_word() {
        assert_eq!(
            password("It is loaded.\nEverybody signs in with the password secret-word.\n  student ").as_deref(),
            Some("secret-word")
        );
        assert_eq!(password(STUDENT), None);
    }

    #[test]
    fn a_form_keeps_what_is_typed() {
        assert_eq!(encoded("a+b c@d&e"), "a%2Bb%20c%40d%26e");
    }
}
