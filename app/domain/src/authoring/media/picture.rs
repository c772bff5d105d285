//! Pictures are decoded within limits and written anew: nothing of what a camera, a program or a joker put beside the pixels stays.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};

use super::{MediaKind, Refusal};
use crate::authoring::package::LARGEST_FILE;

/// The most pixels that are decoded: a photograph of 50 megapixels.
const MOST_PIXELS: u64 = 50_000_000;
/// The longest side that is decoded, in pixels.
const LONGEST_SIDE: u32 = 20_000;
/// The most memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// The longest side that is kept, in pixels: twice the widest a lesson shows.
const KEPT_SIDE: u32 = 2_400;
/// How well photographs are kept, of 100.
const QUALITY: u8 = 85;

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// PNG or JPEG.
    pub kind: MediaKind,
    /// Width in pixels, at least 1.
    pub width: u32,
    /// Height in pixels, at least 1.
    pub height: u32,
}

/// Writes a picture anew: upright, without metadata, at most 2,400 pixels on its longer side, as PNG or JPEG of at most 5 MB. Of a
/// moving picture the first frame is kept.
///
/// # Errors
/// If it cannot be read whole, or is larger than 50 megapixels.
pub fn picture(kind: MediaKind, bytes: &[u8]) -> Result<Picture, Refusal> {
    let pixels = upright(kind, bytes)?;
    let longest = pixels.width().max(pixels.height());
    let pixels = if longest > KEPT_SIDE { pixels.resize(KEPT_SIDE, KEPT_SIDE, FilterType::CatmullRom) } else { pixels };
    let opaque = !pixels.color().has_alpha();
    // A photograph that came without loss would be many times as large.
    let as_photograph = kind == MediaKind::Jpeg || (kind == MediaKind::Webp && opaque);
    let (mut kept, mut kind) = if as_photograph { (jpeg(&pixels)?, MediaKind::Jpeg) } else { (png(&pixels)?, MediaKind::Png) };
    if kept.len() > LARGEST_FILE && opaque {
        (kept, kind) = (jpeg(&pixels)?, MediaKind::Jpeg);
    }
    if kept.len() > LARGEST_FILE {
        return Err(Refusal::new("This picture is larger than 5 MB even when it is made smaller. Save it as JPEG, without transparency."));
    }
    Ok(Picture { bytes: kept, kind, width: pixels.width(), height: pixels.height() })
}

/// The pixels, turned as the camera was held.
fn upright(kind: MediaKind, bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let format = match kind {
        MediaKind::Png => image::ImageFormat::Png,
        MediaKind::Jpeg => image::ImageFormat::Jpeg,
        MediaKind::Webp => image::ImageFormat::WebP,
        _ => image::ImageFormat::Gif,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unreadable(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::new(TOO_MANY));
    }
    let orientation = decoder.orientation().map_err(|error| unreadable(&error))?;
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(&error))?;
    pixels.apply_orientation(orientation);
    // Sixteen bits a channel, and gray with alpha, are more than any screen of a student shows.
    Ok(if pixels.color().has_alpha() { pixels.into_rgba8().into() } else { pixels.into_rgb8().into() })
}

const TOO_MANY: &str = "This picture has more than 50 megapixels. Make it smaller, 2,400 pixels wide is enough, and upload it again.";

fn unreadable(error: &image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::new(TOO_MANY),
        _ => Refusal::new("This picture is damaged or cut off: it cannot be read to its end. Export it again and upload that."),
    }
}

fn png(pixels: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    written(pixels, |out, bytes| PngEncoder::new(out).write_image(bytes, pixels.width(), pixels.height(), pixels.color().into()))
}

fn jpeg(pixels: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    written(pixels, |out, bytes| {
        JpegEncoder::new_with_quality(out, QUALITY).write_image(bytes, pixels.width(), pixels.height(), pixels.color().into())
    })
}

fn written(pixels: &DynamicImage, write: impl FnOnce(&mut Vec<u8>, &[u8]) -> image::ImageResult<()>) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    write(&mut out, pixels.as_bytes()).map_err(|error| unreadable(&error))?;
    Ok(out)
}
