//! Lines and columns of byte offsets.

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Reads the line starts of `text`.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Self { starts }
    }

    /// Line and column of byte `at`, both from 1; the column counts code points.
    pub fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts[line - 1];
        let column = text.get(start..at).map_or(0, |t| t.chars().count());
        (line, column + 1)
    }
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
}
