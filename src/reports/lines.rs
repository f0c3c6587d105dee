//! Lines and columns of byte offsets.

/// A text may be one long line: so many bytes from one count of its code points to the next.
const STEP: usize = 1024;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    /// How many code points begin before each multiple of [`STEP`].
    counts: Vec<usize>,
}

impl Lines {
    /// Reads the line starts of `text`.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        let mut counts = vec![0];
        let mut total = 0;
        for part in text.as_bytes().chunks(STEP) {
            total += code_points(part);
            counts.push(total);
        }
        Self { starts, counts }
    }

    /// Line and column of byte `at`, both from 1; the column counts code points.
    pub fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts[line - 1];
        let column = text.get(start..at).map_or(0, |_| self.before(text, at) - self.before(text, start));
        (line, column + 1)
    }

    /// How many code points begin before byte `at`.
    fn before(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        let rest = text.as_bytes().get(step * STEP..at).unwrap_or_default();
        self.counts.get(step).copied().unwrap_or_default() + code_points(rest)
    }
}

/// How many code points begin in these bytes of a text.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let text = "one\n“two” three";
        let lines = Lines::of(text);
        let at = text.find("three").expect("it stands there");
        assert_eq!(lines.place(text, at), (2, 7));
        assert_eq!(lines.place(text, 0), (1, 1));
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_its_start() {
        let text = format!("first\n{}", "né“€𝄞 ".repeat(1_000));
        let lines = Lines::of(&text);
        let second = "first\n".len();
        for (column, (at, _)) in text[second..].char_indices().enumerate() {
            assert_eq!(lines.place(&text, second + at), (2, column + 1), "byte {at}");
        }
    }
}
