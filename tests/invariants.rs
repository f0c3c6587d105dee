//! What must hold of any text: no order matters, no side is favoured, no span leads astray, nothing hangs, silence is no disagreement.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

use common::{RULES, crosscheck};
use crosscheck::{
    claims::SourceAnalysis,
    findings::{Evidence, Finding},
    inputs::{Format, Known, Source, from_bytes},
    pipeline::{self, Story},
    reports::{self, Job, Report},
    text::Span,
    values::{Severity, Timestamp},
};

fn json(sources: &[Source]) -> String {
    let story = pipeline::run(sources, &RULES);
    reports::json(&Report::new(Job::Report, &story, sources, &[], &RULES))
}

/// `text` as a source that is known as `like` is; `None` when nothing of it is text.
fn rewritten(like: &Source, text: &str) -> Option<Source> {
    // The text that is put together from JSON is no JSON.
    let format = if like.format == Format::Json { Format::Text } else { like.format };
    let (mut source, _) = from_bytes(&like.id, format, text.as_bytes()).ok()?;
    source.outlet = like.outlet.clone();
    source.published.clone_from(&like.published);
    source.timezone.clone_from(&like.timezone);
    Some(source)
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    for folder in common::stories() {
        let mut sources = common::read(&folder);
        let expected = json(&sources);
        assert!(expected.len() > 1000);
        for turn in 0..sources.len() {
            sources.rotate_left(1);
            assert!(json(&sources) == expected, "{}: turned by {turn}", folder.display());
        }
        sources.reverse();
        assert!(json(&sources) == expected, "{}: reversed", folder.display());
    }
}

/// What an editor is told, without the places where it stands.
fn told(sources: &[Source]) -> BTreeSet<(String, String, Severity, Vec<String>)> {
    let story = pipeline::run(sources, &RULES);
    let values = |f: &Finding| {
        let mut values: Vec<String> = f.sides.iter().map(|s| format!("{} {}", s.normalized, s.voices)).collect();
        values.sort();
        values
    };
    story.findings.iter().map(|f| (f.id.clone(), f.rule.clone(), f.severity, values(f))).collect()
}

#[test]
fn what_the_files_are_called_does_not_matter() {
    for folder in common::stories() {
        let mut sources = common::read(&folder);
        let expected = told(&sources);
        let count = sources.len();
        for turn in 1..count {
            // The names say in which order the program takes them.
            for (number, source) in sources.iter_mut().enumerate() {
                let place = if turn == 1 { count - 1 - number } else { (number + turn) % count };
                source.id = format!("{place:02}.txt");
            }
            assert_eq!(told(&sources), expected, "{}: named anew, {turn}", folder.display());
        }
    }
}

#[test]
fn the_order_on_the_command_line_does_not_matter() {
    let folder = common::root().join("fixtures/stories/ankara-or-istanbul");
    let mut files: Vec<String> = common::read(&folder)
        .iter()
        .map(|s| s.path.file_name().expect("a file").to_string_lossy().into_owned())
        .collect();
    for format in ["json", "text"] {
        let run = |files: &mut Vec<String>| {
            files.rotate_left(2);
            let args: Vec<&str> =
                ["report", "-f", format].into_iter().chain(files.iter().map(String::as_str)).collect();
            crosscheck(&folder, &args).stdout
        };
        let first = run(&mut files);
        files.reverse();
        assert!(first.len() > 1000 && run(&mut files) == first && run(&mut files) == first, "{format}");
    }
}

#[test]
fn a_copy_of_a_folder_gives_the_same_report() {
    for story in common::stories() {
        let mut names: Vec<String> = fs::read_dir(&story)
            .expect("readable")
            .map(|e| e.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let list = fs::read_to_string(story.join("sources.toml")).expect("a list");
        let (head, entries) = list.split_once("[[source]]").expect("it lists sources");
        let mut reversed: Vec<&str> = entries.split("[[source]]").collect();
        reversed.reverse();
        let reversed = format!("{head}[[source]]{}", reversed.join("\n[[source]]"));
        let mut reports = Vec::new();
        for turn in 0..3 {
            let copy = common::folder::<&str>(&[]);
            for name in &names {
                fs::copy(story.join(name), copy.path().join(name)).expect("writable");
            }
            if turn == 2 {
                common::write(copy.path(), "sources.toml", &reversed);
            }
            names.reverse();
            reports.push(crosscheck(copy.path(), &["report", ".", "-f", "json"]));
        }
        assert!(reports.iter().all(|r| r.status == 0 && r.stdout == reports[0].stdout), "{}", story.display());
        assert_eq!(reports[0].json()["sources"].as_array().map(Vec::len), Some(reversed.matches("[[source]]").count()));
    }
}

/// How many findings there are of each kind, without saying whose side is which.
fn kinds(story: &Story) -> BTreeMap<(&'static str, Severity, &'static str, usize), usize> {
    let mut out = BTreeMap::new();
    for f in &story.findings {
        *out.entry((f.slot.name(), f.severity, f.relation.name(), f.sides.len())).or_default() += 1;
    }
    out
}

#[test]
fn no_side_of_a_pair_is_favoured() {
    let mut loud = 0;
    for rule in &RULES.claims {
        for pair in &rule.tests.pair {
            let at = pair.published.as_deref().and_then(Timestamp::parse);
            let judged = |a: &str, b: &str| {
                let sources = [("a.txt", a), ("b.txt", b)].map(|(name, text)| {
                    let published = at.map(|value| Known::new(value, "test"));
                    Source { published, ..common::source(name, text) }
                });
                kinds(&pipeline::run(&sources, &RULES))
            };
            let there = judged(&pair.a, &pair.b);
            assert_eq!(there, judged(&pair.b, &pair.a), "{}: {:?} / {:?}", rule.id, pair.a, pair.b);
            loud += there.len();
        }
    }
    assert!(loud >= 4, "nothing was found that could have been one-sided");
}

#[test]
fn no_source_of_a_story_is_favoured() {
    for folder in common::stories() {
        let sources = common::read(&folder);
        for (at, left) in sources.iter().enumerate() {
            for right in &sources[at + 1..] {
                let named = |source: &Source, id: &str| Source { id: id.to_owned(), ..source.clone() };
                let there = kinds(&pipeline::run(&[named(left, "a"), named(right, "b")], &RULES));
                let back = kinds(&pipeline::run(&[named(left, "b"), named(right, "a")], &RULES));
                // The message names the story and no text: some stories are kept unread.
                assert!(there == back, "{}: one pair of sources is judged by its order", folder.display());
            }
        }
    }
}

/// Whether the span lies in the text and does not cut a character.
fn fits(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// Asserts that every span and every index of a source's stages leads to where something stands.
fn check_source(a: &SourceAnalysis, rules: usize) {
    let doc = &a.doc;
    let text = doc.text.as_str();
    let mut spans: Vec<(&str, Span)> = Vec::new();
    spans.extend(doc.blocks.iter().map(|b| ("block", b.span)));
    spans.extend(doc.posts.iter().flat_map(|p| [Some(p.span), p.stamp]).flatten().map(|s| ("post", s)));
    spans.extend(doc.sentences.iter().map(|s| ("sentence", s.span)));
    spans.extend(doc.tokens.iter().map(|t| ("token", t.span)));
    spans.extend(doc.quotes.iter().flat_map(|q| [Some(q.span), q.speaker]).flatten().map(|s| ("quote", s)));
    spans.extend(a.mentions.iter().map(|m| ("mention", m.span)));
    spans.extend(a.frames.iter().map(|f| ("frame", f.span)));
    spans.extend(a.frames.iter().flat_map(|f| &f.arguments).map(|g| ("argument", g.span)));
    spans.extend(a.claims.iter().flat_map(|c| [c.evidence, c.value_span]).map(|s| ("claim", s)));
    let speakers = a.frames.iter().map(|f| &f.attribution).chain(a.claims.iter().map(|c| &c.attribution));
    spans.extend(speakers.flatten().filter_map(|s| s.speaker).map(|s| ("speaker", s)));
    for (what, span) in spans {
        assert!(fits(text, span), "{}: {what} {span:?} does not fit the text of {} bytes", a.id, text.len());
    }
    let ranges = (doc.sentences.iter().map(|s| &s.tokens))
        .chain(doc.chunks.iter().map(|c| &c.tokens))
        .chain(a.mentions.iter().map(|m| &m.tokens));
    for range in ranges {
        assert!(range.start <= range.end && range.end <= doc.tokens.len(), "{}: tokens {range:?}", a.id);
    }
    assert!(doc.tokens.is_sorted_by(|x, y| x.span.end <= y.span.start), "{}: tokens overlap", a.id);
    assert!(doc.sentences.is_sorted_by(|x, y| x.span.end <= y.span.start), "{}: sentences overlap", a.id);
    assert!(doc.chunks.iter().all(|c| c.tokens.contains(&c.head)), "{}: a chunk without its head", a.id);
    assert!(
        doc.sentences.iter().all(|s| s.block < doc.blocks.len()) && doc.blocks.iter().all(|b| b.post < doc.posts.len())
    );
    let sentences = (doc.chunks.iter().map(|c| c.sentence))
        .chain(doc.quotes.iter().map(|q| q.sentence))
        .chain(a.mentions.iter().map(|m| m.sentence))
        .chain(a.frames.iter().map(|f| f.sentence))
        .chain(a.claims.iter().map(|c| c.sentence));
    assert!({ sentences }.all(|s| s < doc.sentences.len()), "{}: a sentence that is none", a.id);
    for frame in &a.frames {
        let tokens = frame.arguments.iter().map(|g| g.head).chain([frame.predicate.token]);
        assert!({ tokens }.all(|t| t < doc.tokens.len()), "{}: a token that is none", a.id);
        assert!(frame.governor.is_none_or(|g| g < a.frames.len()), "{}: a frame that is none", a.id);
    }
    for claim in &a.claims {
        assert!(claim.rule < rules && claim.post < doc.posts.len(), "{}: {claim:?}", a.id);
        let sentence = doc.sentences[claim.sentence].span;
        assert!(sentence.contains(claim.evidence) && sentence.contains(claim.value_span), "{}: {claim:?}", a.id);
    }
}

/// The same for what was made of all sources together, and that every format can be written.
fn check_story(story: &Story, sources: &[Source]) {
    for source in &story.sources {
        check_source(source, RULES.claims.len());
    }
    let text = |source: usize| story.sources[source].doc.text.as_str();
    for copy in &story.copies {
        for passage in [copy.left, copy.right] {
            assert!(fits(text(passage.source), passage.span), "{passage:?}");
        }
        for pair in &copy.sentences {
            let docs = (&story.sources[copy.left.source].doc, &story.sources[copy.right.source].doc);
            assert!(pair.left < docs.0.sentences.len() && pair.right < docs.1.sentences.len());
            for change in &pair.changes {
                assert!(
                    fits(&docs.0.text, docs.0.span_at(&change.left))
                        && fits(&docs.1.text, docs.1.span_at(&change.right))
                );
            }
        }
    }
    let claims = story.claims();
    assert!(story.facts.iter().flat_map(|f| &f.claims).all(|c| *c < claims.len()));
    for finding in &story.findings {
        assert!(finding.sides.len() >= 2 && finding.sides.iter().all(|s| !s.evidence.is_empty()), "{finding:?}");
        for e in finding.sides.iter().flat_map(|s| &s.evidence) {
            let Evidence { source, span, value, sentence, .. } = e;
            assert!(fits(text(*source), *span) && fits(text(*source), *value), "{finding:?}");
            assert!(story.sources[*source].doc.sentences[*sentence].span.contains(*value), "{finding:?}");
        }
    }
    for job in [Job::Report, Job::Check { draft: 0 }, Job::Diff { left: 0 }] {
        let mut report = Report::new(job, story, sources, &[], &RULES);
        let value: serde_json::Value = serde_json::from_str(&reports::json(&report)).expect("JSON");
        assert!(value["summary"]["sources"].as_u64() == Some(sources.len() as u64));
        assert!(reports::markdown(&report).ends_with('\n'));
        for width in [None, Some(20), Some(77)] {
            report.width = width;
            assert!(reports::text(&report, true).ends_with('\n'));
        }
    }
}

/// The texts of all fixtures that are text.
fn fixtures() -> Vec<Source> {
    let mut out: Vec<Source> = common::stories().iter().flat_map(|folder| common::read(folder)).collect();
    let documents = common::root().join("fixtures/documents");
    let mut paths: Vec<_> =
        fs::read_dir(documents).expect("there are some").map(|e| e.expect("readable").path()).collect();
    paths.sort();
    for path in paths {
        let format = Format::of(&path).unwrap_or(Format::Text);
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        out.extend(from_bytes(&name, format, &fs::read(&path).expect("readable")).ok().map(|(source, _)| source));
    }
    assert!(out.len() >= 20, "the fixtures are gone");
    out
}

#[test]
fn the_spans_of_every_stage_fit_every_fixture() {
    for folder in common::stories() {
        let sources = common::read(&folder);
        check_story(&pipeline::run(&sources, &RULES), &sources);
    }
    let fixtures = fixtures();
    check_story(&pipeline::run(&fixtures, &RULES), &fixtures);
}

/// Numbers that look random and are the same in every run.
struct Xorshift(u64);

impl Xorshift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`; 0 when there is none.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).expect("below a usize")
    }

    fn pick<'t, T: ?Sized>(&mut self, rows: &[&'t T]) -> &'t T {
        rows[self.below(rows.len())]
    }
}

/// What is seldom in news and often at fault.
const AWKWARD: &[&str] = &[
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "e\u{301}",
    "🧑‍🚒",
    "İ",
    "ß",
    "ﬁ",
    "\u{2028}",
    "\u{85}",
    "\r",
    "\t",
    "\n\n",
    "\n---\n",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "(",
    "[",
    "](",
    "```",
    "<",
    "&amp;",
    "…",
    ". ",
    ".",
    "-",
    "–",
    "—",
    "@",
    "#",
    "$",
    "%",
    "€",
    "99999999999999999999",
    "0",
    "1/0",
    "30 February 2031",
    "25:61",
    "0am",
    "13pm",
    "II",
    "A.",
    "Mr.",
    "Ｔａｌｋｓ",
    "١٢",
    "会谈",
];

/// `text` with one to four things done to it: cut, spliced with another text, spoilt, doubled.
fn mutated(random: &mut Xorshift, text: &str, other: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let (x, y) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (from, to) = (x.min(y), x.max(y));
        match random.below(7) {
            0 => drop(bytes.drain(from..to)),
            1 => bytes.truncate(to),
            2 => {
                let at = random.below(other.len());
                let end = (at + random.below(800)).min(other.len());
                bytes.splice(from..from, other.as_bytes()[at..end].iter().copied());
            }
            3 => {
                for _ in 0..random.below(40) {
                    let at = random.below(bytes.len());
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = random.next().to_le_bytes()[0];
                    }
                }
            }
            4 => {
                let line = text.lines().nth(random.below(text.lines().count())).unwrap_or_default();
                bytes.splice(from..from, format!("{line}\n").repeat(1 + random.below(6)).into_bytes());
            }
            5 => {
                for _ in 0..random.below(30) {
                    let at = random.below(bytes.len() + 1);
                    bytes.splice(at..at, random.pick(AWKWARD).bytes());
                }
            }
            _ => {
                let words: Vec<&str> = text.split(' ').collect();
                let mixed: Vec<&str> = (0..words.len()).map(|_| words[random.below(words.len())]).collect();
                bytes = mixed.join(" ").into_bytes();
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn spoilt_texts_do_no_harm() {
    let fixtures = fixtures();
    let mut random = Xorshift(0x2545_f491_4f6c_dd1d);
    let mut read = 0;
    for round in 0..300 {
        let (like, other) = (&fixtures[round % fixtures.len()], &fixtures[random.below(fixtures.len())]);
        let text = mutated(&mut random, &like.text, &other.text);
        let Some(spoilt) = rewritten(like, &text) else { continue };
        read += 1;
        let sources = [Source { id: "spoilt".to_owned(), ..spoilt }, like.clone()];
        let outcome = std::panic::catch_unwind(|| check_story(&pipeline::run(&sources, &RULES), &sources));
        assert!(outcome.is_ok(), "round {round}: {text:?}");
    }
    assert!(read >= 250, "most of it is still text: {read}");
}

#[test]
fn long_and_monotonous_texts_come_to_an_end() {
    let same = "The grain talks between Moldova and Georgia will be held in Ankara on Friday. ".repeat(20_000);
    let rows: Vec<(&str, String)> = vec![
        ("one sentence 20,000 times", same),
        ("200 kB without spaces", "abcdefghij".repeat(20_000)),
        ("200 kB of digits", "1234567890".repeat(20_000)),
        ("200 kB of quotation marks", "\"“”'’".repeat(20_000)),
        ("200 kB of brackets", "([{<".repeat(50_000)),
        ("200 kB of stops", ". ".repeat(100_000)),
        ("100 kB of commas in one sentence", "Ankara, Istanbul, ".repeat(6_000)),
        ("one sentence of 30,000 words", "the talks in Ankara and ".repeat(6_000)),
        ("numbers in one sentence", "Mr. Roe met no. 5 vs. them ".repeat(8_000)),
        (
            "10,000 values of one thing",
            (0..10_000).map(|n| format!("The ferry carried {} people. ", 10 + n * 7 % 900)).collect(),
        ),
        ("names without end", "Cornelia Rusu ".repeat(14_000)),
        ("100,000 empty lines", "Talks.".to_owned() + &"\n".repeat(100_000) + "End."),
        ("60,000 lines of a word", "talks\n".repeat(60_000)),
        ("stamps", "21:22 Talks begin.\n".repeat(10_000)),
        ("Markdown: emphasis", "*_".repeat(50_000) + " Talks."),
        ("Markdown: brackets", "[".repeat(50_000) + " Talks."),
        ("Markdown: quotes in quotes", ">".repeat(50_000) + " Talks."),
        ("Markdown: 5,000 paragraphs", "The *talks* in [Ankara](x) ended.\n\n".repeat(5_000)),
    ];
    for (name, text) in rows {
        let (done, wait) = mpsc::channel();
        let format = if name.starts_with("Markdown") { Format::Markdown } else { Format::Text };
        let letters = text.len();
        let job = thread::spawn(move || {
            let half = text.floor_char_boundary(text.len() / 2);
            // With a word at the end, as half of some of these is no text.
            let made = [format!("{} Talks.", &text[..half]), text].map(|text| {
                let (source, _) = from_bytes("a", format, text.as_bytes()).expect("it is text");
                let lisbon = "The grain talks between Moldova and Georgia will be held in Lisbon on Friday.";
                things_made(&pipeline::run(&[source, common::source("b", lisbon)], &RULES))
            });
            // Nobody waits any more when it has taken too long.
            let _ = done.send(made);
        });
        // No measure of speed: how busy the machine is must not matter. It ends a test that would never end.
        let waited = wait.recv_timeout(Duration::from_secs(30 * 60));
        assert!(waited != Err(mpsc::RecvTimeoutError::Timeout), "{name}: it does not come to an end");
        assert!(job.join().is_ok(), "{name}: it panicked");
        let [half, whole] = waited.expect("it has ended");
        // Twice the text makes twice the things, where every pair of two would make four times as many; and no letter makes more than one
        // where half of the text is read in another way.
        assert!(whole <= 3 * half + letters, "{name}: {half} things of half the text, {whole} of all of it");
    }
}

/// How many things all stages made of a story: the work grows with them.
fn things_made(story: &Story) -> usize {
    let of_source = |s: &SourceAnalysis| s.doc.tokens.len() + s.mentions.len() + s.frames.len() + s.open.len();
    let facts = story.facts.iter().map(|fact| fact.claims.len() + fact.alignments.len() + fact.echoes.len());
    let judged = story.judgement.pairs.len() + story.judgement.words.len() + story.judgement.proposed.len();
    let told = story.copies.len() + story.findings.len();
    story.sources.iter().map(of_source).sum::<usize>() + facts.sum::<usize>() + judged + told
}

fn loud(story: &Story) -> Vec<String> {
    let loud = story.findings.iter().filter(|f| f.severity >= Severity::Warning);
    loud.map(|f| format!("{} {}", f.severity.name(), f.message)).collect()
}

/// Runs `test` with the text of `source`, with each of its sentences taken away in turn.
fn without_each_sentence(source: &Source, mut test: impl FnMut(&Source, &str)) -> usize {
    let doc = pipeline::analyse(0, source, &RULES).doc;
    for sentence in &doc.sentences {
        let text = format!("{}{}", &doc.text[..sentence.span.start], &doc.text[sentence.span.end..]);
        if let Some(shorter) = rewritten(source, &text) {
            test(&shorter, doc.slice(sentence.span));
        }
    }
    doc.sentences.len()
}

fn file(source: &Source) -> String {
    source.path.file_name().expect("a file").to_string_lossy().into_owned()
}

/// The pairs of files that `expected.toml` sets against each other, both ways round.
fn planted(folder: &Path) -> BTreeSet<[String; 2]> {
    let text = fs::read_to_string(folder.join("expected.toml")).expect("readable");
    let expected: toml::Table = toml::from_str(&text).expect("TOML");
    let mut out = BTreeSet::new();
    for discrepancy in expected.get("discrepancy").and_then(toml::Value::as_array).into_iter().flatten() {
        let sides = discrepancy["side"].as_array().expect("sides");
        for a in sides {
            for b in sides.iter().filter(|b| a["value"] != b["value"]) {
                out.insert([a, b].map(|side| side["file"].as_str().expect("a file").to_owned()));
            }
        }
    }
    out
}

#[test]
fn what_one_source_leaves_out_is_no_difference() {
    let mut cut = 0;
    for folder in common::reviewed() {
        let sources = common::read(&folder);
        let planted = planted(&folder);
        for (at, left) in sources.iter().enumerate() {
            // Each text against itself as another outlet's, and against every other text that it agrees with.
            let twin = Source { id: format!("{}#twin", left.id), ..left.clone() };
            for right in sources.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, s)| s).chain([&twin]) {
                // A planted discrepancy that is not found today may well be found in a shorter text.
                if planted.contains(&[file(left), file(right)])
                    || !loud(&pipeline::run(&[left.clone(), right.clone()], &RULES)).is_empty()
                {
                    continue;
                }
                cut += without_each_sentence(left, |shorter, words| {
                    let found = loud(&pipeline::run(&[shorter.clone(), right.clone()], &RULES));
                    assert!(found.is_empty(), "{} without {words:?} / {}: {found:?}", left.id, right.id);
                });
            }
        }
    }
    assert!(cut >= 300, "too few pairs agree: {cut} sentences");
}
