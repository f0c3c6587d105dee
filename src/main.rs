//! The `crosscheck` program.

fn main() {}
