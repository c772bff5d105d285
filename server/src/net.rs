//! Connections: accepted until told to stop, then given time to finish what they began.

use std::{convert::Infallible, io, net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::net::{TcpListener, TcpStream};
use tower::Service;

/// How long a client may take over the head of a request, and a connection may lie idle.
const LONGEST_HEAD: Duration = Duration::from_secs(60);
/// How long requests that have begun may take to finish once the program was told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

/// Serves until `stop` comes, then finishes the requests that have begun. Returns how many connections were still open after
/// [`LAST_REQUESTS`].
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> usize {
    let connections = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(LONGEST_HEAD);
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, from)) => begin(&http, &connections, stream, from, router.clone()),
            Err(error) => wait_out(&error).await,
        }
    }
    drop((listener, router));
    let open = connections.count();
    match tokio::time::timeout(LAST_REQUESTS, connections.shutdown()).await {
        Ok(()) => 0,
        Err(_) => open,
    }
}

fn begin(http: &http1::Builder, connections: &GracefulShutdown, stream: TcpStream, from: SocketAddr, router: Router) {
    // Without this the kernel holds back the end of an answer for 40 ms, waiting for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| answer(router.clone(), request.map(Body::new), from));
    let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
    // A client that breaks off is no news.
    tokio::spawn(async move { drop(connection.await) });
}

async fn answer(mut router: Router, mut request: Request, from: SocketAddr) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(from));
    router.call(request).await
}

/// Out of file descriptors or memory: the connections that are open go on, new ones wait.
async fn wait_out(error: &io::Error) {
    let client_left =
        matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused);
    if !client_left {
        tracing::error!(%error, "no connection could be accepted");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
