//! Signing in and out, and everything about one's own account.

use super::Subject;

pub fn subject() -> Subject {
    Subject { table: TABLE, places: |_| Vec::new(), form }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /sign-in" => vec![("email", "nobody@school.example"), ("password", "not the password")],
        _ => Vec::new(),
    }
}

const TABLE: &str = "
                anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /sign-in   page       done     done       done     done       done      done     done
POST /sign-in   invalid    invalid  invalid    invalid  invalid    invalid   invalid  invalid
POST /sign-out  done       done     done       done     done       done      done     done
";
