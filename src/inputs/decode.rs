//! From bytes to text: UTF-8, UTF-16 by its byte order mark, else the likeliest old encoding; binary data is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::inputs::story::Refusal;

type Result<T> = std::result::Result<T, Refusal>;

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; for valid UTF-8 the bytes themselves, byte order mark included.
    pub text: String,
    /// The encoding, for people.
    pub encoding: String,
    /// Length of the byte order mark that stands at the start of `text`.
    pub mark: usize,
}

/// Where an English text is likeliest from: "£" of one old encoding is "Ł" of another, and bytes alone do not tell which.
const HOME: &[u8] = b"uk";

const UTF8_MARK: &str = "\u{feff}";

/// More than one control character in so many: no text has that.
const CHARS_PER_CONTROL: usize = 20;
/// So few are an accident even in a short text.
const FEW_CONTROLS: usize = 2;

/// How files of other formats begin that can be taken for text, or that people rename to `.txt`.
const SIGNATURES: [(&[u8], &str); 3] = [(b"%PDF-", "a PDF"), (b"{\\rtf", "an RTF"), (b"PK\x03\x04", "a zip or office")];

const BINARY_REMEDY: &str = "save it as plain text in UTF-8, or give the file the ending of its format";

/// Decodes `bytes`, or says why they are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(refusal(format!("this is {name} file and no plain text")));
    }
    for (mark, encoding) in [([0xff, 0xfe], UTF_16LE), ([0xfe, 0xff], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(&mark) {
            return checked(with_encoding(rest, encoding, ""));
        }
    }
    if bytes.contains(&0) {
        return Err(refusal("this is binary data and no text"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let mark = if text.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        return checked(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned(), mark });
    }
    checked(damaged_utf8(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        with_encoding(bytes, detector.guess(Some(HOME), Utf8Detection::Deny), "detected")
    }))
}

/// Decodes `bytes` of a format that names its own encoding as `label`, which counts where the bytes are no UTF-8.
pub(super) fn decode_as(bytes: &[u8], label: Option<&str>) -> Result<Decoded> {
    let named =
        label.and_then(|label| Encoding::for_label(label.trim().as_bytes())).filter(|e| e.is_ascii_compatible());
    match named {
        Some(encoding)
            if std::str::from_utf8(bytes).is_err() && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.contains(&0) =>
        {
            checked(with_encoding(bytes, encoding, ""))
        }
        _ => decode(bytes),
    }
}

/// UTF-8 with a few broken bytes (a cut-off file, a bad paste) must not be read as an old encoding: every typographic
/// quote would turn into three odd letters. It is UTF-8 when more sequences are right than wrong.
fn damaged_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if right <= wrong {
        return None;
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mark = if text.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
    Some(Decoded { text, encoding: "UTF-8 (invalid bytes replaced)".to_owned(), mark })
}

fn with_encoding(bytes: &[u8], encoding: &'static Encoding, note: &str) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let notes: Vec<&str> =
        [note, if damaged { "invalid bytes replaced" } else { "" }].into_iter().filter(|n| !n.is_empty()).collect();
    let name = match notes.is_empty() {
        true => encoding.name().to_owned(),
        false => format!("{} ({})", encoding.name(), notes.join(", ")),
    };
    Decoded { text: text.into_owned(), encoding: name, mark: 0 }
}

fn checked(decoded: Decoded) -> Result<Decoded> {
    let (mut all, mut control) = (0usize, 0usize);
    for c in decoded.text.chars() {
        all += 1;
        control += usize::from(is_control(c));
    }
    if decoded.text.contains('\0') || control.saturating_sub(FEW_CONTROLS).saturating_mul(CHARS_PER_CONTROL) > all {
        return Err(refusal("this is binary data and no text"));
    }
    Ok(decoded)
}

fn is_control(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}'))
}

fn refusal(what: impl Into<String>) -> Refusal {
    Refusal::new(what, BINARY_REMEDY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_words() {
        let words = "The envoy said: “Türkiye will host the talks”, and left Kırova.";
        let western = "The envoy said: “Türkiye will host the talks”, and left – again.";
        let (cp1252, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        for (bytes, encoding, text) in [
            (words.as_bytes().to_vec(), "UTF-8", words.to_owned()),
            (format!("\u{feff}{words}").into_bytes(), "UTF-8", format!("\u{feff}{words}")),
            (utf16(words, u16::to_le_bytes), "UTF-16LE", words.to_owned()),
            (utf16(words, u16::to_be_bytes), "UTF-16BE", words.to_owned()),
            (cp1252.into_owned(), "windows-1252 (detected)", western.to_owned()),
        ] {
            let decoded = decode(&bytes).expect(encoding);
            assert_eq!((decoded.encoding.as_str(), decoded.text), (encoding, text));
        }
    }

    #[test]
    fn a_sum_in_pounds_stays_one_in_an_old_encoding() {
        for text in [
            "The port was fined £640,000 after a fire.",
            "The owner’s costs were £50,000, or €58,000 – “a fair sum”, it said.",
            "José Álvarez, who runs the café, gave £10.",
        ] {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
            assert_eq!(decode(&bytes).expect("text").text, text);
        }
    }

    #[test]
    fn one_broken_byte_does_not_turn_utf8_into_an_old_encoding() {
        let mut bytes = "“Yes”, she said, “the café is open”.".as_bytes().to_vec();
        bytes.push(0xe2);
        let decoded = decode(&bytes).expect("text");
        assert!(decoded.text.starts_with("“Yes”, she said"), "{}", decoded.text);
        assert_eq!(decoded.encoding, "UTF-8 (invalid bytes replaced)");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"word\0word"[..],
            b"\x01\x02\x03\x04abc",
            b"%PDF-1.7 all in printable letters",
            b"{\\rtf1\\ansi Hello}",
            b"PK\x03\x04office",
            b"\xff\xfea\0\0\0b\0",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        assert!(decode(b"\x0cPage two\r\n\tindented").is_ok(), "form feeds and tabs are text");
    }
}
