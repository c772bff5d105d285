//! A student who writes, and notes what was acknowledged.

use std::sync::atomic::{AtomicU64, Ordering};

use app::learning::player::Wire;
use domain::{
    ids::{EvidenceId, QuestionId, UnitId},
    learning::quiz::Response,
};
use reqwest::{Client, header};

/// An answer that the program said is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    pub id: EvidenceId,
    pub text: String,
}

/// What became of one answer.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was acknowledged.
    Kept(Acknowledged),
    /// It was answered otherwise: status and body.
    Answered(u16, String),
    /// Nobody answered.
    Silence,
}

/// A signed-in browser.
#[derive(Clone)]
pub struct Student {
    client: Client,
    address: String,
    cookie: String,
    case: UnitId,
}

impl Student {
    pub fn new(address: &str, cookie: &str, case: UnitId) -> Self {
        Self { client: Client::new(), address: address.to_owned(), cookie: cookie.to_owned(), case }
    }

    /// Writes something nobody wrote before.
    pub async fn write(&self) -> Outcome {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let id = EvidenceId::new();
        let text = format!("Thought {} of {id}.", COUNT.fetch_add(1, Ordering::Relaxed));
        let response = Response::Text(text.clone());
        let wire = Wire {
            id,
            owner: None,
            unit: self.case,
            attempt: None,
            question: QuestionId(self.case.0),
            response,
            confidence: None,
            occurred: id_time(id),
        };
        let request = self.client.post(format!("http://{}/learn/answers", self.address)).header(header::COOKIE, &self.cookie);
        let Ok(answer) = request.json(&wire).send().await else { return Outcome::Silence };
        let status = answer.status().as_u16();
        match answer.text().await {
            Ok(_) if status == 200 => Outcome::Kept(Acknowledged { id, text }),
            Ok(body) => Outcome::Answered(status, body),
            Err(_) => Outcome::Silence,
        }
    }

    /// Looks at a page; the status and the body.
    pub async fn read(&self, path: &str) -> (u16, String) {
        let request = self.client.get(format!("http://{}{path}", self.address)).header(header::COOKIE, &self.cookie);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

/// Milliseconds since 1970, as the id says.
fn id_time(id: EvidenceId) -> i64 {
    i64::try_from(id.0.as_u128() >> 80).unwrap()
}
