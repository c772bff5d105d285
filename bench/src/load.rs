//! The load: some connections, each of which asks again as soon as it is answered, for a bounded time.

use std::time::{Duration, Instant};

use crate::{Result, client::Connection, process::Running};

/// No turn makes more requests on one connection than this, however fast the machine.
const MOST: usize = 1_000_000;

/// What is asked again and again.
#[derive(Debug)]
pub struct Asked<'r> {
    server: &'r Running,
    connections: Vec<Connection>,
    request: Vec<u8>,
    /// Bytes of the answer's body when it was asked first.
    pub length: usize,
}

/// What came of one turn.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Answers for each second of the server's processor time.
    pub per_cpu_second: f64,
    /// Milliseconds from request to answer, one for each answer.
    pub waits: Vec<f64>,
}

impl<'r> Asked<'r> {
    /// Connects, and asks once.
    ///
    /// # Errors
    /// If the answer is no 200.
    pub async fn of(server: &'r Running, request: Vec<u8>, connections: usize) -> Result<Self> {
        let mut open = Vec::new();
        let mut length = 0;
        for _ in 0..connections {
            let mut connection = Connection::open(server.address).await?;
            let answer = connection.exchange(&request).await?;
            if answer.status != 200 {
                return Err(format!("{} answers with {}", words(&request), answer.status));
            }
            length = answer.body.len();
            open.push(connection);
        }
        Ok(Self { server, connections: open, request, length })
    }

    /// Asks for so long.
    ///
    /// # Errors
    /// If an answer is no 200, or of another length than the first: then something else is measured.
    pub async fn turn(&mut self, span: Duration) -> Result<Turn> {
        let before = self.server.cpu_seconds()?;
        let (request, length, end) = (&self.request, self.length, Instant::now() + span);
        let loops = self.connections.iter_mut().map(|connection| ask(connection, request, length, end));
        let waits: Vec<f64> = futures::future::try_join_all(loops).await?.into_iter().flatten().collect();
        // A server that used less than a tick was not loaded; the division then says so by being far too large.
        let used = (self.server.cpu_seconds()? - before).max(0.001);
        Ok(Turn { per_cpu_second: waits.len() as f64 / used, waits })
    }
}

async fn ask(connection: &mut Connection, request: &[u8], length: usize, end: Instant) -> Result<Vec<f64>> {
    let mut waits = Vec::new();
    while waits.len() < MOST {
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        let answer = connection.exchange(request).await?;
        if answer.status != 200 || answer.body.len().abs_diff(length) > length / 50 {
            return Err(format!("{} now answers with {} and {} bytes", words(request), answer.status, answer.body.len()));
        }
        waits.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(waits)
}

fn words(request: &[u8]) -> String {
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(line).into_owned()
}
