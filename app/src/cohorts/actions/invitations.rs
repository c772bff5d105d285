//! Inviting one person to a cohort, and reminding them.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Response},
};
use domain::{
    Conflict, Error, FieldError,
    accounts::{
        letters::Sender,
        rules::{self, TypedProfile},
        store::NewPerson,
    },
    cohorts::{
        Cohort, EnrollmentState,
        letters::{Acceptance, Recipient, invitation},
        store::{self, Guest, Invitee, Letter},
    },
    ids::{EnrollmentId, PersonId},
    policy::store::token_hash,
};

use super::places::{Student, to_student};
use crate::{
    AppError, Site,
    accounts::cookie,
    cohorts::{as_staff, pages},
    forms::Typed,
    site::Settings,
    visit::Staff,
};

/// `POST /cohorts/{cohort}/invitations`. Sent twice, one invitation goes out.
pub async fn invite_student(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let new = match parse(&typed, scope.cohort()) {
        Ok(new) => new,
        Err(Error::Invalid(errors)) => return Ok(pages::invitation_page(&staff, &scope, typed.with(errors)).into_response()),
        Err(other) => return Err(other.into()),
    };
    let known = store::invitee(&site.db, scope.cohort().id, &new.email).await?;
    if let Some(Invitee { enrollment: Some(enrollment), state: Some(EnrollmentState::Invited), .. }) = &known {
        return Ok(to_student(&cohort, *enrollment));
    }
    if let Some(why) = known.as_ref().and_then(stands_in_the_way) {
        return Ok(pages::invitation_page(&staff, &scope, typed.with(vec![why])).into_response());
    }
    let place = EnrollmentId::new();
    match send(&staff, scope.cohort(), new, known, place).await {
        Ok(()) => Ok(to_student(&cohort, place)),
        Err(Error::Conflict(Conflict::EmailTaken | Conflict::AlreadyEnrolled)) => {
            let meanwhile = FieldError { field: "email", message: "Somebody else invited them just now.".into() };
            Ok(pages::invitation_page(&staff, &scope, typed.with(vec![meanwhile])).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn send(staff: &Staff, cohort: &Cohort, new: NewPerson, known: Option<Invitee>, place: EnrollmentId) -> domain::Result<()> {
    let (now, actor, there) = (staff.now, staff.session.person.id, cohort.id);
    let (to, accepted) = match &known {
        Some(known) => (Recipient { email: &known.email, name: &known.name }, known.accepted),
        None => (Recipient { email: &new.email, name: &new.name }, false),
    };
    let letter = letter(&staff.site.settings, cohort, to, place, accepted);
    let guest = known.map_or(Guest::New(new), |known| Guest::Known(known.person));
    staff.site.db.write(move |tx| Box::pin(async move { store::invite(tx, now, actor, (there, place), (&guest, letter)).await })).await
}

/// `POST /cohorts/{cohort}/students/{enrollment}/invitation`
pub async fn invite_student_again(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Student,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let placed = store::placed(&site.db, &scope, enrollment).await?;
    let to = Recipient { email: &placed.email, name: &placed.name };
    let letter = letter(&site.settings, scope.cohort(), to, enrollment, placed.accepted);
    let now = staff.now;
    site.db.write(move |tx| Box::pin(async move { store::invite_again(tx, now, &placed, letter).await })).await?;
    Ok(to_student(&cohort, enrollment))
}

/// The letter to somebody with this place: with a link that makes an account, if they have none.
pub(super) fn letter(settings: &Settings, cohort: &Cohort, to: Recipient<'_>, place: EnrollmentId, accepted: bool) -> Letter {
    let sender = Sender { name: &settings.name, base_url: &settings.base_url };
    let what = (cohort.program.as_str(), cohort.title.as_str());
    if accepted {
        return Letter { mail: invitation(&sender, to, what, Acceptance::Place(place)), token_hash: None };
    }
    let token = cookie::new_token();
    Letter { mail: invitation(&sender, to, what, Acceptance::Account(&token)), token_hash: Some(token_hash(&token)) }
}

/// The person to be made, in the campus zone until they choose their own.
fn parse(typed: &Typed, cohort: &Cohort) -> domain::Result<NewPerson> {
    let time_zone = cohort.time_zone.name();
    let (credentials, specialty) = (typed.get("credentials"), typed.get("specialty"));
    let profile = TypedProfile { name: typed.get("name"), credentials, specialty, time_zone, npi: "" }.parse();
    match (profile, rules::email(typed.get("email"))) {
        (Ok(profile), Ok(email)) => Ok(NewPerson {
            id: PersonId::new(),
            email,
            name: profile.name,
            credentials: profile.credentials,
            specialty: profile.specialty,
            time_zone: profile.time_zone,
            password_hash: None,
        }),
        (Err(Error::Invalid(mut errors)), Err(Error::Invalid(more))) => {
            errors.extend(more);
            Err(Error::Invalid(errors))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

fn stands_in_the_way(known: &Invitee) -> Option<FieldError> {
    let message = match known.state {
        _ if !known.active => format!("The account of {} is deactivated. An administrator can reactivate it first.", known.name),
        Some(state) => {
            format!("{} has a place in this cohort already: {}. Change it on their page.", known.name, state.label().to_lowercase())
        }
        None => return None,
    };
    Some(FieldError { field: "email", message })
}
