//! PDF, where the program was built with the feature `pdf`: the words of its pages, a line each. A PDF knows no paragraphs, and its
//! tables, columns and running heads come as they stand in the file.

use crate::inputs::{Limits, formats::Reading, story::Refusal};

#[cfg(feature = "pdf")]
pub(super) use reader::read;

/// Refuses the file: the program was built without the reader.
#[cfg(not(feature = "pdf"))]
pub(super) fn read(_: &[u8], _: &Limits) -> Result<Reading, Refusal> {
    let what = "PDF is not read by this build of the program";
    Err(Refusal::new(what, "save its text as .txt, or install the program with `--features pdf`"))
}

#[cfg(feature = "pdf")]
mod reader {
    use std::thread;

    use lopdf::{
        Document, LoadOptions, ObjectId,
        content::{Content, Operation},
    };

    use super::{Limits, Reading, Refusal};
    use crate::inputs::{
        fields::{Fields, filled},
        story::Story,
    };

    const SAVE_TEXT: &str = "save its text as .txt";
    const DIALECT: &str = "PDF";
    /// No article has more; a book is not read.
    const MOST_PAGES: usize = 500;
    /// Share of the widest line of a page, in per cent, that a line which goes on in the next one has.
    const FULL_PERCENT: usize = 75;
    /// What the reader may need for itself: a file may nest as deep as the library allows.
    const STACK: usize = 32 << 20;

    /// Reads the pages of a PDF. The work is done in a thread: whatever a file makes the library do, the others are still read.
    pub(in crate::inputs) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Refusal::new("this is no PDF", SAVE_TEXT));
        }
        let broken = || Refusal::new("this PDF cannot be read", SAVE_TEXT);
        thread::scope(|scope| {
            let work = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || pages(bytes, limits));
            work.map_err(|_| broken())?.join().map_err(|_| broken())?
        })
    }

    fn pages(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
        let most = usize::try_from(limits.unpacked_bytes).unwrap_or(usize::MAX);
        // Each page and each part is bounded by itself, so the whole is by their number.
        let each = (most / 8).max(1);
        let options = LoadOptions { max_decompressed_size: Some(each), ..LoadOptions::default() };
        let mut doc = Document::load_mem_with_options(bytes, options)
            .map_err(|error| Refusal::new(format!("this is no whole PDF: {error}"), SAVE_TEXT))?;
        if doc.is_encrypted() {
            return Err(Refusal::new(
                "this PDF is locked with a password",
                "save it without a password, or its text as .txt",
            ));
        }
        let ids = doc.get_pages();
        ids.values().take(MOST_PAGES).for_each(|page| mark_lines(&mut doc, *page, each));
        let numbers: Vec<u32> = ids.into_keys().collect();
        let mut story = Story { dialect: DIALECT, ..Story::default() };
        let mut unread = 0;
        for number in numbers.iter().copied().take(MOST_PAGES) {
            let mut page = String::new();
            for piece in doc.extract_text_chunks_with_limit(&[number], each) {
                match piece {
                    Ok(words) => add(&mut page, &words),
                    Err(_) => unread += 1,
                }
            }
            join_lines(&mut story.text, &page);
            if story.text.len() > limits.text_bytes {
                break;
            }
        }
        if story.text.trim().is_empty() {
            let what = if unread > 0 { "its pages cannot be read" } else { "it holds no text, only pictures of pages" };
            return Err(Refusal::new(
                what,
                "read the pages with a program that recognises text, and save that as .txt",
            ));
        }
        if unread > 0 {
            story.skipped.push(format!("{unread} parts of pages that cannot be read"));
        }
        if numbers.len() > MOST_PAGES {
            story.skipped.push(format!("{} pages after the first {MOST_PAGES}", numbers.len() - MOST_PAGES));
        }
        story.said.push((Fields { headline: title(&doc), ..Fields::default() }, DIALECT));
        Ok(Reading::one(story, "PDF"))
    }

    /// Writes out the line that a move to another height begins: the library heeds only the operator that says “next line”.
    fn mark_lines(doc: &mut Document, page: ObjectId, limit: usize) {
        let Ok(content) = doc.get_page_content_with_limit(page, limit) else { return };
        let Ok(Content { operations }) = Content::decode(&content) else { return };
        let mut marked = Vec::with_capacity(operations.len());
        let mut height = 0.0;
        for operation in operations {
            let number = |at: usize| operation.operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            let moves = match operation.operator.as_str() {
                "Td" | "TD" => number(1) != 0.0,
                "Tm" => std::mem::replace(&mut height, number(5)) != number(5),
                _ => false,
            };
            marked.push(operation);
            if moves {
                marked.push(Operation::new("T*", Vec::new()));
            }
        }
        if let Ok(content) = (Content { operations: marked }).encode() {
            let _ = doc.change_page_content(page, content);
        }
    }

    /// Adds words; what is no letter and no line end in them comes of fonts without a table of letters.
    fn add(text: &mut String, words: &str) {
        text.extend(words.chars().map(|c| match c {
            '\u{fb00}' => "ff".to_owned(),
            '\u{fb01}' => "fi".to_owned(),
            '\u{fb02}' => "fl".to_owned(),
            '\u{fb03}' => "ffi".to_owned(),
            '\u{fb04}' => "ffl".to_owned(),
            c if c.is_control() && c != '\n' => " ".to_owned(),
            c => c.to_string(),
        }));
    }

    /// Adds the lines of a page; those that break off in the middle of a sentence at the margin are one with the next.
    fn join_lines(text: &mut String, page: &str) {
        let width = page.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
        let mut lines = page.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().and_then(|next| next.chars().next());
            let lower = next.is_some_and(char::is_lowercase);
            let full = line.chars().count() * 100 >= width * FULL_PERCENT;
            let ends = line.ends_with(['.', '!', '?', ':', '”', '"']);
            match line.strip_suffix('-').filter(|cut| lower && cut.ends_with(char::is_alphabetic)) {
                Some(cut) => text.push_str(cut),
                None => {
                    text.push_str(line);
                    text.push(if next.is_some() && (lower || full && !ends) { ' ' } else { '\n' });
                }
            }
        }
    }

    /// The title that the file has of itself.
    fn title(doc: &Document) -> Option<String> {
        let info = doc.trailer.get(b"Info").ok()?;
        let info = doc.dereference(info).ok()?.1.as_dict().ok()?;
        let title = lopdf::decode_text_string(info.get(b"Title").ok()?).ok()?;
        filled(&title).filter(|title| !title.contains(char::is_control))
    }
}
