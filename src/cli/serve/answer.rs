//! What is answered, with the headers that every answer has.

use http_body_util::Full;
use hyper::{
    Response, StatusCode,
    body::Bytes,
    header::{self, HeaderName, HeaderValue},
};
use serde_json::{Value, json};

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    policy: &'static str,
    body: String,
    /// The method that the address is asked with, where it was asked with another.
    allow: Option<String>,
}

const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";
/// The page and its own script and style; the report that it shows in a frame.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; \
                    form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// A report brings a policy of its own; this one says who may show it.
const REPORT: &str = "frame-ancestors 'self'";

impl Answer {
    pub(super) fn json(value: &Value) -> Self {
        Self { status: 200, kind: "application/json", policy: NOTHING, body: format!("{value}\n"), allow: None }
    }

    pub(super) fn error(status: u16, what: impl Into<String>) -> Self {
        let body = format!("{}\n", json!({ "error": what.into() }));
        Self { status, kind: "application/json", policy: NOTHING, body, allow: None }
    }

    /// An address that is there, asked with another method than `method`.
    pub(super) fn not_asked_so(method: &str) -> Self {
        Self { allow: Some(method.to_owned()), ..Self::error(405, format!("this address is asked with {method}")) }
    }

    pub(super) fn page(body: impl Into<String>) -> Self {
        Self { status: 200, kind: "text/html; charset=utf-8", policy: PAGE, body: body.into(), allow: None }
    }

    pub(super) fn report(body: String) -> Self {
        Self { status: 200, kind: "text/html; charset=utf-8", policy: REPORT, body, allow: None }
    }

    pub(super) fn file(kind: &'static str, body: &str) -> Self {
        Self { status: 200, kind, policy: NOTHING, body: body.to_owned(), allow: None }
    }

    pub(super) fn into_response(self) -> Response<Full<Bytes>> {
        let mut out = Response::new(Full::new(Bytes::from(self.body)));
        *out.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut say = |name: HeaderName, value| drop(out.headers_mut().insert(name, HeaderValue::from_static(value)));
        say(header::CONTENT_TYPE, self.kind);
        say(header::CONTENT_SECURITY_POLICY, self.policy);
        say(header::CACHE_CONTROL, "no-store");
        say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        say(header::REFERRER_POLICY, "no-referrer");
        say(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        if let Some(allow) = self.allow.and_then(|allow| HeaderValue::from_str(&allow).ok()) {
            out.headers_mut().insert(header::ALLOW, allow);
        }
        out
    }
}
