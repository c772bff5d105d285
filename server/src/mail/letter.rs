//! A mail as the world's mail servers expect it.

use std::time::SystemTime;

use domain::mail::{Failure, Leased};
use lettre::{
    Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};

/// In whose name mail is sent.
#[derive(Clone, Debug)]
pub struct Sender {
    from: Mailbox,
    /// The right half of every Message-ID.
    host: String,
}

impl Sender {
    /// From MAIL_FROM; Message-IDs end with the site's own host.
    ///
    /// # Errors
    /// If it is not an address.
    pub fn from_setting(from: &str, public_url: &str) -> Result<Self, crate::Failure> {
        let wrong = |why| {
            crate::Failure::Setting(format!(
                "MAIL_FROM: {from:?} is not an address ({why}); write it like Program office <office@school.example>."
            ))
        };
        let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
        let host = host.rsplit_once(':').map_or(host, |(host, _port)| host).trim_matches(['[', ']']);
        Ok(Self { from: from.parse::<Mailbox>().map_err(wrong)?, host: host.to_owned() })
    }

    /// The letter. Its Message-ID is the mail's own id: were it sent twice, the receiver would see that it is one.
    ///
    /// # Errors
    /// Permanent, if the recipient is not an address.
    pub fn write(&self, mail: &Leased) -> Result<Message, Failure> {
        let recipient: Mailbox = mail.recipient.parse().map_err(|why| Failure::Permanent(format!("not an address: {why}")))?;
        let letter = Message::builder()
            .from(self.from.clone())
            .to(recipient)
            .subject(&mail.subject)
            .message_id(Some(format!("<{}@{}>", mail.id, self.host)))
            .date(SystemTime::from(mail.created_at))
            .header(Automatic);
        let letter = match (&mail.calendar, &mail.html) {
            (Some(calendar), html) => letter.multipart(invitation(&mail.body, html.as_deref(), calendar)?),
            // The last part is the one a reader should prefer.
            (None, Some(html)) => letter.multipart(MultiPart::alternative_plain_html(mail.body.clone(), html.clone())),
            (None, None) => letter.header(ContentType::TEXT_PLAIN).body(mail.body.clone()),
        };
        letter.map_err(|why| Failure::Permanent(format!("not a letter: {why}")))
    }
}

/// An invitation to a calendar (RFC 6047): beside the text, the calendar as the part to be preferred, which programs show with their
/// buttons; and the same once more as a file, for those that only open files.
fn invitation(text: &str, html: Option<&str>, calendar: &str) -> Result<MultiPart, Failure> {
    let method = calendar.lines().find_map(|line| line.strip_prefix("METHOD:")).unwrap_or("PUBLISH");
    let kind = |name: String| name.parse::<ContentType>().map_err(|why| Failure::Permanent(format!("not a calendar: {why}")));
    let part = SinglePart::builder().header(kind(format!("text/calendar; charset=utf-8; method={method}; component=VEVENT"))?);
    let mut said = MultiPart::alternative().singlepart(SinglePart::plain(text.to_owned()));
    if let Some(html) = html {
        said = said.singlepart(SinglePart::html(html.to_owned()));
    }
    let said = said.singlepart(part.body(calendar.to_owned()));
    let file = Attachment::new("invitation.ics".to_owned()).body(calendar.to_owned(), kind("application/ics".to_owned())?);
    Ok(MultiPart::mixed().multipart(said).singlepart(file))
}

/// `Auto-Submitted: auto-generated` (RFC 3834): absence notes are not sent back.
#[derive(Clone)]
struct Automatic;

impl Header for Automatic {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::MailId;

    fn mail(recipient: &str, subject: &str) -> Leased {
        let at = "2026-05-04T12:00:00Z".parse().unwrap();
        let body = "Réservé à vous: https://school.example/a\n.\nEnd".to_owned();
        Leased {
            id: MailId::new(),
            recipient: recipient.into(),
            subject: subject.into(),
            body,
            html: None,
            calendar: None,
            rank: 0,
            created_at: at,
            attempts: 1,
            leased_until: at,
        }
    }

    fn sender() -> Sender {
        Sender::from_setting("Program office <office@school.example>", "https://school.example:8443").unwrap()
    }

    #[test]
    fn a_letter_says_from_whom_when_and_under_which_id() {
        let mail = mail("ana@hospital.example", "Ihre Einladung für März");
        let text = String::from_utf8(sender().write(&mail).unwrap().formatted()).unwrap();
        for line in [
            "From: \"Program office\" <office@school.example>",
            "To: ana@hospital.example",
            "Date: Mon, 04 May 2026 12:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            &format!("Message-ID: <{}@school.example>", mail.id),
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.contains("Subject: Ihre Einladung =?utf-8?"), "{text}");
    }

    #[test]
    fn a_letter_with_html_is_both_and_the_text_comes_first() {
        let mail = Leased { html: Some("<p>Réservé</p>".into()), ..mail("ana@hospital.example", "Hello") };
        let text = String::from_utf8(sender().write(&mail).unwrap().formatted()).unwrap();
        assert!(text.contains("Content-Type: multipart/alternative;"), "{text}");
        let (plain, html) = (text.find("text/plain; charset=utf-8").unwrap(), text.find("text/html; charset=utf-8").unwrap());
        assert!(plain < html, "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated") && text.contains("Message-ID: <"), "{text}");
    }

    #[test]
    fn an_invitation_is_a_text_then_a_calendar_and_the_same_as_a_file() {
        let calendar = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n".to_owned();
        let mail = Leased { html: Some("<p>Off</p>".into()), calendar: Some(calendar), ..mail("ana@hospital.example", "Canceled") };
        let text = String::from_utf8(sender().write(&mail).unwrap().formatted()).unwrap();
        let order = ["multipart/mixed;", "multipart/alternative;", "text/plain;", "text/html;", "text/calendar;", "application/ics"];
        let places: Vec<_> = order.iter().map(|kind| text.find(&format!("Content-Type: {kind}")).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        assert!(text.contains("text/calendar; charset=utf-8; method=CANCEL; component=VEVENT"), "{text}");
        assert!(text.contains("Content-Disposition: attachment; filename=\"invitation.ics\""), "{text}");
    }

    #[test]
    fn an_address_that_carries_a_header_is_refused_for_good() {
        for recipient in ["ana@hospital.example\r\nBcc: all@hospital.example", "ana", "", "a@b.example, c@d.example"] {
            assert!(matches!(sender().write(&mail(recipient, "Hello")), Err(Failure::Permanent(_))), "{recipient:?}");
        }
        let smuggled = sender().write(&mail("ana@hospital.example", "Hello\r\nBcc: all@hospital.example"));
        let text = smuggled.map(|letter| String::from_utf8(letter.formatted()).unwrap()).unwrap_or_default();
        assert!(!text.contains("\nBcc:"), "{text}");
    }

    #[test]
    fn a_sender_that_is_no_address_is_a_wrong_setting() {
        let refused = Sender::from_setting("the office", "http://localhost");
        assert!(matches!(refused, Err(crate::Failure::Setting(why)) if why.starts_with("MAIL_FROM: ")));
    }
}
