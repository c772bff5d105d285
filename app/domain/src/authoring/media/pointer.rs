//! What a package holds in the place of a file that lies in the object store: a few lines of text that name it by its hash, as git LFS
//! does it. Whoever exports the package puts the file back; whoever imports it takes the file out. So a version is small, and its digest
//! is the same either way.

use super::{MediaKind, address};

/// Files under `media/` above so many bytes are kept apart, in the object store; captions and transcripts never are.
pub const KEPT_APART: u64 = 1_000_000;

const FIRST_LINE: &str = "attending-media 1";

/// A file of a package that lies in the object store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it is.
    pub kind: MediaKind,
    /// How many bytes it has.
    pub size: u64,
}

impl Pointer {
    /// What stands in the package.
    pub fn text(&self) -> String {
        format!("{FIRST_LINE}\nsha256 {}\nkind {}\nsize {}\n", self.sha256, self.kind, self.size)
    }

    /// Reads what stands in a package; `None` if it is the file itself.
    pub fn read(content: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(content.get(..content.len().min(200))?).ok()?;
        let mut lines = text.strip_prefix(FIRST_LINE)?.strip_prefix('\n')?.lines();
        let sha256 = lines.next()?.strip_prefix("sha256 ")?;
        let kind = lines.next()?.strip_prefix("kind ")?.parse().ok()?;
        let size = lines.next()?.strip_prefix("size ")?.parse().ok()?;
        super::named(&format!("{sha256}.{kind}"))?;
        let pointer = Self { sha256: sha256.to_owned(), kind, size };
        (pointer.text().as_bytes() == content).then_some(pointer)
    }

    /// Its address, which carries no session.
    pub fn address(&self) -> String {
        address(&self.sha256, self.kind)
    }
}

/// Whether a package's file of this path and size is kept apart.
pub fn apart(path: &str, size: u64) -> bool {
    path.starts_with("media/") && !path.ends_with(".vtt") && !path.ends_with(".txt") && size > KEPT_APART
}
