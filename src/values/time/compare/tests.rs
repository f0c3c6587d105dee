//! Comparisons as tables; each row also runs with its sides exchanged.
