//! Shingles of plain text: a hash for each few words in a row, whatever their case, punctuation and line breaks.

/// Words of one shingle.
pub(super) const SHINGLE: usize = 3;

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const ODD: u64 = 0xd6e8_feb8_6659_fd93;

/// Calls `each` with the hash of every shingle of `text`, in order and as often as it stands there.
pub(super) fn for_each(text: &str, mut each: impl FnMut(u64)) {
    let mut last = [0_u64; SHINGLE];
    let mut seen = 0_usize;
    for_each_word(text, |word| {
        last.rotate_left(1);
        last[SHINGLE - 1] = word;
        seen += 1;
        if seen >= SHINGLE {
            each(last.iter().fold(SEED, |hash, word| mix(hash ^ word)));
        }
    });
}

/// The distinct shingles of `text` that `keep` wants, sorted, in `out`.
pub(super) fn distinct(text: &str, keep: impl Fn(u64) -> bool, out: &mut Vec<u64>) {
    out.clear();
    for_each(text, |shingle| {
        if keep(shingle) {
            out.push(shingle);
        }
    });
    out.sort_unstable();
    out.dedup();
}

/// Spreads every bit of `hash` over all others.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(ODD);
    let hash = (hash ^ (hash >> 32)).wrapping_mul(ODD);
    hash ^ (hash >> 32)
}

/// A word is a run of letters and digits; a comma or point between two digits belongs to the number and is not looked at.
fn for_each_word(text: &str, mut each: impl FnMut(u64)) {
    let mut hash = SEED;
    let mut inside = false;
    let letters = |hash: &mut u64, c: u64| *hash = (hash.rotate_left(5) ^ c).wrapping_mul(ODD);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            letters(&mut hash, u64::from(byte.to_ascii_lowercase()));
            inside = true;
            at += 1;
            continue;
        }
        if !byte.is_ascii() {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += c.len_utf8();
            if c.is_alphanumeric() {
                c.to_lowercase().for_each(|c| letters(&mut hash, u64::from(u32::from(c))));
                inside = true;
                continue;
            }
        } else {
            let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
            at += 1;
            if byte == b',' && digit(at.checked_sub(2)) && digit(Some(at)) {
                continue;
            }
        }
        if inside {
            each(hash);
            (hash, inside) = (SEED, false);
        }
    }
    if inside {
        each(hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        for_each(text, |s| out.push(s));
        out
    }

    #[test]
    fn case_marks_and_line_breaks_do_not_count() {
        let one = shingles("The ferry “Mira” sank;\n12,000 people waited.");
        assert_eq!(one.len(), 5);
        assert_eq!(one, shingles("the FERRY mira sank 12000 people -- waited"));
    }

    #[test]
    fn the_order_of_words_counts() {
        assert_ne!(shingles("ferry hits pier"), shingles("pier hits ferry"));
        assert_ne!(shingles("a bc d"), shingles("ab c d"));
    }

    #[test]
    fn fewer_words_than_a_shingle_have_none() {
        for text in ["", "one", "one two", "…", "١٢ é"] {
            assert!(shingles(text).is_empty(), "{text}");
        }
        assert_eq!(shingles("é à ü").len(), 1);
    }
}
