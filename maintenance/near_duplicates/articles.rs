//! Invented articles in invented words, half of them made out of others as newsrooms do: edited, cut to a brief, put in another order,
//! with paragraphs of their own, two agencies in one. Equal counts give equal articles, and a smaller count their beginning.

/// Per cent of the words that an edited copy has changed.
pub const EDITS: [u64; 3] = [5, 15, 30];

const WORDS: u64 = 20_000;
const SET_PHRASES: u64 = 3000;
const OUTLETS: u64 = 60;
const SYLLABLES: [&str; 12] = ["ba", "ro", "mi", "ta", "ke", "lu", "no", "vi", "sa", "de", "go", "ri"];
/// One article in so many is copied by many outlets.
const ONE_IN_IS_HOT: u64 = 50;

/// One article, and what it was made of.
pub struct Article {
    pub text: String,
    /// Numbers of the articles that its text comes from; its own, if it is new.
    pub origins: Vec<usize>,
    /// Which of [`EDITS`] was done to it.
    pub edit: usize,
}

impl Article {
    pub fn is_kin_of(&self, other: &Article) -> bool {
        self.origins.iter().any(|o| other.origins.contains(o))
    }
}

/// Numbers that look random; equal seeds give equal ones.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }

    /// Below `bound`, small numbers much more often than large ones, as words are.
    fn skewed(&mut self, bound: u64) -> u64 {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((bound as f64).powf(share) - 1.0) as u64
    }
}

/// The first `count` articles.
pub fn articles(count: usize) -> Vec<Article> {
    // The paragraphs of the articles that others can be made of, without the furniture.
    let mut kept: Vec<(usize, Vec<Vec<u64>>)> = Vec::new();
    let mut out: Vec<Article> = Vec::with_capacity(count);
    for number in 0..count {
        let mut dice = Dice(number as u64 ^ 0x005e_ed00);
        let (paragraphs, origins, edit) = if kept.is_empty() || dice.below(2) == 0 {
            let new = new_text(&mut dice);
            kept.push((number, new.clone()));
            (new, vec![number], 0)
        } else {
            copied(&kept, &mut dice)
        };
        let outlet = dice.below(OUTLETS);
        out.push(Article { text: printed(&paragraphs, outlet), origins, edit });
    }
    out
}

fn new_text(dice: &mut Dice) -> Vec<Vec<u64>> {
    (0..4 + dice.below(8)).map(|_| paragraph(dice)).collect()
}

/// Free words with set phrases between them, which many articles have in common.
fn paragraph(dice: &mut Dice) -> Vec<u64> {
    let mut out = Vec::new();
    let words = 25 + dice.below(40) as usize;
    while out.len() < words {
        if dice.below(12) == 0 {
            let mut phrase = Dice(dice.skewed(SET_PHRASES) << 32);
            out.extend((0..3 + phrase.below(4)).map(|_| phrase.skewed(WORDS)));
        } else {
            out.push(dice.skewed(WORDS));
        }
    }
    out
}

/// A text made of one or two of the kept ones, its origins, and how much was edited.
fn copied(kept: &[(usize, Vec<Vec<u64>>)], dice: &mut Dice) -> (Vec<Vec<u64>>, Vec<usize>, usize) {
    // Recent articles are copied, and a few of them by many.
    let recent = kept.len().saturating_sub(400) as u64;
    let pick = |dice: &mut Dice| {
        let any = recent + dice.below(kept.len() as u64 - recent);
        let hot = any - any % ONE_IN_IS_HOT;
        &kept[if dice.below(8) == 0 { hot } else { any } as usize % kept.len()]
    };
    let (number, text) = pick(dice);
    let edit = dice.below(EDITS.len() as u64) as usize;
    let mut origins = vec![*number];
    let mut out = text.clone();
    match dice.below(5) {
        0 => out.truncate(out.len().div_ceil(2)),
        1 => {
            let at = dice.below(out.len() as u64) as usize;
            out.insert(at, paragraph(dice));
            out.push(paragraph(dice));
        }
        2 => {
            let by = dice.below(out.len() as u64) as usize;
            out.rotate_left(by);
        }
        3 => {
            let (other, second) = pick(dice);
            out.truncate(out.len().div_ceil(2));
            out.extend(second.iter().take(second.len().div_ceil(2)).cloned());
            if other != number {
                origins.push(*other);
            }
        }
        _ => {}
    }
    (out.into_iter().map(|p| edited(p, EDITS[edit], dice)).collect(), origins, edit)
}

/// So many per cent of the words exchanged, cut, or with another behind them.
fn edited(paragraph: Vec<u64>, percent: u64, dice: &mut Dice) -> Vec<u64> {
    let mut out = Vec::with_capacity(paragraph.len() + 4);
    for word in paragraph {
        if dice.below(100) >= percent {
            out.push(word);
            continue;
        }
        match dice.below(3) {
            0 => {}
            1 => out.push(dice.skewed(WORDS)),
            _ => out.extend([word, dice.skewed(WORDS)]),
        }
    }
    out
}

/// The article as its outlet prints it, with the notice that stands below every text of this outlet.
fn printed(paragraphs: &[Vec<u64>], outlet: u64) -> String {
    let mut out = String::new();
    let notice = paragraph(&mut Dice(outlet << 40 | 7));
    for paragraph in paragraphs.iter().chain([&notice]) {
        for (at, number) in paragraph.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { " " });
            word(*number, &mut out);
        }
        out.push_str(".\n\n");
    }
    out
}

fn word(number: u64, out: &mut String) {
    let mut rest = number;
    loop {
        out.push_str(SYLLABLES[(rest % SYLLABLES.len() as u64) as usize]);
        rest /= SYLLABLES.len() as u64;
        if rest == 0 {
            return;
        }
    }
}
