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
        let wide = ran.text().lines().find(|line| line.width() > width && !line.starts_with("not checked"));
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
    assert_eq!(ran.text().lines().find(|l| l.width() > 40 && l.starts_with(' ')), None);
    for refused in ["0", "19", "wide", "-3"] {
        let ran = crosscheck(desk.path(), &["diff", "desk/monday.txt", "desk/tuesday.txt", "--width", refused]);
        assert_eq!((ran.status, ran.text()), (2, ""), "{refused}");
    }
}
