//! What used to be lost without a word: leads outside the body, hidden and struck words, letters with soft hyphens, files of a folder.

use crosscheck::inputs::{Format, Overrides, Source, from_bytes};

use crate::{Folder, formats::zipped};

fn one(name: &str, format: Format, text: &str) -> Source {
    from_bytes(name, format, text.as_bytes()).unwrap_or_else(|error| panic!("{error}")).0
}

/// Enough of an article for it to be found.
const BODY: &str = "<p>The harbour master of Oakvale, Jane Roe, said on Friday that the ship had left the channel after its engine failed.</p>\
    <p>All of them were taken off by boats from the town within two hours, and the ship was towed to Riverton in the morning.</p>\
    <p>The company runs 12 ships between Oakvale and the islands, and will put another one on the line from Wednesday.</p>";
const LEAD: &str = "A ferry with 214 people on board ran aground off Oakvale on Thursday evening.";

fn page(head: &str, article: &str) -> String {
    format!(
        "<html lang=en><head><title>Ferry</title>{head}</head><body><nav><a href=/>Home</a></nav>{article}</body></html>"
    )
}

fn read(head: &str, article: &str) -> Source {
    one("a.html", Format::Html, &page(head, article))
}

#[test]
fn a_lead_that_stands_apart_from_the_body_is_put_back() {
    for article in [
        format!("<article><header><h1>Ferry aground</h1><p>{LEAD}</p></header><div class=body>{BODY}</div></article>"),
        format!("<article><h1>Ferry aground</h1><h2>{LEAD}</h2><div class=body>{BODY}</div></article>"),
        format!(
            "<article><h1>Ferry aground</h1><div class=sidebar><p>{LEAD}</p></div><div class=body>{BODY}</div></article>"
        ),
        format!(
            "<article><div class=top><h1>Ferry aground</h1><p class=sidebar>{LEAD}</p></div><div class=body>{BODY}</div></article>"
        ),
    ] {
        let source = read("", &article);
        let lines: Vec<&str> = source.text.lines().collect();
        assert_eq!((lines[0], lines[1], lines.len()), ("Ferry aground", LEAD, 5), "{article}");
        assert_eq!(source.missing, Vec::<String>::new());
    }
    // The page's own description, and its JSON-LD, say of a box farther down that it is of the article.
    let boxed = format!(
        "<article><h1>Ferry aground</h1><div class=body>{BODY}</div></article><aside class=sidebar><p>{LEAD}</p></aside>"
    );
    let described = format!("<meta name=description content=\"{}\">", LEAD.trim_end_matches('.'));
    assert!(read(&described, &boxed).text.contains(LEAD));
    let json = format!(
        "<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"headline\": \"Ferry aground\", \"articleBody\": \"{LEAD} More.\"}}</script>"
    );
    assert!(read(&json, &boxed).text.contains(LEAD));
}

#[test]
fn what_is_no_lead_stays_out() {
    for (above, words) in [
        ("<p class=byline>By Jane Roe, our correspondent in Oakvale and Riverton</p>", "our correspondent"),
        (
            "<div class=sidebar><div class=inner><div><p>Ten things that you should know about ferries before you sail.</p></div></div></div>",
            "Ten things",
        ),
        ("<p class=share>Share this.</p>", "Share this"),
    ] {
        let source = read("", &format!("<article><h1>Ferry aground</h1>{above}<div class=body>{BODY}</div></article>"));
        assert!(!source.text.contains(words), "{above}: {}", source.text);
    }
    let boxed = format!(
        "<article><h1>Ferry aground</h1><div class=body>{BODY}</div></article><aside class=sidebar><p>{LEAD}</p></aside>"
    );
    assert!(!read("", &boxed).text.contains(LEAD), "nothing says that a box below is of the article");
    let twice = format!(
        "<article><header><h1>Ferry aground</h1><p>{LEAD}</p></header><div class=body><p>{LEAD}</p>{BODY}</div></article>"
    );
    assert_eq!(read("", &twice).text.matches(LEAD).count(), 1, "what the body says is not said twice");
}

#[test]
fn what_the_page_says_and_does_not_show_is_told() {
    let long = format!(
        "{LEAD} {}",
        "The council of Oakvale met twice in the night and sent three boats with blankets, tea and two doctors. "
            .repeat(6)
    );
    let json = |body: &str| {
        format!(
            "<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"headline\": \"x\", \"articleBody\": \"{body}\"}}</script>"
        )
    };
    let article = format!("<article><h1>Ferry aground</h1>{BODY}</article>");
    let source = read(&json(&long), &article);
    assert!(source.missing.len() == 1 && source.missing[0].contains("JSON-LD has 128 words"), "{:?}", source.missing);
    let whole = BODY.replace("<p>", " ").replace("</p>", " ");
    for same in [whole.as_str(), "A ferry ran aground."] {
        assert_eq!(read(&json(same), &article).missing, Vec::<String>::new(), "{same}");
    }
}

#[test]
fn a_paragraph_that_only_screen_readers_miss_is_read() {
    let hidden = "Two of the passengers, both from Riverton, were treated for shock.";
    for (markup, is_read) in [
        (format!("<p aria-hidden=true>{hidden}</p>"), true),
        (format!("<div aria-hidden=\"true\"><p>{hidden}</p></div>"), true),
        (format!("<p hidden>{hidden}</p>"), false),
        (format!("<div aria-hidden=true class=modal><p>{hidden}</p></div>"), false),
        (format!("<p>It went on. <span aria-hidden=true>{hidden}</span></p>"), false),
        (format!("<div aria-hidden=true role=dialog><p>{hidden}</p></div>"), false),
    ] {
        let source = read("", &format!("<article><h1>Ferry aground</h1>{BODY}{markup}</article>"));
        assert_eq!(source.text.contains(hidden), is_read, "{markup}: {}", source.text);
    }
    let icon = format!(
        "<article><h1>Ferry</h1>{BODY}<p><i aria-hidden=true>arrow_forward</i> Nobody was hurt on the ship.</p></article>"
    );
    assert!(!read("", &icon).text.contains("arrow"));
}

#[test]
fn elements_inside_a_line_do_not_cut_it() {
    for (markup, line) in [
        ("<p>Odo <nobr>Brandt</nobr>, 45, left.</p>", "Odo Brandt, 45, left."),
        ("<p>Odo <x-person id=1>Brandt</x-person> left <x-place>Oakvale</x-place>.</p>", "Odo Brandt left Oakvale."),
        ("<p>Odo Bran&shy;dt left Oak&#8203;vale.</p>", "Odo Brandt left Oakvale."),
        ("<p>He was <s>54</s> <del>53</del> 45.</p>", "He was 45."),
        (
            "<div><x-line>Odo Brandt left the hall at noon.</x-line><x-line>It rained all day long.</x-line></div>",
            "Odo Brandt left the hall at noon.",
        ),
        ("<p>Odo Brandt left.<br>It rained.</p>", "Odo Brandt left."),
        ("<p><strong>What happened</strong> Police say that he left.</p>", "What happened"),
        ("<p><strong>President</strong> Brandt left the hall.</p>", "President Brandt left the hall."),
        ("<p><b>Odo Brandt</b> and Ada Roe left the hall.</p>", "Odo Brandt and Ada Roe left the hall."),
    ] {
        let source = read("", &format!("<article><h1>Ferry aground</h1>{BODY}{markup}</article>"));
        assert!(source.text.lines().any(|l| l == line), "{markup}: {}", source.text);
    }
    let struck = read("", &format!("<article><h1>Ferry</h1>{BODY}<p>He was <s>54</s> 45.</p></article>"));
    assert_eq!(struck.skipped, ["1 passages that are struck out"]);
}

#[test]
fn soft_hyphens_are_no_part_of_a_word_in_any_format() {
    let json = r#"{"outlet": "A", "headline": "Bran\u00addt", "text": "Odo Bran\u00addt left."}"#;
    for (name, format, text) in [
        ("a.txt", Format::Text, "Odo Bran\u{ad}dt left."),
        ("a.md", Format::Markdown, "**Odo** Bran\u{ad}dt left."),
        ("a.json", Format::Json, json),
        ("a.xml", Format::Xml, "<nitf><body><body.content><p>Odo Bran&#173;dt left.</p></body.content></body></nitf>"),
    ] {
        let source = one(name, format, text);
        assert!(source.text.contains("Brandt left.") && !source.text.contains('\u{ad}'), "{name}: {}", source.text);
    }
    assert_eq!(one("a.txt", Format::Text, "A well-known - if odd - man.").text, "A well-known - if odd - man.");
}

fn word(runs: &str) -> Source {
    let text = format!("<w:document xmlns:w=\"w\"><w:body><w:p>{runs}</w:p></w:body></w:document>");
    from_bytes("a.docx", Format::Docx, &zipped(&[("word/document.xml", text.as_bytes())])).expect("a document").0
}

#[test]
fn hidden_and_struck_runs_of_documents_are_left_out() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    for (properties, is_read) in [
        ("<w:strike/>", false),
        ("<w:dstrike w:val=\"1\"/>", false),
        ("<w:vanish/>", false),
        ("<w:b/><w:strike w:val=\"true\"/>", false),
        ("<w:strike w:val=\"0\"/>", true),
        ("<w:vanish w:val=\"false\"/>", true),
        ("<w:u w:val=\"single\"/>", true),
    ] {
        let source = word(&(run("", "He was ") + &run(properties, "54 ") + &run("", "years old.")));
        assert_eq!(source.text.contains("54"), is_read, "{properties}: {}", source.text);
        assert_eq!(source.skipped.is_empty(), is_read, "{:?}", source.skipped);
    }
    let odt = |style: &str| {
        let text = format!(
            "<o:d xmlns:o=\"o\" xmlns:s=\"s\" xmlns:t=\"t\"><o:automatic-styles><s:style s:name=\"T1\"><s:text-properties {style}/></s:style>\
            </o:automatic-styles><o:body><t:p>He was <t:span t:style-name=\"T1\">54 </t:span>years old.</t:p></o:body></o:d>"
        );
        from_bytes("a.odt", Format::Odt, &zipped(&[("content.xml", text.as_bytes())])).expect("a document").0.text
    };
    for (style, is_read) in [
        ("s:text-line-through-style=\"solid\"", false),
        ("t:display=\"none\"", false),
        ("s:text-line-through-style=\"none\"", true),
        ("s:font-weight=\"bold\"", true),
    ] {
        assert_eq!(odt(style).contains("54"), is_read, "{style}");
    }
}

#[test]
fn flowed_letters_are_put_together_again() {
    let letter = |kind: &str, body: &str| {
        format!(
            "From: Jane Roe <roe@example.org>\r\nSubject: Vote\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8{kind}\r\n\r\n{body}\r\n"
        )
    };
    for (kind, body, text) in [
        (
            "; format=flowed; DelSp=yes",
            "Odo Bran \r\ndt left  \r\nthe hall.\r\nIt rained.",
            "Odo Brandt left the hall.\nIt rained.\n",
        ),
        ("; format=flowed", "Odo Brandt \r\nleft the hall.\r\nIt rained.", "Odo Brandt left the hall.\nIt rained.\n"),
        ("; format=flowed", "Odo Brandt left.\r\n> It was 18. \r\n-- \r\nJane", "Odo Brandt left.\n"),
        ("; format=flowed", " From here on it rained.", "From here on it rained.\n"),
        ("", "Odo Brandt \r\nleft the hall.\r\nIt rained.", "Odo Brandt left the hall. It rained.\n"),
        ("; DelSp=yes", "Odo Brandt \r\nleft.", "Odo Brandt left.\n"),
    ] {
        let source = one("a.eml", Format::Mail, &letter(kind, body));
        assert_eq!(source.text, format!("Vote\n{text}"), "{kind:?} {body:?}");
    }
}

#[test]
fn feeds_are_dated_as_they_write_it() {
    for (written, read) in [
        ("Fri, May 16 2031 06:00:00 GMT", Some("2031-05-16T06:00+00:00")),
        ("Fri, 16 May 2031 06:00:00 BST", Some("2031-05-16T06:00+01:00")),
        ("Fri, 16 May 2031 06:00:00 IST", Some("2031-05-16T06:00")),
        ("Fri, 16 May 2031 06:00:00 +0200", Some("2031-05-16T06:00+02:00")),
        ("sometime in May", None),
    ] {
        let feed = format!(
            "<rss><channel><title>Dale</title><item><title>A</title><pubDate>{written}</pubDate><description>They met.</description></item></channel></rss>"
        );
        let (source, problems) = from_bytes("a.rss", Format::Xml, feed.as_bytes()).expect("a feed");
        assert_eq!(source.published.map(|p| p.value.to_string()).as_deref(), read, "{written}");
        assert_eq!(problems.is_empty(), read.is_some(), "{written}: {problems:?}");
    }
}

#[test]
fn an_embargo_in_words_is_told() {
    let item = |more: &str| {
        format!(
            "{{\"uri\": \"urn:x:1\", \"versioncreated\": \"2031-05-06T09:00Z\", \"headline\": \"A\", \"body_text\": \"They met.\"{more}}}"
        )
    };
    for (more, terms) in [
        (", \"embargoed_text\": \"Not before the speech on Friday\"", Some("Not before the speech on Friday")),
        (", \"embargoed_text\": \"  \"", None),
        ("", None),
    ] {
        let source = one("a.json", Format::Json, &item(more));
        assert_eq!(source.embargo_terms.map(|t| t.value).as_deref(), terms, "{more}");
    }
}

#[test]
fn a_folder_says_of_each_file_why_it_is_not_read() {
    let rss = "<rss><channel><title>Dale</title></channel></rss>";
    let folder = Folder::with(&[
        ("a.txt", "They met."),
        ("cut.json", "{\"headline\": \"A\", \"body_text\": \"They"),
        ("entity.xml", "<nitf><body><p>Caf&eacute;</p></body></nitf>"),
        ("page.xml", "<html><body><p>They met.</p></body></html>"),
        ("cut.rss", "<rss><channel><item>"),
        ("blank.jsonl", " \n\n"),
        ("cut.jsonl", "{\"text\": \"They\n"),
        ("package.json", "{\"name\": \"site\"}"),
        ("sitemap.xml", "<urlset/>"),
        ("none.rss", rss),
        ("table.csv", "a,b"),
        ("old.doc", "x"),
        ("old.rtf", "{\\rtf1 x}"),
        ("LICENCE", "x"),
        ("pack.tar.gz", "x"),
        ("sub/photo.jpg", "x"),
        ("talks.html", &page("", &format!("<article><h1>A</h1>{BODY}</article>"))),
        ("talks_files/ad.js", "x"),
        ("README.md", "x"),
        ("crosscheck.toml", ""),
        ("a.meta.toml", "outlet = \"The Post\"\n"),
        ("~$draft.docx", "x"),
        (".hidden.csv", "x"),
    ]);
    let read = folder.read(&[""]);
    assert_eq!(folder.ids(&read), ["a.txt", "talks.html"]);
    let failed: Vec<&str> = ["blank.jsonl", "cut.json", "cut.jsonl", "cut.rss", "entity.xml", "page.xml"].to_vec();
    let errors = folder.errors(&read);
    assert_eq!(errors.iter().map(|e| e.split(':').next().expect("a path")).collect::<Vec<_>>(), failed, "{errors:#?}");
    assert!(errors.iter().all(|error| error.contains("; ")), "what to do: {errors:#?}");
    let root = folder.path("");
    let passed: Vec<(String, &str)> = read
        .passed_over
        .iter()
        .map(|file| (file.path.strip_prefix(&root).expect("below").display().to_string(), file.why.as_str()))
        .collect();
    let names: Vec<&str> = passed.iter().map(|p| p.0.as_str()).collect();
    let others = [
        "LICENCE",
        "none.rss",
        "old.doc",
        "old.rtf",
        "pack.tar.gz",
        "package.json",
        "sitemap.xml",
        "sub/photo.jpg",
        "table.csv",
    ];
    assert_eq!(names, others);
    for (name, why) in [
        ("table.csv", ".csv are not read"),
        ("pack.tar.gz", ".tar.gz"),
        ("sitemap.xml", "`urlset`"),
        ("LICENCE", ".txt"),
    ] {
        assert!(passed.iter().any(|p| p.0 == name && p.1.contains(why)), "{name}: {passed:#?}");
    }
    // What a list names is all that is wanted of a folder.
    folder.write("sources.toml", b"[[source]]\nfile = \"a.txt\"\n");
    let listed = folder.read(&[""]);
    assert!(listed.passed_over.is_empty() && listed.errors.is_empty(), "{listed:?}");
    let named = crosscheck::inputs::read(
        &[folder.path("cut.json"), folder.path("package.json")],
        &Overrides::default(),
        &Default::default(),
    );
    assert_eq!(named.errors.len(), 2, "named singly, both are told");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = Folder::with(&[("a.txt", "They met.")]);
    for name in ["wire.txt", "wire.sock"] {
        let made = std::process::Command::new("mkfifo").arg(folder.path(name)).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
    }
    let read = folder.read(&[""]);
    assert_eq!(folder.ids(&read), ["a.txt"]);
    assert_eq!(
        folder.errors(&read),
        [
            "wire.txt: this is a pipe, a socket or a device and no file; make it readable inside the folder, or name the file itself"
        ]
    );
    assert!(read.passed_over.len() == 1 && read.passed_over[0].why.contains("no file"), "{:?}", read.passed_over);
}
