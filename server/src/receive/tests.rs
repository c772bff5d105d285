//! Answers as the common programs write them, and mails that want to be taken for answers.

use super::*;

const SECRET_OF_AMARA: &str = "0123456789abcdef0123456789abcdef";
const GOOGLE: &str = include_str!("replies/google.eml");
const OUTLOOK: &str = include_str!("replies/outlook.eml");
const APPLE: &str = include_str!("replies/apple.eml");

/// As mail travels: lines ended by CR LF.
fn read(mail: &str) -> Result<Reply, &'static str> {
    reply(mail.replace('\n', "\r\n").as_bytes())
}

#[test]
fn answers_of_the_common_programs_are_read() {
    for (mail, partstat, stamp) in [
        (GOOGLE, PartStat::Accepted, "2026-11-22T18:00:00Z"),
        (OUTLOOK, PartStat::Declined, "2026-11-22T18:15:00Z"),
        (APPLE, PartStat::Tentative, "2026-11-22T18:30:00Z"),
    ] {
        for mail in [mail.to_owned(), mail.replace('\n', "\r\n")] {
            let reply = reply(mail.as_bytes()).unwrap();
            assert_eq!((reply.partstat, reply.stamp, reply.sequence), (partstat, stamp.parse().unwrap(), 2));
            assert_eq!(reply.uid, "0190a3f0-0000-7000-8000-000000000001@school.example");
            assert!(reply.attendee.eq_ignore_ascii_case("amara.okafor@school.example"), "{reply:?}");
            assert!(!reply.tokens.is_empty() && reply.tokens.iter().all(|token| token == SECRET_OF_AMARA), "{reply:?}");
        }
    }
}

#[test]
fn the_secret_comes_from_addresses_and_from_nowhere_else() {
    let bare = GOOGLE
        .replace(&format!("+{SECRET_OF_AMARA}"), "")
        .replace("+0123456789abcdef0123456789abcdef@school.\n example", "@school.example");
    assert_eq!(read(&bare).unwrap().tokens, Vec::<String>::new());
    let elsewhere = bare.replace("Subject: ", &format!("Subject: rsvp+{SECRET_OF_AMARA}@school.example "));
    assert_eq!(read(&elsewhere).unwrap().tokens, Vec::<String>::new());
    for wrong in ["rsvp@school.example", "rsvp+short@school.example", &format!("rsvp+{}@school.example", "g".repeat(32)), "rsvp+", ""] {
        assert_eq!(secret(wrong), None, "{wrong}");
    }
    assert_eq!(secret(&format!("RSVP%2b{}@School.Example", SECRET_OF_AMARA.to_uppercase())).as_deref(), Some(SECRET_OF_AMARA));
    assert_eq!((decoded("100%"), decoded("a%zzb"), decoded("%4")), ("100%".to_owned(), "a%zzb".to_owned(), "%4".to_owned()));
}

#[test]
fn what_is_no_answer_is_told_apart() {
    for (from, to, why) in [
        ("METHOD:REPLY", "METHOD:REQUEST", "its calendar is no answer"),
        ("METHOD:REPLY\n", "", "its calendar is no answer"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION", "nothing was chosen in it"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED", "nothing was chosen in it"),
        ("DTSTAMP:20261122T180000Z\n", "", "it does not say when it was given"),
        ("DTSTAMP:20261122T180000Z", "DTSTAMP:never", "it does not say when it was given"),
        ("UID:", "X-UID:", "its calendar has no UID"),
        ("CREATED:", "ATTENDEE;PARTSTAT=DECLINED:mailto:eve@evil.example\nCREATED:", "it is not the answer of exactly one person"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT", "it does not answer exactly one invitation"),
        ("text/calendar", "text/x-calendar", "its calendar is no answer"),
    ] {
        let mail = GOOGLE.replace(from, to);
        assert_ne!(mail, GOOGLE, "{from}");
        assert_eq!(read(&mail), Err(why), "{from} → {to}");
    }
    assert_eq!(read("Subject: I cannot come\n\nSorry, I am on call.\n"), Err("it has no calendar in it"));
}

#[test]
fn what_is_malformed_or_large_is_refused_and_never_stops_the_program() {
    assert_eq!(reply(&vec![b'a'; LARGEST + 1]), Err("it is too large"));
    for mail in [GOOGLE, OUTLOOK, APPLE] {
        for end in (0..mail.len()).step_by(7).filter(|end| mail.is_char_boundary(*end)) {
            let _ = reply(&mail.as_bytes()[..end]);
            let _ = reply(&mail.as_bytes()[end..]);
        }
    }
    let deep = (0..2000).map(|level| format!("Content-Type: multipart/mixed; boundary=\"{level}\"\n\n--{level}\n")).collect::<String>();
    let nested = "Content-Type: message/rfc822\n\n".repeat(2000);
    let components = GOOGLE.replace("BEGIN:VEVENT\n", &"BEGIN:VEVENT\n".repeat(5000));
    let binary: Vec<u8> = (0..=255).cycle().take(20_000).collect();
    for mail in [deep.as_bytes(), nested.as_bytes(), components.as_bytes(), &binary, b"", b"\r\n\r\n", b"\0"] {
        assert!(reply(mail).is_err());
    }
}
