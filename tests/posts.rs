//! Posts from end to end: live blogs and files of several articles, what is repeated in them, and which post is the later one.

use crosscheck::{
    copies::CopyClass,
    findings::Relation,
    inputs::{Format, Known, Source, from_bytes},
    pipeline::{self, Story},
    rules::Rules,
    values::{Slot, Timestamp},
};

/// A source with an outlet and perhaps a time of publication.
fn source(id: &str, outlet: &str, published: &str, text: &str) -> Source {
    let (mut source, errors) = from_bytes(id, Format::Text, text.as_bytes()).expect("a readable text");
    assert!(errors.is_empty());
    source.outlet = Known::new(outlet.to_owned(), "test");
    source.published = Timestamp::parse(published).map(|t| Known::new(t, "test"));
    source
}

fn run(sources: &[Source]) -> Story {
    pipeline::run(sources, &Rules::embedded())
}

/// The words of the claims on `slot`, with the post that they stand in and its report time.
fn claims(story: &Story, slot: Slot) -> Vec<(String, usize, String)> {
    let said = story.sources.iter().flat_map(|s| s.claims.iter().map(move |c| (s, c)));
    said.filter(|(_, c)| c.slot == slot)
        .map(|(s, c)| {
            let at = s.reported(c.post).map_or_else(|| "unknown".to_owned(), |t| t.to_string());
            (s.doc.slice(c.value_span).to_owned(), c.post, at)
        })
        .collect()
}

const TALKS: &str = "The grain talks between Moldova and Georgia will be held in Ankara.\n\
                     The ministers of both countries are expected there in the morning.\n\
                     She added:\n\
                     Nobody from the press will be let into the hall during the talks.\n";

#[test]
fn a_pinned_post_is_analysed_once_and_listed_as_a_duplicate() {
    let text = format!(
        "Grain talks live\n18:05 Pinned\n{TALKS}19:30\nIt rains in Riverton.\n18:05\n{TALKS}17:40\nThe hall is empty.\n"
    );
    let story = run(&[source("a.txt", "Courier", "2031-05-15T19:45", &text)]);
    assert_eq!(claims(&story, Slot::Place).len(), 1, "{:?}", claims(&story, Slot::Place));
    let copy = &story.copies[0];
    assert_eq!((story.copies.len(), copy.class, copy.sentences.len()), (1, CopyClass::Identical, 4));
    let words = |p: crosscheck::copies::Passage| story.sources[0].doc.slice(p.span);
    assert_eq!(words(copy.left), TALKS.trim());
    assert_eq!(words(copy.right), TALKS.trim(), "a short sentence between does not divide the passage");
}

#[test]
fn two_saved_copies_of_a_live_blog_count_once_and_the_edit_is_shown() {
    let old = format!(
        "Crash live\n17:40\nThe police said 14 people died in the crash of the ferry.\n17:10\n{TALKS}16:50\nThe hall is full.\n"
    );
    let new = format!(
        "Crash live\n18:20\nIt rains in Riverton, the mayor said today.\n17:40\nThe police said 19 people died in the crash of the ferry.\n17:10\n{TALKS}16:50\nThe hall is full.\n"
    );
    let story = run(&[
        source("a.txt", "Courier", "2031-05-15T17:45", &old),
        source("b.txt", "Courier", "2031-05-15T18:30", &new),
        source("c.txt", "Lantern", "2031-05-15", "Talks in Oakvale went on, it was said."),
    ]);
    let places = claims(&story, Slot::Place);
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!(places[0].2, "2031-05-15T17:10");
    let edited = story.copies.iter().find(|c| c.class == CopyClass::Edited).expect("the changed post is listed");
    let changes: Vec<_> = edited.sentences.iter().flat_map(|s| &s.changes).collect();
    assert_eq!(changes.len(), 1);
    let words = |source: usize, tokens| story.sources[source].doc.slice(story.sources[source].doc.span_of(tokens));
    assert_eq!((words(0, &changes[0].left), words(1, &changes[0].right)), ("14", "19"));
    assert!(
        story.copies.iter().any(|c| c.class == CopyClass::Identical && c.sentences.len() >= 4),
        "the repeat is listed"
    );
}

#[test]
fn another_outlet_and_another_article_are_not_folded() {
    let one = |id, outlet| source(id, outlet, "2031-05-15", TALKS);
    let story = run(&[one("a.txt", "Courier"), one("b.txt", "Lantern")]);
    assert_eq!(claims(&story, Slot::Place).len(), 2);
    // A draft may be of the outlet whose earlier article it takes over.
    let story = run(&[one("a.txt", "Courier"), one("draft.txt", "Courier")]);
    assert_eq!(claims(&story, Slot::Place).len(), 2);
    assert!(story.repeats.is_empty());
}

#[test]
fn a_later_post_supersedes_a_plan_also_over_midnight() {
    let late = "The grain talks between Moldova and Georgia will be held in Istanbul.";
    let early = "The grain talks between Moldova and Georgia will be held in Ankara.";
    let other = "It rains in Riverton.";
    for text in [
        format!("00:20\n{late}\n23:50\n{other}\n22:30\n{early}\n"),
        format!("22:30\n{early}\n23:50\n{other}\n00:20\n{late}\n"),
    ] {
        let story = run(&[source("a.txt", "Courier", "2031-05-16T00:30", &text)]);
        let mut places = claims(&story, Slot::Place);
        places.sort();
        let found: Vec<_> = places.iter().map(|(place, _, at)| (place.as_str(), at.as_str())).collect();
        assert_eq!(found, [("Ankara", "2031-05-15T22:30"), ("Istanbul", "2031-05-16T00:20")]);
        assert!(story.findings.iter().all(|f| f.relation == Relation::Superseded), "{:?}", story.findings);
        assert!(!story.findings.is_empty());
    }
    // Of one day and without a zone: two posts of one blog stand on one clock.
    let text = format!("12:20\n{late}\n11:50\n{other}\n10:30\n{early}\n");
    let story = run(&[source("a.txt", "Courier", "2031-05-16", &text)]);
    assert!(story.findings.iter().all(|f| f.relation == Relation::Superseded), "{:?}", story.findings);
    assert!(!story.findings.is_empty());
}

#[test]
fn the_time_of_the_first_article_is_not_that_of_the_second() {
    let text = "Moldova and Georgia to meet\nThe grain talks between Moldova and Georgia will be held in Ankara on Friday.\nThe \
                ministers met before.\nNobody else is invited.\nENDS\nNorway and Finland sign a pact\nThe fishing talks between \
                Norway and Finland will be held in Oslo on Friday.\nAll are invited.\n";
    let story = run(&[source("a.txt", "Courier", "2031-05-14", text)]);
    let days = claims(&story, Slot::Place);
    assert_eq!(days.iter().map(|d| d.2.as_str()).collect::<Vec<_>>(), ["2031-05-14", "unknown"], "{days:?}");
}

fn json(text: &str) -> Result<(Source, Vec<String>), String> {
    let read = from_bytes("a.json", Format::Json, text.as_bytes()).map_err(|e| e.to_string())?;
    Ok((read.0, read.1.iter().map(ToString::to_string).collect()))
}

#[test]
fn a_live_blog_in_json_has_posts_with_their_own_times() {
    let (source, errors) = json(include_str!("../fixtures/documents/live-blog.json")).expect("a live blog");
    assert_eq!(
        errors,
        ["a.json: `datePublished` is no time that is understood: soon; write it as 2025-05-16, 2025-05-16T13:00 or \
          2025-05-16T13:00:00+01:00"]
    );
    assert_eq!(
        source.text,
        "Bridge vote live\n\nBridge talks move\nThe grain talks between Moldova and Georgia will be held in Istanbul.\n“We \
         wait,” she said.\n\nGood evening\nThe grain talks between Moldova and Georgia will be held in Ankara.\n"
    );
    assert_eq!((source.outlet.value.as_str(), source.outlet.from.as_str()), ("The Oakvale Courier", "JSON-LD"));
    let story = run(&[source]);
    let posts = &story.sources[0].doc.posts;
    let reported = (0..posts.len()).map(|p| story.sources[0].reported(p).map(|t| t.to_string()));
    assert_eq!(
        reported.map(|t| t.expect("dated")).collect::<Vec<_>>(),
        ["2031-05-15T17:00+01:00", "2031-05-16T00:40+01:00", "2031-05-15T17:00+01:00"],
        "an update without a time has that of the blog"
    );
    assert_eq!(posts[1].author.as_deref(), Some("Jane Roe, John Doe"));
    let places = claims(&story, Slot::Place);
    assert_eq!(places[0], ("Istanbul".to_owned(), 1, "2031-05-16T00:40+01:00".to_owned()));
    assert!(story.findings.iter().all(|f| f.relation == Relation::Superseded), "{:?}", story.findings);
    assert!(!story.findings.is_empty());
}

#[test]
fn ninjs_of_every_version_is_read_and_each_item_of_a_list_is_an_article() {
    let two = r#"{"uri": "urn:x:1", "firstcreated": "2031-03-12T08:05:00+01:00", "versioncreated": "2031-03-12T11:00:00+01:00",
        "copyrightholder": "Dale Wire", "language": "en", "by": "Jane Roe", "pubstatus": "usable",
        "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry aground"}],
        "bodies": [{"role": "text", "value": "A ferry ran aground."}, {"role": "html", "value": "<p>A ferry ran aground.</p><p>Nobody was hurt.</p>"}]}"#;
    let (source, errors) = json(two).expect("ninjs 2");
    assert!(errors.is_empty());
    assert_eq!(source.text, "Ferry aground\nA ferry ran aground.\nNobody was hurt.\n");
    let told = |k: &Option<Known<Timestamp>>| k.as_ref().map(|k| (k.value.to_string(), k.from.clone()));
    assert_eq!(told(&source.published), Some(("2031-03-12T08:05+01:00".to_owned(), "ninjs".to_owned())));
    assert_eq!(told(&source.updated).map(|u| u.0), Some("2031-03-12T11:00+01:00".to_owned()));
    assert_eq!(source.outlet.value, "Dale Wire");

    let one =
        r#"{"uri": "urn:x:2", "source": "Dale Wire", "headline": "Ferry afloat", "body_html": "<p>It swims.</p>"}"#;
    let three = r#"{"uri": "urn:x:3", "infoSources": [{"name": "Dale Wire"}], "firstCreated": "2031-03-14T08:00Z",
        "headlines": [{"value": "Ferry sold"}], "bodies": [{"contentType": "text/plain", "value": "It was sold on Monday."}]}"#;
    let (source, _) = json(&format!("[{two}, {one}, {three}]")).expect("a list");
    let story = run(&[source]);
    let times: Vec<Option<String>> = (0..3).map(|p| story.sources[0].reported(p).map(|t| t.to_string())).collect();
    assert_eq!(
        times,
        [Some("2031-03-12T08:05+01:00".to_owned()), None, Some("2031-03-14T08:00+00:00".to_owned())],
        "no item takes the time of another"
    );
}

#[test]
fn json_that_is_no_source_is_refused_with_a_remedy() {
    for (text, message) in [
        ("{", "a.json:1: this is not JSON"),
        ("{\"name\": \"x\"}", "a.json: this JSON holds no news item that is understood; give a LiveBlogPosting"),
        (
            r#"{"pubStatus": "canceled", "body_text": "Wrong."}"#,
            "a.json: the item was withdrawn by its outlet or is withheld (status `canceled`); leave the file out",
        ),
        (
            r#"[{"source": "A", "body_text": "x"}, {"source": "B", "body_text": "y"}]"#,
            "a.json: the items are of several outlets: A and B; save each item in a file of its own",
        ),
        (r#"{"body_text": " "}"#, "a.json: this JSON holds no news item that is understood"),
        ("[[[[", "a.json:1: this is not JSON"),
    ] {
        let error = json(text).expect_err(text);
        assert!(error.starts_with(message), "{error:?}");
    }
}
