//! A person with a browser: keeps cookies, and goes where they are sent only when told to.

use std::net::SocketAddr;

use app::accounts::cookie;
use domain::{
    Clock,
    accounts::store::{NewSession, begin_session},
    ids::PersonId,
    policy::store::token_hash,
};
use reqwest::{Client, Method, Request, RequestBuilder, Response, header, redirect::Policy};

use super::{Answer, Stage};

/// Who may come, from the least to the most powerful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not signed in.
    Anonymous,
    /// A student of the cohort.
    Student,
    /// A student of another cohort.
    StudentElsewhere,
    /// Teaches a module of the cohort.
    Faculty,
    /// Teaches, but nothing in the cohort.
    FacultyElsewhere,
    /// Staff whose session has not shown a second factor.
    StaffUnproven,
    /// Staff.
    Staff,
    /// An administrator.
    Administrator,
}

impl Kind {
    /// All of them, in the order of the access table's columns.
    pub const ALL: [Self; 8] = [
        Self::Anonymous,
        Self::Student,
        Self::StudentElsewhere,
        Self::Faculty,
        Self::FacultyElsewhere,
        Self::StaffUnproven,
        Self::Staff,
        Self::Administrator,
    ];
}

/// A person with a browser.
pub struct Visitor {
    client: Client,
    address: SocketAddr,
    cookie: Option<String>,
}

impl Visitor {
    /// Nobody in particular.
    pub fn new(address: SocketAddr) -> Self {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Self { client, address, cookie: None }
    }

    pub async fn signed_in(stage: &Stage, person: PersonId, second_factor: bool) -> Self {
        let token = cookie::new_token();
        let new = NewSession {
            person,
            token_hash: token_hash(&token),
            second_factor,
            device: "Firefox on Linux".into(),
            address: "192.0.2.1".into(),
        };
        let now = stage.clock.now();
        stage.db.write(move |tx| Box::pin(async move { begin_session(tx, &new, now).await })).await.unwrap();
        Self { cookie: Some(format!("session={token}")), ..Self::new(stage.address) }
    }

    /// Looks at a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Sends a form, as a browser does from a page of ours.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path).form(form)).await
    }

    /// Sends JSON, as an island does.
    pub async fn post_json(&self, path: &str, json: &serde_json::Value) -> Answer {
        self.send(self.request(Method::POST, path).header(header::ACCEPT, "application/json").json(json)).await
    }

    /// Fills in the one form that a selector finds and sends it; what is not named stays as the page had it.
    pub async fn submit(&self, page: &Answer, selector: &str, typed: &[(&str, &str)]) -> Answer {
        let (action, mut fields) = page.form(selector);
        for (name, value) in typed {
            fields.retain(|(have, _)| have != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.send(self.request(Method::POST, &action).form(&fields)).await
    }

    /// Goes where a redirect leads.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        self.get(answer.location()).await
    }

    /// A request to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let from = if method.is_safe() { "none" } else { "same-origin" };
        let request = self.client.request(method, format!("http://{}{path}", self.address)).header("sec-fetch-site", from);
        match &self.cookie {
            // Given by hand: the client would keep it from itself, for it was never set by the site.
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    /// Sends what [`Self::request`] began.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        self.execute(request.build().unwrap()).await
    }

    /// Sends a request exactly as it is.
    pub async fn execute(&self, request: Request) -> Answer {
        Answer::read(self.execute_raw(request).await).await
    }

    /// The same; the answer is not read.
    pub async fn execute_raw(&self, request: Request) -> Response {
        self.client.execute(request).await.unwrap()
    }
}
