//! Who may ask: this machine's browser, under the address that was printed, from the page itself.
//!
//! Another site open in the same browser can send requests here. It does not know the token; were it to learn it, the
//! host that the browser names gives away a name that was made to point here (DNS rebinding), and `Origin` and
//! `Sec-Fetch-Site` a request that does not come from the page.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::token::same;

/// What requests are held against.
#[derive(Debug, Clone)]
pub struct Guard {
    pub port: u16,
    pub token: String,
}

/// Where the address of the page begins that is good for one visit: the first part of its path.
pub const ONCE: &str = "open";

/// Lets requests pass that may, and has every answer say what the browser may do with it.
pub async fn guard(State(guard): State<std::sync::Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut response = match guard.objection(&request) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let policy = response.headers_mut().entry(header::CONTENT_SECURITY_POLICY);
    policy.or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

const HEADERS: [(&str, &str); 6] = [
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

impl Guard {
    fn objection(&self, request: &Request) -> Option<(StatusCode, &'static str)> {
        let headers = request.headers();
        if !only(headers, &header::HOST).is_some_and(|host| self.hosts().contains(&host.to_owned())) {
            return Some((StatusCode::MISDIRECTED_REQUEST, "This is not the host that factlint listens as.\n"));
        }
        let first = request.uri().path().split('/').nth(1).unwrap_or_default();
        if first != ONCE && !same(first, &self.token) {
            return Some((
                StatusCode::NOT_FOUND,
                "Nothing is here. The page is at the address that factlint printed.\n",
            ));
        }
        let asks_only = matches!(*request.method(), Method::GET | Method::HEAD);
        if !asks_only && !self.is_own(headers) {
            return Some((StatusCode::FORBIDDEN, "Only the page itself may decide.\n"));
        }
        None
    }

    fn hosts(&self) -> [String; 2] {
        ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port))
    }

    /// Whether a request comes from the page: a browser says so, and a script of another site can't.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let host = only(headers, &header::HOST).unwrap_or_default();
        let origin = only(headers, &header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        let site = HeaderName::from_static("sec-fetch-site");
        origin == Some(host) && (!headers.contains_key(&site) || only(headers, &site) == Some("same-origin"))
    }
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
