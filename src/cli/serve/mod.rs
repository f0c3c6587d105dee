//! `crosscheck serve`: a page, a JSON API and the part of LanguageTool's interface that editors' plug-ins need, for this machine alone.

mod answer;
mod args;
mod base64;
mod check;
mod desk;
mod form;
mod guard;
mod http;
mod languagetool;
mod request;
mod routes;
mod waive;

use std::sync::Arc;

use crate::{
    cli::{ExitStatus, serve::desk::Desk},
    error::{Error, ErrorKind},
};

pub(super) use args::ServeArgs;

/// Serves until it is told to end.
pub(super) fn serve(args: &ServeArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    if !args.listen.ip().is_loopback() {
        let what = format!("{} is no address of this machine alone", args.listen);
        let remedy = "listen on 127.0.0.1, and let a proxy with a password of its own stand before it";
        return Err(vec![Error::new(ErrorKind::Usage, what).remedy(remedy)]);
    }
    let desk = Arc::new(Desk::open(args)?);
    http::run(args, desk).map_err(|error| vec![error])?;
    Ok(ExitStatus::Clean)
}
