//! The invented stories: what is planted in them is found, what looks like a discrepancy and is none is left alone, and `found.toml`
//! says honestly how far the program has come. The stories with a `gold.jsonl` are measured in `evaluation.rs`.

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use crosscheck::{
    findings::{Evidence, Finding},
    pipeline::{self, Story},
    text::Span,
    values::Severity,
};
use serde::Deserialize;

/// `expected.toml` of a story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    discrepancy: Vec<Discrepancy>,
    #[serde(default)]
    trap: Vec<Trap>,
    #[serde(default)]
    copy: Vec<Copied>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Discrepancy {
    id: String,
    r#type: String,
    severity: Severity,
    #[allow(dead_code, reason = "for readers of the file")]
    note: Option<String>,
    side: Vec<Side>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    id: String,
    why: String,
    at_most: Option<Severity>,
    side: Vec<Side>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copied {
    id: String,
    class: String,
    #[allow(dead_code, reason = "for readers of the file")]
    note: Option<String>,
    side: Vec<Side>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    file: String,
    quote: String,
    value: Option<String>,
    /// In a trap of two events, the one that this side tells of: what two outlets say of one may differ.
    event: Option<String>,
}

/// `found.toml` of a story: what the program makes of it today. A change for the better must be written down here as well.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    /// Ids of discrepancies and copies of `expected.toml` that are found, at the severity or class that is expected.
    found: BTreeSet<String>,
    /// Ids of discrepancies that are found, but at less than their severity.
    too_light: BTreeSet<String>,
    /// Ids of discrepancies and copies that are not found.
    known_misses: BTreeSet<String>,
    /// Traps that are sprung (`trap ID`), and errors and warnings that meet nothing planted (`severity slot file:line file:line`).
    known_false: BTreeSet<String>,
}

/// One story as the program reads it.
struct Case {
    name: String,
    story: Story,
    expected: Expected,
    found: Found,
}

impl Case {
    fn load(folder: &Path) -> Self {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let story = pipeline::run(&common::read(folder), &common::RULES);
        Self { expected: parse(&folder.join("expected.toml")), found: parse(&folder.join("found.toml")), name, story }
    }

    /// The source of this file, and where the quote stands in it.
    fn place(&self, side: &Side) -> (usize, Span) {
        let named = |s: &crosscheck::claims::SourceAnalysis| s.path.rsplit('/').next() == Some(side.file.as_str());
        let number = self.story.sources.iter().position(named).unwrap_or_else(|| {
            panic!("{}: expected.toml names {}, which is no source of the story", self.name, side.file)
        });
        let mut places = self.story.sources[number].doc.text.match_indices(&side.quote);
        let (start, words) = places.next().unwrap_or_else(|| {
            panic!("{}: expected.toml quotes what {} does not say: {:?}", self.name, side.file, side.quote)
        });
        assert_eq!(places.next(), None, "{}: {:?} stands twice in {}", self.name, side.quote, side.file);
        (number, Span::new(start, start + words.len()))
    }

    /// Whether `evidence` stands in a sentence of the side's quote.
    fn in_sentence(&self, evidence: &Evidence, side: &Side) -> bool {
        let (source, quote) = self.place(side);
        evidence.source == source && self.story.sources[source].doc.sentences[evidence.sentence].span.overlaps(quote)
    }

    /// Whether the value that `evidence` shows stands in the side's quote.
    fn in_quote(&self, evidence: &Evidence, side: &Side) -> bool {
        let (source, quote) = self.place(side);
        evidence.source == source && evidence.value.overlaps(quote)
    }

    /// Whether two sides of `finding` stand where two sides of `sides` stand that `apart` says are set against each other.
    fn sets_apart(
        &self,
        finding: &Finding,
        sides: &[Side],
        stands: impl Fn(&Evidence, &Side) -> bool,
        apart: impl Fn(&Side, &Side) -> bool,
    ) -> bool {
        let on: Vec<Vec<bool>> = finding
            .sides
            .iter()
            .map(|found| sides.iter().map(|side| found.evidence.iter().any(|e| stands(e, side))).collect())
            .collect();
        (0..on.len()).any(|x| {
            (0..on.len()).filter(|y| *y != x).any(|y| {
                (0..sides.len())
                    .any(|i| (0..sides.len()).any(|j| i != j && on[x][i] && on[y][j] && apart(&sides[i], &sides[j])))
            })
        })
    }

    fn meets(&self, finding: &Finding, planted: &Discrepancy) -> bool {
        finding.slot.name() == planted.r#type
            && self.sets_apart(finding, &planted.side, |e, s| self.in_sentence(e, s), |a, b| a.value != b.value)
    }

    fn springs(&self, finding: &Finding, trap: &Trap) -> bool {
        let apart = |a: &Side, b: &Side| a.event.is_none() || a.event != b.event;
        self.sets_apart(finding, &trap.side, |e, s| self.in_quote(e, s), apart)
    }

    /// A finding as `found.toml` names it: severity, slot, and the lines its sides begin on.
    fn name(&self, finding: &Finding) -> String {
        let place = |e: &Evidence| {
            let source = &self.story.sources[e.source];
            let line = source.doc.text[..e.value.start].lines().count().max(1);
            format!("{}:{line}", source.path.rsplit('/').next().unwrap_or_default())
        };
        let mut places: Vec<String> = finding.sides.iter().filter_map(|s| s.evidence.first()).map(place).collect();
        places.sort();
        format!("{} {} {}", finding.severity.name(), finding.slot.name(), places.join(" "))
    }

    fn is_copied(&self, copied: &Copied) -> bool {
        let at: Vec<(usize, Span)> = copied.side.iter().map(|s| self.place(s)).collect();
        let [a, b] = at[..] else { panic!("{}: {} has not two sides", self.name, copied.id) };
        let covers = |p: crosscheck::copies::Passage, (source, quote): (usize, Span)| {
            p.source == source && p.span.overlaps(quote)
        };
        self.story.copies.iter().any(|c| {
            c.class.name() == copied.class
                && ((covers(c.left, a) && covers(c.right, b)) || (covers(c.left, b) && covers(c.right, a)))
        })
    }
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn cases() -> Vec<Case> {
    common::reviewed().iter().map(|folder| Case::load(folder)).collect()
}

/// What became worse and what became better, for one story.
fn compare(out: &mut Vec<String>, case: &Case, list: &str, today: &BTreeSet<String>, written: &BTreeSet<String>) {
    let file = format!("fixtures/stories/{}/found.toml", case.name);
    for new in today.difference(written) {
        out.push(format!("{file}: `{new}` belongs in `{list}` today and is not written there"));
    }
    for gone in written.difference(today) {
        out.push(format!("{file}: `{gone}` stands in `{list}` and is not so today"));
    }
}

#[test]
fn every_expectation_quotes_its_sources() {
    for case in cases() {
        let mut ids = BTreeSet::new();
        let expected = &case.expected;
        let all = (expected.discrepancy.iter().map(|d| (&d.id, &d.side)))
            .chain(expected.trap.iter().map(|t| (&t.id, &t.side)))
            .chain(expected.copy.iter().map(|c| (&c.id, &c.side)));
        for (id, sides) in all {
            assert!(ids.insert(id.clone()), "{}: two expectations are called {id}", case.name);
            assert!(sides.len() >= 2, "{}: {id} has one side only", case.name);
            for side in sides {
                let (source, quote) = case.place(side);
                let sentences = &case.story.sources[source].doc.sentences;
                assert!(sentences.iter().any(|s| s.span.overlaps(quote)), "{}: {id}: in no sentence", case.name);
            }
        }
        for planted in &expected.discrepancy {
            let values: BTreeSet<_> =
                planted.side.iter().map(|s| s.value.as_ref().expect("a side has a value")).collect();
            assert!(values.len() >= 2, "{}: {} has one value only", case.name, planted.id);
        }
    }
}

#[test]
fn what_is_planted_is_found_as_far_as_found_toml_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (mut found, mut light, mut missed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for planted in &case.expected.discrepancy {
            let met = case.story.findings.iter().filter(|f| case.meets(f, planted)).map(|f| f.severity).max();
            let list = match met {
                Some(severity) if severity >= planted.severity => &mut found,
                Some(_) => &mut light,
                None => &mut missed,
            };
            list.insert(planted.id.clone());
        }
        for copied in &case.expected.copy {
            let list = if case.is_copied(copied) { &mut found } else { &mut missed };
            list.insert(copied.id.clone());
        }
        compare(&mut wrong, &case, "found", &found, &case.found.found);
        compare(&mut wrong, &case, "too_light", &light, &case.found.too_light);
        compare(&mut wrong, &case, "known_misses", &missed, &case.found.known_misses);
    }
    let advice = "a loss is a fault in the program; a gain is to be recorded by moving the id to the list named";
    assert!(wrong.is_empty(), "{}\n{advice}", wrong.join("\n"));
}

#[test]
fn no_trap_is_sprung_and_nothing_unplanted_is_reported() {
    let mut wrong = Vec::new();
    for case in cases() {
        let mut alarms = BTreeSet::new();
        for finding in &case.story.findings {
            let mut alarm = |name: String, why: &str| {
                if !case.found.known_false.contains(&name) {
                    wrong.push(format!("{}: {}: {} ({why})", case.name, case.name(finding), finding.message));
                }
                alarms.insert(name);
            };
            let sprung: Vec<&Trap> = case.expected.trap.iter().filter(|t| case.springs(finding, t)).collect();
            for trap in sprung.iter().filter(|t| t.at_most.is_none_or(|most| finding.severity > most)) {
                alarm(format!("trap {}", trap.id), &trap.why);
            }
            let planted = case.expected.discrepancy.iter().any(|d| case.meets(finding, d));
            if sprung.is_empty() && !planted && finding.severity >= Severity::Warning {
                alarm(case.name(finding), "nothing of the kind was planted");
            }
        }
        compare(&mut wrong, &case, "known_false", &alarms, &case.found.known_false);
    }
    let advice = "a new false alarm is a fault in the program; one that is gone is to be struck from the list";
    assert!(wrong.is_empty(), "{}\n{advice}", wrong.join("\n"));
}

#[test]
fn the_quiet_stories_have_no_error_and_no_warning() {
    for name in ["quiet-harbour", "still-lake"] {
        let case = Case::load(&common::root().join("fixtures/stories").join(name));
        assert!(case.expected.discrepancy.is_empty(), "{name} was made without any");
        let claims = case.story.claims().len();
        assert!(claims >= 10, "a story of which nothing is read is quiet for nothing: {name}: {claims} claims");
        let loud: Vec<&String> =
            case.story.findings.iter().filter(|f| f.severity >= Severity::Warning).map(|f| &f.message).collect();
        assert!(loud.is_empty(), "{name}: {loud:#?}");
    }
}

/// What an editor sees of each story, reviewed. After a change, read the difference before the new report is taken over.
#[test]
fn the_report_of_each_story_is_as_reviewed() {
    let mut wrong = Vec::new();
    for folder in common::reviewed() {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy();
        let story = format!("fixtures/stories/{name}");
        let ran = common::crosscheck(common::root(), &["report", &story]);
        assert_eq!(ran.status, 0, "{name}: {ran:?}");
        let kept = fs::read_to_string(common::root().join(format!("tests/reports/{name}.txt"))).unwrap_or_default();
        let differs = ran.text().lines().zip(kept.lines()).find(|(now, then)| now != then);
        match differs {
            Some((now, then)) => wrong.push(format!("{name}: now {now:?}, reviewed {then:?}")),
            None if ran.text() != kept => wrong.push(format!("{name}: one report is longer than the other")),
            None => {}
        }
    }
    let advice = "read `crosscheck report fixtures/stories/NAME`; if it is right, write it to tests/reports/NAME.txt";
    assert!(wrong.is_empty(), "{}\n{advice}", wrong.join("\n"));
}
