//! Films and sound in the container of MP4 (ISO/IEC 14496-12): whether it is whole, how large the picture is and how long it plays.

use std::io::{Read, Seek, SeekFrom};

use super::{Facts, MediaKind, Refusal};

/// The largest index that is read, in bytes; that of a film of hours has a few megabytes.
const LARGEST_INDEX: u64 = 32 * 1024 * 1024;
/// The most boxes one level may have.
const MOST_BOXES: usize = 10_000;

const CUT_OFF: &str = "This file is cut off or damaged: it does not hold what it says it holds. Export it again and upload that.";
const UNPLAYABLE: &str = "There is nothing to play in this file. Export it again as MP4 (H.264 with AAC) and upload that.";

fn cut_off() -> Refusal {
    Refusal::new(CUT_OFF)
}

/// Reads what there is to know of an MP4 or M4A file of so many bytes.
///
/// # Errors
/// If its parts do not fill it exactly, there is nothing to play in it, or it cannot be read.
pub fn movie(kind: MediaKind, source: &mut (impl Read + Seek), length: u64) -> Result<Facts, Refusal> {
    let (mut at, mut index, mut has_data) = (0, None, false);
    for _ in 0..MOST_BOXES {
        if at == length {
            break;
        }
        let (name, body, end) = next_box(source, at, length)?;
        match &name {
            b"moov" if end - body <= LARGEST_INDEX => {
                let mut bytes = Vec::new();
                source.seek(SeekFrom::Start(body)).map_err(|_| cut_off())?;
                source.take(end - body).read_to_end(&mut bytes).map_err(|_| cut_off())?;
                index = Some(bytes);
            }
            b"mdat" => has_data = true,
            _ => {}
        }
        at = end;
    }
    if at != length {
        return Err(cut_off());
    }
    let index = index.filter(|_| has_data).ok_or_else(|| Refusal::new(UNPLAYABLE))?;
    let facts = facts(&index).ok_or_else(cut_off)?;
    let is_film = facts.width.is_some();
    match kind {
        MediaKind::M4a if is_film => Ok(Facts { width: None, height: None, ..facts }),
        MediaKind::M4a => Ok(facts),
        _ if is_film => Ok(facts),
        _ => Err(Refusal::new("There is no picture in this video, only sound. Export it as M4A or MP3 and upload that.")),
    }
}

/// The name of the box at this place, where its content begins and where it ends.
fn next_box(source: &mut (impl Read + Seek), at: u64, length: u64) -> Result<([u8; 4], u64, u64), Refusal> {
    let mut head = [0_u8; 16];
    let there = usize::try_from((length - at).min(16)).unwrap_or(16);
    source.seek(SeekFrom::Start(at)).and_then(|_| source.read_exact(&mut head[..there])).map_err(|_| cut_off())?;
    let (name, start, size) = header(&head[..there]).ok_or_else(cut_off)?;
    let end = if size == 0 { Some(length) } else { at.checked_add(size) };
    match end {
        Some(end) if end <= length && end >= at + start => Ok((name, at + start, end)),
        _ => Err(cut_off()),
    }
}

/// Name, length of the header and length of the whole, which is 0 where the box goes to the end.
fn header(bytes: &[u8]) -> Option<([u8; 4], u64, u64)> {
    let name = <[u8; 4]>::try_from(bytes.get(4..8)?).ok()?;
    match number(bytes.get(..4)?) {
        1 => Some((name, 16, number(bytes.get(8..16)?))),
        size => Some((name, 8, size)),
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The boxes in these bytes; `None` if they do not fill them.
fn boxes(bytes: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let (mut rest, mut found) = (bytes, Vec::new());
    while !rest.is_empty() && found.len() < MOST_BOXES {
        let (name, start, size) = header(rest)?;
        let size = if size == 0 { rest.len() } else { usize::try_from(size).ok()? };
        found.push((name, rest.get(usize::try_from(start).ok()?..size)?));
        rest = rest.get(size..)?;
    }
    Some(found)
}

/// Duration of the whole, and the size of the largest picture.
fn facts(index: &[u8]) -> Option<Facts> {
    let mut facts = Facts::default();
    let (mut duration, mut tracks) = (None, 0);
    for (name, content) in boxes(index)? {
        match &name {
            b"mvhd" => duration = milliseconds(content),
            b"trak" => {
                tracks += 1;
                let size = boxes(content)?.into_iter().find(|(name, _)| name == b"tkhd").and_then(|(_, head)| picture_size(head));
                if let Some((width, height)) = size {
                    facts = Facts { width: Some(width), height: Some(height), ..facts };
                }
            }
            _ => {}
        }
    }
    (tracks > 0).then_some(Facts { duration, ..facts })
}

/// `mvhd`: a version, then times of 32 or 64 bits, ticks a second and ticks in all.
fn milliseconds(head: &[u8]) -> Option<i64> {
    let (scale, ticks) = match head.first()? {
        0 => (number(head.get(12..16)?), number(head.get(16..20)?)),
        _ => (number(head.get(20..24)?), number(head.get(24..32)?)),
    };
    i64::try_from(ticks.checked_mul(1000)?.checked_div(scale)?).ok().filter(|milliseconds| *milliseconds > 0)
}

/// `tkhd` ends in width and height, each with 16 bits behind the point; a track of sound has none.
fn picture_size(head: &[u8]) -> Option<(u32, u32)> {
    let size = head.get(head.len().checked_sub(8)?..)?;
    let whole = |bytes: &[u8]| u32::try_from(number(bytes) >> 16).ok().filter(|side| *side > 0);
    Some((whole(&size[..4])?, whole(&size[4..])?))
}
