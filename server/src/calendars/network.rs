//! The network as the reader of calendars sees it: names become addresses, and a connection goes to exactly one of these.

use std::{future::Future, io, net::SocketAddr, pin::Pin, sync::Arc};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

/// Something that is awaited.
pub(super) type Awaited<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

/// Bytes both ways.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// Names and connections. Which addresses may be asked is not decided here.
pub(super) trait Network: Send + Sync {
    /// The addresses a name has now.
    fn resolve<'a>(&'a self, host: &'a str) -> Awaited<'a, Vec<SocketAddr>>;
    /// A connection to this very address, with whoever has proved to be this host.
    fn connect<'a>(&'a self, address: SocketAddr, host: &'a str) -> Awaited<'a, Box<dyn Stream>>;
}

/// The real one.
pub(super) struct Internet {
    tls: TlsConnector,
}

impl Internet {
    /// With the certificate authorities that browsers trust.
    pub fn new() -> Result<Self, tokio_rustls::rustls::Error> {
        let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)) })
    }
}

impl Network for Internet {
    fn resolve<'a>(&'a self, host: &'a str) -> Awaited<'a, Vec<SocketAddr>> {
        Box::pin(async move { Ok(lookup_host((host, 443)).await?.collect()) })
    }

    fn connect<'a>(&'a self, address: SocketAddr, host: &'a str) -> Awaited<'a, Box<dyn Stream>> {
        Box::pin(async move {
            let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
            let stream = self.tls.connect(name, TcpStream::connect(address).await?).await?;
            Ok(Box::new(stream) as Box<dyn Stream>)
        })
    }
}
