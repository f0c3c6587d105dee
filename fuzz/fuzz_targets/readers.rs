//! Every reader: the first byte chooses the format. No panic, spans inside the text, the same twice.
#![no_main]

use crosscheck::inputs::{Format, from_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let formats = [
        Format::Text,
        Format::Markdown,
        Format::Json,
        Format::JsonLines,
        Format::Html,
        Format::Xml,
        Format::Docx,
        Format::Odt,
        Format::Mail,
    ];
    let format = formats[usize::from(*choice) % formats.len()];
    let read = from_bytes("x", format, bytes);
    if let Ok((source, _)) = &read {
        for span in source.layout.hidden.iter().chain(source.layout.blocks.iter().map(|(span, _)| span)) {
            assert!(source.text.get(span.start..span.end).is_some());
        }
        assert!(source.layout.posts.iter().all(|post| source.text.is_char_boundary(post.start)));
    }
    assert_eq!(read, from_bytes("x", format, bytes));
});
