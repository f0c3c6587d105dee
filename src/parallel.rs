//! Work on many items in all threads of the machine; the results stand in the order of the items.

use std::{
    sync::{Mutex, PoisonError, atomic::AtomicUsize, atomic::Ordering::Relaxed},
    thread,
};

/// `work` on each number below `items`, of which a thread takes `batch` at once; each thread has a `state` of its own.
pub(crate) fn in_parallel<S, R: Send>(
    items: usize,
    batch: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.div_ceil(batch));
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<R>)>> = Mutex::new(Vec::new());
    let run = || {
        let mut state = state();
        loop {
            let from = next.fetch_add(1, Relaxed) * batch;
            if from >= items {
                return;
            }
            let results = (from..items.min(from + batch)).map(|item| work(&mut state, item)).collect();
            done.lock().unwrap_or_else(PoisonError::into_inner).push((from, results));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(from, _)| *from);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        for items in [0, 1, 64, 1000] {
            assert_eq!(in_parallel(items, 64, || (), |(), n| n * 2), (0..items).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
