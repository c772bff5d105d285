//! Behind a reverse proxy every connection comes from the proxy; it names the client in a header the operator declares.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderName,
};

/// Where the client's address is found.
#[derive(Clone, Debug, Default)]
pub struct ClientAddress(Option<HeaderName>);

impl ClientAddress {
    /// From the header the operator named, or the connection itself.
    ///
    /// # Errors
    /// A sentence, if it cannot be the name of a header.
    pub fn from_setting(name: Option<&str>) -> Result<Self, String> {
        let header = name.map(|name| name.to_ascii_lowercase().parse::<HeaderName>()).transpose();
        header.map(Self).map_err(|_| "CLIENT_ADDRESS_HEADER: not the name of a header; write it like X-Forwarded-For.".into())
    }

    /// The request with the client's address. The last entry counts: it is the one our own proxy wrote.
    pub fn name(&self, mut request: Request) -> Request {
        let named = self.0.as_ref().and_then(|header| request.headers().get_all(header).iter().next_back());
        let address = named
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.rsplit(',').next())
            .and_then(|value| value.trim().parse::<IpAddr>().ok());
        if let Some(address) = address {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 0)));
        }
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn named(setting: Option<&str>, header: &str) -> Option<IpAddr> {
        let request = Request::builder().header("x-forwarded-for", header).body(Body::empty()).unwrap();
        let request = ClientAddress::from_setting(setting).unwrap().name(request);
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|from| from.0.ip())
    }

    #[test]
    fn what_a_client_writes_itself_is_not_believed() {
        let ours: IpAddr = "203.0.113.9".parse().unwrap();
        assert_eq!(named(Some("X-Forwarded-For"), "10.0.0.1, 203.0.113.9"), Some(ours));
        assert_eq!(named(None, "10.0.0.1"), None);
        assert_eq!(named(Some("X-Forwarded-For"), "nonsense"), None);
    }
}
