//! Comments in a copy of a Word draft: at the words, beside those that are there, and everything else as it was.

mod common;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
};

use common::{crosscheck, folder};
use crosscheck::inputs::{Format, from_bytes};
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
/// The place is split over runs, has a tracked insertion and deletion, and an emoji and entities before it.
const SPLIT: &str = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>&#x1F30A; Grain &amp; more</w:t></w:r></w:p>\
    <w:p><w:r w:rsidR=\"0A>B\"><w:rPr><w:i/></w:rPr><w:t>The grain talks between Moldova and Georgia will be held in An</w:t></w:r>\
    <w:ins w:id=\"90\" w:author=\"Ed\"><w:r><w:t>ka</w:t></w:r></w:ins><w:del w:id=\"91\" w:author=\"Ed\"><w:r><w:delText>xx</w:delText></w:r></w:del>\
    <w:r><w:t xml:space=\"preserve\">ra on Friday.</w:t><w:br/></w:r></w:p>";
const ISTANBUL: &str =
    "outlet: The \"Lantern\" & Co\n\nIstanbul will host the grain talks between Georgia and Moldova.\n";

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>")
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        out.insert(part.name().expect("a name").into_owned(), text);
    }
    out
}

/// The parts of a draft with this body, before and after the check.
fn checked(body: &str, more: &[(&str, &str)]) -> (BTreeMap<String, String>, BTreeMap<String, String>, TempDir) {
    let text = document(body);
    let mut all = vec![("[Content_Types].xml", TYPES), ("word/_rels/document.xml.rels", RELATIONS)];
    all.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    all.extend([("word/document.xml", text.as_str()), ("word/styles.xml", "<s/>"), ("docProps/odd.xml", "<o />")]);
    all.extend(more);
    let desk = folder(&[("draft.docx", packed(&all)), ("b.txt", ISTANBUL.as_bytes().to_vec())]);
    let line = "check draft.docx --against b.txt -f docx=commented.docx -f json=report.json";
    let ran = crosscheck(desk.path(), &line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.status, 1, "{ran:?}");
    let read = |name: &str| fs::read(desk.path().join(name)).expect("it was written");
    let (before, after) = (read("draft.docx"), read("commented.docx"));
    let text = |bytes: &[u8]| from_bytes("d.docx", Format::Docx, bytes).expect("a document").0.text;
    assert_eq!(text(&after), text(&before), "the words are the same");
    assert_eq!(names(&after)[..names(&before).len()], names(&before)[..], "and the order of the parts");
    (parts(&before), parts(&after), desk)
}

fn names(bytes: &[u8]) -> Vec<String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len()).map(|at| zip.by_index(at).expect("a part").name().expect("a name").into_owned()).collect()
}

/// The visible text between the marks of a comment.
fn marked(document: &str, id: &str) -> String {
    let (_, from) = document.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).expect("it begins");
    let (inside, after) = from.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).expect("it ends");
    assert!(after.starts_with(&format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>")), "{after}");
    let texts = inside.split("<w:t").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</w:t>"));
    texts.map(|(text, _)| text).collect()
}

#[test]
fn a_comment_stands_at_the_words_and_nothing_else_changes() {
    let (before, after, desk) = checked(SPLIT, &[]);
    for (name, text) in &before {
        let changes =
            ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"].contains(&name.as_str());
        assert_eq!(after.get(name) != Some(text), changes, "{name}");
    }
    let document = &after["word/document.xml"];
    assert_eq!(marked(document, "0"), "Ankara");
    // Cut in two, the run keeps its properties and its blanks.
    assert!(document.contains("<w:t xml:space=\"preserve\">The grain talks"), "{document}");
    assert!(
        document
            .contains("<w:r w:rsidR=\"0A>B\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">An</w:t></w:r><w:ins"),
        "{document}"
    );
    assert!(document.contains("</w:r><w:r><w:t xml:space=\"preserve\"> on Friday.</w:t><w:br/></w:r>"), "{document}");
    let comments = &after["word/comments.xml"];
    let written = roxmltree::Document::parse(comments).expect("XML");
    let comment = written.descendants().find(|n| n.has_tag_name((W, "comment"))).expect("a comment");
    assert_eq!(comment.attribute((W, "author")), Some("crosscheck"));
    let paragraphs: Vec<String> = comment
        .children()
        .map(|p| p.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect())
        .collect();
    assert!(paragraphs[0].starts_with("Blocking: ") && paragraphs[0].contains("Istanbul"), "{paragraphs:?}");
    assert!(paragraphs[1].contains("The \"Lantern\" & Co says Istanbul"), "{paragraphs:?}");
    assert!(paragraphs[1].contains("“Istanbul will host the grain talks"), "{paragraphs:?}");
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path().join("report.json")).expect("written")).expect("JSON");
    assert!(paragraphs[2].contains(report["findings"][0]["id"].as_str().expect("an id")), "{paragraphs:?}");
    assert!(after["[Content_Types].xml"].contains("<Override PartName=\"/word/comments.xml\""));
    let relations = &after["word/_rels/document.xml.rels"];
    assert!(relations.contains("/relationships/comments\" Target=\"comments.xml\"/></Relationships>"), "{relations}");
    roxmltree::Document::parse(relations).expect("XML");
    // The same draft gives the same bytes.
    let first = fs::read(desk.path().join("commented.docx")).expect("written");
    let line = "check draft.docx --against b.txt -f docx=again.docx";
    crosscheck(desk.path(), &line.split(' ').collect::<Vec<_>>());
    assert_eq!(fs::read(desk.path().join("again.docx")).expect("written"), first);
}

#[test]
fn comments_that_are_there_stay() {
    let comments =
        format!("<x:comments xmlns:x=\"{W}\"><x:comment x:id=\"7\" x:author=\"Ed\"><x:p/></x:comment></x:comments>");
    let relations = RELATIONS.replace("</Rel", "<Relationship Id=\"crosscheck0\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"/word/notes/c.xml\"/></Rel");
    let types = TYPES.replace("</Types", "<Override PartName=\"/word/notes/c.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/></Types");
    let body = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>The grain talks between Moldova and Georgia will be held in Ankara</w:t></w:r>\
        <w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let more = [
        ("word/notes/c.xml", comments.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
        ("[Content_Types].xml", types.as_str()),
        ("word/comments.xml", "<orphan/>"),
    ];
    let (before, after, _desk) = checked(body, &more);
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["word/document.xml", "word/notes/c.xml"]);
    assert!(after["word/notes/c.xml"].starts_with(comments.trim_end_matches("</x:comments>")));
    assert_eq!(marked(&after["word/document.xml"], "8"), "Ankara");
    assert_eq!(after["word/document.xml"].matches("w:id=\"7\"").count(), 3);
    roxmltree::Document::parse(&after["word/notes/c.xml"]).expect("XML");
}

#[test]
fn other_prefixes_and_missing_relations_are_no_hindrance() {
    let desk = {
        let text = format!(
            "<document xmlns=\"{W}\"><body><p><r><t>The grain talks between Moldova and Georgia will be held in Ankara.</t></r></p></body></document>"
        );
        let draft = packed(&[("[Content_Types].xml", TYPES), ("word/document.xml", &text)]);
        folder(&[("draft.docx", draft), ("b.txt", ISTANBUL.as_bytes().to_vec())])
    };
    let ran = crosscheck(desk.path(), &["check", "draft.docx", "--against", "b.txt", "-f", "docx=c.docx"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let after = parts(&fs::read(desk.path().join("c.docx")).expect("written"));
    let document = roxmltree::Document::parse(&after["word/document.xml"]).expect("XML");
    let start = document.descendants().find(|n| n.has_tag_name((W, "commentRangeStart"))).expect("it begins");
    assert_eq!(start.attribute((W, "id")), Some("0"));
    assert_eq!(start.next_sibling().and_then(|run| run.first_child()?.text()), Some("Ankara"));
    assert!(after["word/_rels/document.xml.rels"].contains("Target=\"comments.xml\""));
}

#[test]
fn what_cannot_be_commented_is_told_before_anything_is_read() {
    let draft = packed(&[("[Content_Types].xml", TYPES), ("word/document.xml", &document(SPLIT))]);
    let desk = folder(&[("draft.docx", draft), ("a.txt", ISTANBUL.as_bytes().to_vec()), ("b.txt", ISTANBUL.into())]);
    for (line, remedy) in [
        ("check draft.docx --against b.txt -f docx", "docx=commented.docx"),
        ("check draft.docx --against b.txt -f docx=./draft.docx", "write over the draft"),
        ("check a.txt --against b.txt -f docx=c.docx", "a .docx file"),
        ("report a.txt b.txt -f docx=c.docx", "crosscheck check draft.docx"),
        ("demo -f docx=c.docx", "crosscheck check draft.docx"),
    ] {
        let ran = crosscheck(desk.path(), &line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.status, ran.stdout.len()), (2, 0), "{line}: {ran:?}");
        assert!(ran.stderr.contains(remedy), "{line}: {ran:?}");
    }
}
