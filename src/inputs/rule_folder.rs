//! A newsroom's own rule folder, for `--rules DIR`.

use std::path::Path;

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{Limits, folder, open, source::id_of},
    rules::RuleFile,
};

/// Reads every `.toml` file below the folder `path`, sorted by id. The id is the path below the folder without the ending.
/// Half a set of rules would give a report that nobody asked for, so the first file that cannot be read ends it.
pub fn read_rule_folder(path: &Path) -> Result<Vec<RuleFile>> {
    if !path.is_dir() {
        return Err(refusal(path, "there is no such rule folder", "give a folder with rule files in it"));
    }
    let walk = folder::walk(path, |name| name.extension().is_some_and(|e| e == "toml"), None);
    if let Some((path, what)) = walk.problems.into_iter().next() {
        return Err(refusal(&path, what, "make it readable inside the rule folder"));
    }
    let mut out = Vec::new();
    for file in walk.files {
        let bytes =
            open::read_bytes(&file.path, &Limits::default()).map_err(|e| Error { kind: ErrorKind::Rule, ..e })?;
        let text =
            String::from_utf8(bytes).map_err(|_| refusal(&file.path, "the file is not UTF-8", "save it as UTF-8"))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        out.push(RuleFile { id: id_of(&file.below.with_extension("")), path: file.path, text });
    }
    if out.is_empty() {
        return Err(refusal(path, "the rule folder holds no .toml file", "give a folder with rule files in it"));
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(out)
}

fn refusal(path: &Path, what: impl Into<String>, remedy: &str) -> Error {
    Error::new(ErrorKind::Rule, what).at(path).remedy(remedy)
}
