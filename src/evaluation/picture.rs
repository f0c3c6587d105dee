//! The figures as a small picture: how many of the errors, warnings and notes are right.

use crate::{
    evaluation::{Figures, Met},
    values::Severity,
};

/// Height of a row, and where the bars begin and how long the longest is, in the units of the picture.
const ROW: usize = 34;
const LEFT: f64 = 90.0;
const LENGTH: f64 = 300.0;

/// An SVG 1.1 picture with a bar for each severity: the share that is right, the numbers, and the 95 % interval as a line. It loads nothing; equal
/// figures give equal bytes.
pub fn svg(figures: &Figures) -> String {
    let rows = [(Severity::Error, "#b3261e"), (Severity::Warning, "#9a6700"), (Severity::Note, "#57606a")];
    let height = 46 + rows.len() * ROW + 24;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"560\" height=\"{height}\" viewBox=\"0 0 560 {height}\" role=\"img\" \
         aria-labelledby=\"title\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title id=\"title\">{}</title>\n<rect width=\"560\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"10\" y=\"22\" font-weight=\"bold\" fill=\"#1f2328\">What is right of what is told, with the 95 % interval</text>\n",
        title(figures)
    );
    let at = |share: f64| LEFT + LENGTH * share;
    let bottom = 40 + rows.len() * ROW;
    for percent in [0, 25, 50, 75, 100] {
        let x = at(f64::from(percent) / 100.0);
        out.push_str(&format!(
            "<path d=\"M{x:.1} 40V{bottom}\" stroke=\"#d0d7de\"/>\n\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#57606a\">{percent} %</text>\n",
            bottom + 16
        ));
    }
    for (number, (severity, colour)) in rows.into_iter().enumerate() {
        let top = 40 + number * ROW;
        let middle = top + ROW / 2;
        let met = figures.told.get(&severity).copied().unwrap_or_default();
        out.push_str(&format!("<text x=\"10\" y=\"{}\" fill=\"#1f2328\">{}s</text>\n", middle + 4, severity.name()));
        if let Some((share, (low, high))) = met.share().zip(met.interval()) {
            out.push_str(&format!(
                "<rect x=\"{LEFT:.1}\" y=\"{}\" width=\"{:.1}\" height=\"18\" fill=\"{colour}\" fill-opacity=\"0.55\"/>\n",
                middle - 9,
                LENGTH * share
            ));
            let (low, high) = (at(low), at(high));
            out.push_str(&format!(
                "<path d=\"M{low:.1} {middle}H{high:.1}M{low:.1} {0}v10M{high:.1} {0}v10\" stroke=\"#1f2328\" stroke-width=\"1.5\" fill=\"none\"/>\n",
                middle - 5
            ));
        }
        out.push_str(&format!("<text x=\"405\" y=\"{}\" fill=\"#1f2328\">{}</text>\n", middle + 4, words(met)));
    }
    out + "</svg>\n"
}

/// "3 of 4, 75 % (30–95)".
fn words(met: Met) -> String {
    let percent = |share: f64| (share * 100.0).round();
    match met.share().zip(met.interval()) {
        Some((share, (low, high))) => {
            format!("{} of {}, {} % ({}–{})", met.met, met.of, percent(share), percent(low), percent(high))
        }
        None => "none told".to_owned(),
    }
}

fn title(figures: &Figures) -> String {
    let rows = figures.told.iter().rev().map(|(severity, met)| format!("{}s: {}", severity.name(), words(*met)));
    format!("Right of told. {}", rows.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_bar_has_its_share_its_numbers_and_its_interval() {
        let told = BTreeMap::from([
            (Severity::Error, Met { met: 3, of: 4 }),
            (Severity::Warning, Met { met: 0, of: 10 }),
            (Severity::Note, Met::default()),
        ]);
        let picture = svg(&Figures { told, ..Figures::default() });
        assert!(picture.contains("width=\"225.0\""), "three quarters of 300: {picture}");
        assert!(picture.contains("3 of 4, 75 % (30–95)") && picture.contains("0 of 10, 0 % (0–28)"), "{picture}");
        // 90 + 300 × 0.301 and 0.954.
        assert!(picture.contains("M180.2 57H376.3"), "{picture}");
        assert_eq!(picture.matches("fill-opacity").count(), 2, "nothing was told as a note");
        assert!(picture.contains(">none told<"), "{picture}");
    }
}
