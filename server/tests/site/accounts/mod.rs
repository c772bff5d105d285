//! People and how they prove who they are, by the pages themselves.

mod administration;
mod kept;
mod links;
mod own;
mod second_factor;
mod sign_in;

use app::accounts::passwords::Passwords;
use chrono::TimeDelta;
use domain::{
    db::{Bind, Query},
    ids::PersonId,
    mail::Mail,
};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::stage::{Answer, Stage, Visitor};

const AMARA: &str = "amara.okafor@school.example";
const RUTH: &str = "ruth.lindqvist@school.example";
const PASSWORD: &str = "three beds and a broken lift";
const ANOTHER: &str = "the otters of cold harbor";

/// Gives somebody the password of these tests.
async fn with_password(stage: &Stage, person: PersonId) {
    let hash = Passwords::new(1).hash(PASSWORD.into()).await.unwrap();
    let statement =
        Query::new("UPDATE people SET password_hash = $1 WHERE id = $2", vec![Bind::param(Some(&hash)), Bind::param(Some(&person))]);
    stage.db.write(move |tx| Box::pin(async move { tx.run(statement).await })).await.unwrap();
}

/// Fills in the sign-in as somebody would.
async fn sign_in(browser: &Visitor, email: &str, password: &str) -> Answer {
    let page = browser.get("/sign-in").await.expect(200);
    browser.submit(&page, "main form", &[("email", email), ("password", password)]).await
}

/// A browser in which Amara has signed in by the form.
async fn amara(stage: &Stage) -> Visitor {
    let browser = stage.anonymous();
    with_password(stage, stage.school.amara).await;
    sign_in(&browser, AMARA, PASSWORD).await.expect(303);
    browser
}

/// The path of the one link in a mail.
fn link(mail: &Mail) -> String {
    let lines: Vec<_> = mail.body.lines().filter(|line| line.starts_with("http") && line.matches('/').count() > 3).collect();
    assert_eq!(lines.len(), 1, "{}", mail.body);
    lines[0].splitn(4, '/').last().map(|path| format!("/{path}")).unwrap()
}

/// What an authenticator app with this secret shows.
fn code(stage: &Stage, secret: &str) -> String {
    let bytes = Secret::Encoded(secret.into()).to_bytes().unwrap();
    let app = TOTP::new(Algorithm::SHA1, 6, 1, 30, bytes, None, String::new()).unwrap();
    app.generate(u64::try_from(stage.now().timestamp()).unwrap())
}

/// Lets the next code come.
fn half_a_minute(stage: &Stage) {
    stage.clock.forward(TimeDelta::seconds(30));
}
