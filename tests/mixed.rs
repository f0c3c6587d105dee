//! `--stories auto`: articles of many stories in one folder. Each story is found, and nothing is set against an article of another one.

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{RULES, crosscheck, folder, read, root, stories, write};
use crosscheck::{
    inputs::Source,
    stories::{Article, FoundStories, find_stories},
    text::Layout,
};
use serde_json::Value;
use tempfile::TempDir;

const FERRY: [(&str, &str); 2] = [
    ("lantern.txt", "The ferry Solveig sank off Ostmoor on Friday, said Harbourmaster Ida Lund. Nine people died."),
    (
        "courier.txt",
        "Ida Lund, the harbourmaster of Ostmoor, said eleven people died when the ferry Solveig sank on Friday.",
    ),
];
const TALKS: [(&str, &str); 2] = [
    ("observer.txt", "The grain talks between Moldova and Georgia will be held in Ankara, said Ion Popa of Moldova."),
    ("evening.txt", "Istanbul will host the grain talks between Georgia and Moldova, Ion Popa said in Chisinau."),
];
const ALONE: (&str, &str) = ("bakers.txt", "The bakers of Norrholm want a new oven, and Mayor Per Dahl agreed.");

fn article(source: &Source) -> Article<'_> {
    let day = source.published.as_ref().map(|time| time.value.date);
    Article { id: &source.id, text: &source.text, layout: &source.layout, day }
}

fn find(sources: &[Source]) -> FoundStories {
    find_stories(&sources.iter().map(article).collect::<Vec<_>>(), &RULES.lexicons)
}

/// The found stories by their ids, with what is alone under the empty key.
fn by_id(found: &FoundStories, sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let ids = |articles: &[usize]| articles.iter().map(|n| sources[*n].id.clone()).collect::<Vec<_>>();
    let stories = found.stories.iter().map(|story| (story.key.clone(), ids(&story.articles)));
    stories.chain([(String::new(), ids(&found.alone))]).collect()
}

/// The sources of all invented stories.
fn all_stories() -> Vec<Source> {
    let mut folders = stories();
    let teaching = fs::read_dir(root().join("maintenance/train_alignment/stories"));
    // They are no part of the published package.
    folders.extend(teaching.into_iter().flatten().map(|entry| entry.expect("readable").path()));
    folders.iter().flat_map(|folder| read(folder)).collect()
}

fn story_of(source: &str) -> &Path {
    Path::new(source).parent().expect("it lies in the folder of its story")
}

#[test]
fn the_invented_stories_are_found_among_each_other() {
    let sources = all_stories();
    let found = find(&sources);
    let mut whole = 0;
    for story in &found.stories {
        let folders: Vec<&Path> = story.articles.iter().map(|n| story_of(&sources[*n].id)).collect();
        assert!(folders.iter().all(|folder| *folder == folders[0]), "{}: {folders:?}", story.key);
        let all = sources.iter().filter(|source| story_of(&source.id) == folders[0]).count();
        whole += usize::from(all == folders.len());
    }
    let folders: std::collections::BTreeSet<&Path> = sources.iter().map(|source| story_of(&source.id)).collect();
    assert!(whole * 100 >= folders.len() * 90, "{whole} of {} stories are whole", folders.len());
    assert!(found.alone.len() * 100 <= sources.len() * 5, "{} of {} are alone", found.alone.len(), sources.len());
}

#[test]
fn the_order_of_the_articles_changes_no_story() {
    let mut sources = all_stories();
    let found = by_id(&find(&sources), &sources);
    assert!(found.len() > 30, "{}", found.len());
    sources.reverse();
    assert_eq!(by_id(&find(&sources), &sources), found);
    // Every third one first, then the others.
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for (n, source) in sources.into_iter().enumerate() {
        if n % 3 == 1 { first.push(source) } else { then.push(source) }
    }
    first.extend(then);
    assert_eq!(by_id(&find(&first), &first), found);
}

#[test]
fn a_story_of_another_year_is_another_story() {
    let layout = Layout::default();
    let day = |text: &str| Some(text.parse().expect("a day"));
    let articles: Vec<Article> = [("a", "2031-05-15"), ("b", "2031-05-16"), ("c", "2032-05-15"), ("d", "2032-05-15")]
        .into_iter()
        .zip([FERRY[0].1, FERRY[1].1, FERRY[0].1, FERRY[1].1])
        .map(|((id, published), text)| Article { id, text, layout: &layout, day: day(published) })
        .collect();
    let found = find_stories(&articles, &RULES.lexicons);
    let stories: Vec<&[usize]> = found.stories.iter().map(|story| &story.articles[..]).collect();
    assert_eq!(stories, [&[0, 1][..], &[2, 3]]);
    // Their keys tell them apart.
    assert_eq!(found.stories[1].key, format!("{}-2", found.stories[0].key));
}

fn mixed() -> TempDir {
    let files: Vec<(String, &str)> =
        FERRY.iter().chain(&TALKS).chain([&ALONE]).map(|(name, text)| (format!("desk/{name}"), *text)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    folder(&files)
}

/// The reports that were printed one after the other.
fn reports(out: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(out).into_iter().map(|report| report.expect("JSON")).collect()
}

fn sources_of(report: &Value) -> Vec<&str> {
    report["sources"].as_array().expect("sources").iter().filter_map(|source| source["id"].as_str()).collect()
}

#[test]
fn each_story_has_a_report_of_its_own_and_no_finding_crosses_them() {
    let desk = mixed();
    let ran = crosscheck(desk.path(), &["report", "desk", "--stories", "auto", "-f", "json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let found = reports(ran.text());
    let sources: Vec<Vec<&str>> = found.iter().map(sources_of).collect();
    assert_eq!(sources, [["desk/courier.txt", "desk/lantern.txt"], ["desk/evening.txt", "desk/observer.txt"]]);
    for (report, paths) in found.iter().zip(&sources) {
        let ran = crosscheck(desk.path(), &["report", paths[0], paths[1], "-f", "json"]);
        let alone = &reports(ran.text())[0];
        assert!(!alone["findings"].as_array().expect("findings").is_empty(), "{alone:#}");
        for part in ["findings", "facts", "duplicates", "sources", "summary"] {
            assert_eq!(report[part], alone[part], "{part}");
        }
        assert!(report["notes"][0].as_str().is_some_and(|note| note.contains("2 of 5 articles")), "{report:#}");
    }
    assert!(ran.stderr.contains("compared with nothing: desk/bakers.txt"), "{ran:?}");
    // Given in another order, file by file, they are the same bytes.
    let mut paths: Vec<String> =
        FERRY.iter().chain(&TALKS).chain([&ALONE]).map(|(name, _)| format!("desk/{name}")).collect();
    paths.reverse();
    let mut args = vec!["report", "--stories", "auto", "-f", "json"];
    args.extend(paths.iter().map(String::as_str));
    assert_eq!(crosscheck(desk.path(), &args).stdout, ran.stdout);
    let failed = crosscheck(desk.path(), &["report", "desk", "--stories", "auto", "--fail-on", "note"]);
    assert_eq!(failed.status, 1, "{failed:?}");
}

#[test]
fn reports_that_cannot_follow_each_other_go_to_files_by_key() {
    let desk = mixed();
    let ran = crosscheck(desk.path(), &["report", "desk", "--stories", "auto", "-f", "html"]);
    assert!(ran.status == 2 && ran.stdout.is_empty() && ran.stderr.contains("{key}"), "{ran:?}");
    fs::create_dir(desk.path().join("out")).expect("writable");
    let ran = crosscheck(desk.path(), &["report", "desk", "--stories", "auto", "-f", "html=out/{key}.html"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let mut names: Vec<String> = fs::read_dir(desk.path().join("out"))
        .expect("it is there")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 2, "{names:?}");
    // A story is called by names that all of its articles have.
    let of =
        |name: &String, known: &[&str]| name.trim_end_matches(".html").split('-').all(|word| known.contains(&word));
    assert!(names.iter().any(|name| of(name, &["solveig", "ostmoor", "friday", "lund"])), "{names:?}");
    assert!(names.iter().any(|name| of(name, &["moldova", "georgia", "ion", "popa"])), "{names:?}");
}

#[test]
fn inputs_tell_the_story_of_each_source() {
    let desk = mixed();
    let ran = crosscheck(desk.path(), &["inputs", "desk", "--stories", "auto", "-f", "json"]);
    let rows: Value = ran.json();
    let key = |name: &str| rows[format!("desk/{name}")]["story"].clone();
    assert!(key("lantern.txt").is_string() && key("lantern.txt") == key("courier.txt"), "{rows:#}");
    assert!(key("observer.txt") == key("evening.txt") && key("observer.txt") != key("lantern.txt"), "{rows:#}");
    assert_eq!(key("bakers.txt"), Value::Null);
    let told = crosscheck(desk.path(), &["inputs", "desk", "--stories", "auto"]);
    assert!(
        told.text().contains("  story      none\n")
            && told.text().contains(key("lantern.txt").as_str().expect("a key")),
        "{told:?}"
    );
    let untold = crosscheck(desk.path(), &["inputs", "desk", "-f", "json"]);
    assert!(!untold.text().contains("\"story\""), "{untold:?}");
}

#[test]
fn what_tells_no_common_story_is_incomplete_and_says_so() {
    let desk = folder(&[("a.txt", FERRY[0].1), ("b.txt", TALKS[0].1), ("c.txt", ALONE.1)]);
    let ran = crosscheck(desk.path(), &["report", ".", "--stories", "auto"]);
    assert!(ran.status == 3 && ran.stdout.is_empty(), "{ran:?}");
    assert!(ran.stderr.contains("no two of the 3 inputs") && ran.stderr.contains("--stories auto"), "{ran:?}");
    // What cannot be read costs nothing else, and is told.
    for (name, text) in FERRY {
        write(desk.path(), name, text);
    }
    write(desk.path(), "broken.docx", "no zip");
    let ran = crosscheck(desk.path(), &["report", ".", "--stories", "auto", "-f", "json"]);
    assert!(ran.status == 3 && ran.stderr.contains("broken.docx"), "{ran:?}");
    assert_eq!(reports(ran.text()).len(), 1, "{ran:?}");
    let ran = crosscheck(desk.path(), &["report", ".", "--stories", "auto", "--explain", "00"]);
    assert!(ran.status == 2 && ran.stderr.contains("--explain is for one story"), "{ran:?}");
}
