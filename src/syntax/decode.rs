//! From scores of arcs to a tree.

/// The heads of a good tree and, for each word, by how much its head is better than its next best. `scores` has for each
/// word the score of each word as its head and that of being the root.
pub fn tree_of(scores: &[f32], count: usize) -> (Vec<Option<u32>>, Vec<f32>) {
    let width = count + 1;
    let score = |word: usize, head: usize| match word == head {
        true => f32::NEG_INFINITY,
        false => scores.get(word * width + head).copied().unwrap_or(f32::NEG_INFINITY),
    };
    let best = |word: usize, barred: &dyn Fn(usize) -> bool| {
        let heads = (0..count).filter(|head| *head != word && !barred(*head));
        heads.max_by(|a, b| score(word, *a).total_cmp(&score(word, *b)))
    };
    // Who gains most from being the root is it.
    let own: Vec<Option<usize>> = (0..count).map(|word| best(word, &|_| false)).collect();
    let gain = |word: usize| score(word, count) - own[word].map_or(0.0, |head| score(word, head));
    let Some(root) = (0..count).rev().max_by(|a, b| gain(*a).total_cmp(&gain(*b))) else { return Default::default() };
    let mut heads = own;
    heads[root] = None;
    break_cycles(&mut heads, &score);
    let margins = (0..count).map(|word| {
        let chosen = score(word, heads[word].unwrap_or(count));
        let others = (0..=count).filter(|head| *head != word && *head != heads[word].unwrap_or(count));
        chosen - others.map(|head| score(word, head)).fold(f32::NEG_INFINITY, f32::max)
    });
    let margins = margins.collect();
    (heads.into_iter().map(|head| head.map(|h| h as u32)).collect(), margins)
}

/// Hangs one word of each cycle below the root, where it costs least.
fn break_cycles(heads: &mut [Option<usize>], score: &dyn Fn(usize, usize) -> f32) {
    let mut reaches = reaching(heads);
    while let Some(lost) = reaches.iter().position(|reaches| !reaches) {
        let cycle = cycle_above(heads, lost);
        let mut cheapest: Option<(f32, usize, usize)> = None;
        for &word in &cycle {
            let own = heads[word].map_or(0.0, |own| score(word, own));
            for head in (0..heads.len()).filter(|head| reaches[*head]) {
                let cost = own - score(word, head);
                if cheapest.is_none_or(|(least, ..)| cost < least) {
                    cheapest = Some((cost, word, head));
                }
            }
        }
        let Some((_, word, head)) = cheapest else { return };
        heads[word] = Some(head);
        reaches = reaching(heads);
    }
}

/// For each word whether the way up from it comes to a root.
fn reaching(heads: &[Option<usize>]) -> Vec<bool> {
    // 0: not known, 1: on the way, 2: comes to a root, 3: does not.
    let mut state = vec![0_u8; heads.len()];
    let mut path = Vec::new();
    for start in 0..heads.len() {
        let mut at = Some(start);
        while let Some(word) = at.filter(|word| state[*word] == 0) {
            state[word] = 1;
            path.push(word);
            at = heads[word];
        }
        let found = at.map_or(2, |word| if state[word] == 2 { 2 } else { 3 });
        path.drain(..).for_each(|word| state[word] = found);
    }
    state.iter().map(|state| *state == 2).collect()
}

/// The cycle that the way up from a word ends in.
fn cycle_above(heads: &[Option<usize>], from: usize) -> Vec<usize> {
    let mut at = from;
    for _ in 0..heads.len() {
        at = heads[at].unwrap_or(at);
    }
    let mut cycle = vec![at];
    while let Some(next) = heads[at].filter(|next| *next != cycle[0]) {
        cycle.push(next);
        at = next;
    }
    cycle
}
