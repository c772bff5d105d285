//! A discussion as one person takes part in it: where its pages are, and what they are writing there.

use std::collections::HashMap;

use domain::{
    ids::{PersonId, PostId},
    messages::{
        Seat, Spot,
        store::{self, Drafted, Given, Participant, PostPlace},
    },
};

use crate::{AppError, forms::Typed, visit::Member, visit::Visit};

/// A discussion and the one who takes part in it.
pub struct Board {
    /// Where it takes place.
    pub spot: Spot,
    /// In what capacity they take part.
    pub seat: Seat,
    /// Who.
    pub me: PersonId,
    /// The address of its page for them.
    pub address: String,
    /// Who can be mentioned.
    pub people: Vec<Participant>,
    /// What they have written and not posted, by place.
    pub drafts: HashMap<String, Drafted>,
}

impl Board {
    /// The discussion for a visitor whose seat is known.
    pub async fn open(visit: &Visit, me: PersonId, (spot, seat): (Spot, Seat), address: String) -> Result<Self, AppError> {
        let people = store::participants(&visit.site.db, &spot).await?;
        let drafts = store::drafts(&visit.site.db, me).await?;
        Ok(Self { spot, seat, me, address, people, drafts })
    }

    /// What is written under a post, or as the beginning of a thread.
    pub fn draft(&self, parent: Option<PostId>) -> Option<&Drafted> {
        self.drafts.get(&place(&self.spot, parent))
    }
}

/// The name under which what is written somewhere is kept.
pub fn place(spot: &Spot, parent: Option<PostId>) -> String {
    let parent = parent.map_or_else(String::new, |parent| parent.to_string());
    format!("{}/{}/{}/{parent}", spot.cohort, spot.module, spot.unit)
}

/// The same for a change of a post.
pub fn place_of_edit(post: PostId) -> String {
    format!("edit/{post}")
}

/// In what capacity somebody takes part in a discussion, with the powers that are in force for them.
///
/// # Errors
/// [`AppError::NotFound`] if they do not; who only lacks the second factor is told so.
pub async fn seat(member: &Member, spot: &Spot) -> Result<Seat, AppError> {
    let who = Given { person: member.session.person.id, rights: member.rights() };
    match store::seat(&member.site.db, who, spot).await {
        Err(domain::Error::NotFound) if member.must_show_second_factor() => Err(AppError::SecondFactorFirst),
        found => Ok(found?),
    }
}

/// A post that somebody may read, and in what capacity they do.
pub async fn post_for(member: &Member, post: &str) -> Result<(PostPlace, Seat), AppError> {
    let id: PostId = post.parse().map_err(|_| AppError::NotFound)?;
    let post = store::post_place(&member.site.db, id).await?;
    let seat = seat(member, &post.spot()).await?;
    Ok((post, seat))
}

/// The address of a discussion for somebody in their seat: a student has one cohort, and its pages name none.
pub fn address(member: &Member, spot: &Spot, cohort_slug: &str, seat: Seat) -> Option<String> {
    let under = |base: String| if spot.module.is_empty() { base } else { format!("{base}/{}/{}", spot.module, spot.unit) };
    if seat != Seat::Student {
        return Some(under(format!("/cohorts/{cohort_slug}/discussion")));
    }
    let here = member.session.place.as_ref().is_some_and(|place| place.cohort == spot.cohort);
    here.then(|| match spot.module.is_empty() {
        true => "/cohort/discussion".to_owned(),
        false => format!("/learn/{}/{}/discussion", spot.module, spot.unit),
    })
}

/// Where a form says that it belongs.
pub fn spot_of(typed: &Typed) -> Result<Spot, AppError> {
    let cohort = typed.get("cohort").parse().map_err(|_| malformed())?;
    Ok(Spot { cohort, module: typed.get("module").to_owned(), unit: typed.get("unit").to_owned() })
}

/// The post a form says that it replies to.
pub fn parent_of(typed: &Typed) -> Result<Option<PostId>, AppError> {
    match typed.get("parent") {
        "" => Ok(None),
        parent => parent.parse().map(Some).map_err(|_| malformed()),
    }
}

/// What a form without its hidden fields is told.
pub fn malformed() -> AppError {
    AppError::Malformed("The form did not arrive whole. Go back and send it again; nothing was posted.".into())
}
