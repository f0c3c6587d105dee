//! How the words of a sentence are written, as numbers for the models: hashes of a word's letters and of its ends, capitals, shape.

/// How the letters of a sentence are written; a capital means a name only in running text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Casing {
    Running,
    AllCapitals,
    Title,
    NoCapitals,
}

/// How one word is written. Endings and beginnings are those of [`Speller::lower`], from one letter on.
pub(crate) struct Spelling {
    /// The whole word in lower case.
    pub hash: u64,
    pub suffixes: [u64; 5],
    pub prefixes: [u64; 3],
    /// How it is written (0 to 6), how its sentence is, and whether it is the first word.
    pub case: u64,
    pub shape: u64,
}

/// Reads the words of a sentence in order.
pub(crate) struct Speller {
    casing: Casing,
    letters: Vec<Letters>,
    at: usize,
    first: bool,
    lower: String,
}

impl Speller {
    /// Looks at a sentence; then [`Speller::spell`] is to be called for each of these words in order.
    pub fn new(words: &[&str]) -> Speller {
        let letters: Vec<Letters> = words.iter().map(|word| Letters::of(word)).collect();
        Speller { casing: casing(&letters), letters, at: 0, first: true, lower: String::new() }
    }

    /// The next word.
    pub fn spell(&mut self, word: &str) -> Spelling {
        let letters = self.letters.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        match letters.plain {
            true => {
                self.lower.clear();
                self.lower.push_str(word);
                self.lower.make_ascii_lowercase();
            }
            false => fold(word, &mut self.lower),
        }
        let case = letters.case(self.casing, self.first);
        // Opening quotes do not make the next word less of a first word.
        self.first = self.first && !letters.alphanumeric;
        let (hash, prefixes) = beginnings(&self.lower);
        let capitals = self.casing != Casing::AllCapitals;
        Spelling { hash, suffixes: endings(&self.lower), prefixes, case, shape: shape(word, capitals) }
    }

    /// The last word in lower case with plain quotes and dashes, digits as 0.
    pub fn lower(&self) -> &str {
        &self.lower
    }
}

/// The letters of a word.
#[derive(Clone, Copy, Default)]
struct Letters {
    upper: u32,
    lower: u32,
    /// Whether the first is a capital.
    capital: bool,
    /// Whether there are four letters at the beginning.
    long: bool,
    alphanumeric: bool,
    /// Whether only small letters take the place of capitals in lower case.
    plain: bool,
}

impl Letters {
    fn of(word: &str) -> Letters {
        let mut out = Letters { plain: true, ..Letters::default() };
        let mut begins = 0;
        for (at, byte) in word.bytes().enumerate() {
            let (upper, lower, digit) = (byte.is_ascii_uppercase(), byte.is_ascii_lowercase(), byte.is_ascii_digit());
            out.upper += u32::from(upper);
            out.lower += u32::from(lower);
            begins += u32::from(at < 4 && (upper || lower));
            out.alphanumeric |= upper || lower || digit;
            out.plain &= byte.is_ascii() && !digit && byte != b'`';
        }
        if !word.is_ascii() {
            out.upper = word.chars().filter(|c| c.is_uppercase()).count() as u32;
            out.lower = word.chars().filter(|c| c.is_lowercase()).count() as u32;
            out.alphanumeric = word.chars().any(char::is_alphanumeric);
            begins = word.chars().take(4).filter(|c| c.is_alphabetic()).count() as u32;
        }
        out.capital = word.starts_with(char::is_uppercase);
        out.long = begins == 4;
        out
    }

    fn case(self, casing: Casing, first: bool) -> u64 {
        let kind = match (self.upper, self.lower) {
            _ if casing == Casing::AllCapitals && self.upper > 0 => 0,
            (0, 0) => 1,
            (0, _) => 2,
            (1, 0) => 3,
            (_, 0) => 4,
            _ if self.capital => 5,
            _ => 6,
        };
        kind << 4 | (casing as u64) << 1 | u64::from(first)
    }
}

fn casing(words: &[Letters]) -> Casing {
    let upper: u32 = words.iter().map(|word| word.upper).sum();
    let lower: u32 = words.iter().map(|word| word.lower).sum();
    let long = words.iter().filter(|word| word.long).count();
    let capital = words.iter().filter(|word| word.long && word.capital).count();
    match () {
        () if lower == 0 && upper > 8 => Casing::AllCapitals,
        () if upper == 0 && lower > 0 => Casing::NoCapitals,
        () if long >= 3 && capital * 5 >= long * 4 => Casing::Title,
        () => Casing::Running,
    }
}

/// The hash of a word in lower case as in [`Spelling::hash`].
pub(crate) fn word_hash(word: &str) -> u64 {
    let mut lower = String::new();
    fold(word, &mut lower);
    hash(lower.as_bytes())
}

fn fold(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            '0'..='9' => out.push('0'),
            '‘' | '’' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            '–' | '—' | '‐' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The word's pattern with runs folded: "Xx-x", "0.0x".
fn shape(word: &str, capitals: bool) -> u64 {
    let mut out = SEED;
    let mut last = '\0';
    for c in word.chars() {
        let class = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_uppercase() && capitals => 'X',
            _ if c.is_alphabetic() => 'x',
            _ => c,
        };
        if class != last {
            out = step(out, class as u32 as u8);
        }
        last = class;
    }
    out
}

/// The hash of the whole and those of its first letters.
fn beginnings(lower: &str) -> (u64, [u64; 3]) {
    if !lower.is_ascii() {
        let end = |count: usize| lower.char_indices().nth(count).map_or(lower.len(), |(at, _)| at);
        return (hash(lower.as_bytes()), [1, 2, 3].map(|count| hash(&lower.as_bytes()[..end(count)])));
    }
    let (first, rest) = lower.as_bytes().split_at(lower.len().min(3));
    let mut state = SEED;
    let mut out = [0; 3];
    for (at, out) in out.iter_mut().enumerate() {
        state = first.get(at).map_or(state, |byte| step(state, *byte));
        *out = state;
    }
    (rest.iter().fold(state, |state, byte| step(state, *byte)), out)
}

/// The hashes of the last letters.
fn endings(lower: &str) -> [u64; 5] {
    let bytes = lower.as_bytes();
    if !lower.is_ascii() {
        let start = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
        return [1, 2, 3, 4, 5].map(|count| hash(&bytes[start(count)..]));
    }
    [1, 2, 3, 4, 5].map(|count| hash(&bytes[bytes.len().saturating_sub(count)..]))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of some letters.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(SEED, |state, &b| step(state, b))
}
