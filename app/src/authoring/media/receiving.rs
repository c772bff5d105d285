//! Forms with a file, read piece by piece: memory does not grow with them, and what is refused is refused by its first bytes.

use std::time::Duration;

use axum::{
    extract::{
        Multipart,
        multipart::{Field, MultipartRejection},
    },
    http::StatusCode,
};
use domain::{
    FieldError,
    authoring::media::{Refusal, bytes},
};

use super::{archive::Archive, examining::NotKept, incoming::Incoming};
use crate::forms::Typed;

/// How long the next piece of a file may take.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How many bytes of a file that is not kept are read at least, so that its sender comes to read why.
const PASSED_OVER: u64 = 200_000_000;
/// The most bytes of everything in a form that is no file.
const MOST_WORDS: usize = 2_500_000;

/// What came with a form.
#[derive(Default)]
pub struct Sent {
    /// Its fields.
    pub typed: Typed,
    /// Its file, with the name it bears where it came from.
    pub file: Option<(String, Incoming)>,
    /// A small file of text: captions.
    pub text: Option<Vec<u8>>,
}

/// The most bytes of a form whose file is refused by its size: it is read to its end, as far as that.
pub const MOST_RECEIVED: usize = 210_000_000;

/// Which file a form takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Media in the field `file`, as large as the settings say.
    Media,
    /// Whatever it is, in this field and of at most so many bytes.
    Any(&'static str, usize),
}

impl Takes {
    fn field(self) -> &'static str {
        match self {
            Takes::Media => "file",
            Takes::Any(field, _) => field,
        }
    }

    /// Whether what has come of a file may be one that is taken. `whole` is whether nothing more comes.
    fn check(self, archive: &Archive, file: &Incoming, whole: bool) -> Result<(), Refusal> {
        match self {
            Takes::Media if whole || file.can_be_told() => {
                let kind = file.kind()?;
                if file.size() > archive.limits.of(kind) { Err(archive.limits.too_large(kind)) } else { Ok(()) }
            }
            Takes::Any(_, most) if file.size() > most as u64 => {
                let most = bytes(most as u64);
                Err(Refusal::new(format!("This file has more than the {most} it may have. Make it smaller and choose it again.")))
            }
            _ => Ok(()),
        }
    }
}

/// Receives a form with its file. What is refused is read to its end all the same, so that the browser comes to read why.
pub async fn receive(
    archive: &Archive,
    takes: Takes,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(Sent, Option<Refusal>), NotKept> {
    let Ok(mut form) = form else { return Ok((Sent::default(), None)) };
    let (mut sent, mut refused, mut words) = (Sent::default(), None, 0);
    while let Some(mut field) = in_time(form.next_field()).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(called) if name == takes.field() && sent.file.is_none() && refused.is_none() => {
                match spool(archive, takes, &mut field).await {
                    Ok(Some(file)) => sent.file = Some((called, file)),
                    Ok(None) => {}
                    Err(NotKept::Refused(refusal)) => {
                        refused = Some(refusal);
                        pass_over(archive, &mut field).await?;
                    }
                    Err(failed) => return Err(failed),
                }
            }
            called => {
                let bytes = small(&mut field, &mut words).await?;
                if called.is_some() {
                    sent.text = Some(bytes).filter(|bytes| !bytes.is_empty()).or(sent.text);
                } else {
                    sent.typed = sent.typed.replaced(&name, String::from_utf8_lossy(&bytes).replace('\0', ""));
                }
            }
        }
    }
    Ok((sent, refused))
}

/// The file, on this machine's disk; `None` if none was chosen.
async fn spool(archive: &Archive, takes: Takes, field: &mut Field<'_>) -> Result<Option<Incoming>, NotKept> {
    let mut file = archive.place().await?;
    while let Some(piece) = in_time(field.chunk()).await? {
        file.add(&piece).await?;
        takes.check(archive, &file, false)?;
    }
    file.finish().await?;
    if file.size() == 0 && field.file_name().is_none_or(str::is_empty) {
        return Ok(None);
    }
    takes.check(archive, &file, true)?;
    Ok(Some(file))
}

/// Reads the rest of a file that is not kept, as far as that takes no longer than a file that is.
async fn pass_over(archive: &Archive, field: &mut Field<'_>) -> Result<(), NotKept> {
    let mut passed = 0;
    while let Some(piece) = in_time(field.chunk()).await? {
        passed += piece.len() as u64;
        if passed > archive.limits.file.max(PASSED_OVER) {
            return Err(Refusal::new("This file is larger than any that is taken. Make it smaller and upload it again.").into());
        }
    }
    Ok(())
}

/// A field that is kept in memory.
async fn small(field: &mut Field<'_>, words: &mut usize) -> Result<Vec<u8>, NotKept> {
    let mut bytes = Vec::new();
    while let Some(piece) = in_time(field.chunk()).await? {
        *words += piece.len();
        if *words > MOST_WORDS {
            return Err(Refusal::new("There is more text in this form than it takes. Shorten it and send it again.").into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The next piece, if it comes while the other side is still there.
async fn in_time<T>(next: impl Future<Output = Result<T, axum::extract::multipart::MultipartError>>) -> Result<T, NotKept> {
    match tokio::time::timeout(LONGEST_PAUSE, next).await {
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Refusal::new("There is more in this form than it takes. Make the file smaller and send it again.").into())
        }
        _ => Err(Refusal::new("The file did not arrive whole. Choose it again and upload it once more.").into()),
    }
}

/// What is wrong with the field of a file.
pub fn wrong(refusal: &Refusal) -> Vec<FieldError> {
    vec![FieldError { field: "file", message: refusal.to_string() }]
}
