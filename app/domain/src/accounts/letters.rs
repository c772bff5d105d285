//! The mails about accounts: plain text, each link on a line of its own, signed with the site's name.

use crate::{accounts::Purpose, mail::Mail};

/// On whose behalf a mail is written.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'s> {
    /// The site's name, which signs every mail.
    pub name: &'s str,
    /// Where people reach the site, without a trailing slash.
    pub base_url: &'s str,
}

impl Sender<'_> {
    /// The address of a mailed link.
    pub fn link(&self, purpose: Purpose, token: &str) -> String {
        let path = match purpose {
            Purpose::Invitation => "invitations",
            Purpose::PasswordReset => "password-reset",
            Purpose::EmailChange => "email-change",
        };
        format!("{}/{path}/{token}", self.base_url)
    }

    /// To somebody who is to have an account.
    pub fn invitation(&self, recipient: &str, name: &str, token: &str) -> Mail {
        let (site, link) = (self.name, self.link(Purpose::Invitation, token));
        let text = format!(
            "you are invited to {site}. To accept, open this page and choose a password:\n\n{link}\n\n\
             The link works once, for 14 days. If it has run out, write to program staff, who can send another."
        );
        self.mail(recipient, &format!("Your invitation to {site}"), name, &text)
    }

    /// To somebody who forgot the password.
    pub fn password_reset(&self, recipient: &str, name: &str, token: &str) -> Mail {
        let link = self.link(Purpose::PasswordReset, token);
        let text = format!(
            "a new password was asked for your account. To choose it, open this page:\n\n{link}\n\n\
             The link works once, for one hour. If you did not ask for it, do nothing: your password stays as it is."
        );
        self.mail(recipient, "Choose a new password", name, &text)
    }

    /// To the owner, after the password was changed.
    pub fn password_changed(&self, recipient: &str, name: &str) -> Mail {
        let page = format!("{}/password-reset", self.base_url);
        let text = format!(
            "the password of your account was changed just now, and every other device was signed out.\n\n\
             If this was not you, choose another password at once and tell program staff:\n\n{page}"
        );
        self.mail(recipient, "Your password was changed", name, &text)
    }

    /// To the new address of somebody who changes theirs.
    pub fn email_change(&self, recipient: &str, name: &str, token: &str) -> Mail {
        let link = self.link(Purpose::EmailChange, token);
        let text = format!(
            "this address is to become that of your account. To confirm it, open this page:\n\n{link}\n\n\
             The link works once, for 24 hours. If you did not ask for this, do nothing."
        );
        self.mail(recipient, "Confirm your new address", name, &text)
    }

    /// To the old address of somebody who changes theirs.
    pub fn email_change_notice(&self, recipient: &str, name: &str) -> Mail {
        let page = format!("{}/account/sign-in-details", self.base_url);
        let text = format!(
            "another address was entered for your account. It takes this one's place once it is confirmed.\n\n\
             If this was not you, sign in, choose another password and tell program staff:\n\n{page}"
        );
        self.mail(recipient, "Your address is about to change", name, &text)
    }

    /// To somebody whose address another person wants for theirs: only the owner of the mailbox learns that it is taken.
    pub fn email_taken(&self, recipient: &str, name: &str) -> Mail {
        let text = "somebody entered this address for another account. It is yours already, so nothing was changed.\n\n\
                    If that was you: you have two accounts. Tell program staff which one to keep.";
        self.mail(recipient, "This address has an account already", name, text)
    }

    pub(crate) fn mail(&self, recipient: &str, subject: &str, name: &str, text: &str) -> Mail {
        let body = format!("Dear {name},\n\n{text}\n\n{}\n{}\n", self.name, self.base_url);
        Mail { recipient: recipient.to_owned(), subject: subject.to_owned(), body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: Sender = Sender { name: "Attending", base_url: "https://school.example" };

    #[test]
    fn a_link_stands_whole_on_a_line_of_its_own() {
        let mails = [
            (SENDER.invitation("ana@x.example", "Ana", "TOKEN"), "https://school.example/invitations/TOKEN"),
            (SENDER.password_reset("ana@x.example", "Ana", "TOKEN"), "https://school.example/password-reset/TOKEN"),
            (SENDER.email_change("ana@x.example", "Ana", "TOKEN"), "https://school.example/email-change/TOKEN"),
        ];
        for (mail, link) in mails {
            assert_eq!(mail.body.lines().filter(|line| *line == link).count(), 1, "{}", mail.body);
            assert!(
                mail.body.starts_with("Dear Ana,\n\n") && mail.body.ends_with("\nAttending\nhttps://school.example\n"),
                "{}",
                mail.body
            );
        }
    }

    #[test]
    fn notices_carry_no_token() {
        for mail in [
            SENDER.password_changed("a@x.example", "Ana"),
            SENDER.email_change_notice("a@x.example", "Ana"),
            SENDER.email_taken("a@x.example", "Ana"),
        ] {
            assert!(!mail.body.contains("/invitations/") && !mail.body.contains("TOKEN"));
        }
    }
}
