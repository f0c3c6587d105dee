//! Versions of one item: the newest counts, and what another item replaces is left out.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::inputs::{Inputs, LeftOut, Source};

/// Leaves out what a newer version of the same outlet's item replaces.
pub(super) fn keep_newest(inputs: &mut Inputs) {
    let key = |source: &Source, item: &str| (source.outlet.value.to_lowercase(), item.to_owned());
    // An item that was withdrawn also withdraws its earlier versions.
    let all = || inputs.sources.iter().chain(inputs.left_out.iter().map(|l| &l.source));
    let mut newest: BTreeMap<(String, String), &Source> = BTreeMap::new();
    let mut replaced: BTreeMap<(String, String), &Source> = BTreeMap::new();
    for source in all() {
        if let Some(item) = &source.item {
            let best = newest.entry(key(source, &item.value)).or_insert(source);
            if age(source, best) == Ordering::Greater {
                *best = source;
            }
        }
        if let Some(old) = &source.replaces {
            replaced.insert(key(source, &old.value), source);
        }
    }
    let mut reasons = BTreeMap::new();
    for (at, source) in inputs.sources.iter().enumerate() {
        let Some(item) = &source.item else { continue };
        let key = key(source, &item.value);
        let newer = newest.get(&key).filter(|best| age(best, source) == Ordering::Greater);
        let Some(by) = newer.or_else(|| replaced.get(&key).filter(|by| by.id != source.id)) else { continue };
        let version = by.version.as_ref().map(|v| format!(" (version {})", v.value)).unwrap_or_default();
        let why = format!("a newer version of this item is `{}`{version}", by.id);
        reasons.insert(at, (why, by.id.clone()));
    }
    let sources = std::mem::take(&mut inputs.sources);
    for (at, source) in sources.into_iter().enumerate() {
        match reasons.remove(&at) {
            Some((why, newer)) => inputs.left_out.push(LeftOut { source, why, newer: Some(newer) }),
            None => inputs.sources.push(source),
        }
    }
}

/// Which of two versions of one item is the newer: by number, else by time.
fn age(a: &Source, b: &Source) -> Ordering {
    let number = |s: &Source| s.version.as_ref().and_then(|v| v.value.parse::<u64>().ok());
    let by_number = match (number(a), number(b)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => Ordering::Equal,
    };
    by_number.then_with(|| {
        let time = |s: &Source| s.updated.as_ref().or(s.published.as_ref()).and_then(|t| t.value.instant(None));
        match (time(a), time(b)) {
            (Some(x), Some(y)) => x.cmp(&y),
            _ => Ordering::Equal,
        }
    })
}
