//! A report made before: what it found already is known.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    findings::Finding,
};

/// The findings of a JSON report: their ids and the normal values of their sides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    values: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Written {
    schema: String,
    findings: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    sides: Vec<Side>,
}

#[derive(Deserialize)]
struct Side {
    normalized: String,
}

impl Baseline {
    /// Reads the text of the JSON report at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let refusal = |what: String, line: Option<usize>| {
            let mut error = Error::new(ErrorKind::Configuration, what).at(path);
            error.line = line;
            error.remedy("give a report that `crosscheck report -f json` wrote")
        };
        let file: Written = serde_json::from_str(text)
            .map_err(|e| refusal(format!("this is no JSON report: {e}"), Some(e.line()).filter(|line| *line > 0)))?;
        if file.schema != "crosscheck.report/1" {
            return Err(refusal(format!("a report of the schema `{}` is not understood", file.schema), None));
        }
        let of_row = |row: Row| (row.id, row.sides.into_iter().map(|side| side.normalized).collect());
        Ok(Self { values: file.findings.into_iter().map(of_row).collect() })
    }

    /// Whether the report has this finding with all of these values.
    pub fn knows(&self, finding: &Finding) -> bool {
        let known = self.values.get(&finding.id);
        known.is_some_and(|values| finding.sides.iter().all(|side| values.contains(&side.normalized)))
    }
}
