//! A copy of a Word draft with comments: four parts of the document are written anew, every other one is copied byte for byte.

mod package;
mod parts;
mod splice;

use std::path::Path;

use crate::{
    cli::word::{package::Package, splice::Anchor},
    error::{Error, ErrorKind, Result},
    inputs::{self, Format, Limits, is_blank},
    reports::{Comment, Job, Report, comments},
    text::Span,
};

const DOCUMENT: &str = "word/document.xml";

/// An error unless comments can be written for this draft to this file.
pub(super) fn check(draft: Option<&Path>, file: Option<&Path>) -> Result<()> {
    let usage = |what: &str, remedy: &str| Err(Error::new(ErrorKind::Usage, what).remedy(remedy));
    let (Some(draft), Some(file)) = (draft, file) else {
        return usage(
            "-f docx writes comments into a copy of a draft",
            "use `crosscheck check draft.docx --against ... -f docx=commented.docx`",
        );
    };
    if Format::of(draft) != Some(Format::Docx) {
        return usage("-f docx needs a draft that is a .docx file", "use `-f html=report.html` for other drafts");
    }
    let same = |a: &Path, b: &Path| a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(draft, file) {
        return usage("-f docx would write over the draft", "name another file, as `-f docx=commented.docx`");
    }
    Ok(())
}

/// The draft with a comment at the words of each finding.
pub(super) fn commented(report: &Report, draft: &Path) -> Result<Vec<u8>> {
    let bytes = inputs::read_whole(draft, &Limits::default())?;
    let text = match report.job {
        Job::Check { draft } => report.story.sources.get(draft).map_or("", |source| source.doc.text.as_str()),
        Job::Report | Job::Diff { .. } => "",
    };
    write(&bytes, text, &comments(report)).map_err(|what| {
        let error = Error::new(ErrorKind::Output, format!("comments cannot be put into this draft: {what}")).at(draft);
        error.remedy("save the draft again in Word, or use `-f html=report.html`")
    })
}

/// Puts the comments into a document whose text is `text`.
fn write(bytes: &[u8], text: &str, comments: &[Comment]) -> std::result::Result<Vec<u8>, String> {
    let mut package = Package::open(bytes)?;
    let document = package.text(DOCUMENT)?.ok_or_else(|| format!("it has no `{DOCUMENT}`"))?;
    let letters = inputs::word_letters(&document, &Limits::default()).map_err(|error| error.what)?;
    let starts: Vec<usize> = text.char_indices().filter(|(_, c)| !is_blank(*c)).map(|(at, _)| at).collect();
    if starts.len() != letters.len() {
        return Err("its text is not the one that was checked".to_owned());
    }
    let all: Vec<Anchor> = letters.iter().flatten().map(|place| (place.start, place.end)).collect();
    if comments.is_empty() || all.is_empty() {
        return Ok(bytes.to_vec());
    }
    let anchor = |span: Span| {
        let from = starts.partition_point(|at| *at < span.start);
        let to = starts.partition_point(|at| *at < span.end);
        let mut places = letters.get(from..to).unwrap_or_default().iter().flatten();
        let first = places.next()?;
        Some((first.start, places.next_back().unwrap_or(first).end))
    };
    let margin = parts::Margin::of(&mut package, &document)?;
    let first_id = margin.first_id;
    let numbered = || comments.iter().enumerate().map(|(n, comment)| (first_id + n, comment));
    // What has no place of its own is told at the first words.
    let anchors: Vec<(usize, Anchor)> =
        numbered().map(|(id, comment)| (id, anchor(comment.span).unwrap_or(all[0]))).collect();
    package.put(DOCUMENT, splice::splice(&document, &anchors)?);
    margin.write(&mut package, numbered())?;
    package.finish()
}
