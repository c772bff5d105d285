//! What clap refuses, in one sentence that names the setting as the operator wrote it.

use std::process::ExitCode;

use clap::{
    CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::Attending;

/// Help goes to standard output and is no failure; everything else is one sentence and exit status 2.
pub fn answer(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", sentence(error));
    ExitCode::from(2)
}

fn sentence(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "Say what to do, such as `attending serve`; `attending --help` lists what there is.".into();
    }
    let (Some(argument), Some(value)) = (context(error, ContextKind::InvalidArg), context(error, ContextKind::InvalidValue)) else {
        return first_line(error);
    };
    let (name, is_secret) = setting(&argument);
    let value = if is_secret { "the value given".to_owned() } else { format!("{value:?}") };
    let why = std::error::Error::source(error).map_or_else(|| choices(error), ToString::to_string);
    format!("{name}: {value} is not possible: {}.", why.trim_end_matches('.'))
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// The name of the environment variable behind `--listen <ADDRESS:PORT>`, and whether its value must not be shown.
fn setting(argument: &str) -> (String, bool) {
    let option = argument.split_whitespace().next().unwrap_or_default().trim_start_matches('-');
    let attending = Attending::command();
    let mut arguments = attending.get_subcommands().flat_map(clap::Command::get_arguments);
    let found = arguments.find(|known| known.get_long() == Some(option)).and_then(|known| Some((known.get_env()?, known)));
    match found {
        Some((name, known)) => (name.to_string_lossy().into_owned(), known.is_hide_env_values_set()),
        None => (argument.to_owned(), false),
    }
}

fn choices(error: &clap::Error) -> String {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) => format!("write {}", words.join(" or ")),
        _ => "see `attending serve --help`".to_owned(),
    }
}

/// `error: unexpected argument '--x' found` as a sentence.
fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let mut letters = line.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches(['.', ':']))
}
