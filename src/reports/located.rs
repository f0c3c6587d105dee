//! Where a finding is shown in tools that show one place each: its leading words, the other sides, and paths as such tools want them.

use crate::{
    findings::{Evidence, Finding, Side},
    reports::{Job, Report},
};

/// The side and the words at which a finding is shown: the draft's; else those of the side that fewest say, which is the likelier slip.
pub(super) fn lead<'f>(report: &Report, finding: &'f Finding) -> Option<(&'f Side, &'f Evidence)> {
    let mut all = finding.sides.iter().rev().flat_map(|side| side.evidence.iter().map(move |e| (side, e)));
    match report.job {
        Job::Check { draft } => {
            let of_draft = all.clone().find(|(_, e)| e.source == draft);
            of_draft.or_else(|| all.next())
        }
        Job::Report | Job::Diff { .. } => all.next(),
    }
}

/// The other words of a finding, in the order of its sides: one place for each outlet on each side.
pub(super) fn others<'f>(finding: &'f Finding, lead: &Evidence) -> Vec<(&'f Side, &'f Evidence)> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (number, side) in finding.sides.iter().enumerate() {
        if side.evidence.iter().any(|e| e == lead) {
            seen.insert((number, lead.source));
        }
        out.extend(side.evidence.iter().filter(|e| seen.insert((number, e.source))).map(|e| (side, e)));
    }
    out
}

/// What each outlet says, a part a place: "Albion Courier says Ankara".
pub(super) fn says(report: &Report, side: &Side, evidence: &Evidence) -> String {
    let outlet = &report.story.sources[evidence.source].outlet;
    match &evidence.attributed_to {
        Some(speaker) => format!("{outlet} quotes {speaker}: {}", side.value),
        None => format!("{outlet} says {}", side.value),
    }
}

/// Lines and columns of a value, all from 1, the end one past its last code point. Text that was taken out of a page or a Word file
/// has no lines in that file: then nothing.
pub(super) fn region(report: &Report, evidence: &Evidence) -> Option<[usize; 4]> {
    if !report.is_verbatim(evidence.source) {
        return None;
    }
    let text = &report.story.sources[evidence.source].doc.text;
    let lines = &report.lines[evidence.source];
    let (start, end) = (lines.place(text, evidence.value.start), lines.place(text, evidence.value.end));
    Some([start.0, start.1, end.0, end.1])
}

/// A path from the folder that the program ran in, where it lies below it; else from the root.
pub(super) fn relative(path: &str, base: Option<&str>) -> String {
    let own = parts(path, &[]);
    match base.map(|base| parts(base, &[])) {
        Some(base) if is_absolute(path) => match own.strip_prefix(&base[..]) {
            Some(below) if !below.is_empty() => below.join("/"),
            _ => rooted(path, &own),
        },
        Some(base) if own.first() == Some(&"..") => format!("/{}", parts(path, &base).join("/")),
        _ if is_absolute(path) => rooted(path, &own),
        _ => own.join("/"),
    }
}

/// The same path as a reference of RFC 3986: relative, or `file:///` and the whole path.
pub(super) fn uri(path: &str, base: Option<&str>) -> String {
    let path = relative(path, base);
    let mut out = match is_absolute(&path) {
        true if path.starts_with('/') => "file://".to_owned(),
        true => "file:///".to_owned(),
        false => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn rooted(path: &str, parts: &[&str]) -> String {
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

/// Whether a path begins at a root or at a drive.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':')
}

/// The parts of a path laid on those of a folder, without `.` and, where that is possible, without `..`.
fn parts<'p>(path: &'p str, folder: &[&'p str]) -> Vec<&'p str> {
    let mut out = folder.to_vec();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if out.last().is_some_and(|last| *last != "..") => drop(out.pop()),
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_where_the_program_ran() {
        for (path, want) in [
            ("./a.txt", "a.txt"),
            ("wires/../a b%.txt", "a%20b%25.txt"),
            ("/desk/talks/wires/é.txt", "wires/%C3%A9.txt"),
            ("/desk/other/a.txt", "file:///desk/other/a.txt"),
            ("../other/a.txt", "file:///desk/other/a.txt"),
            ("../talks/a.txt", "file:///desk/talks/a.txt"),
            ("c:d/a.txt", "file:///c%3Ad/a.txt"),
        ] {
            assert_eq!(uri(path, Some("/desk/talks")), want, "{path}");
        }
        assert_eq!(uri("../a.txt", None), "../a.txt");
    }
}
