//! Reads a file of weights piece by piece; every piece that is not there is a `None`.

/// What is left of a file of weights.
pub struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// Begins after `magic`, which must be the first bytes.
    pub fn after(magic: &[u8], bytes: &'static [u8]) -> Option<Reader> {
        Some(Reader { rest: bytes.strip_prefix(magic)? })
    }

    /// The next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// The next number of four bytes, as a size of at most `most`.
    pub fn size(&mut self, most: usize) -> Option<usize> {
        let number = u32::from_le_bytes(self.bytes(4)?.try_into().ok()?) as usize;
        (number <= most).then_some(number)
    }

    /// The next `count` numbers of four bytes.
    pub fn numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    /// The next `count` fractions; none of them is infinite or no number.
    pub fn fractions(&mut self, count: usize) -> Option<Vec<f32>> {
        let fractions: Vec<f32> = self.numbers(count)?.into_iter().map(f32::from_bits).collect();
        fractions.iter().all(|f| f.is_finite()).then_some(fractions)
    }

    /// Whether everything is read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}
