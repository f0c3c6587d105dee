//! A learned score: trees over levels of features, in whole numbers.

use std::sync::OnceLock;

/// The shipped weights (see `rules/models/README.md`).
const EMBEDDED: &str = include_str!("../../../rules/models/same_thing.txt");
/// First line of a file of weights.
const MAGIC: &str = "crosscheck trees 1";
/// No tree is deeper.
const DEEPEST: usize = 8;

/// One node of a tree. Its children stand behind it: the left one, for levels up to `at_most`, directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Index of the feature that it asks for; `None` for a leaf.
    pub feature: Option<u8>,
    /// The greatest level that goes left.
    pub at_most: u8,
    /// Index of the right child in its tree.
    pub right: u16,
    /// What a pair that comes here adds to the sum, in hundredths of the logarithm of the odds.
    pub value: i32,
}

/// Trees whose values are added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trees {
    /// The sum before any tree.
    pub base: i32,
    /// The trees, each in the order of its nodes.
    pub trees: Vec<Vec<Node>>,
}

/// The scores by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    /// Each score with its name, in order.
    pub named: Vec<(String, Trees)>,
}

impl Trees {
    /// The sum for levels of features, in hundredths of the logarithm of the odds.
    pub fn sum(&self, levels: &[u8]) -> i32 {
        self.base + self.trees.iter().map(|tree| leaf(tree, levels)).sum::<i32>()
    }

    /// What each feature adds to the sum, by its index: the steps of all paths that asked for it.
    pub fn parts(&self, levels: &[u8]) -> Vec<i32> {
        let mut out = vec![0; levels.len()];
        for tree in &self.trees {
            let mut before: Option<&Node> = None;
            for node in path(tree, levels) {
                if let Some((feature, value)) = before.and_then(|b| Some((b.feature?, b.value)))
                    && let Some(part) = out.get_mut(usize::from(feature))
                {
                    *part += node.value - value;
                }
                before = Some(node);
            }
        }
        out
    }
}

/// What the last node of the path through a tree adds: the same as by [`path`], of which there are too many to keep their nodes.
fn leaf(tree: &[Node], levels: &[u8]) -> i32 {
    let Some(mut node) = tree.first() else { return 0 };
    let mut here = 0;
    for _ in 0..DEEPEST {
        let Some(feature) = node.feature else { break };
        let level = levels.get(usize::from(feature)).copied().unwrap_or(0);
        here = if level <= node.at_most { here + 1 } else { usize::from(node.right) };
        match tree.get(here) {
            Some(next) => node = next,
            None => break,
        }
    }
    node.value
}

/// The nodes from the root of a tree to the leaf of these levels.
fn path<'t>(tree: &'t [Node], levels: &'t [u8]) -> impl Iterator<Item = &'t Node> {
    let mut at = Some(0usize);
    std::iter::from_fn(move || {
        let here = at?;
        let node = tree.get(here)?;
        at = node.feature.map(|feature| {
            let level = levels.get(usize::from(feature)).copied().unwrap_or(0);
            if level <= node.at_most { here + 1 } else { usize::from(node.right) }
        });
        Some(node)
    })
    .take(DEEPEST + 1)
}

impl Model {
    /// The weights that are part of the program.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::parse(EMBEDDED).expect("the shipped weights are tested"))
    }

    /// The score of a name.
    pub fn score(&self, name: &str) -> Option<&Trees> {
        self.named.iter().find(|(n, _)| n == name).map(|(_, trees)| trees)
    }

    /// Reads a file of weights: a first line, then for each score `score NAME BASE` and a line a tree, its nodes as
    /// `feature:at_most:right:value` or `value` for a leaf. `None` when it is no such file.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != MAGIC {
            return None;
        }
        let mut out = Self::default();
        for line in lines {
            if let Some(head) = line.strip_prefix("score ") {
                let (name, base) = head.split_once(' ')?;
                out.named.push((name.to_owned(), Trees { base: base.parse().ok()?, trees: Vec::new() }));
            } else {
                let tree = line.split(' ').map(node).collect::<Option<Vec<Node>>>()?;
                out.named.last_mut()?.1.trees.push(tree);
            }
        }
        Some(out)
    }

    /// The text that [`Model::parse`] reads.
    pub fn write(named: &[(String, Trees)]) -> String {
        let mut out = format!("{MAGIC}\n");
        for (name, trees) in named {
            out.push_str(&format!("score {name} {}\n", trees.base));
            for tree in &trees.trees {
                let nodes = tree.iter().map(|n| match n.feature {
                    Some(feature) => format!("{feature}:{}:{}:{}", n.at_most, n.right, n.value),
                    None => n.value.to_string(),
                });
                out.push_str(&nodes.collect::<Vec<_>>().join(" "));
                out.push('\n');
            }
        }
        out
    }
}

fn node(text: &str) -> Option<Node> {
    let Some((feature, rest)) = text.split_once(':') else {
        return Some(Node { feature: None, at_most: 0, right: 0, value: text.parse().ok()? });
    };
    let (at_most, rest) = rest.split_once(':')?;
    let (right, value) = rest.split_once(':')?;
    Some(Node {
        feature: Some(feature.parse().ok()?),
        at_most: at_most.parse().ok()?,
        right: right.parse().ok()?,
        value: value.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_sum_add_up_to_it() {
        let text = "crosscheck trees 1\nscore x -10\n1:3:2:5 40 0:0:4:-20 -30 7\n0:2:2:0 -4 9\n";
        let model = Model::parse(text).expect("a model");
        let trees = model.score("x").expect("a score");
        for levels in [[0, 0], [0, 4], [1, 4], [3, 9]] {
            let roots: i32 = trees.trees.iter().map(|t| t[0].value).sum();
            assert_eq!(trees.base + roots + trees.parts(&levels).iter().sum::<i32>(), trees.sum(&levels));
        }
        for levels in [[0, 0], [0, 4], [1, 4], [3, 9], [255, 0]] {
            for tree in &trees.trees {
                assert_eq!(leaf(tree, &levels), path(tree, &levels).last().map_or(0, |node| node.value));
            }
        }
        assert_eq!((trees.sum(&[0, 3]), trees.sum(&[1, 4]), trees.sum(&[3, 4])), (26, -7, 6));
        assert_eq!(Model::write(&model.named), text);
    }

    #[test]
    fn what_is_no_file_of_weights_is_refused() {
        for text in ["", "crosscheck trees 2\n", "crosscheck trees 1\n4\n", "crosscheck trees 1\nscore x 1\n1:2\n"] {
            assert!(Model::parse(text).is_none(), "{text}");
        }
    }
}
