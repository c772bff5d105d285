//! Pictures, films, sound and captions that strangers bring.

use std::io::Cursor;

use domain::authoring::media::{MediaKind, captions, movie, picture, recognize, sound, spoken};

/// Captions that are taken are taken again as they are kept, and what is said in them has no times.
pub fn read_captions(input: &[u8]) -> Result<Vec<String>, String> {
    let kept = match captions(input) {
        Ok(kept) => kept,
        Err(fault) => return Ok(vec![fault.message]),
    };
    match captions(kept.as_bytes()) {
        Ok(again) if again == kept => {}
        again => return Err(format!("what was kept is not taken as it is: {again:?}")),
    }
    spoken(&kept);
    Ok(vec!["read".into()])
}

/// A picture that is kept is one of those kinds that are, and is kept again.
pub fn read_media(input: &[u8]) -> Result<Vec<String>, String> {
    let kind = match recognize(input) {
        Ok(kind) => kind,
        Err(refusal) => return Ok(vec![refusal.to_string()]),
    };
    let said = match kind {
        MediaKind::Mp4 | MediaKind::M4a => movie(kind, &mut Cursor::new(input), input.len() as u64).map(|facts| format!("{facts:?}")),
        MediaKind::Mp3 => sound(&mut Cursor::new(input)).map(|_| "sound".to_owned()),
        kind if kind.is_picture() => match picture(kind, input) {
            Ok(kept) if recognize(&kept.bytes) != Ok(kept.kind) => return Err(format!("what was kept is no {}", kept.kind)),
            Ok(kept) => picture(kept.kind, &kept.bytes).map(|again| format!("{}", again.kind)),
            Err(refusal) => Err(refusal),
        },
        _ => Ok("as it is".to_owned()),
    };
    Ok(vec![said.unwrap_or_else(|refusal| refusal.to_string())])
}
