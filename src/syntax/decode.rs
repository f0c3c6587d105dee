//! From scores of arcs to a tree.

/// The heads of a good tree, for each word by how much its head is better than its next best, and which that is. `scores` has for
/// each word the score of each word as its head and that of being the root.
pub fn tree_of(scores: &[f32], count: usize) -> (Vec<Option<u32>>, Vec<f32>, Vec<Option<u32>>) {
    let width = count + 1;
    let score = |word: usize, head: usize| match word == head {
        true => f32::NEG_INFINITY,
        false => scores.get(word * width + head).copied().unwrap_or(f32::NEG_INFINITY),
    };
    // Who gains most from being the root is it.
    let own: Vec<[usize; 2]> = (0..count).map(|word| best_two(count, &|head| score(word, head))).collect();
    let gain = |word: usize| score(word, count) - score(word, own[word][0]).max(f32::MIN);
    let Some(root) = (0..count).rev().max_by(|a, b| gain(*a).total_cmp(&gain(*b))) else { return Default::default() };
    let mut heads: Vec<Option<usize>> =
        own.iter().enumerate().map(|(word, best)| (word != root).then_some(best[0])).collect();
    break_cycles(&mut heads, &score);
    let other = |word: usize| {
        let chosen = heads[word].unwrap_or(count);
        let others = own[word].into_iter().chain([count]).filter(|head| *head != chosen && *head != word);
        others.max_by(|a, b| score(word, *a).total_cmp(&score(word, *b)))
    };
    let margin = |word: usize| {
        let next = other(word).map_or(f32::MIN, |other| score(word, other).max(f32::MIN));
        score(word, heads[word].unwrap_or(count)) - next
    };
    let margins = (0..count).map(margin).collect();
    let others = (0..count).map(|word| other(word).filter(|head| *head < count).map(|head| head as u32)).collect();
    (heads.into_iter().map(|head| head.map(|h| h as u32)).collect(), margins, others)
}

/// The two words with the highest scores.
fn best_two(count: usize, score: &dyn Fn(usize) -> f32) -> [usize; 2] {
    let (mut best, mut second) = ((0, f32::NEG_INFINITY), (0, f32::NEG_INFINITY));
    for head in 0..count {
        let score = score(head);
        if score > best.1 {
            (best, second) = ((head, score), best);
        } else if score > second.1 {
            second = (head, score);
        }
    }
    [best.0, second.0]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 0 and 1 prefer each other; word 2 is the root, and word 1 likes it nearly as much.
        let scores = [0.0, 9.0, 1.0, 0.0, 9.0, 0.0, 8.0, 0.0, 0.0, 0.0, 0.0, 9.0];
        let (heads, margins, others) = tree_of(&scores, 3);
        assert_eq!(heads, [Some(1), Some(2), None]);
        assert_eq!(margins, [8.0, -1.0, 9.0]);
        assert_eq!(others, [Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn any_scores_give_a_tree() {
        for scores in [[0.0; 20], [f32::NAN; 20], [f32::INFINITY; 20], [f32::NEG_INFINITY; 20]] {
            let (heads, ..) = tree_of(&scores, 4);
            assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
            assert!(
                reaching(&heads.iter().map(|head| head.map(|h| h as usize)).collect::<Vec<_>>()).iter().all(|r| *r)
            );
        }
        assert_eq!(tree_of(&[], 0), (vec![], vec![], vec![]));
        assert_eq!(tree_of(&[1.0, 0.0], 1).0, [None]);
    }
}
