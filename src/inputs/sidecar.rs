//! Metadata in a file beside a source: `talks.txt` has `talks.meta.toml`, `talks.meta.yaml`, `talks.meta.yml` or `talks.meta.json`, or
//! the same behind its whole name (`talks.txt.meta.json`).

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{
    error::{Error, ErrorKind},
    inputs::{Limits, fields::Fields, front_matter, open},
};

const MARK: &str = ".meta";
const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];
const REMEDY: &str =
    "write `outlet`, `published`, `updated`, `timezone`, `url`, `headline` or `language` in it, or remove it";

/// Whether the name is that of a sidecar.
pub(super) fn is_sidecar(name: &Path) -> bool {
    let ending = name.extension().is_some_and(|e| ENDINGS.iter().any(|ending| e.eq_ignore_ascii_case(ending)));
    ending && name.file_stem().is_some_and(|stem| stem.as_encoded_bytes().ends_with(MARK.as_bytes()))
}

/// What the sidecar of the source at `path` says, if there is one, and what in it is not understood.
pub(super) fn beside(path: &Path, limits: &Limits) -> (Option<Fields>, Vec<Error>) {
    let Some(sidecar) = candidates(path).find(|sidecar| sidecar.is_file()) else { return (None, Vec::new()) };
    let wrong = |what: &str| Error::new(ErrorKind::Input, what).at(&sidecar).remedy(REMEDY);
    let text = match open::read_bytes(&sidecar, limits) {
        Ok(bytes) => String::from_utf8(bytes),
        Err(error) => return (None, vec![error]),
    };
    let Ok(text) = text else { return (None, vec![wrong("this file is not UTF-8")]) };
    let text = text.trim_start_matches('\u{feff}');
    let block = match sidecar.extension().map(|e| e.to_ascii_lowercase()).as_deref().and_then(|e| e.to_str()) {
        Some("toml") => Some(format!("+++\n{text}\n+++\n")),
        Some("json") => as_lines(text),
        _ => Some(format!("---\n{text}\n---\n")),
    };
    let Some(front) = block.and_then(|block| front_matter::read(&block, 0)) else {
        return (None, vec![wrong("nothing in this file is understood")]);
    };
    // The block has a line before those of the file, JSON has none that could be named.
    let line = |number: usize| number.checked_sub(1).filter(|_| !is_json(&sidecar));
    let problems = front.problems.into_iter().map(|problem| {
        let error = Error::new(ErrorKind::Input, problem.what).at(&sidecar).remedy(problem.remedy);
        line(problem.line).map_or(error.clone(), |number| error.line(number))
    });
    (Some(front.fields), problems.collect())
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

/// The names that a sidecar of `path` may have, in the order in which they are looked for.
fn candidates(path: &Path) -> impl Iterator<Item = PathBuf> {
    let name = |base: Option<&std::ffi::OsStr>| base.map(|b| b.to_string_lossy().into_owned());
    let bases = [name(path.file_name()), name(path.file_stem())].into_iter().flatten();
    bases.flat_map(move |base| ENDINGS.map(|ending| path.with_file_name(format!("{base}{MARK}.{ending}"))))
}

/// A JSON object of plain values as lines `key: value`.
fn as_lines(text: &str) -> Option<String> {
    let Ok(Value::Object(map)) = serde_json::from_str(text) else { return None };
    let line = |(key, value): (&String, &Value)| {
        let value = value.as_str()?;
        let quote = if value.contains('"') { '\'' } else { '"' };
        let plain = !value.contains(char::is_control) && !value.contains(quote) && !key.contains(char::is_control);
        plain.then(|| format!("{key}: {quote}{value}{quote}\n"))
    };
    Some(format!("---\n{}---\n", map.iter().filter_map(line).collect::<String>()))
}
