//! Changes to a waiver file that leave every other line, comments included, as a person wrote it.

use std::path::Path;

use crate::{
    error::{Error, ErrorKind},
    waivers::{Waiver, parse},
};

const HEAD: &str =
    "# What an editor has seen and accepts. Read by people, kept with the story; see `crosscheck waivers`.\n";

/// The text of the file with `waiver` at its end under `question`, instead of what was there for the same finding.
pub fn append(text: &str, path: &Path, waiver: &Waiver, question: &str) -> Result<String, Vec<Error>> {
    let mut out = without(text, path, |other| other.id == waiver.id)?;
    if out.trim().is_empty() {
        out = HEAD.to_owned();
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.push('\n');
    let question: String = question.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    out.push_str(&format!("# {question}\n{}", entry(waiver)));
    Ok(out)
}

/// The text of the file without the waivers that `dead` names.
pub fn prune(text: &str, path: &Path, dead: impl Fn(&Waiver) -> bool) -> Result<String, Vec<Error>> {
    without(text, path, dead)
}

fn entry(waiver: &Waiver) -> String {
    let string = |text: &str| toml::Value::from(text).to_string();
    let values: Vec<String> = waiver.values.iter().map(|v| string(v)).collect();
    let mut out = format!("[[waiver]]\nid = {}\nrule = {}\n", string(&waiver.id), string(&waiver.rule));
    out.push_str(&format!("values = [{}]\nreason = {}\n", values.join(", "), string(&waiver.reason)));
    if let Some(by) = &waiver.by {
        out.push_str(&format!("by = {}\n", string(by)));
    }
    out + &format!("until = {}\n", waiver.until)
}

/// The text without the entries that `gone` names. An entry goes from its `[[waiver]]` to the next one; comments straight above an
/// entry are its own.
fn without(text: &str, path: &Path, gone: impl Fn(&Waiver) -> bool) -> Result<String, Vec<Error>> {
    let waivers = parse(text, path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut starts: Vec<usize> = (0..lines.len()).filter(|n| is_head(lines[*n])).collect();
    if starts.len() != waivers.len() {
        let error =
            Error::new(ErrorKind::Configuration, "entries that are not written as `[[waiver]]` tables").at(path);
        return Err(vec![
            error.remedy("write every entry under a line `[[waiver]]` of its own, or edit the file by hand"),
        ]);
    }
    for start in &mut starts {
        while *start > 0 && lines[*start - 1].trim_start().starts_with('#') && !is_preface(&lines, *start) {
            *start -= 1;
        }
    }
    let mut out: String = lines.iter().take(starts.first().copied().unwrap_or(lines.len())).copied().collect();
    for (number, waiver) in waivers.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(lines.len());
        if !gone(waiver) {
            out.extend(lines.get(starts[number]..end).unwrap_or_default().iter().copied());
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    Ok(out)
}

fn is_head(line: &str) -> bool {
    let code = line.split('#').next().unwrap_or_default();
    code.chars().filter(|c| !c.is_whitespace()).eq("[[waiver]]".chars())
}

/// Whether the comment above line `start` begins the file: then it speaks of the file and not of the entry.
fn is_preface(lines: &[&str], start: usize) -> bool {
    lines.iter().take(start).all(|line| line.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiver(id: &str, reason: &str) -> Waiver {
        let values = vec!["poti".to_owned(), "the \"new\" town\\".to_owned()];
        let until = "2031-05-31".parse().expect("a day");
        Waiver { id: id.to_owned(), rule: "en/x".to_owned(), values, reason: reason.to_owned(), by: None, until }
    }

    #[test]
    fn what_is_appended_is_read_back() {
        let path = Path::new("w.toml");
        let first = waiver("aa", "phoned\nthe ministry");
        let second = Waiver { by: Some("A. “Ed” Itor".to_owned()), ..waiver("bb", "é # no comment") };
        let one = append("", path, &first, "Where?\n[[waiver]]").expect("nothing is no fault");
        let two = append(&one, path, &second, "Who?").expect("it was just written");
        assert_eq!(parse(&two, path), Ok(vec![first.clone(), second.clone()]));
        // A new waiver of the same finding takes the place of the old one.
        let renewed = Waiver { reason: "phoned again".to_owned(), ..first };
        let three = append(&two, path, &renewed, "Where?").expect("it was just written");
        assert_eq!(parse(&three, path), Ok(vec![second, renewed]));
        assert!(three.starts_with(HEAD) && three.matches("# Where?").count() == 1, "{three}");
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let path = Path::new("w.toml");
        let entry = |id: &str| entry(&waiver(id, "seen"));
        let text = format!("# Our file.\n\n# Ask Ada.\n{}\n# Ask Bo.\n{}# done\n", entry("aa"), entry("bb"));
        let left = prune(&text, path, |w| w.id == "aa").expect("it is good");
        assert_eq!(left, format!("# Our file.\n\n# Ask Bo.\n{}# done\n", entry("bb")));
        assert_eq!(prune(&text, path, |_| false).as_deref(), Ok(text.as_str()));
        let hidden = "waiver = [{ id = \"a\", values = [], reason = \"r\", until = 2031-05-31 }]\n";
        assert!(prune(hidden, path, |_| true).is_err(), "an entry that is no table is left to a person");
    }
}
