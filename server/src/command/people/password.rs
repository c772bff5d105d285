//! Asking for a password at a terminal without showing it.

use std::io::{self, BufRead, IsTerminal, Write};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::Failure;

/// The password: typed twice at a terminal, otherwise the first line of standard input.
pub fn ask() -> Result<String, Failure> {
    if io::stdin().is_terminal() { twice() } else { line() }
}

fn twice() -> Result<String, Failure> {
    let first = unseen("Password: ")?;
    if first == unseen("Once more: ")? {
        return Ok(first);
    }
    Err(Failure::Setting("The two passwords are not the same.".into()))
}

fn unseen(question: &str) -> Result<String, Failure> {
    let _hidden = Hidden::begin().map_err(|error| unreadable(&error))?;
    eprint!("{question}");
    let _ = io::stderr().flush();
    let typed = line();
    eprintln!();
    typed
}

fn line() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| unreadable(&error))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn unreadable(error: &io::Error) -> Failure {
    Failure::Work(format!("The password could not be read: {error}."))
}

/// While this lives, the terminal does not show what is typed.
struct Hidden(Termios);

impl Hidden {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        tcsetattr(io::stdin(), OptionalActions::Flush, &hidden)?;
        Ok(Self(before))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}
