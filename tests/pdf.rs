//! PDF: read where the program was built for it, told with a remedy where not; no PDF takes the run down.

mod common;

use common::{crosscheck, folder};

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj{object}endobj\n", at + 1).bytes());
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    offsets.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
    out.extend(format!("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// One page with these operators.
fn page(operators: &str) -> Vec<u8> {
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{operators}\nendstream ", operators.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        // A form that shows itself.
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 4/Resources<</XObject<</X 6 0 R>>>>>>stream\n/X Do\nendstream ".to_owned(),
    ])
}

const TALKS: &str =
    "BT /F 12 Tf 20 200 Td (The grain talks between Moldova and Georgia) Tj 0 -14 Td (will be held in Ankara.) Tj ET";

/// Runs a report over a PDF and two texts that differ.
fn report(bytes: &[u8]) -> common::Ran {
    let story = folder(&[
        ("a.txt", "The grain talks between Moldova and Georgia will be held in Sofia."),
        ("b.txt", "Istanbul will host the grain talks between Georgia and Moldova."),
    ]);
    std::fs::write(story.path().join("c.pdf"), bytes).expect("writable");
    crosscheck(story.path(), &["report", "a.txt", "b.txt", "c.pdf"])
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_so_and_compares_the_rest() {
    let run = report(&page(TALKS));
    assert!(run.status == 3 && run.text().contains("1 error"), "{run:?}");
    assert!(
        run.stderr.contains("c.pdf: PDF is not read by this build of the program; save its text as .txt"),
        "{}",
        run.stderr
    );
}

#[cfg(feature = "pdf")]
#[test]
fn the_lines_of_a_page_are_read() {
    let story = folder(&[("b.txt", "Istanbul will host the grain talks between Georgia and Moldova.")]);
    std::fs::write(story.path().join("c.pdf"), page(TALKS)).expect("writable");
    let read = crosscheck(story.path(), &["inputs", ".", "-f", "json"]).json();
    assert_eq!(read["c.pdf"]["text"], "The grain talks between Moldova and Georgia will be held in Ankara.\n");
    assert_eq!((&read["c.pdf"]["format"], &read["c.pdf"]["outlet"]), (&"pdf".into(), &"c".into()));
    let run = crosscheck(story.path(), &["report", "."]);
    assert!(run.status == 0 && run.text().contains("c.pdf:1:61"), "{run:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn no_pdf_takes_the_run_down() {
    let whole = page(TALKS);
    let kids = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>".to_owned();
    let tower = format!("<</Type/Catalog/Pages 2 0 R/X {}>>", "[".repeat(100_000));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("no PDF", b"words".to_vec()),
        ("nothing behind its head", b"%PDF-1.7\n".to_vec()),
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("no text", page("0 0 m 9 9 l S")),
        ("a form that shows itself", page("/X Do")),
        ("pages in pages", pdf(&["<</Type/Catalog/Pages 2 0 R>>".to_owned(), kids])),
        ("a tower of lists", pdf(&[tower, "<</Type/Pages/Kids[]/Count 0>>".to_owned()])),
        ("no pages", pdf(&["<</Type/Catalog/Pages 1 0 R>>".to_owned()])),
    ];
    for (name, bytes) in files {
        let run = report(&bytes);
        assert!(run.status == 3 && run.text().contains("1 error"), "{name}: {run:?}");
        assert!(run.stderr.contains("c.pdf: ") && run.stderr.contains(".txt"), "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
    }
}
