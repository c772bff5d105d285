//! What a request for information must hold, who hears of it, and when it is one too many.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Error, FieldError, Result,
    accounts::rules::{self as people, Allowance, Beyond, Tries},
    admissions::{NewRequest, Reception},
    ids::RequestId,
};

/// The longest name and specialty, in characters.
pub const LONGEST_LINE: usize = 200;
/// The longest question, in characters.
pub const LONGEST_QUESTION: usize = 4000;
/// Requests from one e-mail address: each is a mail to all staff.
pub const REQUESTS: Allowance =
    Allowance { purpose: "information-request", together: 5, within: TimeDelta::days(1), anywhere: 20, beyond: Beyond::Refused };

/// A mail to staff about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// The request as typed, without white space around, if it holds.
///
/// # Errors
/// [`Error::Invalid`] with an entry for each of `name`, `email`, `specialty` and `question` that does not.
pub fn checked(typed: NewRequest) -> Result<NewRequest> {
    let request = NewRequest {
        id: typed.id,
        name: typed.name.trim().to_owned(),
        email: typed.email.trim().to_owned(),
        specialty: typed.specialty.trim().to_owned(),
        question: typed.question.trim().replace("\r\n", "\n"),
    };
    let wrong = [
        ("name", wrong_name(&request.name)),
        ("email", wrong_email(&request.email)),
        ("specialty", wrong_line(&request.specialty)),
        ("question", wrong_question(&request.question)),
    ];
    let errors: Vec<FieldError> =
        wrong.into_iter().filter_map(|(field, message)| message.map(|message| FieldError { field, message })).collect();
    if errors.is_empty() { Ok(request) } else { Err(Error::Invalid(errors)) }
}

fn wrong_name(name: &str) -> Option<String> {
    if name.is_empty() { Some("Type your name, so that we know whom we answer.".into()) } else { wrong_line(name) }
}

fn wrong_email(email: &str) -> Option<String> {
    if email.is_empty() {
        return Some("Type your e-mail address: the answer goes there.".into());
    }
    match people::email(email) {
        Err(Error::Invalid(errors)) => errors.into_iter().next().map(|error| error.message),
        _ => None,
    }
}

/// Long, or with characters that end a line: they would also end the line of a mail.
fn wrong_line(line: &str) -> Option<String> {
    if line.contains(char::is_control) {
        return Some("Type this in one line.".into());
    }
    (line.chars().count() > LONGEST_LINE).then(|| format!("Shorten this to {LONGEST_LINE} characters."))
}

fn wrong_question(question: &str) -> Option<String> {
    if question.is_empty() {
        return Some("Type what you would like to know.".into());
    }
    let length = question.chars().count();
    (length > LONGEST_QUESTION).then(|| format!("Shorten your question to {LONGEST_QUESTION} characters. It has {length}."))
}

/// What becomes of a request, given what was kept under its id before.
pub fn reception(request: &NewRequest, before: Option<&NewRequest>) -> Reception {
    match before {
        Some(before) if before == request => Reception::KeptBefore,
        Some(_) => Reception::AnotherWasSent,
        None => Reception::Kept,
    }
}

/// Whether this request, counted among the tries, is one too many.
pub fn is_too_many(tries: Tries, now: DateTime<Utc>) -> bool {
    REQUESTS.seconds_to_wait(tries, now).is_some()
}

/// Who hears of requests: the address set for it, else all staff, else, where there are none yet, the administrators.
pub fn heard_by(set: Option<&str>, staff: Vec<String>, administrators: Vec<String>) -> Vec<String> {
    match set {
        Some(address) => vec![address.to_owned()],
        None if staff.is_empty() => administrators,
        None => staff,
    }
}

/// The mail to staff. `list` is the address of the page with all requests.
pub fn notice(request: &NewRequest, list: &str) -> Notice {
    let NewRequest { name, email, specialty, question, id: RequestId(_) } = request;
    let specialty = if specialty.is_empty() { "not given" } else { specialty };
    Notice {
        subject: format!("Request for information from {name}"),
        body: format!(
            "{name} asks for information about the program.\n\n\
             E-mail: {email}\nSpecialty: {specialty}\n\n{question}\n\n\
             Answer to {email}, then mark the request as answered:\n{list}\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> NewRequest {
        NewRequest {
            id: RequestId::new(),
            name: "Rosa Castellanos".into(),
            email: "rosa@clinic.example".into(),
            specialty: "Emergency medicine".into(),
            question: "Do night shifts count?\nI work many.".into(),
        }
    }

    fn wrong(request: NewRequest) -> Vec<&'static str> {
        match checked(request) {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_whole_request_is_taken_without_white_space_around() {
        let padded =
            NewRequest { name: "  Rosa Castellanos ".into(), question: "Do night shifts count?\r\nI work many. \r\n".into(), ..request() };
        let whole = NewRequest { id: padded.id, ..request() };
        assert_eq!(checked(padded).unwrap(), whole);
    }

    #[test]
    fn a_request_without_specialty_is_taken() {
        assert!(checked(NewRequest { specialty: String::new(), ..request() }).is_ok());
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let empty = NewRequest { name: " ".into(), email: String::new(), question: "\n".into(), specialty: "x".repeat(201), ..request() };
        assert_eq!(wrong(empty), ["name", "email", "specialty", "question"]);
        assert_eq!(wrong(NewRequest { question: "x".repeat(4001), ..request() }), ["question"]);
        assert!(checked(NewRequest { question: "é".repeat(4000), ..request() }).is_ok());
    }

    #[test]
    fn only_an_address_that_mail_can_reach_is_taken() {
        for email in ["rosa", "rosa@", "@clinic.example", "rosa@clinic", "a@b@c.example", "rosa @clinic.example", "<rosa@clinic.example>"] {
            assert_eq!(wrong(NewRequest { email: email.into(), ..request() }), ["email"], "{email}");
        }
        assert!(checked(NewRequest { email: "rosa.c+mmm@mail.clinic.example".into(), ..request() }).is_ok());
    }

    #[test]
    fn nobody_can_write_headers_into_the_mail() {
        assert_eq!(wrong(NewRequest { name: "Rosa\r\nBcc: all@clinic.example".into(), ..request() }), ["name"]);
        assert_eq!(wrong(NewRequest { email: "rosa@clinic.example\nX: y".into(), ..request() }), ["email"]);
        assert_eq!(wrong(NewRequest { specialty: "a\nb".into(), ..request() }), ["specialty"]);
    }

    #[test]
    fn the_same_form_sent_twice_is_one_request() {
        let first = request();
        assert_eq!(reception(&first, None), Reception::Kept);
        assert_eq!(reception(&first, Some(&first.clone())), Reception::KeptBefore);
        let edited = NewRequest { question: "And weekends?".into(), ..first.clone() };
        assert_eq!(reception(&edited, Some(&first)), Reception::AnotherWasSent);
    }

    #[test]
    fn the_sixth_request_of_a_day_from_one_place_is_one_too_many() {
        let now = DateTime::UNIX_EPOCH;
        let is_too_many = |together, anywhere| is_too_many(Tries { together, again_at: now, anywhere }, now);
        assert!(!is_too_many(5, 5));
        assert!(is_too_many(6, 6));
        assert!(!is_too_many(1, 20), "whoever uses somebody's address elsewhere does not shut them out");
        assert!(is_too_many(1, 21), "nobody floods staff from many places");
    }

    #[test]
    fn somebody_always_hears_of_a_request() {
        let (staff, administrators) = (vec!["marta@school.example".to_owned()], vec!["root@school.example".to_owned()]);
        assert_eq!(heard_by(Some("ask@school.example"), staff.clone(), administrators.clone()), ["ask@school.example"]);
        assert_eq!(heard_by(None, staff, administrators.clone()), ["marta@school.example"]);
        assert_eq!(heard_by(None, Vec::new(), administrators), ["root@school.example"]);
    }

    #[test]
    fn the_mail_says_who_asks_what_and_where_to_mark_it() {
        let mail = notice(&request(), "https://school.example/information-requests");
        assert_eq!(mail.subject, "Request for information from Rosa Castellanos");
        for part in [
            "rosa@clinic.example",
            "Emergency medicine",
            "Do night shifts count?\nI work many.",
            "https://school.example/information-requests",
        ] {
            assert!(mail.body.contains(part), "{part} is missing in {}", mail.body);
        }
    }
}
