//! The formats of a report: what an editor sees of two texts side by side, and that it fits the width.

mod common;

use common::{Ran, crosscheck, folder};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const MONDAY: &str = "The grain talks between Moldova and Georgia will be held in Ankara. Ilinca Bratu, 54, led them.\n\n\
    Under the protocol 36 vessels held in the port of Poti since February will sail within ten days, the 東京新聞東京新聞東京新聞 wrote.\n\n\
    The navy captured 26 Somali pirates on Thursday.\n";
const TUESDAY: &str = "Istanbul will host the grain talks between Georgia and Moldova. Ilinca Bratu, 54, led them.\n\n\
    Under the protocol 26 vessels held in the port of Poti since February will sail within ten days, the 東京新聞東京新聞東京新聞 wrote.\n\n\
    The harbour master Tudor Ionescu, 61, lost his hat.\n";

fn desk() -> TempDir {
    folder(&[("desk/monday.txt", MONDAY), ("desk/tuesday.txt", TUESDAY)])
}

fn diff(desk: &TempDir, args: &[&str]) -> Ran {
    let ran = crosscheck(desk.path(), &[&["diff", "desk/monday.txt", "desk/tuesday.txt"], args].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    ran
}

/// The two columns of every row with a sign between them, by the sign.
fn rows<'a>(text: &'a str, width: usize) -> Vec<(&'a str, &'a str, &'a str)> {
    let cell = (width - 5) / 2;
    let row = |line: &'a str| {
        let (at, sign) =
            line.match_indices(['≠', '≈', '=', '<', '>', '?']).find(|(at, _)| line[..*at].width() == cell + 2)?;
        Some((line[..at].trim(), sign, line[at + sign.len()..].trim()))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn a_diff_fits_the_width_and_has_its_signs_in_the_middle() {
    let desk = desk();
    for width in [60, 61, 80, 100, 160] {
        let ran = diff(&desk, &["--width", &width.to_string()]);
        let wide = ran.text().lines().find(|line| line.width() > width);
        assert_eq!(wide, None, "{width}");
        let signs: Vec<&str> = rows(ran.text(), width).iter().map(|row| row.1).collect();
        for sign in ["≠", "=", "<", ">"] {
            assert!(signs.contains(&sign), "{width}: no {sign} in\n{}", ran.text());
        }
        let first = |sign| signs.iter().position(|s| *s == sign);
        assert!(first("≠") < first("=") && first("=") < first("<") && first("<") < first(">"), "{signs:?}");
        // The right column begins in one place.
        let right = ran.text().lines().find(|l| l.contains("Istanbul will host")).expect("the right sentence");
        assert_eq!(right[..right.find("Istanbul will").expect("it holds it")].width(), (width - 5) / 2 + 5);
    }
    assert_eq!(diff(&desk, &[]).stdout, diff(&desk, &["--width", "100"]).stdout, "100 where there is no terminal");
}

#[test]
fn a_diff_shows_each_value_in_the_column_of_its_source() {
    let desk = desk();
    let ran = diff(&desk, &["--width", "120"]);
    let rows = rows(ran.text(), 120);
    let row = |left: &str, sign: &str, right: &str| {
        let fits = |a: &str, b: &str| if b.is_empty() { a.is_empty() } else { a.contains(b) };
        assert!(
            rows.iter().any(|r| fits(r.0, left) && r.1 == sign && fits(r.2, right)),
            "{left} {sign} {right}: {rows:#?}"
        );
    };
    row("1:61  Ankara", "≠", "1:1  Istanbul");
    row("36", "≠", "26");
    row("54", "=", "54");
    row("26", "<", "");
    row("", ">", "61");
    let (head, shared) = ran.text().split_once("shared text, edited").expect("the vessels are copied");
    assert!(
        head.contains("error[place]: ") && head.contains("why: ") && head.contains("rule: en/claims/meeting_place")
    );
    let marks = shared.lines().filter(|l| l.contains('^')).map(|l| l.split_whitespace().collect::<Vec<_>>());
    assert_eq!(marks.collect::<Vec<_>>(), [["^^", "^^"]], "the figure alone has changed: {shared}");

    let turned = crosscheck(desk.path(), &["diff", "desk/tuesday.txt", "desk/monday.txt", "--width", "120"]);
    assert!(turned.text().starts_with("in desk/\ntuesday.txt"), "the first that is named is left: {turned:?}");
    let turned = self::rows(turned.text(), 120);
    assert!(turned.contains(&("1:1  Istanbul", "≠", "1:61  Ankara")), "{turned:?}");
}

#[test]
fn a_narrow_diff_has_one_source_below_the_other() {
    let desk = desk();
    let ran = diff(&desk, &["--width", "40"]);
    let place = ran.text().find("Ankara\n").expect("the left value");
    let other = ran.text().find("\n≠ 1:1  Istanbul\n").expect("the right value, after the sign");
    assert!(place < other, "{ran:?}");
    assert_eq!(ran.text().lines().find(|l| l.width() > 40 && !l.ends_with(" notes")), None);
    for refused in ["0", "19", "wide", "-3"] {
        let ran = crosscheck(desk.path(), &["diff", "desk/monday.txt", "desk/tuesday.txt", "--width", refused]);
        assert_eq!((ran.status, ran.text()), (2, ""), "{refused}");
    }
}

#[test]
fn a_text_report_fits_the_width_it_is_given() {
    for story in common::stories() {
        for width in [50, 72, 90, 140] {
            let ran = crosscheck(&story, &["report", ".", "--width", &width.to_string()]);
            // A value is not cut: it is what an editor looks for.
            let value = |l: &&str| l.ends_with(" voice)") || l.ends_with(" voices)");
            let wide = ran.text().lines().find(|l| l.width() > width && !value(l));
            assert_eq!(
                wide.filter(|l| !l.ends_with(" notes") && !l.ends_with(" note")),
                None,
                "{}: {width}",
                story.display()
            );
        }
        let plain = crosscheck(&story, &["report", "."]);
        let file = folder::<&str>(&[]);
        let path = file.path().join("report.txt");
        let args = ["report", ".", "-o", path.to_str().expect("UTF-8")];
        crosscheck(&story, &args);
        assert_eq!(std::fs::read(path).expect("written"), plain.stdout, "no terminal, no width");
    }
}

#[test]
fn what_a_report_leaves_out_is_counted() {
    let names: Vec<String> = (0..6).map(|n| format!("s{n}.txt")).collect();
    let text = |n: usize| {
        let place = if n == 5 { "Istanbul" } else { "Ankara" };
        let own = ["Rain fell.", "Fog came.", "Snow lay.", "Hail hit.", "Wind rose.", "Ice broke."][n % 6];
        format!("{own}\n\nThe grain talks between Moldova and Georgia will be held in {place}. {own}\n")
    };
    let files: Vec<(&str, String)> = names.iter().enumerate().map(|(n, name)| (name.as_str(), text(n))).collect();
    let desk = folder(&files);
    let ran = crosscheck(desk.path(), &["report", "."]);
    assert!(ran.text().contains("    and in 2 more sentences\n"), "five sentences, three shown: {ran:?}");
    let markdown = crosscheck(desk.path(), &["report", ".", "-f", "markdown"]);
    assert!(markdown.text().contains("  - and in 2 more sentences\n"), "{markdown:?}");
}

#[test]
fn copied_text_is_told_for_each_two_sources() {
    let same = "The harbour of Poti was closed on Monday for the first time since the winter of the great storm.";
    let desk = folder(&[
        ("a.txt", format!("{same}\n\nNobody knows when the two cranes on its eastern pier will be lifted again.\n")),
        (
            "b.txt",
            format!("{same}\n\nRain.\n\nNobody knows when the two cranes on its western pier will be lifted again.\n"),
        ),
    ]);
    let ran = crosscheck(desk.path(), &["report", "."]);
    let (_, copied) = ran.text().split_once("copied text: a and b, 2 passages\n").unwrap_or_else(|| panic!("{ran:?}"));
    let lines: Vec<&str> = copied.lines().take(4).collect();
    assert_eq!(lines[0], "  ./a.txt:1:1 and ./b.txt:1:1, word for word; they share a source");
    assert_eq!(lines[2], "  ./a.txt:3:1 and ./b.txt:5:1, 92 % of the words; they share a source");
    assert!(lines[1].starts_with("    The harbour of Poti was closed") && lines[1].ends_with(" …"), "{lines:?}");
    assert_eq!(lines[3], "    Nobody knows when the two cranes on its eastern pier will be lifted again.");
}
