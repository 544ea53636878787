//! From where a request comes. Behind a reverse proxy every connection is the proxy's own; whom it serves it
//! appends to `X-Forwarded-For`, and what stands before that entry anybody may have written.

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxy that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proxy {
    /// None: whoever connects is the client.
    None,
    /// One on this machine.
    Here,
    /// One with this address, or one on this machine.
    At(IpAddr),
}

impl Proxy {
    fn is_believed(self, peer: IpAddr) -> bool {
        match self {
            Self::None => false,
            Self::Here => peer.is_loopback(),
            Self::At(address) => peer == address || peer.is_loopback(),
        }
    }

    /// The client behind a peer: what a believed proxy appended last, and otherwise the peer itself.
    fn client(self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let told = headers.get_all(FORWARDED_FOR).iter().next_back();
        let last = told.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        let told = last.and_then(|text| text.trim().parse().ok());
        match told {
            Some(client) if self.is_believed(peer.to_canonical()) => client,
            _ => peer,
        }
    }
}

/// A layer that puts the client in the place of the proxy, for everything that counts attempts.
pub async fn behind_proxy(
    State(proxy): State<Proxy>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if let Some(&ConnectInfo(peer)) = peer {
        let client = proxy.client(peer.ip(), request.headers());
        let client = SocketAddr::new(client, peer.port());
        request.extensions_mut().insert(ConnectInfo(client));
    }
    next.run(request).await
}
