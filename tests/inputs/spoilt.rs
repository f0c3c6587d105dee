//! No bytes make a reader panic, hang, or name a place outside the text: invented files of every format, cut, doubled, mixed and with
//! single bytes changed, always by the same numbers.

use crosscheck::inputs::{Format, Source, from_bytes};

use super::formats::zipped;

/// How many spoilt files of each format are tried.
const ROUNDS: usize = 400;

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
    \"headline\":\"Vote\",\"datePublished\":\"2031-05-06T10:00Z\"}</script><meta property='og:site_name' content='Post'></head><body><nav>\
    <a href=x>Home</a></nav><article><h1>Vote</h1><p>The council voted 17 to 12 for the bridge &ndash; “at last”.</p><figure><figcaption>\
    Bridge</figcaption></figure><table><tr><td>Roe<td>17</table><time datetime='2031-05-06T09:00'>9</time></article></body></html>";
const WIRE: &str = "<?xml version='1.0' encoding='utf-8'?><newsItem guid='x' version='1' xml:lang='en'><itemMeta><itemClass qcode='ninat:text'/>\
    <versionCreated>2031-05-06T10:00:00Z</versionCreated><pubStatus qcode='stat:usable'/></itemMeta><contentMeta><headline>Vote</headline>\
    </contentMeta><contentSet><inlineXML><nitf><body><body.content><p>The <b>council</b> voted &#8211; é.</p></body.content></body></nitf>\
    </inlineXML></contentSet></newsItem>";
const FEED: &str = "<rss><channel><title>Post</title><item><title>Vote &amp; more</title><pubDate>Thu, 01 May 2031 16:15:00 +0200</pubDate>\
    <description><![CDATA[<p>The council voted.</p><script>x</script>]]></description></item></channel></rss>";
const JSON: &str = r#"{"uri": "urn:x:1", "versionCreated": "2031-05-06T10:00Z", "pubStatus": "usable", "version": 2, "infoSources": [{"name": "Wire"}],
    "headlines": [{"role": "main", "value": "Vote é"}], "bodies": [{"value": "<p>The council &amp; the mayor.</p>"}], "ednotes": [{"role": "a"}]}"#;
const LETTER: &str = "From: Jane Roe <a@example.org>\r\nSubject: =?utf-8?Q?Vote_=E2=80=93?=\r\nDate: Tue, 6 May 2031 09:00:00 +0100\r\nContent-Type: \
    multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>The council voted.</p>\r\n--x\r\nContent-Disposition: attachment; \
    filename=a.pdf\r\n\r\nabc\r\n--x--\r\n";
const WORD: &str = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>The council voted</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>\
    </w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>é</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
const OPEN: &str = "<o:d xmlns:o='o'><o:body><o:text><o:h>Vote</o:h><o:p>The <o:s/>council<o:note><o:p>x</o:p></o:note></o:p></o:text></o:body></o:d>";

/// The same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

/// One to four of: a byte changed, a piece cut, a piece doubled, a piece of another file put in.
fn spoil(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(out.len());
        let end = (at + 1 + numbers.below(40)).min(out.len());
        match numbers.below(5) {
            0 if !out.is_empty() => out[at] = numbers.below(256).to_le_bytes()[0],
            1 => drop(out.drain(at..end)),
            2 => {
                let piece = out[at..end].to_vec();
                out.splice(at..at, piece);
            }
            3 => {
                let from = numbers.below(other.len());
                let piece = other[from..(from + 30).min(other.len())].to_vec();
                out.splice(at..at, piece);
            }
            _ => out.truncate(out.len() - numbers.below(out.len() / 4 + 1)),
        }
    }
    out
}

fn check(source: &Source) {
    let text = &source.text;
    assert!(source.layout.posts.is_sorted_by_key(|p| p.start), "{source:?}");
    assert!(source.layout.posts.iter().all(|p| text.is_char_boundary(p.start)), "{source:?}");
    assert!(source.layout.blocks.is_sorted_by_key(|(span, _)| *span), "{source:?}");
    assert!(
        source.layout.blocks.iter().all(|(s, _)| text.get(s.start..s.end).is_some_and(|t| !t.contains('\n'))),
        "{source:?}"
    );
    assert!(source.layout.blocks.windows(2).all(|w| w[0].0.end <= w[1].0.start), "blocks overlap: {source:?}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "a control character: {source:?}");
}

#[test]
fn spoilt_files_of_every_format_are_read_or_refused() {
    let word = zipped(&[("word/document.xml", WORD.as_bytes())]);
    let open = zipped(&[("content.xml", OPEN.as_bytes())]);
    let line = JSON.replace('\n', " ");
    let files: [(Format, &[u8]); 8] = [
        (Format::Html, PAGE.as_bytes()),
        (Format::Xml, WIRE.as_bytes()),
        (Format::Xml, FEED.as_bytes()),
        (Format::Json, JSON.as_bytes()),
        (Format::JsonLines, line.as_bytes()),
        (Format::Mail, LETTER.as_bytes()),
        (Format::Docx, &word),
        (Format::Odt, &open),
    ];
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for (at, (format, bytes)) in files.iter().enumerate() {
        let mut read = 0;
        for _ in 0..ROUNDS {
            let other = files[numbers.below(files.len())].1;
            let spoilt = spoil(bytes, other, &mut numbers);
            let first = from_bytes("x", *format, &spoilt);
            if let Ok((source, _)) = &first {
                read += 1;
                check(source);
            }
            assert_eq!(first, from_bytes("x", *format, &spoilt), "not the same twice");
        }
        assert!(from_bytes("x", *format, bytes).is_ok() && read > 5, "file {at}: only {read} were read");
    }
    // A document is a zip, whose check sums catch most damage: its XML is spoilt before it is packed.
    for (format, name, xml) in [(Format::Docx, "word/document.xml", WORD), (Format::Odt, "content.xml", OPEN)] {
        for _ in 0..ROUNDS {
            let packed = zipped(&[(name, &spoil(xml.as_bytes(), PAGE.as_bytes(), &mut numbers))]);
            if let Ok((source, _)) = from_bytes("x", format, &packed) {
                check(&source);
            }
        }
    }
}

#[test]
fn towers_of_elements_are_refused_before_they_are_climbed() {
    for (format, tower) in [
        (Format::Html, "<div>".repeat(100_000)),
        (Format::Html, "<b><i>".repeat(3_000) + "x"),
        (Format::Xml, "<a>".repeat(100_000)),
        (Format::Json, "[".repeat(100_000)),
        (Format::Html, format!("<p>{}", "<a href=x>".repeat(5_000))),
    ] {
        // It may be read or refused; it must come back.
        let _ = from_bytes("x", format, tower.as_bytes());
    }
    let error = from_bytes("x", Format::Html, "<div>".repeat(100_000).as_bytes()).expect_err("a tower").to_string();
    assert!(error.contains("nested more than 500 deep"), "{error}");
    let packed = zipped(&[("word/document.xml", "<a>".repeat(100_000).as_bytes())]);
    assert!(from_bytes("x", Format::Docx, &packed).is_err());
}
