//! A small HTTP/1.1 client: one keep-alive connection, one request at a time, bodies by length or in chunks as they come over the wire.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{Result, about};

/// No answer of ours takes longer.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer of ours is larger: a server that never ends does not fill the memory.
const LARGEST: usize = 64 << 20;

/// A connection that is kept.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    joined: Vec<u8>,
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'c> {
    /// The status.
    pub status: u16,
    /// The status line and the headers.
    pub head: &'c str,
    /// The body, as it came, without the framing of chunks.
    pub body: &'c [u8],
}

impl Answer<'_> {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The body as text.
    ///
    /// # Errors
    /// If it is none.
    pub fn text(&self) -> Result<String> {
        String::from_utf8(self.body.to_vec()).map_err(about("an answer is no text"))
    }
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// If nothing listens there.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.map_err(about(format!("{address} cannot be reached")))?;
        stream.set_nodelay(true).map_err(about("TCP_NODELAY"))?;
        Ok(Self { stream, received: Vec::with_capacity(1 << 18), joined: Vec::new() })
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// If the connection breaks, or what comes is no HTTP.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        match tokio::time::timeout(PATIENCE, self.talk(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
        }
    }

    async fn talk(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request).await.map_err(about("a request could not be sent"))?;
        self.received.clear();
        let head = loop {
            if let Some(end) = self.received.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.read().await?;
        };
        let length = length(text(&self.received[..head])?)?;
        while !self.complete(head, length)? {
            self.read().await?;
        }
        let body = if length.is_some() { &self.received[head..] } else { &self.joined[..] };
        let head = text(&self.received[..head])?;
        Ok(Answer { status: status(head)?, head, body })
    }

    fn complete(&mut self, head: usize, length: Option<usize>) -> Result<bool> {
        let come = &self.received[head..];
        match length {
            Some(length) if come.len() > length => Err("more came than was announced".into()),
            Some(length) => Ok(come.len() == length),
            None => match chunks(come)? {
                Some(joined) => {
                    self.joined = joined;
                    Ok(true)
                }
                None => Ok(false),
            },
        }
    }

    async fn read(&mut self) -> Result<()> {
        if self.received.len() > LARGEST {
            return Err("an answer does not end".into());
        }
        let read = self.stream.read_buf(&mut self.received).await.map_err(about("an answer broke off"))?;
        if read == 0 { Err("the server closed the connection".into()) } else { Ok(()) }
    }
}

/// A request for a page or file, with nothing compressed.
pub fn plain(path: &str, cookie: &str) -> Vec<u8> {
    get(path, cookie, "")
}

/// A request for a page or file, in one of these encodings if there are any; without a cookie if that is empty.
pub fn get(path: &str, cookie: &str, encoding: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
    let encoding = if encoding.is_empty() { String::new() } else { format!("accept-encoding: {encoding}\r\n") };
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\n{cookie}{encoding}\r\n").into_bytes()
}

/// A request that does something.
pub fn post(path: &str, cookie: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\ncookie: {cookie}\r\naccept: application/json\r\n\
         content-type: {media_type}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn text(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(about("the head of an answer is no text"))
}

fn status(head: &str) -> Result<u16> {
    let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|digits| digits.parse().ok());
    status.ok_or_else(|| format!("no HTTP/1.1: {}", head.lines().next().unwrap_or_default()))
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.filter(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
}

/// The announced length of the body; none where it comes in chunks.
fn length(head: &str) -> Result<Option<usize>> {
    match (header(head, "content-length"), header(head, "transfer-encoding")) {
        (Some(length), _) => length.parse().map(Some).map_err(about("content-length")),
        (None, Some("chunked")) => Ok(None),
        (None, Some(other)) => Err(format!("transfer-encoding {other} is not known here")),
        (None, None) => Ok(Some(0)),
    }
}

/// The body, if all chunks are there.
fn chunks(mut come: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut joined = Vec::with_capacity(come.len());
    while let Some(end) = come.windows(2).position(|two| two == b"\r\n") {
        let size = text(&come[..end])?.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(about("the size of a chunk"))?;
        let rest = &come[end + 2..];
        if size > LARGEST || rest.len() < size + 2 {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some(joined));
        }
        joined.extend_from_slice(&rest[..size]);
        come = &rest[size + 2..];
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn chunks_are_joined_once_all_are_there() {
        let whole = b"5\r\nhello\r\n7;note=1\r\n, world\r\n0\r\n\r\n";
        assert_eq!(chunks(whole).unwrap(), Some(b"hello, world".to_vec()));
        for cut in 0..whole.len() {
            assert_eq!(chunks(&whole[..cut]).unwrap(), None, "{cut}");
        }
        assert!(chunks(b"zz\r\nhello\r\n").is_err());
    }

    #[test]
    fn the_length_of_a_body_is_announced_or_its_chunks_end_it() {
        assert_eq!(length("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n").unwrap(), Some(12));
        assert_eq!(length("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").unwrap(), None);
        assert!(length("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n").is_err());
    }

    #[tokio::test]
    async fn one_connection_carries_many_requests_and_says_when_it_is_cut() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 256];
            for answer in [
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx: y\r\n\r\nok",
                "HTTP/1.1 404 NF\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            ] {
                assert!(stream.read(&mut asked).await.unwrap() > 0);
                for part in answer.as_bytes().chunks(7) {
                    stream.write_all(part).await.unwrap();
                    tokio::task::yield_now().await;
                }
            }
        });
        let mut connection = Connection::open(address).await.unwrap();
        let answer = connection.exchange(&get("/", "", "")).await.unwrap();
        assert_eq!((answer.status, answer.body, answer.header("x")), (200, &b"ok"[..], Some("y")));
        let answer = connection.exchange(&get("/", "a=b", "br")).await.unwrap();
        assert_eq!((answer.status, answer.body), (404, &b"a"[..]));
        server.await.unwrap();
        assert!(connection.exchange(&get("/", "", "")).await.is_err());
    }
}
