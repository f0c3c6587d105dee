//! The report as a page: all of it is there, nothing of a source works as markup, and it loads nothing.

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use common::{crosscheck, folder, root};
use dom_query::Document;

/// Everything that could end an attribute, an element or the script, or run by itself.
const HOSTILE: &str = r#"</script><img src=x onerror="alert(1)"><script>alert(1)</script></style></title>'><svg onload=alert(1)><a href="javascript:alert(1)">&lt;b&gt; &#60;i&#62; <!-- ]]> --!>"#;

/// Elements of the page. What is not among them came from a source.
const ELEMENTS: &str = "a article b bdi blockquote body br button caption circle code details dialog div fieldset figcaption figure footer \
form h1 h2 h3 h4 head header html input kbd label legend li line main mark meta nav ol option p q rect script section select span strong \
style summary svg table tbody td text textarea th thead title tr ul";

fn run(folder: &Path, line: &str) -> String {
    let args: Vec<&str> = line.split(' ').chain(["-f", "html"]).collect();
    let ran = crosscheck(folder, &args);
    assert!(ran.status <= 1, "{line}: {ran:?}");
    ran.text().to_owned()
}

/// The text of every element that `select` selects, blanks folded.
fn texts(page: &Document, select: &str) -> Vec<String> {
    page.select(select).iter().map(|e| e.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn attribute(page: &Document, select: &str, name: &str) -> Vec<String> {
    page.select(select).iter().filter_map(|e| e.attr(name)).map(|a| a.to_string()).collect()
}

/// A page whatever was in its sources: known elements, no handlers, no styles, nothing that is loaded.
fn assert_inert(html: &str) {
    let page = Document::from(html);
    let known: BTreeSet<&str> = ELEMENTS.split(' ').collect();
    for element in page.select("*").iter() {
        let node = element.nodes()[0];
        let name = node.node_name().expect("an element has a name").to_string();
        assert!(known.contains(name.as_str()), "<{name}> in {}", element.html());
        for attribute in node.attrs() {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{key}=\"{value}\"");
            if key == "href" {
                let rel = element.attr("rel").unwrap_or_default().to_string();
                let leads = value.starts_with('#') || (value.starts_with("https://") && rel == "noreferrer noopener");
                assert!(leads, "href=\"{value}\"");
            }
        }
    }
    assert_eq!(page.select("script").length(), 1);
    assert_eq!(page.select("style").length(), 1);
    let policy = &attribute(&page, "meta[http-equiv='Content-Security-Policy']", "content")[0];
    let parts: Vec<&str> = policy.split("; ").collect();
    assert_eq!(parts[0], "default-src 'none'");
    for (part, source) in [(parts[1], "style-src"), (parts[2], "script-src")] {
        let hash = part.strip_prefix(source).expect("style, then script").trim();
        assert!(hash.starts_with("'sha256-") && hash.ends_with("='") && !hash.contains(' '), "{part}");
    }
    assert_eq!(&parts[3..], ["base-uri 'none'", "form-action 'none'"]);
}

/// Every link leads to one element, and every name of another element is that of one.
fn assert_linked(html: &str) {
    let page = Document::from(html);
    let ids = attribute(&page, "[id]", "id");
    let one: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(one.len(), ids.len(), "an id stands twice");
    let links = attribute(&page, "a[href^='#']", "href");
    assert!(links.len() > 10, "{links:?}");
    let names = attribute(&page, "[aria-labelledby]", "aria-labelledby");
    for target in links.iter().map(|l| l[1..].to_owned()).chain(names) {
        assert!(ids.contains(&target), "nothing has the id {target}");
    }
}

#[test]
fn every_finding_stands_on_the_page_with_its_sides_and_sentences() {
    for story in common::stories() {
        let path = story.to_str().expect("UTF-8");
        let html = run(root(), &format!("report {path}"));
        let report = crosscheck(root(), &["report", path, "-f", "json"]).json();
        let page = Document::from(html.as_str());
        assert_inert(&html);
        assert_linked(&html);
        let findings = report["findings"].as_array().expect("findings");
        assert_eq!(page.select("article.finding").length(), findings.len(), "{path}");
        for finding in findings {
            let id = finding["id"].as_str().expect("an id");
            let at = format!("article.finding[data-id='{id}']");
            let text = |what: &str| texts(&page, &format!("{at} {what}"));
            let fold = |value: &serde_json::Value| {
                value.as_str().expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
            };
            assert_eq!(text("h3"), [fold(&finding["message"])], "{path}");
            let sides = finding["sides"].as_array().expect("sides");
            let values: Vec<String> = sides.iter().map(|s| fold(&s["value"])).collect();
            assert_eq!(text("h4 .value"), values);
            let sentences = sides.iter().flat_map(|s| s["evidence"].as_array().expect("evidence"));
            let sentences: BTreeSet<String> = sentences.map(|e| fold(&e["sentence"]["text"])).collect();
            assert_eq!(text("blockquote").into_iter().collect::<BTreeSet<_>>(), sentences, "{path}: {id}");
            assert!(text("blockquote mark").iter().all(|mark| !mark.is_empty()));
            assert_eq!(attribute(&page, &at, "data-severity"), [finding["severity"].as_str().expect("text")]);
            let covered: Vec<String> = serde_json::from_str(&attribute(&page, &at, "data-values")[0]).expect("JSON");
            let normalized: Vec<&str> = sides.iter().filter_map(|s| s["normalized"].as_str()).collect();
            assert_eq!(covered, normalized, "what a waiver of this finding covers");
        }
    }
}

#[test]
fn the_matrix_has_every_fact_and_the_words_of_each_outlet() {
    let report = crosscheck(root(), &["report", "fixtures/stories/ankara-or-istanbul", "-f", "json"]).json();
    let html = run(root(), "report fixtures/stories/ankara-or-istanbul");
    let page = Document::from(html.as_str());
    let facts = report["facts"].as_array().expect("facts");
    let in_matrix = |f: &&serde_json::Value| f["slot"] != "name" && f["slot"] != "role";
    assert_eq!(page.select("#claims tbody tr, #numbers tbody tr").length(), facts.iter().filter(in_matrix).count());
    let row = |subject: &str| {
        let rows = page.select("#claims tbody tr");
        let row = rows.iter().find(|r| r.text().contains(subject)).expect("a row");
        row.text().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let leader = row("Georgian delegation");
    let said =
        ["– silent", "✗ differs Ghvinadze line 13", "✗ differs Nana Lortkaria line 13", "2 voices", "✗ Blocking"];
    for words in said {
        assert!(leader.contains(words), "{words} in {leader}");
    }
    assert!(row("Cornelia Vasluian: talks").contains("attended yes"), "whose presence it is");
    let roster = texts(&page, "#people tbody tr").join("\n");
    for words in ["leads Georgian delegation", "not at talks", "• named"] {
        assert!(roster.contains(words), "{words} in {roster}");
    }
}

#[test]
fn a_timeline_has_a_row_and_a_mark_for_each_outlet_on_one_clock() {
    let html = run(root(), "report fixtures/stories/ankara-or-istanbul");
    let page = Document::from(html.as_str());
    let first = "#times > table:nth-of-type(1)";
    let rows = texts(&page, &format!("{first} tbody tr"));
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[0].contains("Thu 15 May, 12:00") && rows[1].contains("Thu 15 May, 11:00"), "{rows:?}");
    let places = attribute(&page, &format!("{first} circle"), "cx");
    assert_eq!(places, ["98.50%", "1.50%"], "11am GMT is noon in London in May");
    assert!(html.contains("On the clock of <b>Europe/London</b>"));
}

#[test]
fn a_check_marks_every_claim_of_the_draft() {
    let story = "fixtures/stories/ankara-or-istanbul";
    let args = ["check", "fixtures/stories/ankara-or-istanbul/daily-lantern.txt", "--against", story, "-f", "json"];
    let report = crosscheck(root(), &args).json();
    let html = run(root(), &format!("check {story}/daily-lantern.txt --against {story}"));
    let page = Document::from(html.as_str());
    assert_inert(&html);
    assert_linked(&html);
    let draft = report["draft"].as_array().expect("the draft's claims");
    let rows = texts(&page, "ol.claims li");
    assert_eq!(rows.len(), draft.len());
    for (row, claim) in rows.iter().zip(draft) {
        let status = claim["status"].as_str().expect("text").replace('_', " ");
        assert!(row.contains(&status), "{status} in {row}");
        if status == "confirmed" {
            assert!(row.contains(&format!("by {} voice", claim["voices"])), "{row}");
        }
    }
    let marks = texts(&page, ".draft mark").join("\n");
    for number in 1..=draft.len() {
        let link = format!(".draft mark a[href='#claim-{number}']");
        assert_eq!(page.select(&link).length(), 1, "claim {number} is marked in the text:\n{marks}");
    }
    let shown = texts(&page, ".draft").join(" ");
    assert!(shown.contains("This time there was cake."), "all of the draft is there");
    assert!(html.contains("✗ The draft is not ready"));
}

#[test]
fn a_diff_lists_what_differs_first_and_loses_no_sentence() {
    let story = "fixtures/stories/ankara-or-istanbul";
    let html = run(root(), &format!("diff {story}/daily-lantern.txt {story}/albion-courier.txt"));
    let page = Document::from(html.as_str());
    assert_inert(&html);
    assert_linked(&html);
    let groups = texts(&page, "#facts summary");
    assert!(groups[0].starts_with("≠ differ"), "{groups:?}");
    let levels = page.select("#texts .level");
    let age = levels.iter().find(|l| l.text().contains("45 ≠")).expect("the ages stand level");
    assert!(age.text().contains("54-year-old"), "{}", age.text());
    for file in ["daily-lantern.txt", "albion-courier.txt"] {
        let text = fs::read_to_string(root().join(story).join(file)).expect("readable");
        let last = text.lines().rfind(|line| line.len() > 60).expect("a paragraph").trim();
        assert!(texts(&page, "#texts").join(" ").contains(last), "{file} ends with {last}");
    }
}

#[test]
fn nothing_of_a_source_works_as_markup() {
    let a = format!("The grain talks between Moldova and Georgia will be held in Ankara, said {HOSTILE} today.\n");
    let b = format!("The grain talks between Moldova and Georgia will be held in Istanbul, said {HOSTILE} today.\n");
    let odd = "b<img onerror=x>'\".txt".replace(' ', "\u{a0}");
    let list = format!(
        "[[source]]\nfile = \"a.txt\"\noutlet = '''{HOSTILE}'''\nurl = \"javascript:alert(1)\"\nlanguage = \"en\\\" onload=\\\"x\"\n[[source]]\nfile = '''{odd}'''\n"
    );
    let desk = folder(&[("a.txt", a.as_str()), (odd.as_str(), &b), ("sources.toml", &list)]);
    for line in [
        format!("report a.txt {odd}"),
        format!("check a.txt --against {odd}"),
        format!("diff a.txt {odd}"),
        "report .".to_owned(),
    ] {
        let html = run(desk.path(), &line);
        assert_inert(&html);
        let page = Document::from(html.as_str());
        let quotes = texts(&page, "article.finding blockquote");
        assert!(quotes.len() >= 2, "{line}: {quotes:?}");
        for sentence in [&a, &b] {
            assert!(quotes.contains(&sentence.trim().to_owned()), "{line}: not shown as it stands: {quotes:?}");
        }
        assert!(texts(&page, "#sources").join(" ").contains("</script><img src=x"), "{line}: the outlet's name");
    }
}

#[test]
fn equal_sources_give_equal_bytes_in_any_order() {
    let story = root().join("fixtures/stories/port-deal");
    let files: Vec<(String, Vec<u8>)> = fs::read_dir(&story)
        .expect("a story")
        .map(|e| e.expect("readable").path())
        .map(|p| (p.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&p).expect("readable")))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let (one, two) = (folder(&files), folder(&files));
    let line = "report lanthorn.txt evening-comet.txt thames-chronicle.txt";
    assert_eq!(run(one.path(), line), run(two.path(), "report thames-chronicle.txt lanthorn.txt evening-comet.txt"));
}

#[test]
fn what_was_not_read_and_what_must_not_be_passed_on_is_said_at_the_top() {
    let item = r#"{"uri": "urn:x:1", "versioncreated": "2031-05-16T10:00:00Z", "embargoed": "2031-05-18T06:00:00Z", "headline": "Talks",
        "pubstatus": "usable", "source": "Northwire", "language": "en-GB", "body_text": "The talks between Moldova and Georgia will be held in Ankara on Friday."}"#;
    let desk = folder(&[
        ("a.json", item),
        ("b.txt", "The talks between Moldova and Georgia will be held in Istanbul on Friday.\n"),
        ("c.txt", ""),
    ]);
    let ran = crosscheck(desk.path(), &["report", "a.json", "b.txt", "c.txt", "-f", "html"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    let page = Document::from(ran.text());
    let held = texts(&page, "header .held").join(" ");
    assert!(held.contains("Do not pass on: Northwire") && held.contains("Sun 18 May 2031"), "{held}");
    assert!(texts(&page, "header .counts").join(" ").contains("1 not read"), "{:?}", texts(&page, "header"));
    assert!(texts(&page, "#not-checked").join(" ").contains("c.txt"));
    assert!(attribute(&page, "blockquote", "lang").contains(&"en-GB".to_owned()), "quotes say their language");
    let page = crosscheck(desk.path(), &["report", "b.txt", "-f", "html"]);
    assert!(page.text().contains("! Incomplete: not every input could be read"), "no all-clear for a single source");
}

#[test]
fn the_style_and_the_script_load_nothing() {
    for file in ["page.css", "page.js"] {
        let text = fs::read_to_string(root().join("src/reports/html").join(file)).expect("it is there");
        for word in [
            "url(",
            "@import",
            "@font-face",
            "http:",
            "https:",
            "fetch(",
            "XMLHttpRequest",
            "eval(",
            "innerHTML",
            "import(",
            "</",
        ] {
            assert!(!text.contains(word), "{word} in {file}");
        }
    }
}

#[test]
fn what_is_waived_is_told_with_its_reason_and_is_no_finding() {
    let ankara = "The grain talks between Moldova and Georgia will be held in Ankara.\n";
    let istanbul = "Istanbul will host the grain talks between Georgia and Moldova.\n";
    let desk = folder(&[("a.txt", ankara), ("b.txt", istanbul)]);
    let report = crosscheck(desk.path(), &["report", ".", "-f", "json", "--as-of", "2031-05-15"]).json();
    let finding = &report["findings"][0];
    let values: Vec<&serde_json::Value> =
        finding["sides"].as_array().expect("sides").iter().map(|s| &s["normalized"]).collect();
    let waiver = format!(
        "[[waiver]]\nid = {}\nvalues = {}\nreason = \"<b>phoned</b>\"\nby = \"A. Editor\"\nuntil = 2031-05-31\n",
        finding["id"],
        serde_json::to_string(&values).expect("JSON")
    );
    common::write(desk.path(), "crosscheck-waivers.toml", waiver);
    let html = run(desk.path(), "report . --as-of 2031-05-31");
    let page = Document::from(html.as_str());
    assert_inert(&html);
    assert_eq!(page.select("#findings article").length(), 0);
    let waived = texts(&page, "#waived").join(" ");
    for words in
        [finding["message"].as_str().expect("text"), "<b>phoned</b> (A. Editor, until 2031-05-31)", ankara.trim()]
    {
        assert!(waived.contains(words), "{words} in {waived}");
    }
    assert!(texts(&page, "header .counts").join(" ").contains("1 waived"));
    assert!(texts(&page, "#claims tbody th").join(" ").contains("waived"), "the matrix says so");
    let later = run(desk.path(), "report . --as-of 2031-06-01");
    assert_eq!(Document::from(later.as_str()).select("#findings article").length(), 1, "it comes back");
}

#[test]
fn a_copy_says_whose_text_it_has() {
    let wire = "The grain talks between Moldova and Georgia will be held in Ankara on Friday, officials of both foreign ministries \
told reporters in the port of Poti.\n";
    let desk = folder(&[("a.txt", wire), ("b.txt", wire)]);
    let html = run(desk.path(), "report a.txt b.txt");
    let page = Document::from(html.as_str());
    let row = page.select("#claims tbody tr").iter().find(|r| r.text().contains("date")).expect("when they are held");
    assert!(row.text().contains("1 voice"), "{}", row.text());
    let cells: Vec<bool> = row.select("td").iter().map(|c| c.text().contains("↩ same text as a")).collect();
    assert_eq!(cells, [false, true], "{}", row.html());
}
