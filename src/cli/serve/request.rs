//! A request: its method, the parts of its path, its body.

use hyper::{Method, body::Bytes, http::request::Parts};
use serde::de::DeserializeOwned;

use crate::cli::serve::{answer::Answer, form};

/// What is asked.
pub(super) struct Asked {
    pub method: Method,
    /// The parts of the path, decoded.
    pub path: Vec<String>,
    kind: String,
    body: Bytes,
}

impl Asked {
    pub(super) fn of(head: &Parts, body: Bytes) -> Self {
        let kind = head.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let path = head.uri.path().split('/').filter(|part| !part.is_empty()).map(form::decode).collect();
        Self { method: head.method.clone(), path, kind, body }
    }

    /// The body as JSON. A form of another site can send text and no JSON without being asked for its origin.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Answer> {
        if self.kind != "application/json" {
            return Err(Answer::error(415, "send the body as application/json"));
        }
        serde_json::from_slice(&self.body)
            .map_err(|error| Answer::error(400, format!("the body is not understood: {error}")))
    }

    /// The value of a field of a form.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        form::field(std::str::from_utf8(&self.body).ok()?, name)
    }
}
