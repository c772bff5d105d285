//! Names and values in the text of an address, behind its question mark.

/// A value as an address has it: spaces as plus, and what has a meaning there by its number.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' | b',' | b'/' | b':' => out.push(byte as char),
            b' ' => out.push('+'),
            other => out.extend(['%', digit(other >> 4), digit(other & 15)]),
        }
    }
    out
}

/// A hexadecimal digit. Written without the writer of the standard library: the browser loads this.
fn digit(value: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(value & 15)])
}

/// Names and values of the text behind an address's question mark.
#[cfg(not(target_arch = "wasm32"))]
pub fn pairs_of(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The same in the browser, where nothing is encoded: names and values of a form, one behind the other, with zeros between them.
#[cfg(target_arch = "wasm32")]
pub fn pairs_of(form: &str) -> Vec<(String, String)> {
    let mut parts = form.split('\0');
    std::iter::from_fn(|| Some((parts.next()?.to_owned(), parts.next()?.to_owned()))).collect()
}
