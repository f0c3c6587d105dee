//! Every form a story arrives in, each by a small invented file: what is read, what is known of it, and what is left out.

use std::io::{Cursor, Write};

use crosscheck::{
    inputs::{Format, Known, Limits, Overrides, Source, from_bytes, read},
    text::BlockKind,
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::Folder;

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

fn one(name: &str, format: Format, text: &str) -> Source {
    from_bytes(name, format, text.as_bytes()).unwrap_or_else(|error| panic!("{error}")).0
}

fn refusal(name: &str, format: Format, bytes: &[u8]) -> String {
    from_bytes(name, format, bytes).expect_err("refused").to_string()
}

fn told<T: ToString>(known: &Option<Known<T>>) -> Option<(String, &str)> {
    known.as_ref().map(|k| (k.value.to_string(), k.from.as_str()))
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry | The Dale Post</title>
<meta property="og:site_name" content="Dale Post online"><meta property="og:title" content="Ferry runs aground">
<meta property="article:published_time" content="2031-03-12T20:00:00Z"><link rel="canonical" href="https://example.org/ferry">
<script type="application/ld+json">//<![CDATA[
{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Ferry runs aground off Dale",
"datePublished":"2031-03-12T08:05:00+01:00","dateModified":"2031-03-12T09:00:00+01:00","publisher":{"name":"The Dale Post"}}]}
//]]></script></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<div class="cookie">We use cookies to improve your experience. <button>Accept</button></div>
<article><h1>Ferry runs aground off Dale</h1><p>A ferry with 214 people on board ran aground off Dale on Monday evening, the harbour
master said, and all of them were taken off by boats from the town within two hours of the accident.</p>
<figure><img src="a.jpg"><figcaption>The ferry off Dale on Tuesday</figcaption></figure>
<p>Nobody was hurt.<br>The captain, Jane Roe, said the engine had failed before the ship left the channel and drifted on to the rocks.</p>
<ul class="share"><li><a href="x">Share on Facebook</a></li><li><a href="y">Read more: Ferries of the coast</a></li></ul>
<p>The company runs 12 ships between Dale and the islands, and will put another one on the line from Wednesday, it said in a statement.</p>
</article><footer>Copyright The Dale Post</footer></body></html>"#;

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself_with_its_origin() {
    let source = one("ferry.html", Format::Html, PAGE);
    let lines: Vec<&str> = source.text.lines().collect();
    assert_eq!(lines[0], "Ferry runs aground off Dale");
    assert!(
        lines[1]
            .starts_with("A ferry with 214 people on board ran aground off Dale on Monday evening, the harbour master")
    );
    assert!(lines.contains(&"Nobody was hurt."), "a line end divides: {lines:#?}");
    for furniture in ["cookies", "Share", "Read more", "Copyright", "Home"] {
        assert!(!source.text.contains(furniture), "{furniture}: {}", source.text);
    }
    let captions: Vec<&str> = source
        .layout
        .blocks
        .iter()
        .filter(|(_, kind)| *kind == BlockKind::Caption)
        .map(|(span, _)| span.of(&source.text))
        .collect();
    assert_eq!(captions, ["The ferry off Dale on Tuesday"]);
    assert_eq!((source.outlet.value.as_str(), source.outlet.from.as_str()), ("The Dale Post", "JSON-LD"));
    assert_eq!(
        told(&source.published),
        Some(("2031-03-12T08:05+01:00".to_owned(), "JSON-LD")),
        "not the later one of OpenGraph"
    );
    assert_eq!(told(&source.updated).map(|u| u.0), Some("2031-03-12T09:00+01:00".to_owned()));
    assert_eq!(told(&source.url), Some(("https://example.org/ferry".to_owned(), "HTML head")));
    assert_eq!(told(&source.language), Some(("en-GB".to_owned(), "HTML head")));
}

#[test]
fn a_page_without_json_ld_is_dated_by_what_else_it_says() {
    let without = |page: &str| page.replace("application/ld+json", "text/plain");
    let source = one("ferry.html", Format::Html, &without(PAGE));
    assert_eq!(told(&source.published), Some(("2031-03-12T20:00+00:00".to_owned(), "OpenGraph")));
    assert_eq!(source.outlet.value, "Dale Post online");
    let marked =
        PAGE.replace("<article>", "<article><span itemprop=\"datePublished\" content=\"2031-03-12T07:00Z\"></span>");
    assert_eq!(told(&one("f.html", Format::Html, &without(&marked)).published).map(|p| p.1), Some("microdata"));
    let bare = without(PAGE)
        .replace("article:published_time", "x")
        .replace("<article>", "<article><time datetime=\"2031-03-12\">x</time>");
    assert_eq!(told(&one("f.html", Format::Html, &bare).published), Some(("2031-03-12".to_owned(), "HTML time")));
    let latin = PAGE.replace("utf-8", "iso-8859-1").replace("harbour", "harb\u{f6}ur");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&latin);
    let (source, _) = from_bytes("f.html", Format::Html, &bytes).expect("a page");
    assert!(source.text.contains("harb\u{f6}ur"), "{}", source.encoding);
}

const POSTS: &str = r#"<article data-sort-time="1978452000" data-pinned><time datetime="2031-05-06T18:31:04+01:00">18:31</time>
<h3>Count corrected</h3><p>The vote was 17 to 12, and not as we said before.</p></article>
<article data-sort-time="1" data-tombstone="true"><p>Deleted words.</p></article>
<article data-sort-time="1936200000"><h3>Vote begins</h3><p>Members are taking their seats in the hall now.</p></article>"#;

#[test]
fn a_live_blog_in_a_page_has_dated_posts_without_their_stamps() {
    let amp =
        format!("<html lang=en><body><h1>Bridge vote live</h1><amp-live-list>{POSTS}</amp-live-list></body></html>");
    let source = one("live.html", Format::Html, &amp);
    assert_eq!(
        source.text,
        "Bridge vote live\n\nCount corrected\nThe vote was 17 to 12, and not as we said before.\n\nVote begins\nMembers are taking \
         their seats in the hall now.\n"
    );
    let times: Vec<Option<String>> = source.layout.posts.iter().map(|p| p.published.map(|t| t.to_string())).collect();
    assert_eq!(times, [None, Some("2031-05-06T18:31+01:00".to_owned()), Some("2031-05-10T17:20+00:00".to_owned())]);
    assert_eq!(source.skipped, ["1 posts that were deleted"]);

    let micro = "<div itemprop=\"liveBlogUpdate\"><meta itemprop=\"datePublished\" content=\"2031-05-06T10:00Z\">\
                 <span itemprop=\"author\">Jane Roe</span><h2>Start</h2><p>They are here.</p></div>";
    let source = one("m.html", Format::Html, &format!("<h1>Live</h1>{micro}{}", micro.replace("10:00", "09:00")));
    assert_eq!(source.layout.posts.len(), 3);
    assert_eq!(source.layout.posts[1].author.as_deref(), Some("Jane Roe"));
    assert!(!source.text.contains("Jane Roe"), "a byline is no claim: {}", source.text);

    let json = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Vote","publisher":{"name":"The Post"},
        "datePublished":"2031-05-06T15:00Z","liveBlogUpdate":[{"headline":"B","datePublished":"2031-05-06T17:00Z","articleBody":"It ended."},
        {"datePublished":"2031-05-06T16:00Z","articleBody":""}]}</script><p>The page</p>"#;
    let source = one("j.html", Format::Html, json);
    assert_eq!((source.text.as_str(), source.outlet.from.as_str()), ("Vote\n\nB\nIt ended.\n", "live blog"));
}

#[test]
fn newsml_g2_is_read_with_and_without_its_namespace() {
    let item = r#"<newsItem guid="urn:x:1" version="4" xml:lang="en-GB"><rightsInfo><copyrightHolder><name>Dale Wire</name></copyrightHolder>
        </rightsInfo><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2031-05-06T18:31:04+01:00</versionCreated>
        <firstCreated>2031-05-06T15:00:00+01:00</firstCreated><embargoed>2031-05-06T20:00:00Z</embargoed><pubStatus qcode="stat:usable"/>
        <edNote>Call 555 0199</edNote></itemMeta><contentMeta><headline>Bridge approved</headline></contentMeta><contentSet>
        <inlineXML><html><body><p>The council voted 17 to 12.</p><p>It rained.</p></body></html></inlineXML></contentSet></newsItem>"#;
    let picture = "<newsItem guid=\"p\"><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta></newsItem>";
    let namespace = item.replacen("<newsItem", "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"", 1);
    let message = format!("<?xml version=\"1.0\"?><newsMessage><itemSet>{picture}{item}</itemSet></newsMessage>");
    for (text, others) in [(item.to_owned(), 0), (namespace, 0), (message, 1)] {
        let source = one("a.xml", Format::Xml, &text);
        assert_eq!(source.text, "Bridge approved\nThe council voted 17 to 12.\nIt rained.\n");
        assert_eq!(source.outlet.value, "Dale Wire");
        assert_eq!(told(&source.published), Some(("2031-05-06T15:00+01:00".to_owned(), "NewsML-G2")));
        assert_eq!(
            source.updated.as_ref().map(|u| u.value.with_seconds()).as_deref(),
            Some("2031-05-06T18:31:04+01:00")
        );
        assert_eq!(told(&source.version).map(|v| v.0).as_deref(), Some("4"));
        assert_eq!(told(&source.embargo).map(|e| e.0).as_deref(), Some("2031-05-06T20:00+00:00"));
        assert_eq!(told(&source.note).map(|n| n.0).as_deref(), Some("Call 555 0199"), "known, and no part of the text");
        assert_eq!(source.skipped.iter().filter(|s| s.contains("other items")).count(), others);
    }
    let latin = item
        .replacen("<newsItem", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><newsItem", 1)
        .replace("rained", "rain\u{e9}d");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&latin);
    assert!(from_bytes("a.xml", Format::Xml, &bytes).expect("an item").0.text.contains("rain\u{e9}d"));
    assert!(refusal("p.xml", Format::Xml, picture.as_bytes()).contains("of the class `picture`"));
    let killed = item.replace("stat:usable", "stat:canceled");
    assert!(refusal("k.xml", Format::Xml, killed.as_bytes()).contains("(status `canceled`); leave the file out"));
    let held = item.replace("stat:usable", "stat:withheld");
    assert!(refusal("k.xml", Format::Xml, held.as_bytes()).contains("status `withheld`"));
}

#[test]
fn nitf_and_newsml_1_are_read_and_a_zone_is_never_made_up() {
    let nitf = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf baselang="en-IE"><head><docdata>
        <date.issue norm="20310506T174500"/><date.release norm="20310507T000000"/><doc-id id-string="D-17" regsrc="Dale Wire"/></docdata></head>
        <body><body.head><hedline><hl1>Bridge backed</hl1></hedline><byline>By Jane Roe</byline></body.head><body.content>
        <media><media-caption>The bridge</media-caption></media><p>The council voted <num>17</num> to 12.</p><note>Not for use</note>
        </body.content></body></nitf>"#;
    let source = one("n.xml", Format::Xml, nitf);
    assert_eq!(source.text, "Bridge backed\nThe bridge\nThe council voted 17 to 12.\n");
    assert_eq!(source.layout.blocks[1].1, BlockKind::Caption);
    assert_eq!(told(&source.published).map(|p| p.0).as_deref(), Some("2031-05-06T17:45"), "no zone");
    assert_eq!(source.dialect.as_deref(), Some("NITF"));

    let first = r#"<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>dale.example</ProviderId><NewsItemId>TX-1</NewsItemId>
        <RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20310506T080000Z</FirstCreated>
        <ThisRevisionCreated>20310506T090000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent>
        <NewsLines><HeadLine>Bridge backed</HeadLine><NewsLine><NewsLineText>CORRECTS vote</NewsLineText></NewsLine></NewsLines>
        <AdministrativeMetadata><Provider><Party FormalName="Dale Agency"/></Provider></AdministrativeMetadata>
        <ContentItem><DataContent><p>The council voted 17 to 12.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"#;
    let source = one("f.xml", Format::Xml, first);
    assert_eq!(
        (source.text.as_str(), source.outlet.value.as_str()),
        ("Bridge backed\nThe council voted 17 to 12.\n", "Dale Agency")
    );
    assert_eq!(told(&source.published).map(|p| p.0).as_deref(), Some("2031-05-06T08:00+00:00"));
    assert_eq!(told(&source.note).map(|p| p.0).as_deref(), Some("CORRECTS vote"));
}

#[test]
fn the_dialects_of_wires_in_json_are_told_apart() {
    let dpa = r#"{"urn": "urn:x:9", "version": 2, "version_created": "2031-05-06T09:00:00Z", "pubstatus": "usable", "creditline": "Dale Press",
        "headline": "Bridge", "article_html": "<p>The council voted.</p>", "ednotes": [{"role": "x:correction", "ednote": "17, not 18"}]}"#;
    let source = one("d.json", Format::Json, dpa);
    assert_eq!(
        (source.dialect.as_deref(), source.text.as_str()),
        (Some("dpa digitalwires"), "Bridge\nThe council voted.\n")
    );
    assert_eq!(
        (source.outlet.value.as_str(), told(&source.note).map(|n| n.0)),
        ("Dale Press", Some("17, not 18".to_owned()))
    );
    assert_eq!(told(&source.published).map(|p| p.0).as_deref(), Some("2031-05-06T09:00+00:00"));
    let ap = r#"{"data": {"item": {"uri": "https://x/1", "altids": {"itemid": "abc"}, "version": 3, "firstcreated": "2031-05-06T09:00:00Z",
        "headline": "Bridge", "infosource": [{"name": "Dale Associated"}], "pubstatus": "usable", "body_nitf": "<p>They voted.</p>"}}}"#;
    let source = one("a.json", Format::Json, ap);
    assert_eq!((source.dialect.as_deref(), told(&source.item).map(|i| i.0)), (Some("AP JSON"), Some("abc".to_owned())));
    assert_eq!(source.outlet.value, "Dale Associated");
}

const RSS: &str = r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Dale Daily</title><language>en</language>
    <item><title>Bridge &amp; road</title><guid>1</guid><pubDate>Thu, 01 May 2031 16:15:00 +0200</pubDate><description>Short.</description>
    <content:encoded><![CDATA[<p>The council voted.</p><p>It rained.</p>]]></content:encoded></item>
    <item><title>Ferry</title><pubDate>mer, 07 May 2031 10:00:00 Z</pubDate><description>A ferry ran aground.</description></item></channel></rss>"#;

#[test]
fn each_item_of_a_feed_is_a_source_of_its_own() {
    let atom = "<feed><title>Dale Log</title><entry><title>Vote</title><id>7</id><updated>2031-05-06T18:30:02Z</updated>\
                <content type='xhtml'><div><p>They voted.</p></div></content></entry></feed>";
    let folder = Folder::with(&[("feed.rss", RSS), ("log.atom", atom), ("settings.xml", "<settings/>")]);
    let read = folder.read(&[""]);
    assert_eq!(folder.errors(&read), Vec::<String>::new(), "other XML beside the sources is none");
    assert_eq!(folder.ids(&read), ["feed.rss#1", "feed.rss#2", "log.atom#1"]);
    let [a, b, c] = &read.sources[..] else { panic!("three items") };
    assert_eq!(a.text, "Bridge & road\nThe council voted.\nIt rained.\n");
    assert_eq!(
        (told(&a.published).map(|p| p.0), a.outlet.value.as_str()),
        (Some("2031-05-01T16:15+02:00".to_owned()), "Dale Daily")
    );
    assert_eq!(told(&b.published).map(|p| p.0).as_deref(), Some("2031-05-07T10:00+00:00"), "a weekday in French");
    assert_eq!((c.text.as_str(), c.published.is_none()), ("Vote\nThey voted.\n", true), "updated is not published");
    let overrides = Overrides {
        outlet: [(folder.path("feed.rss#2").display().to_string(), "Other".to_owned())].into(),
        ..Overrides::default()
    };
    let read = crosscheck::inputs::read(&[folder.path("feed.rss")], &overrides, &Limits::default());
    assert_eq!(read.sources.iter().map(|s| s.outlet.value.as_str()).collect::<Vec<_>>(), ["Dale Daily", "Other"]);
}

#[test]
fn tracked_changes_of_documents_are_resolved() {
    let word = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge vote</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">The council voted </w:t></w:r><w:del><w:r><w:delText>18</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>17</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> to 12.</w:t></w:r></w:p></w:body></w:document>"#;
    let core = "<cp:p xmlns:cp='c' xmlns:dc='d' xmlns:t='t'><dc:title>Vote</dc:title><t:modified>2031-05-06T09:00:00Z</t:modified></cp:p>";
    let docx = zipped(&[("word/document.xml", word.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let (source, _) = from_bytes("d.docx", Format::Docx, &docx).expect("a document");
    assert_eq!(source.text, "Bridge vote\nThe council voted 17 to 12.\n");
    assert_eq!(
        (source.layout.blocks[0].1, source.skipped.as_slice()),
        (BlockKind::Headline, &["1 deletions that are tracked".to_owned()][..])
    );
    assert_eq!((told(&source.updated).map(|u| u.1), source.published), (Some("document properties"), None));
    let odt = r#"<o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:text><t:tracked-changes><t:p>18 gone</t:p></t:tracked-changes>
        <t:h>Bridge vote</t:h><t:p>The council<t:s/>voted <t:span>17</t:span> to 12.<o:annotation><t:p>sure?</t:p></o:annotation></t:p>
        </o:text></o:body></o:document-content>"#;
    let (source, _) =
        from_bytes("d.odt", Format::Odt, &zipped(&[("content.xml", odt.as_bytes())])).expect("a document");
    assert_eq!(source.text, "Bridge vote\nThe council voted 17 to 12.\n");
    assert!(refusal("d.docx", Format::Docx, b"PK\x03\x04 cut").contains("no whole zip file"));
    assert!(refusal("d.docx", Format::Docx, &zipped(&[("x", b"")])).contains("no `word/document.xml` in it"));
}

#[test]
fn a_letter_is_read_without_what_it_quotes() {
    let letter = "From: Jane Roe <roe@example.org>\r\nSubject: =?utf-8?Q?Bridge_=E2=80=93_vote?=\r\nDate: Tue, 6 May 2031 09:00:00 +0100\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe council voted\r\n17 to 12.\r\n\r\nIt rained.\r\n> It was 18.\r\n-- \r\nJane\r\n";
    let source = one("a.eml", Format::Mail, letter);
    assert_eq!(source.text, "Bridge – vote\nThe council voted 17 to 12.\nIt rained.\n");
    assert_eq!(told(&source.published), Some(("2031-05-06T09:00+01:00".to_owned(), "mail")));
    assert_eq!(source.outlet.value, "Jane Roe");
    assert!(refusal("a.eml", Format::Mail, b"no letter at all").contains("no electronic letter"));
}

#[test]
fn packed_files_are_read_and_paths_that_lead_out_of_them_are_not() {
    let folder = Folder::new();
    folder.write("a.txt.gz", &gzipped(b"The council voted."));
    folder.write("lines.jsonl", b"{\"outlet\": \"A\", \"text\": \"They voted.\"}\n\nnonsense\n{\"headline\": \"H\", \"text\": \"They left.\", \"published\": \"2031-05-06\"}\n");
    let list = b"[[source]]\nfile = \"one.txt\"\noutlet = \"The Herald\"\n";
    folder.write("listed.zip", &zipped(&[("sources.toml", list), ("one.txt", b"One."), ("two.txt", b"Two.")]));
    let bad: &[(&str, &[u8])] =
        &[("Post/a.txt", b"In a folder."), ("../evil.txt", b"Evil."), (".hidden.txt", b"x"), ("x.png", b"x")];
    folder.write("pack.zip", &zipped(bad));
    let read = folder.read(&["a.txt.gz", "lines.jsonl", "listed.zip", "pack.zip"]);
    assert_eq!(
        folder.ids(&read),
        ["a.txt.gz", "lines.jsonl#1", "lines.jsonl#3", "listed.zip/one.txt", "pack.zip/Post/a.txt"]
    );
    let outlets: Vec<&str> = read.sources.iter().map(|s| s.outlet.value.as_str()).collect();
    assert_eq!(outlets[1..], ["A", "lines", "The Herald", "Post"]);
    let errors = folder.errors(&read);
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert!(
        errors[0].starts_with("lines.jsonl:2: this is not JSON")
            || errors[0].starts_with("lines.jsonl:3: this is not JSON"),
        "{errors:?}"
    );
    assert!(errors[1].contains("`../evil.txt` in it leads out of the zip"), "{errors:?}");
}

#[test]
fn bombs_are_refused_with_the_option_that_raises_the_limit() {
    let folder = Folder::new();
    folder.write("bomb.txt.gz", &gzipped(&vec![b'a'; 3 << 20]));
    folder.write("bomb.zip", &zipped(&[("a.txt", &vec![b'a'; 3 << 20]), ("b.txt", b"Small.")]));
    folder.write("bomb.docx", &zipped(&[("word/document.xml", &vec![b' '; 3 << 20])]));
    folder.write("long.txt", "word ".repeat(1 << 18).as_bytes());
    folder.write("ok.txt", b"Fine.");
    let limits = Limits { unpacked_bytes: 1 << 20, text_bytes: 1 << 20, ..Limits::default() };
    let names = ["bomb.txt.gz", "bomb.zip", "bomb.docx", "long.txt", "ok.txt"];
    let paths: Vec<_> = names.iter().map(|n| folder.path(n)).collect();
    let inputs = read(&paths, &Overrides::default(), &limits);
    assert_eq!(folder.ids(&inputs), ["bomb.zip/b.txt", "ok.txt"], "the rest is still read");
    let errors = folder.errors(&inputs);
    for (error, option) in
        errors.iter().zip(["--max-unpacked-size", "--max-unpacked-size", "--max-unpacked-size", "--max-text-size"])
    {
        assert!(error.ends_with(option) && error.contains("bytes"), "{error}");
    }
    assert_eq!(errors.len(), 4, "{errors:#?}");
    // Raising a limit that is not the smaller one would help nobody.
    let limits = Limits { file_bytes: 1 << 20, ..Limits::default() };
    let packed = read(&paths[..3], &Overrides::default(), &limits);
    assert!(folder.errors(&packed).iter().all(|error| error.ends_with("--max-file-size")), "{packed:?}");
}

#[test]
fn other_languages_are_named_and_not_compared() {
    let german = "Der Gemeinderat hat am Montag mit 17 zu 12 Stimmen für den Bau einer neuen Brücke gestimmt, die mehr als vier Millionen Euro \
                  kosten soll. Drei Mitglieder enthielten sich der Stimme, weil ihnen die Kosten zu hoch erschienen.";
    let folder = Folder::with(&[
        ("de.txt", german),
        ("short.json", r#"{"headline": "Ja", "articleBody": "Nein.", "inLanguage": "de-AT"}"#),
        ("en.txt", "They met."),
    ]);
    let read = folder.read(&["de.txt", "short.json", "en.txt"]);
    assert_eq!(folder.ids(&read), ["en.txt"]);
    let errors = folder.errors(&read);
    assert!(
        errors[0].starts_with("de.txt: the text is in German, not in English; crosscheck reads English"),
        "{errors:?}"
    );
    assert!(errors[1].contains("in the language `de-AT`"), "{errors:?}");
    assert_eq!(read.left_out.len(), 2);
}

#[test]
fn a_newer_version_replaces_an_older_one_of_the_same_outlet() {
    let item = |version: &str, source: &str, text: &str| {
        format!(
            r#"{{"guid": "urn:x:1", "version": "{version}", "source": "{source}", "versioncreated": "2031-05-06T09:00Z", "body_text": "{text}"}}"#
        )
    };
    let folder = Folder::with(&[
        ("a.json", &item("9", "Dale Wire", "Old.")),
        ("b.json", &item("10", "Dale Wire", "New.")),
        ("c.json", &item("11", "Other Wire", "Another outlet's own item.")),
    ]);
    let read = folder.read(&["a.json", "b.json", "c.json"]);
    assert_eq!((folder.ids(&read), folder.errors(&read)), (vec!["b.json".to_owned(), "c.json".to_owned()], vec![]));
    assert!(read.left_out[0].why.contains("b.json` (version 10)"), "{:?}", read.left_out[0].why);
}
