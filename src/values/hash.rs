//! A hash for ids and for words as numbers.

/// 64-bit FNV-1a: a hash that is the same on every machine and in every release.
pub(crate) fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
