//! Reports as Markdown: what a reader of it sees is what the sources say, and nothing of a source works as markup.

mod common;

use std::fs;

use common::{crosscheck, folder};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Everything that Markdown, HTML and GitHub could take for more than words.
const HOSTILE: &str = r#"<script>alert(1)</script> <img src=x onerror=y> **bold** _it_ ~~gone~~ `code` [link](http://evil.example) ![pic](x) https://evil.example www.evil.example a@evil.example @desk #12 &lt; &#60; $x$ $$y$$ | bar \ back <!-- [^1] [x]: y"#;

/// The text that is shown, block after block, and the HTML. Anything else that a source could have smuggled in fails.
fn shown(markdown: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut html = Vec::new();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::InlineHtml(tag) => {
                if &*tag == "<br>" {
                    text.push('\n');
                }
                html.push(tag.into_string());
            }
            Event::End(_) => {}
            Event::Start(Tag::Strong) => {}
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::List(None)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::BlockQuote(None),
            ) => text.push('\n'),
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    (text, html)
}

fn run(folder: &std::path::Path, line: &str) -> String {
    let args: Vec<&str> = line.split(' ').chain(["-f", "markdown"]).collect();
    let ran = crosscheck(folder, &args);
    assert!(ran.status <= 1, "{line}: {ran:?}");
    ran.text().to_owned()
}

#[test]
fn nothing_of_a_source_works_as_markup() {
    let a = format!("The grain talks between Moldova and Georgia will be held in Ankara, said {HOSTILE} today.\n");
    let b = format!("The grain talks between Moldova and Georgia will be held in Istanbul, said {HOSTILE} today.\n");
    let list =
        "[[source]]\nfile = \"a.txt\"\noutlet = \"*<b>C|urier\\u001b[31m\\u202e\"\n[[source]]\nfile = \"`b|_.txt\"\n";
    let desk = folder(&[("a.txt", a.as_str()), ("`b|_.txt", &b), ("sources.toml", list)]);
    for line in ["report a.txt `b|_.txt", "check a.txt --against `b|_.txt", "diff a.txt `b|_.txt"] {
        let markdown = run(desk.path(), line);
        let (text, html) = shown(&markdown);
        let allowed = |tag: &String| ["<!-- -->", "<strong>", "</strong>", "<br>"].contains(&tag.as_str());
        assert!(html.iter().all(allowed), "{line}: {html:?}");
        for sentence in [&a, &b] {
            assert!(text.contains(sentence.trim_end()), "{line}: the sentence is not shown as it stands:\n{text}");
        }
        for words in ["*<b>C|urier", "`b|_.txt"] {
            assert!(text.contains(words), "{line}: {words} in\n{text}");
        }
        // GitHub makes links of these without brackets.
        for link in ["//evil", "www.", "a@e", "@desk", "#12"] {
            let bare = markdown.match_indices(link).filter(|(at, _)| !markdown[..*at].ends_with("\\:")).count();
            assert_eq!(bare, 0, "{line}: {link} in\n{markdown}");
        }
        let controls = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!markdown.contains(controls), "{line}");
    }
}

#[test]
fn no_sentence_becomes_a_list_or_a_heading() {
    for start in ["1. ", "- ", "+ ", "# ", "> ", "=== ", "--- ", "    ", "* ", "12) ", "[!NOTE] ", "| "] {
        let text =
            |place: &str| format!("{start}The grain talks between Moldova and Georgia will be held in {place}.\n");
        let desk = folder(&[("a.txt", text("Ankara")), ("b.txt", text("Istanbul"))]);
        for line in ["report a.txt b.txt", "diff a.txt b.txt"] {
            let (shown, _) = shown(&run(desk.path(), line));
            assert!(shown.contains("talks between Moldova and Georgia will be held in Ankara."), "{start}: {shown}");
        }
    }
}

#[test]
fn the_stories_read_in_markdown_as_in_json() {
    for story in common::stories() {
        let (markdown, json) = (run(&story, "report ."), crosscheck(&story, &["report", ".", "-f", "json"]).json());
        let (text, _) = shown(&markdown);
        for (severity, heading) in [("error", "Errors"), ("warning", "Warnings"), ("note", "Notes")] {
            let rows = json["findings"].as_array().expect("a list");
            let count = rows.iter().filter(|f| f["severity"] == severity).count();
            assert_eq!(text.contains(&format!("\n{heading} ({count})")), count > 0, "{}: {heading}", story.display());
        }
        for finding in json["findings"].as_array().expect("a list") {
            assert!(text.contains(finding["message"].as_str().expect("a question").trim()), "{finding:#}");
            for side in finding["sides"].as_array().expect("a list") {
                let e = &side["evidence"][0];
                let place = format!("{}:{}:", e["path"].as_str().expect("a path"), e["line"]);
                let sentence = e["sentence"]["text"].as_str().expect("a sentence").replace('\n', " ");
                assert!(text.contains(&place) && text.contains(&sentence), "{place} {sentence}");
            }
        }
        assert_eq!(markdown, run(&story, "report ."), "equal input gives equal bytes");
    }
}

#[test]
fn markdown_goes_where_it_is_sent() {
    let desk = folder(&[
        ("a.txt", "The grain talks between Moldova and Georgia will be held in Ankara.\n"),
        ("b.txt", "Istanbul will host the grain talks between Georgia and Moldova.\n"),
    ]);
    let ran = crosscheck(desk.path(), &["check", "a.txt", "--against", "b.txt", "-f", "markdown=out.md", "-f", "json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let written = fs::read_to_string(desk.path().join("out.md")).expect("written");
    assert_eq!(written, run(desk.path(), "check a.txt --against b.txt"));
    assert!(written.starts_with("# Check of a.txt\n") && ran.json()["draft"].is_array());
    assert!(shown(&written).0.contains("contradicted"), "{written}");
    let diff = run(desk.path(), "diff b.txt a.txt");
    assert!(diff.contains("| Fact | b.txt | | a.txt |"), "{diff}");
    assert!(
        diff.lines().any(|l| l.contains("**Istanbul**") && l.contains("| ≠ |") && l.contains("**Ankara**")),
        "{diff}"
    );
}
