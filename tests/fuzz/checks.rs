//! What must hold of any bytes, a function a target: `tests/fuzz.rs` and the programs of cargo-fuzz (`fuzz/`) call the same ones.

use std::sync::LazyLock;

use crosscheck::{
    findings::Evidence,
    inputs::{Format, Given, Inputs, Limits, Overrides, Record, Source, from_bytes, read_given, records_of},
    mentions::{Mention, Value, anchors, find_mentions},
    pipeline,
    reports::{self, Job, Report},
    rules::{RuleFile, Rules, files},
    text::{Layout, Span, annotate},
    values::{Quantity, Timestamp, time::TimeValue},
};

static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

/// Names that choose a reader, by the first byte of the input.
const NAMES: [&str; 14] = [
    "x.txt",
    "x.md",
    "x.json",
    "x.jsonl",
    "x.html",
    "x.xml",
    "x.docx",
    "x.odt",
    "x.eml",
    "x.pdf",
    "x.zip",
    "x.txt.gz",
    "x.html.gz",
    "x",
];
/// Small, so that what lies just above them is met often.
const LIMITS: Limits = Limits {
    file_bytes: 1 << 20,
    text_bytes: 1 << 16,
    unpacked_bytes: 1 << 20,
    files: 20,
    nesting: 60,
    elements: 5_000,
};
/// Longer texts only make the pipeline slow.
const LONGEST: usize = 4_000;
/// So many values of a text are held against each other.
const MOST_VALUES: usize = 12;

fn fits(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some()
}

fn check_source(source: &Source) {
    let layout = &source.layout;
    assert!(layout.hidden.iter().chain(layout.blocks.iter().map(|(span, _)| span)).all(|s| fits(&source.text, *s)));
    assert!(layout.posts.iter().all(|post| source.text.is_char_boundary(post.start)));
    assert!(source.text.len() <= LIMITS.text_bytes);
}

fn check_inputs(inputs: &Inputs) {
    inputs.sources.iter().for_each(check_source);
    assert!(inputs.errors.iter().all(|error| !error.what.is_empty() && error.remedy.is_some()), "{:?}", inputs.errors);
    let is_read = !inputs.sources.is_empty() || !inputs.left_out.is_empty();
    assert!(is_read || !inputs.errors.is_empty(), "nothing came of it, and nothing is said");
}

/// Every reader, packed files too: spans in the text, a message with a remedy where nothing comes of it, the same twice.
pub fn readers(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let file = [Given { name: NAMES[usize::from(*choice) % NAMES.len()], bytes }];
    let read = || read_given(&file, &Overrides::default(), &LIMITS);
    let first = read();
    check_inputs(&first);
    assert_eq!(first, read());
    for record in records_of("k", first) {
        assert_eq!(Record::parse(&record.to_line(None), &LIMITS).as_ref(), Ok(&record));
    }
}

/// A `sources.toml` beside three files.
pub fn lists(bytes: &[u8]) {
    let files = [
        Given { name: "s/sources.toml", bytes },
        Given { name: "s/a.txt", bytes: b"The talks will be held in Ankara." },
        Given { name: "s/b.md", bytes: b"# Talks\n\nThe talks will be held in Istanbul." },
    ];
    let read = || read_given(&files, &Overrides::default(), &LIMITS);
    let first = read();
    check_inputs(&first);
    assert_eq!(first.sources.len() + first.left_out.len(), 2, "no list costs a source: {:?}", first.errors);
    assert_eq!(first, read());
}

/// The rule loader: a claim rule, a time rule, a word list or weights of any text are taken, or refused with a message and a remedy.
pub fn rule_files(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let ids = ["en/claims/own", "en/mentions/time/own", "en/lexicons/own", "en/alignment"];
    let id = ids[usize::from(*choice) % ids.len()];
    let own = RuleFile { id: id.to_owned(), path: "own.toml".into(), text: text.to_owned() };
    if let Err(errors) = Rules::load(&files::overlay(files::embedded(), vec![own])) {
        assert!(errors.iter().all(|error| !error.what.is_empty()), "{errors:?}");
    }
}

fn mentions_of(text: &str) -> Vec<Mention> {
    let doc = annotate(text, &Layout::default(), &RULES.lexicons);
    let published = Timestamp::parse("2031-05-16T10:00:00+02:00");
    let found = find_mentions(&doc, &anchors(&doc, published, None, &RULES), &RULES);
    assert!(found.iter().all(|m| fits(text, m.span)), "{text:?}");
    found
}

/// The parser of numbers: quantities of a text can be written and compare the same both ways round.
pub fn numbers(bytes: &[u8]) {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST) else { return };
    let found = mentions_of(text);
    let numbers: Vec<&Quantity> = found
        .iter()
        .filter_map(|m| if let Value::Quantity(q) = &m.value { Some(&q.quantity) } else { None })
        .take(MOST_VALUES)
        .collect();
    assert!(numbers.iter().all(|n| !n.number.is_nan() && !n.base.is_nan() && !n.normalized().is_empty()), "{text:?}");
    for (at, a) in numbers.iter().enumerate() {
        assert!(numbers[at..].iter().all(|b| a.compare(b) == b.compare(a)), "{text:?}");
    }
}

/// The parsers of times: a stamp is read as it is written, times of a text have an order and compare the same both ways round.
pub fn times(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(at) = Timestamp::parse(text) {
        assert_eq!(Timestamp::parse(&at.with_seconds()).map(|t| t.with_seconds()), Some(at.with_seconds()), "{text:?}");
        for zone in ["Asia/Kathmandu", "America/St_Johns"] {
            let there = at.in_zone(zone.parse().expect("a zone"));
            assert_eq!(there.instant(None), at.instant(None), "{text:?}");
        }
    }
    if text.len() > LONGEST {
        return;
    }
    let found = mentions_of(text);
    let times: Vec<&TimeValue> = found
        .iter()
        .filter_map(|m| if let Value::Time(t) = &m.value { Some(t) } else { None })
        .take(MOST_VALUES)
        .collect();
    assert!(times.iter().all(|t| t.days.is_none_or(|(first, last)| first <= last)), "{text:?}: {times:?}");
    for (at, a) in times.iter().enumerate() {
        use crosscheck::values::time::compare;
        assert!(times[at..].iter().all(|b| compare(a, b) == compare(b, a)), "{text:?}");
    }
}

/// The whole program on two texts with a NUL between them: evidence in its text, the same twice and in any order, every report made.
pub fn pipeline(bytes: &[u8]) {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST) else { return };
    let read = |(at, text): (usize, &str)| from_bytes(&format!("{at}.txt"), Format::Text, text.as_bytes()).ok();
    let mut sources: Vec<Source> =
        text.splitn(2, '\0').enumerate().filter_map(read).map(|(source, _)| source).collect();
    let story = pipeline::run(&sources, &RULES);
    for claim in story.claims() {
        let text = &story.sources[claim.source].doc.text;
        assert!(fits(text, claim.evidence) && fits(text, claim.value_span));
    }
    for Evidence { source, span, value, .. } in story.findings.iter().flat_map(|f| &f.sides).flat_map(|s| &s.evidence) {
        let text = &story.sources[*source].doc.text;
        assert!(fits(text, *span) && fits(text, *value));
    }
    let report = Report::new(Job::Report, &story, &sources, &[], &RULES);
    let json = reports::json(&report);
    assert!(reports::text(&report, true).ends_with('\n') && reports::markdown(&report).ends_with('\n'));
    drop(report);
    sources.reverse();
    let again = pipeline::run(&sources, &RULES);
    assert!(json == reports::json(&Report::new(Job::Report, &again, &sources, &[], &RULES)), "the order matters");
}
