//! `create-admin`: the first administrator of a deployment, and whoever comes after the last one lost their telephone.

mod password;

use app::accounts::passwords::Passwords;
use clap::Args;
use domain::{
    Clock, Conflict, Error,
    accounts::{
        rules,
        store::{self, NewPerson},
    },
    clock::SystemClock,
    ids::PersonId,
};

use super::print;
use crate::{Failure, serve, settings::Storage};

/// Who it is. The password is asked for, or read from standard input; it is never an argument, which everybody on the machine could read.
#[derive(Args, Debug)]
pub struct CreateAdmin {
    /// E-mail address to sign in with.
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// Name as it stands on pages.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Time zone by its IANA name, such as America/New_York.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: chrono_tz::Tz,
    #[command(flatten)]
    storage: Storage,
}

/// Makes the person and grants the power, both in the audit log.
pub async fn create_admin(asked: CreateAdmin) -> Result<(), Failure> {
    let email = rules::email(&asked.email)?;
    if asked.name.trim().is_empty() {
        return Err(Failure::Setting("--name: say what they are called.".into()));
    }
    let password = password::ask()?;
    rules::new_password("password", &password, &email, &asked.name)?;
    let hash = Passwords::new(1).hash(password).await.map_err(|_| Failure::Work("The password could not be hashed.".into()))?;
    let new = NewPerson {
        id: PersonId::new(),
        email: email.clone(),
        name: asked.name.trim().to_owned(),
        credentials: String::new(),
        specialty: String::new(),
        time_zone: asked.time_zone.name().to_owned(),
        password_hash: Some(hash),
    };
    let (db, now) = (serve::open(&asked.storage).await?.0, SystemClock.now());
    let created = db.write(move |tx| Box::pin(async move { store::create_administrator(tx, &new, now).await })).await;
    db.close().await;
    match created {
        Err(Error::Conflict(Conflict::EmailTaken)) => Err(Failure::Work(format!("There is already somebody with the address {email}."))),
        other => Ok(other?),
    }?;
    print(&format!("{email} is an administrator now, and will be asked to set up a second factor at the first sign-in.\n"))
}
