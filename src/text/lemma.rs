//! Dictionary forms: a list of irregular words, then the spelling rules of English.

use std::sync::OnceLock;

use crate::{
    rules::{Lexicons, RuleFile},
    text::{Form, Pos},
};

/// The dictionary form of a word with its tag: verbs in the base form, common nouns in the singular, names as written.
/// `lower` is the word in lower case with plain quotes.
pub fn lemma(lower: &str, word: &str, pos: Pos, form: Form) -> String {
    let listed = |table: &str| lexicon().value(table, lower).map(str::to_owned);
    match pos {
        Pos::Propn => word.to_owned(),
        Pos::Aux => {
            aux(lower, form).map(str::to_owned).or_else(|| listed("lemma_verbs")).unwrap_or_else(|| verb(lower, form))
        }
        Pos::Verb if matches!(form, Form::Base | Form::Modal | Form::Other) => {
            aux(lower, form).map_or_else(|| lower.to_owned(), str::to_owned)
        }
        Pos::Verb => {
            aux(lower, form).map(str::to_owned).or_else(|| listed("lemma_verbs")).unwrap_or_else(|| verb(lower, form))
        }
        Pos::Noun if form == Form::Plural => listed("lemma_nouns").unwrap_or_else(|| singular(lower)),
        // "she saw her", not "her plan".
        Pos::Pron if lower == "her" && form == Form::Other => "she".to_owned(),
        Pos::Adj | Pos::Adv | Pos::Pron | Pos::Det | Pos::Part | Pos::Adp => {
            listed("lemma_others").unwrap_or_else(|| lower.to_owned())
        }
        _ => lower.to_owned(),
    }
}

/// Clitics whose verb depends on the form.
fn aux(lower: &str, form: Form) -> Option<&'static str> {
    match (lower, form) {
        ("'d", Form::Modal) => Some("would"),
        ("'d", _) => Some("have"),
        ("'s", _) => Some("be"),
        _ => None,
    }
}

/// The base form of a regular verb form.
fn verb(lower: &str, form: Form) -> String {
    match form {
        Form::Present => lower.strip_suffix('s').map_or_else(|| lower.to_owned(), |_| third_person(lower)),
        Form::Past | Form::Participle => match lower.strip_suffix("ed") {
            Some("di" | "ti" | "li" | "vi") => swap_end(lower, "d", ""),
            Some(stem) if stem.ends_with('i') => swap_end(lower, "ied", "y"),
            Some(stem) if stem.ends_with('e') => format!("{stem}e"),
            Some(stem) => base(lower, stem),
            None => lower.to_owned(),
        },
        Form::Ing => lower.strip_suffix("ing").map_or_else(|| lower.to_owned(), |stem| base(lower, stem)),
        _ => lower.to_owned(),
    }
}

fn third_person(lower: &str) -> String {
    match lower {
        _ if lower.ends_with("ies") && lower.len() > 4 => swap_end(lower, "ies", "y"),
        _ if ends(lower, &["sses", "shes", "ches", "xes", "zzes"]) || ends(lower, &["oes"]) => {
            swap_end(lower, "es", "")
        }
        _ if lower.ends_with("ss") => lower.to_owned(),
        _ => swap_end(lower, "s", ""),
    }
}

/// The singular of a regular plural.
fn singular(lower: &str) -> String {
    match lower {
        _ if lower.starts_with(|c: char| c.is_ascii_digit()) => lower.to_owned(),
        _ if lower.ends_with("children") => swap_end(lower, "ren", ""),
        _ if lower.len() < 3 || !lower.ends_with('s') || lower.ends_with("ss") => match lower.strip_suffix("men") {
            Some(stem) if !stem.is_empty() => format!("{stem}man"),
            _ => lower.to_owned(),
        },
        _ if lower.ends_with("'s") => swap_end(lower, "'s", ""),
        _ if lower.ends_with("ies") && lower.len() > 4 => swap_end(lower, "ies", "y"),
        _ if ends(lower, &["sses", "shes", "ches", "xes", "zzes"]) || ends(lower, &["oes"]) => {
            swap_end(lower, "es", "")
        }
        _ => swap_end(lower, "s", ""),
    }
}

fn swap_end(word: &str, from: &str, to: &str) -> String {
    format!("{}{to}", word.strip_suffix(from).unwrap_or(word))
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|e| word.ends_with(e))
}

/// What "-ed" or "-ing" was put on: the stem, the stem with its last letter single, or the stem with a silent e.
fn base(lower: &str, stem: &str) -> String {
    let last: Vec<char> = stem.chars().rev().take(4).collect();
    let (Some(&c), true) = (last.first(), has_vowel(stem)) else { return lower.to_owned() };
    let before = last.get(1).copied().unwrap_or(' ');
    if c == before && !matches!(c, 'l' | 's' | 'z' | 'f' | 'e' | 'o') && !is_vowel(c) {
        return stem.strip_suffix(c).unwrap_or(stem).to_owned();
    }
    if wants_e(stem, &last) { format!("{stem}e") } else { stem.to_owned() }
}

/// Whether a stem of these last letters (from the end) is written with a silent e, as a rule. Those that break it are listed.
fn wants_e(stem: &str, last: &[char]) -> bool {
    let at = |i: usize| last.get(i).copied().unwrap_or(' ');
    let (c, before, third) = (at(0), at(1), at(2));
    // "acquire", "guide", "persuade": this u is no half of a pair.
    let pair = is_vowel(before) && is_vowel(third) && third != 'u';
    let single = is_vowel(before) && !pair;
    let short = single && stem.chars().filter(|c| is_vowel(*c)).count() == 1;
    match c {
        'v' | 'c' | 'u' => true,
        'z' => before != 'z',
        's' => before != 's',
        'g' => {
            matches!(before, 'd' | 'r' | 'l') || (before == 'n' && matches!(third, 'a' | 'e' | 'u')) || is_vowel(before)
        }
        'w' | 'x' | 'y' | 'h' | 'i' | 'o' | 'a' | 'e' => false,
        'l' | 'r' if !is_vowel(before) => c == 'l' && !matches!(before, 'l' | 'r' | 'w'),
        _ if short => true,
        't' => (single && matches!(before, 'a' | 'u' | 'o')) || (before == 'a' && third == 'i'),
        'd' | 'k' => single,
        'n' => single && matches!(before, 'i' | 'u'),
        'm' => single && matches!(before, 'u' | 'a'),
        'r' => single && matches!(before, 'i' | 'a' | 'u' | 'o'),
        'l' => single && matches!(before, 'i' | 'u'),
        'p' => single && before == 'a',
        'b' => single,
        _ => false,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(|c| is_vowel(c) || c == 'y')
}

/// The shipped list; a lemma is part of the annotation, so newsrooms do not override it.
fn lexicon() -> &'static Lexicons {
    static LEXICON: OnceLock<Lexicons> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let text = include_str!("../../rules/en/lexicons/lemmas.toml").to_owned();
        let file = RuleFile { id: "en/lexicons/lemmas".to_owned(), path: "rules/en/lexicons/lemmas.toml".into(), text };
        Lexicons::load(&[file]).expect("the shipped list is tested")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_go_to_the_base_form() {
        for (form, pairs) in [
            (Form::Past, "held hold|met meet|left leave|stopped stop|hoped hope|visited visit|created create|died die"),
            (
                Form::Past,
                "carried carry|agreed agree|killed kill|attacked attack|decided decide|explored explore|guided guide",
            ),
            (
                Form::Participle,
                "begun begin|negotiated negotiate|required require|planned plan|remained remain|changed change",
            ),
            (Form::Ing, "making make|lying lie|sitting sit|arguing argue|bringing bring|opening open|seizing seize"),
            (Form::Present, "says say|carries carry|passes pass|goes go|dies die|reaches reach|closes close"),
        ] {
            for pair in pairs.split('|') {
                let (word, expected) = pair.split_once(' ').unwrap();
                assert_eq!(lemma(word, word, Pos::Verb, form), expected, "{word}");
            }
        }
    }

    #[test]
    fn plurals_go_to_the_singular() {
        let pairs = "ministers minister|talks talk|cities city|policemen policeman|children child|wives wife|buses bus|\
            houses house|crises crisis|churches church|heroes hero|series series|movies movie|1990s 1990s|class class";
        for pair in pairs.split('|') {
            let (word, expected) = pair.trim().split_once(' ').unwrap();
            assert_eq!(lemma(word, word, Pos::Noun, Form::Plural), expected, "{word}");
        }
    }

    #[test]
    fn other_words() {
        assert_eq!(lemma("olena", "Olena", Pos::Propn, Form::Other), "Olena");
        assert_eq!(lemma("was", "was", Pos::Aux, Form::Past), "be");
        assert_eq!(lemma("n't", "n't", Pos::Part, Form::Other), "not");
        assert_eq!(lemma("'d", "'d", Pos::Aux, Form::Modal), "would");
        assert_eq!(lemma("largest", "largest", Pos::Adj, Form::Other), "large");
        assert_eq!(lemma("former", "former", Pos::Adj, Form::Other), "former");
        assert_eq!(lemma("news", "news", Pos::Noun, Form::Other), "news");
    }

    #[test]
    fn odd_words_do_not_panic() {
        for word in ["", "s", "ed", "ing", "ied", "é", "ééed", "'s", "éing", "eed", "ies", "men"] {
            for form in [Form::Past, Form::Ing, Form::Present, Form::Plural, Form::Participle] {
                for pos in [Pos::Verb, Pos::Noun, Pos::Aux] {
                    let _ = lemma(word, word, pos, form);
                }
            }
        }
    }
}
