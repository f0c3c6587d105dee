//! Corrections to the tagger's output that rest on the whole clause.

use crate::text::{Form, Pos};

/// Mends what the tagger, trained on letters and weblogs, gets wrong in news again and again.
pub fn mend(words: &[&str], tags: &mut [(Pos, Form)]) {
    for at in 1..tags.len() {
        match tags[at] {
            // "26 Ruritanian pirates", with the adjective taken for a name
            (Pos::Verb, Form::Present) if words[at].ends_with('s') && counted(words, tags, at) => {
                tags[at] = (Pos::Noun, Form::Plural);
            }
            // "fell about 200m", "a group of about 130 people"
            (Pos::Adp, _) if hedges(words, tags, at) => tags[at] = (Pos::Adv, Form::Other),
            // "killed a soldier and wounded two"
            (Pos::Adj, _) if matches!(words[at], "wounded" | "injured") && joins_a_verb(tags, at) => {
                tags[at] = (Pos::Verb, Form::Past);
            }
            // "The bridge cost $2 million"
            (Pos::Noun, _) if words[at] == "cost" && costs(words, tags, at) => tags[at] = (Pos::Verb, Form::Past),
            (Pos::Verb, Form::Participle) if is_finite(tags, at) => tags[at].1 = Form::Past,
            (Pos::Verb, Form::Past) if is_attribute(tags, at) => tags[at].1 = Form::Participle,
            _ => {}
        }
    }
}

/// Whether "about" at `at` hedges the number behind it and is no preposition: behind a verb that speaks of nothing, or another
/// preposition.
fn hedges(words: &[&str], tags: &[(Pos, Form)], at: usize) -> bool {
    let speaks = ["talk", "speak", "spoke", "sa", "told"];
    let number = tags.get(at + 1).is_some_and(|t| matches!(t.0, Pos::Num | Pos::Sym));
    let behind = match tags[at - 1].0 {
        Pos::Verb => !speaks.iter().any(|verb| words[at - 1].to_lowercase().starts_with(verb)),
        before => before == Pos::Adp,
    };
    matches!(words[at], "about" | "around") && number && behind
}

/// Whether what stands at `at` is joined to a verb before it and has a number for its object.
fn joins_a_verb(tags: &[(Pos, Form)], at: usize) -> bool {
    let joined = tags[at - 1].0 == Pos::Cconj && tags.get(at + 1).is_some_and(|t| t.0 == Pos::Num);
    joined && tags[at.saturating_sub(LOOK)..at].iter().any(|t| matches!(t, (Pos::Verb, Form::Past | Form::Participle)))
}

/// Whether a noun before and a sum behind make a verb of "cost".
fn costs(words: &[&str], tags: &[(Pos, Form)], at: usize) -> bool {
    let noun = matches!(tags[at - 1].0, Pos::Noun | Pos::Propn | Pos::Pron);
    let sign = words.get(at + 1).is_some_and(|word| matches!(*word, "$" | "£" | "€"));
    noun && (sign || tags.get(at + 1).is_some_and(|t| t.0 == Pos::Num))
}

/// Whether a number and one word in capitals stand right before `at`.
fn counted(words: &[&str], tags: &[(Pos, Form)], at: usize) -> bool {
    let number = at.checked_sub(2).and_then(|i| tags.get(i)).is_some_and(|t| t.0 == Pos::Num);
    number && tags[at - 1].0 == Pos::Propn && !matches!(words[at - 2], "1" | "one" | "One")
}

/// Whether a past form stands where only an attribute can: "the newly found wreck", "200 kidnapped pupils".
fn is_attribute(tags: &[(Pos, Form)], at: usize) -> bool {
    let before = tags[at.saturating_sub(LOOK)..at].iter().rev().find(|t| t.0 != Pos::Adv);
    let opens = |t: &(Pos, Form)| matches!(t.0, Pos::Det | Pos::Num | Pos::Adp) || t.1 == Form::PossessivePronoun;
    let noun = tags.get(at + 1).is_some_and(|t| matches!(t.0, Pos::Noun | Pos::Adj));
    noun && before.is_some_and(opens)
}

/// Whether a participle is the verb of its clause: a subject or the comma of its apposition before it, no auxiliary, an object right behind it,
/// and no other finite verb up to the next clause. "The fleet reversed course", not "boats seized by the navy were sunk".
fn is_finite(tags: &[(Pos, Form)], at: usize) -> bool {
    let finite = |t: &(Pos, Form)| matches!(t.1, Form::Past | Form::Present | Form::Modal);
    let border = |t: &(Pos, Form)| matches!(t.0, Pos::Sconj | Pos::Cconj | Pos::Punct) || t.1 == Form::Wh;
    let before = &tags[at.saturating_sub(LOOK)..at];
    let behind = &tags[at + 1..tags.len().min(at + 1 + LOOK)];
    let subject = before
        .iter()
        .rev()
        .find(|t| t.0 != Pos::Adv)
        .is_some_and(|t| matches!(t.0, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Punct));
    let object = behind
        .first()
        .is_some_and(|t| matches!(t.0, Pos::Det | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Pron));
    let clause = before.iter().rev().take_while(|t| !border(t));
    let verb_before = clause.clone().any(|t| matches!(t.0, Pos::Aux | Pos::Verb));
    subject && object && !verb_before && !behind.iter().any(finite)
}

/// Tokens on each side in which a clause's other verb is looked for.
const LOOK: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    const DET: (Pos, Form) = (Pos::Det, Form::Other);
    const NUM: (Pos, Form) = (Pos::Num, Form::Other);
    const ADJ: (Pos, Form) = (Pos::Adj, Form::Other);
    const NAME: (Pos, Form) = (Pos::Propn, Form::Other);
    const NOUN: (Pos, Form) = (Pos::Noun, Form::Other);
    const BY: (Pos, Form) = (Pos::Adp, Form::Other);
    const WAS: (Pos, Form) = (Pos::Aux, Form::Past);
    const DONE: (Pos, Form) = (Pos::Verb, Form::Participle);
    const DID: (Pos, Form) = (Pos::Verb, Form::Past);

    #[test]
    fn mends_only_what_the_clause_settles() {
        for (words, at, tags, expected) in [
            ("The fleet reversed course", 2, [DET, NOUN, DONE, NOUN].to_vec(), DID),
            ("Boats seized by police were sunk", 1, [NOUN, DONE, BY, NOUN, WAS, DONE].to_vec(), DONE),
            ("The fleet was called reserve", 3, [DET, NOUN, WAS, DONE, NOUN].to_vec(), DONE),
            ("of 200 abducted pupils", 2, [BY, NUM, DID, NOUN].to_vec(), DONE),
            ("Police abducted pupils", 1, [NOUN, DID, NOUN].to_vec(), DID),
            ("fell about 200m", 1, [DID, BY, NUM].to_vec(), (Pos::Adv, Form::Other)),
            ("talked about 200 people", 1, [DID, BY, NUM, NOUN].to_vec(), BY),
            ("questions about 200 people", 1, [NOUN, BY, NUM, NOUN].to_vec(), BY),
            ("killed one and wounded two", 3, [DID, NUM, (Pos::Cconj, Form::Other), ADJ, NUM].to_vec(), DID),
            ("sick and wounded men", 2, [ADJ, (Pos::Cconj, Form::Other), ADJ, NOUN].to_vec(), ADJ),
            ("bridge cost 5m", 1, [NOUN, NOUN, NUM].to_vec(), DID),
            ("the cost 5m", 1, [DET, NOUN, NUM].to_vec(), NOUN),
            ("26 Ruritanian pirates", 2, [NUM, NAME, (Pos::Verb, Form::Present)].to_vec(), (Pos::Noun, Form::Plural)),
        ] {
            let split: Vec<&str> = words.split(' ').collect();
            let mut tags = tags;
            mend(&split, &mut tags);
            assert_eq!(tags[at], expected, "{words}");
        }
    }
}
