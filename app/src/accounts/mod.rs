//! People and how they prove who they are.

mod actions;
mod authenticator;
pub mod cookie;
pub mod kept;
pub(crate) mod limits;
mod next;
mod own_password;
pub mod pages;
pub mod passwords;
mod session;

pub(crate) use pages::account_page;

use chrono::{DateTime, TimeDelta, Utc};
use domain::policy::Session;

use crate::{Site, routes::Routes};

/// How stale a session's last sighting may be before it is renewed: a write a minute at most.
const SIGHTING: TimeDelta = TimeDelta::minutes(1);

/// What can be looked at and done here.
pub fn routes() -> Routes {
    entrance().and(own_account()).and(administration())
}

/// Ways in and out, for everybody.
fn entrance() -> Routes {
    Routes::default()
        .page("/sign-in", "sign in", pages::sign_in)
        .action("/sign-in", "sign in with e-mail and password", actions::sign_in)
        .page("/sign-in/second-factor", "the second step of a sign-in", pages::second_step)
        .action("/sign-in/second-factor", "finish a sign-in with a code", actions::second_step)
        .action("/sign-out", "sign out in this browser", actions::sign_out)
        .page("/password-reset", "ask for a link to a new password", pages::password_reset)
        .action("/password-reset", "send a link to a new password", actions::ask_for_reset)
        .page("/password-reset/{token}", "choose a new password by a mailed link", pages::new_password)
        .action("/password-reset/{token}", "set a new password by a mailed link", actions::reset_password)
        .page("/invitations/{token}", "an invitation", pages::invitation)
        .action("/invitations/{token}", "accept an invitation", actions::accept_invitation)
        .page("/email-change/{token}", "confirm a new address", pages::email_change)
        .action("/email-change/{token}", "put a confirmed address in the old one's place", actions::confirm_email)
}

/// What everybody who is signed in sets about themselves.
fn own_account() -> Routes {
    Routes::default()
        .page("/account", "own profile", pages::profile)
        .action("/account", "save the own profile", actions::save_profile)
        .page("/account/sign-in-details", "own e-mail and password", pages::details)
        .action("/account/email", "ask for another address", actions::change_email)
        .action("/account/password", "change the own password", actions::change_password)
        .page("/account/sessions", "where one is signed in", pages::sessions)
        .action("/account/sessions/{id}/end", "sign out on another device", actions::end_session)
        .action("/account/sessions/others/end", "sign out everywhere else", actions::end_others)
        .page("/account/second-factor", "own second factor", pages::second_factor)
        .action("/account/second-factor", "turn the second factor on", actions::set_second_factor)
        .action("/account/second-factor/recovery-codes", "make new recovery codes", actions::new_recovery_codes)
        .action("/account/second-factor/removal", "turn the second factor off", actions::remove_second_factor)
}

/// People, powers and the audit log.
fn administration() -> Routes {
    Routes::default()
        .page("/people", "everybody", pages::people)
        .page("/people/new", "invite somebody", pages::new_person)
        .action("/people", "send an invitation", actions::invite)
        .page("/people/{id}", "a person", pages::person)
        .action("/people/{id}/invitation", "send an invitation again", actions::invite_again)
        .action("/people/{id}/grants", "give a power", actions::grant)
        .action("/people/{id}/revocations", "take a power away", actions::revoke)
        .action("/people/{id}/deactivation", "let somebody in no longer", actions::deactivate)
        .action("/people/{id}/reactivation", "let somebody in again", actions::reactivate)
        .action("/people/{id}/second-factor-removal", "turn off a lost second factor", actions::remove_lost_factor)
        .page("/audit", "the audit log", pages::audit)
        .action("/audit/verification", "verify the audit log", actions::verify_audit)
}

/// Notes that the session was seen, beside the request and not in its way.
pub fn keep_alive(site: &Site, session: &Session, now: DateTime<Utc>) {
    if now - session.seen_at < SIGHTING {
        return;
    }
    let (db, session) = (site.db.clone(), session.clone());
    tokio::spawn(async move {
        if let Err(error) = domain::accounts::store::sight_session(&db, &session, now).await {
            tracing::warn!(%error, "a session could not be renewed");
        }
    });
}
