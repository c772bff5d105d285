//! Pictures, films, sound and PDF beside the texts of a module.
//!
//! What a file is, is told from its bytes alone. Pictures are written anew, without what cameras put into them; the others are kept as
//! they came. Whatever is large lies in the object store under its hash, and the package has a [`Pointer`] in its place. Pure: bytes in,
//! facts or a sentence out.

mod captions;
mod movie;
mod picture;
mod pointer;
mod recognize;
mod rules;
mod sound;

pub use captions::{CaptionFault, captions, spoken};
pub use movie::movie;
pub use picture::{Picture, picture};
pub use pointer::{KEPT_APART, Pointer, apart};
pub use recognize::{HEAD, Refusal, recognize};
pub use rules::{Limits, beside, bytes, free_path, in_package, is_named, markdown, missing, path_for, paths};
pub use sound::sound;

use chrono::{DateTime, Utc};

use crate::ids::{MediaId, ModuleId};

crate::words! {
    /// What a file of media is; the word is the ending of its name.
    pub enum MediaKind {
        /// A picture without loss.
        Png = "png",
        /// A photograph.
        Jpeg = "jpg",
        /// A picture that comes in and is kept as one of the two above.
        Webp = "webp",
        /// The same; its first frame is kept.
        Gif = "gif",
        /// A film.
        Mp4 = "mp4",
        /// A film.
        Webm = "webm",
        /// Sound.
        Mp3 = "mp3",
        /// Sound.
        M4a = "m4a",
        /// A document.
        Pdf = "pdf",
    }
}

impl MediaKind {
    /// What it is sent as.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Pdf => "application/pdf",
        }
    }

    /// Whether it is looked at as a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp | Self::Gif)
    }

    /// Whether it is a film.
    pub const fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::Webm)
    }

    /// Whether it is only heard.
    pub const fn is_sound(self) -> bool {
        matches!(self, Self::Mp3 | Self::M4a)
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png | Self::Jpeg | Self::Webp | Self::Gif => "Picture",
            Self::Mp4 | Self::Webm => "Video",
            Self::Mp3 | Self::M4a => "Audio",
            Self::Pdf => "PDF",
        }
    }
}

/// What is known of a file beside its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Duration in milliseconds.
    pub duration: Option<i64>,
}

crate::row! {
    /// A file in the library of a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Media {
        /// Its id in addresses.
        pub id: MediaId,
        /// The module it was put beside.
        pub module_id: ModuleId,
        /// Its path in the module's package, as texts name it.
        pub path: String,
        /// SHA-256 of its bytes, in hexadecimal.
        pub sha256: String,
        /// What it is.
        pub kind: MediaKind,
        /// How many bytes it has.
        pub size: i64,
        /// Width in pixels, where it is known.
        pub width: Option<i64>,
        /// Height in pixels, where it is known.
        pub height: Option<i64>,
        /// Duration in milliseconds, where it is known.
        pub duration: Option<i64>,
        /// What it shows, for those who cannot see it; may be empty.
        pub alt: String,
        /// Its captions as WebVTT; empty while there are none.
        pub captions: String,
        /// What is said in it, as plain text; empty while there is none.
        pub transcript: String,
        /// When it was added.
        pub added_at: DateTime<Utc>,
        /// Who added it.
        pub added_by: String,
    }
}

impl Media {
    /// Its address, which carries no session: whoever knows the hash may read it.
    pub fn address(&self) -> String {
        address(&self.sha256, self.kind)
    }
}

/// The address of a file that lies in the object store.
pub fn address(sha256: &str, kind: MediaKind) -> String {
    format!("/media/{sha256}.{kind}")
}

/// The hash and kind that an address or a key of the object store ends in, if it is one of ours.
pub fn named(name: &str) -> Option<(&str, MediaKind)> {
    let (sha256, ending) = name.split_once('.')?;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'));
    is_hash.then_some(())?;
    Some((sha256, ending.parse().ok()?))
}

#[cfg(test)]
mod tests;
