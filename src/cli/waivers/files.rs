//! Which files hold the waivers of a story, and what day it is.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use crate::{
    cli::waivers::args::FileArgs,
    error::Error,
    inputs,
    waivers::{self, Waiver},
};

/// The file that a new waiver goes to.
pub(super) fn target(paths: &[PathBuf], args: &FileArgs) -> PathBuf {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    args.waivers.clone().unwrap_or_else(|| inputs::folder_of(first).join(waivers::FILE_NAME))
}

/// The files there are for these paths; one that is named must be there.
pub(super) fn existing(paths: &[PathBuf], args: &FileArgs) -> Vec<PathBuf> {
    if let Some(file) = &args.waivers {
        return vec![file.clone()];
    }
    let mut seen = BTreeSet::new();
    let files = paths.iter().map(|path| inputs::folder_of(path).join(waivers::FILE_NAME));
    files.filter(|file| file.is_file() && seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()))).collect()
}

/// All waivers for these paths.
pub(in crate::cli) fn read_all(paths: &[PathBuf], args: &FileArgs) -> Result<Vec<Waiver>, Vec<Error>> {
    let mut out = Vec::new();
    for file in existing(paths, args) {
        let text = inputs::read_settings(&file).map_err(|error| vec![error])?;
        out.extend(waivers::parse(&text, &file)?);
    }
    Ok(out)
}

/// The day that was named, else today in the zone of the report.
pub(in crate::cli) fn today(args: &FileArgs, zone: Option<Tz>) -> NaiveDate {
    args.as_of.unwrap_or_else(|| {
        #[allow(clippy::disallowed_methods, reason = "a waiver dies with its day; --as-of names another one")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| past.as_secs());
        let now = DateTime::from_timestamp(i64::try_from(now).unwrap_or(i64::MAX), 0).unwrap_or_default();
        now.with_timezone(&zone.unwrap_or(Tz::UTC)).date_naive()
    })
}
