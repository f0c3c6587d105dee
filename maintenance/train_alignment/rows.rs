//! Pairs of values with a reader's word, as levels of features.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crosscheck::{
    claims::{OpenClaim, OpenKind},
    facts::{
        exchanged::{Exchanged, WordLevels, WordsAt, exchanged_words},
        same_thing::{ClaimPair, Ground, Levels, NAMES, Told, Trees, candidates, same_things, told_at},
    },
    inputs::{Given, Inputs, Limits, Overrides, read, read_given},
    judgement::{Compared, VALUE_NAMES, ValueLevels, all_levels, found_by},
    pipeline::{Story, run},
    rules::{Pair, PairVerdict, Rules},
};
use serde_json::Value;

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A reader of a pair of real stories.
    Label,
    /// The gold of a real story: a difference.
    Gold,
    /// The gold of a real story: what only looks like one.
    Trap,
    /// Nobody: two values of a real story that its gold does not name.
    Unnamed,
    /// A passage.
    Passage,
    /// A test of this program: what it promises.
    House,
}

/// One pair.
pub struct Row {
    /// The story; pairs of one story are never both learned from and measured.
    pub story: String,
    /// The name of the pair.
    pub id: String,
    /// Who says so.
    pub source: Source,
    /// The kind of value.
    pub kind: OpenKind,
    /// Whether both are of one thing; `None` where nobody said.
    pub is_same: Option<bool>,
    /// Whether an editor wants to hear of it.
    pub is_wanted: bool,
    /// Whether the reader holds the two values to be equal.
    pub is_equal: bool,
    /// Whether the program holds them to differ.
    pub differs: bool,
    /// How much it counts.
    pub weight: f64,
    /// Levels of the pair and of its values.
    pub levels: (Levels, ValueLevels),
    /// By what kind of rule it was found.
    pub found_by: u8,
}

impl Row {
    /// The levels of the second score, by the first ones.
    pub fn all_levels(&self, scores: &[(String, Trees)]) -> Option<Vec<u8>> {
        let (_, score) = scores.iter().find(|(name, _)| name == self.kind.name())?;
        Some(all_levels(self.kind, &self.levels.0, &self.levels.1, score.sum(&self.levels.0), self.found_by))
    }

    /// Leaves a feature out; `false` where none has that name.
    pub fn forget(&mut self, name: &str) -> bool {
        let at = |names: &[&str]| names.iter().position(|known| *known == name);
        match (at(&NAMES), at(&VALUE_NAMES)) {
            (Some(at), _) => self.levels.0[at] = 0,
            (_, Some(at)) => self.levels.1[at] = 0,
            _ => return false,
        }
        true
    }

    /// Whether it is of a real story.
    pub fn is_real(&self) -> bool {
        !matches!(self.source, Source::Passage | Source::House)
    }
}

/// Words in the place of others.
pub struct WordRow {
    /// The story.
    pub story: String,
    /// The name of the exchange.
    pub id: String,
    /// Whether an editor wants to hear of it.
    pub is_wanted: bool,
    /// How much it counts.
    pub weight: f64,
    /// Its levels.
    pub levels: WordLevels,
}

/// A passage counts less than a pair of a real story: it was written to provoke.
const OF_PASSAGE: f64 = 0.7;
/// What the program promises counts more.
const OF_HOUSE: f64 = 5.0;
/// What nobody named counts little: no gold is exhaustive.
const OF_UNNAMED: f64 = 0.6;
/// Where the nearness of two sentences stands among the levels,
const RANK: usize = 1;
/// and its level where neither is among the nearest of the other.
const NOT_NEAR: u8 = 5;
/// Pairs of one line of gold, at most.
const MOST_OF_GOLD: usize = 6;

/// The lines of files by the story that each names.
fn by_story(files: &[PathBuf]) -> BTreeMap<String, Vec<Value>> {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in files.iter().flat_map(|f| lines(f)) {
        out.entry(line["story"].as_str().unwrap_or_default().to_owned()).or_default().push(line);
    }
    out
}

/// The gold of a story: its own, else what `spans` say of its texts, which are not ours to keep: byte ranges instead of words.
fn gold_of(folder: &Path, spans: &[Value]) -> Vec<Value> {
    let own = folder.join("gold.jsonl");
    if own.is_file() {
        return lines(&own);
    }
    let words = |side: &Value, key: &str| {
        let text = fs::read_to_string(folder.join(side["file"].as_str()?)).ok()?;
        let at = |n: usize| usize::try_from(side[key][n].as_u64()?).ok();
        Some(Value::from(text.get(at(0)?..at(1)?)?))
    };
    let mut out = spans.to_vec();
    for side in out.iter_mut().filter_map(|line| line["sides"].as_array_mut()).flatten() {
        for key in ["quote", "value"] {
            side[key] = words(side, key).unwrap_or_else(|| panic!("{}: no such bytes: {side}", folder.display()));
        }
    }
    out
}

/// The pairs of the stories in `folders`, by files of labels and by their gold.
pub fn of_stories(folders: &[PathBuf], labels: &[PathBuf], gold: &[PathBuf]) -> (Vec<Row>, Vec<WordRow>) {
    let (labels, spans) = (by_story(labels), by_story(gold));
    let rules = Rules::embedded();
    let (mut out, mut words) = (Vec::new(), Vec::new());
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inputs = read(std::slice::from_ref(folder), &Overrides::default(), &Limits::default());
        let gold = gold_of(folder, spans.get(&name).map_or(&[][..], Vec::as_slice));
        let labels = labels.get(&name).map_or(&[][..], Vec::as_slice);
        let of_labels = |story: &Story| {
            let pairs = labels.iter().filter_map(|label| labelled_sides(story, label));
            pairs.map(|(a, b)| key(&a, &b)).filter(|(a, b)| a != b).collect()
        };
        with_levels(&inputs, &rules, &of_labels, &mut |view| {
            let mut named = BTreeSet::new();
            for pair in labels {
                let Some((a, b)) = labelled_sides(view.story, pair) else { continue };
                named.insert(key(&a, &b));
                let id = pair["id"].as_str().unwrap_or_default();
                let Some(mut row) = view.row(&name, id, Source::Label, &a, &b) else { continue };
                row.is_same = Some(pair["thing"] == "same");
                row.is_wanted = pair["thing"] == "same" && (pair["editor"] == "error" || pair["editor"] == "warning");
                row.is_equal = pair["values"] == "equal";
                out.push(row);
            }
            for line in &gold {
                for (a, b) in of_gold(view.story, line) {
                    if !named.insert(key(&a, &b)) {
                        continue;
                    }
                    let is_trap = line["kind"] == "trap";
                    let source = if is_trap { Source::Trap } else { Source::Gold };
                    let id = line["id"].as_str().unwrap_or_default();
                    // What the program never lays side by side would teach it by that alone.
                    let row = view.row(&name, id, source, &a, &b).filter(|row| row.levels.0[RANK] != NOT_NEAR);
                    let Some(mut row) = row else { continue };
                    row.is_same = (!is_trap).then_some(true);
                    row.is_wanted = !is_trap && line["severity"] != "note";
                    out.push(row);
                }
            }
            if !gold.is_empty() {
                out.extend(view.unnamed(&name, &named));
                words.extend(view.words.iter().map(|exchange| {
                    let is_wanted = gold.iter().any(|line| is_wanted(view.story, line, exchange));
                    let weight = if is_wanted { 1.0 } else { OF_UNNAMED };
                    WordRow { story: name.clone(), id: String::new(), is_wanted, weight, levels: exchange.levels }
                }));
            }
        });
    }
    (out, words)
}

/// Whether a line of gold sets the two words against each other.
fn is_wanted(story: &Story, line: &Value, exchange: &Exchanged) -> bool {
    let stands = |at: &WordsAt, side: &Value| {
        let doc = &story.sources[at.source].doc;
        let words = doc.slice(doc.span_of(&at.tokens));
        let file = story.sources[at.source].path.rsplit('/').next();
        let (quote, value) = (side["quote"].as_str().unwrap_or_default(), side["value"].as_str().unwrap_or_default());
        file == side["file"].as_str()
            && !value.is_empty()
            && (value.contains(words) || words.contains(value))
            && doc.slice(doc.sentences[at.sentence].span).contains(quote)
    };
    let sides = line["sides"].as_array();
    let pairs = sides.into_iter().flatten().flat_map(|x| sides.into_iter().flatten().map(move |y| (x, y)));
    let mut pairs = pairs.filter(|(x, y)| x["group"] != y["group"] || x["group"].is_null());
    line["kind"] == "discrepancy"
        && line["severity"] != "note"
        && pairs.any(|(x, y)| stands(&exchange.left, x) && stands(&exchange.right, y))
}

/// The tests of the rule files, as passages.
fn of_rules(rules: &Rules) -> Vec<Value> {
    let pairs =
        rules.claims.iter().flat_map(|rule| rule.tests.pair.iter().enumerate().map(move |pair| (&rule.id, pair)));
    let passage = |(rule, (n, pair)): (&String, (usize, &Pair))| {
        let answer = if pair.verdict == PairVerdict::Differ { "warning" } else { "none" };
        let published = pair.published.clone().unwrap_or_else(|| "2031-05-15".to_owned());
        serde_json::json!({
            "id": format!("{rule} {n}"), "a": pair.a, "b": pair.b, "answer": answer,
            "published_a": published, "published_b": published, "house": true,
        })
    };
    pairs.map(passage).collect()
}

/// A table of pairs that differ and pairs that do not, by kind, as passages.
fn of_table(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let table: Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let mut out = Vec::new();
    for kind in rows(&table["kind"]) {
        for (answer, list) in [("warning", "differ"), ("warning", "gap"), ("none", "quiet"), ("none", "alarm")] {
            for (n, pair) in rows(&kind[list]).iter().enumerate() {
                let id = format!("{} {list} {n}", kind["name"].as_str().unwrap_or_default());
                let (one, other) = (&kind["published"][0], &kind["published"][1]);
                out.push(serde_json::json!({
                    "id": id, "a": pair[0], "b": pair[1], "answer": answer, "published_a": one, "published_b": other, "house": true,
                }));
            }
        }
    }
    out
}

/// The pairs of files of passages: those that stand for the difference are of one thing, no other is wanted.
pub fn of_passages(files: &[PathBuf]) -> (Vec<Row>, Vec<WordRow>) {
    let (rules, mut out, mut words) = (Rules::embedded(), Vec::new(), Vec::new());
    for passage in files.iter().flat_map(|f| passages(f)).chain(of_rules(&Rules::embedded())) {
        let text = |side: &str| passage[side].as_str().unwrap_or_default().to_owned();
        let source = |side: &str| {
            format!(
                "[[source]]\nfile = \"{side}.txt\"\npublished = \"{}\"\ntimezone = \"Europe/London\"\n",
                text(&format!("published_{side}"))
            )
        };
        let list = source("a") + &source("b");
        let (a, b) = (text("a"), text("b"));
        let files = [
            Given { name: "p/sources.toml", bytes: list.as_bytes() },
            Given { name: "p/a.txt", bytes: a.as_bytes() },
            Given { name: "p/b.txt", bytes: b.as_bytes() },
        ];
        let inputs = read_given(&files, &Overrides::default(), &Limits::default());
        let quiet = passage["answer"] == "none";
        let mut wanted = vec![(text("value_a"), text("value_b"))];
        for pair in passage["also"].as_array().into_iter().flatten() {
            let side = |n: usize| pair[n].as_str().unwrap_or_default().to_owned();
            wanted.push((side(0), side(1)));
        }
        wanted.retain(|(x, y)| !x.is_empty() && !y.is_empty());
        let id = text("id");
        let source = if passage["house"] == true { Source::House } else { Source::Passage };
        with_levels(&inputs, &rules, &|_| BTreeSet::new(), &mut |view| {
            let candidates = view.candidates();
            let compared = |a: &Told, b: &Told| Compared::of(a, b, &view.story.court(view.rules)).differ();
            // Where nobody says what differs and only one thing does, it is that.
            let one = wanted.is_empty() && candidates.iter().filter(|(a, b)| compared(a, b)).count() == 1;
            for (a, b) in candidates {
                let words = |t: &Told| t.analysis.doc.slice(t.mention().span).to_owned();
                let (x, y) = (words(&a), words(&b));
                let meet = |x: &str, wanted: &str| wanted.contains(x) || x.contains(wanted);
                let asked = one || wanted.iter().any(|(p, q)| meet(&x, p) && meet(&y, q));
                let Some(mut row) = view.row(&id, &id, source, &a, &b) else { continue };
                // Where nobody says what differs, only the quiet ones teach.
                if !quiet && wanted.is_empty() && !one && row.differs {
                    continue;
                }
                row.is_same = match (quiet, asked, row.differs) {
                    (false, true, _) => Some(true),
                    (_, _, true) if !(quiet && asked) => Some(false),
                    _ => None,
                };
                row.is_wanted = !quiet && asked;
                out.push(row);
            }
            for exchange in &view.words {
                let said = |at: &WordsAt| {
                    let doc = &view.story.sources[at.source].doc;
                    doc.slice(doc.span_of(&at.tokens)).to_owned()
                };
                let (x, y) = (said(&exchange.left), said(&exchange.right));
                let meet = |x: &str, wanted: &str| wanted.contains(x) || x.contains(wanted);
                let is_wanted = !quiet && wanted.iter().any(|(p, q)| meet(&x, p) && meet(&y, q));
                if quiet || is_wanted || !wanted.is_empty() {
                    let levels = exchange.levels;
                    words.push(WordRow {
                        story: id.clone(),
                        id: format!("{id}: {x} / {y}"),
                        is_wanted,
                        weight: OF_PASSAGE,
                        levels,
                    });
                }
            }
        });
    }
    (out, words)
}

/// Writes all rows as a table, to be looked at with other tools.
pub fn write_table(rows: &[Row], words: &[WordRow], file: &Path) -> std::io::Result<()> {
    let mut text = String::new();
    for row in words {
        let levels = row.levels.iter().map(u8::to_string).collect::<Vec<_>>().join("\t");
        let (story, id, wanted) = (&row.story, &row.id, u8::from(row.is_wanted));
        text += &format!("{story}\t{id}\tWord\tword\t-\t{wanted}\t0\t1\t{}\t{levels}\n", row.weight);
    }
    for row in rows {
        let same = row.is_same.map_or("-".to_owned(), |s| u8::from(s).to_string());
        let flags = [row.is_wanted, row.is_equal, row.differs].map(|f| u8::from(f).to_string()).join("\t");
        let levels = row
            .levels
            .0
            .iter()
            .chain(&row.levels.1)
            .chain([&row.found_by])
            .map(u8::to_string)
            .collect::<Vec<_>>()
            .join("\t");
        let (story, id, kind) = (&row.story, &row.id, row.kind.name());
        text += &format!("{story}\t{id}\t{:?}\t{kind}\t{same}\t{flags}\t{}\t{levels}\n", row.source, row.weight);
    }
    fs::write(file, text)
}

fn passages(file: &Path) -> Vec<Value> {
    if file.extension().is_some_and(|e| e == "toml") { of_table(file) } else { lines(file) }
}

fn lines(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    lines.map(|l| serde_json::from_str(l).unwrap_or_else(|error| panic!("{}: {error}", file.display()))).collect()
}

fn key(a: &Told, b: &Told) -> ClaimPair {
    let of = |t: &Told| (t.source, t.index);
    (of(a).min(of(b)), of(a).max(of(b)))
}

/// A story with what its pairs are measured by.
struct View<'v> {
    story: &'v Story,
    rules: &'v Rules,
    ground: &'v Ground<'v>,
    found_by: BTreeMap<ClaimPair, u8>,
    /// All pairs that the program would look at.
    pairs: BTreeMap<ClaimPair, Levels>,
    words: Vec<Exchanged>,
}

/// Runs the program on a story; `also` are pairs that are measured beside those that it would look at.
fn with_levels(
    inputs: &Inputs,
    rules: &Rules,
    also: &dyn Fn(&Story) -> BTreeSet<ClaimPair>,
    then: &mut dyn FnMut(&View),
) {
    let story = run(&inputs.sources, rules);
    let ground = Ground::of(&story.sources, &story.entities, &rules.lexicons);
    let found_by = found_by(&story.judgement.proposed, &story.sources);
    let further = found_by.keys().copied().chain(also(&story)).collect();
    let pairs = candidates(&ground, &further);
    then(&View { story: &story, rules, ground: &ground, found_by, pairs, words: exchanged_words(&ground) });
}

impl<'v> View<'v> {
    fn row(&self, story: &str, id: &str, source: Source, a: &Told, b: &Told) -> Option<Row> {
        let levels = *self.pairs.get(&key(a, b))?;
        let compared = Compared::of(a, b, &self.story.court(self.rules));
        Some(Row {
            story: story.to_owned(),
            id: id.to_owned(),
            source,
            kind: a.claim.kind,
            is_same: None,
            is_wanted: false,
            is_equal: false,
            differs: compared.differ(),
            weight: match source {
                Source::Passage => OF_PASSAGE,
                Source::House => OF_HOUSE,
                Source::Unnamed => OF_UNNAMED,
                _ => 1.0,
            },
            levels: (levels, compared.levels),
            found_by: self.found_by.get(&key(a, b)).copied().unwrap_or_default(),
        })
    }

    /// All pairs that the program would look at.
    fn candidates(&self) -> Vec<(Told<'v>, Told<'v>)> {
        let told = |at| told_at(&self.story.sources, at);
        self.pairs.keys().map(|(a, b)| (told(*a), told(*b))).collect()
    }

    /// What the program holds to be of one thing, with the weights that it has now, and to differ, and that nobody named.
    fn unnamed(&self, story: &str, named: &BTreeSet<ClaimPair>) -> Vec<Row> {
        let things = same_things(self.ground, &self.found_by.keys().copied().collect());
        let pairs = things.iter().map(|thing| (thing.left, thing.right)).filter(|pair| !named.contains(pair));
        let told = |at| told_at(&self.story.sources, at);
        let rows = pairs.filter_map(|(a, b)| self.row(story, "", Source::Unnamed, &told(a), &told(b)));
        rows.filter(|row| row.differs).collect()
    }
}

/// The two open claims that a label marks.
fn labelled_sides<'a>(story: &'a Story, label: &Value) -> Option<(Told<'a>, Told<'a>)> {
    Some((labelled(story, label, "a")?, labelled(story, label, "b")?))
}

/// The open claim that a side of a label marks.
fn labelled<'a>(story: &'a Story, pair: &Value, side: &str) -> Option<Told<'a>> {
    let (kind, side) = (pair["kind"].as_str()?, &pair[side]);
    let (start, end) = (side["start"].as_u64()? as usize, side["end"].as_u64()? as usize);
    let source = story.sources.iter().position(|s| s.path.rsplit('/').next() == side["file"].as_str())?;
    claim_in(story, source, start..end, Some(kind))
}

fn claim_in<'a>(story: &'a Story, source: usize, at: std::ops::Range<usize>, kind: Option<&str>) -> Option<Told<'a>> {
    let analysis = &story.sources[source];
    let span = |claim: &OpenClaim| analysis.mentions[claim.mention].span;
    let open = analysis.open.iter().enumerate().filter(|(_, c)| kind.is_none_or(|kind| c.kind.name() == kind));
    let (index, claim) = open
        .filter(|(_, c)| span(c).start < at.end && at.start < span(c).end)
        .min_by_key(|(_, c)| span(c).start.abs_diff(at.start))?;
    Some(Told { source, analysis, index, claim })
}

/// The pairs of open claims that a line of gold sets against each other.
fn of_gold<'a>(story: &'a Story, line: &Value) -> Vec<(Told<'a>, Told<'a>)> {
    if line["kind"] != "discrepancy" && line["kind"] != "trap" {
        return Vec::new();
    }
    let sides: Vec<(String, Vec<Told>)> = line["sides"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(n, side)| {
            let (quote, value) = (side["quote"].as_str()?, side["value"].as_str()?);
            let source = story.sources.iter().position(|s| s.path.rsplit('/').next() == side["file"].as_str())?;
            let group = side["group"].as_str().map_or_else(|| n.to_string(), str::to_owned);
            let within = quote.find(value)?;
            let at = story.sources[source].doc.text.match_indices(quote).map(|(at, _)| at + within);
            let told = at.filter_map(|at| claim_in(story, source, at..at + value.len(), None)).take(2);
            (group != "context").then(|| (group, told.collect()))
        })
        .collect();
    let mut out = Vec::new();
    for (n, (group, left)) in sides.iter().enumerate() {
        for (_, right) in sides[n + 1..].iter().filter(|(other, _)| other != group) {
            let pairs = left.iter().flat_map(|a| right.iter().map(|b| (*a, *b)));
            out.extend(pairs.filter(|(a, b)| a.is_comparable(b) && a.at() != b.at()));
        }
    }
    out.truncate(MOST_OF_GOLD);
    out
}
