//! The mails about places in a cohort.

use crate::{
    accounts::{Purpose, letters::Sender},
    ids::EnrollmentId,
    mail::Mail,
};

/// Who gets a letter.
#[derive(Clone, Copy, Debug)]
pub struct Recipient<'r> {
    /// Where mail reaches them.
    pub email: &'r str,
    /// As they want to be called.
    pub name: &'r str,
}

/// How somebody accepts a place.
#[derive(Clone, Copy, Debug)]
pub enum Acceptance<'a> {
    /// They have no account yet: by the link of an invitation, which sets the password.
    Account(&'a str),
    /// They have one: on the page of their places.
    Place(EnrollmentId),
}

/// To somebody who is invited to a cohort.
pub fn invitation(sender: &Sender<'_>, to: Recipient<'_>, (program, cohort): (&str, &str), how: Acceptance<'_>) -> Mail {
    let site = sender.name;
    let text = match how {
        Acceptance::Account(token) => format!(
            "you are invited to {cohort} of {program} at {site}. To accept, open this page and choose a password:\n\n{}\n\n\
             The link works once, for 14 days. If it has run out, write to program staff, who can send another.",
            sender.link(Purpose::Invitation, token)
        ),
        Acceptance::Place(enrollment) => format!(
            "you are invited to {cohort} of {program} at {site}. You have an account already. To accept, open this page and sign in:\n\n\
             {}/places#place-{enrollment}\n\nIf you did not expect this, write to program staff.",
            sender.base_url
        ),
    };
    sender.mail(to.email, &format!("Your invitation to {cohort}"), to.name, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: Sender = Sender { name: "Attending", base_url: "https://school.example" };

    fn letter(how: Acceptance) -> Mail {
        invitation(&SENDER, Recipient { email: "ana@x.example", name: "Ana" }, ("MMM", "Cohort 13"), how)
    }

    #[test]
    fn who_has_no_account_gets_a_link_that_makes_one() {
        let mail = letter(Acceptance::Account("TOKEN"));
        assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("ana@x.example", "Your invitation to Cohort 13"));
        assert_eq!(mail.body.lines().filter(|line| *line == "https://school.example/invitations/TOKEN").count(), 1, "{}", mail.body);
        assert!(mail.body.contains("Cohort 13 of MMM at Attending"), "{}", mail.body);
    }

    #[test]
    fn who_has_one_is_led_to_the_place_and_gets_no_secret() {
        let place = EnrollmentId::new();
        let mail = letter(Acceptance::Place(place));
        assert!(mail.body.lines().any(|line| line == format!("https://school.example/places#place-{place}")), "{}", mail.body);
        assert!(!mail.body.contains("/invitations/"));
    }
}
