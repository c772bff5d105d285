//! Sound in MP3: whether it is one. Duration would take reading all of it, and is not told.

use std::io::{Read, Seek, SeekFrom};

use super::{Facts, Refusal};

const BROKEN: &str = "This audio file is damaged: there is no sound where it should begin. Export it again as MP3 and upload that.";

/// Looks whether two frames of MPEG audio follow each other where the tags before them end.
///
/// # Errors
/// If they do not, or the file cannot be read.
pub fn sound(source: &mut (impl Read + Seek)) -> Result<Facts, Refusal> {
    let broken = |_| Refusal::new(BROKEN);
    let mut tag = [0_u8; 10];
    source.seek(SeekFrom::Start(0)).and_then(|_| source.read_exact(&mut tag)).map_err(broken)?;
    let start = if tag.starts_with(b"ID3") {
        // Seven bits of each byte count.
        10 + tag[6..10].iter().fold(0_u64, |size, byte| (size << 7) | u64::from(byte & 0x7F))
    } else {
        0
    };
    source.seek(SeekFrom::Start(start)).map_err(broken)?;
    let mut bytes = vec![0_u8; 16 * 1024];
    let mut have = 0;
    loop {
        match source.read(&mut bytes[have..]).map_err(broken)? {
            0 => break,
            more => have += more,
        }
    }
    bytes.truncate(have);
    // Writers leave padding behind their tags.
    let first = (0..bytes.len()).find(|at| bytes[*at] != 0).ok_or_else(|| Refusal::new(BROKEN))?;
    let length = frame(&bytes[first..]).ok_or_else(|| Refusal::new(BROKEN))?;
    frame(bytes.get(first + length..).unwrap_or_default()).ok_or_else(|| Refusal::new(BROKEN))?;
    Ok(Facts::default())
}

/// How many bytes a frame of layer III takes; `None` if there is none. The tables are those of ISO/IEC 11172-3 and 13818-3.
fn frame(bytes: &[u8]) -> Option<usize> {
    const FIRST: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const SECOND: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let [0xFF, second, third, ..] = *bytes else { return None };
    if second & 0xE6 != 0xE2 {
        return None;
    }
    let (divisor, rates, samples) = match second & 0x18 {
        0x18 => (1, FIRST, 144_000),
        0x10 => (2, SECOND, 72_000),
        0x00 => (4, SECOND, 72_000),
        _ => return None,
    };
    let rate = rates.get(usize::from(third >> 4).checked_sub(1)?)?;
    let frequency = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3))? / divisor;
    Some(samples * rate / frequency + usize::from(third >> 1 & 1))
}
