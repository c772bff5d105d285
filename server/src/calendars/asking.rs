//! One question to one server, and as much of its answer as a calendar may have.

use std::io::Read;

use app::residencies::busy::Unreached;
use axum::body::Bytes;
use domain::residencies::busy::MOST_BYTES;
use http_body_util::{BodyExt, Empty};
use hyper::{
    HeaderMap, Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1,
    header::{self, HeaderName},
};
use hyper_util::rt::TokioIo;
use tokio::task::JoinHandle;

use super::{address::Address, network::Stream};

/// What a server says.
pub(super) enum Answer {
    /// The calendar, or what is there instead.
    Bytes(Vec<u8>),
    /// It is elsewhere.
    Elsewhere(Address),
}

/// A connection that ends with its owner.
struct Speaking(JoinHandle<()>);

impl Drop for Speaking {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks over this connection.
pub(super) async fn ask(stream: Box<dyn Stream>, address: &Address) -> Result<Answer, Unreached> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Unreached::Nowhere)?;
    let _speaking = Speaking(tokio::spawn(async move { drop(connection.await) }));
    let request = Request::get(address.path())
        .header(header::HOST, address.authority())
        .header(header::ACCEPT, "text/calendar, text/plain;q=0.5, */*;q=0.1")
        .header(header::ACCEPT_ENCODING, "gzip, identity")
        .header(header::USER_AGENT, "Attending (reads busy times)")
        .body(Empty::<Bytes>::new())
        .map_err(|_| Unreached::NotHttps)?;
    let response = sender.send_request(request).await.map_err(|_| Unreached::Broken)?;
    match response.status() {
        StatusCode::OK => Ok(Answer::Bytes(body(response).await?)),
        status if status.is_redirection() => {
            let location = text(response.headers(), header::LOCATION).ok_or(Unreached::Broken)?;
            address.led_to(location).map(Answer::Elsewhere)
        }
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Unreached::SignIn),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Unreached::NotThere),
        _ => Err(Unreached::Broken),
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The body, if it is text or says nothing of itself, never more of it than a calendar may have.
async fn body(response: Response<Incoming>) -> Result<Vec<u8>, Unreached> {
    let kind = text(response.headers(), header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("text/html") || !(kind.is_empty() || kind.starts_with("text/") || kind.starts_with("application/")) {
        return Err(Unreached::WrongKind);
    }
    let packed = match text(response.headers(), header::CONTENT_ENCODING).map(str::to_ascii_lowercase).as_deref() {
        None | Some("identity") => false,
        Some("gzip" | "x-gzip") => true,
        Some(_) => return Err(Unreached::WrongKind),
    };
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(|_| Unreached::Broken)?.into_data() else { continue };
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(Unreached::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    if packed { unpacked(&bytes) } else { Ok(bytes) }
}

/// Unpacked no further than a calendar may be large: a megabyte can unpack to a gigabyte.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Unreached> {
    let mut unpacked = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let reader = flate2::read::MultiGzDecoder::new(bytes);
    reader.take(most + 1).read_to_end(&mut unpacked).map_err(|_| Unreached::Broken)?;
    if unpacked.len() > MOST_BYTES { Err(Unreached::TooLarge) } else { Ok(unpacked) }
}
