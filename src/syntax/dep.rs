//! The relations of Universal Dependencies that the English treebank uses.

/// How a word depends on its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dep {
    /// `acl`: clause of a noun: "a plan to leave".
    Acl,
    /// `acl:relcl`: relative clause: "the man who left".
    AclRelcl,
    /// `advcl`: adverbial clause.
    Advcl,
    /// `advcl:relcl`: relative clause of a whole sentence.
    AdvclRelcl,
    /// `advmod`: adverb; "not" too.
    Advmod,
    /// `amod`: adjective of a noun.
    Amod,
    /// `appos`: apposition: "Mira Tol, the mayor".
    Appos,
    /// `aux`: auxiliary.
    Aux,
    /// `aux:pass`: auxiliary of a passive.
    AuxPass,
    /// `case`: preposition, or the clitic of a genitive.
    Case,
    /// `cc`: conjunction: "and".
    Cc,
    /// `cc:preconj`: first part of a pair: "both ... and".
    CcPreconj,
    /// `ccomp`: clause as a complement: "said that ...".
    Ccomp,
    /// `compound`: compound noun, and parts of a number.
    Compound,
    /// `compound:prt`: particle of a verb.
    CompoundPrt,
    /// `conj`: what follows a conjunction.
    Conj,
    /// `cop`: copula.
    Cop,
    /// `csubj`: clause as a subject.
    Csubj,
    /// `csubj:outer`: subject of a clause that is itself a predicate.
    CsubjOuter,
    /// `csubj:pass`: clause as the subject of a passive.
    CsubjPass,
    /// `dep`: anything else.
    Dep,
    /// `det`: determiner.
    Det,
    /// `det:predet`: "all" in "all the".
    DetPredet,
    /// `discourse`: interjection.
    Discourse,
    /// `dislocated`: what is taken up again by a pronoun.
    Dislocated,
    /// `expl`: "there", "it" that mean nothing.
    Expl,
    /// `fixed`: part of a fixed expression: "as well as".
    Fixed,
    /// `flat`: part of a name after its first word.
    Flat,
    /// `goeswith`: part of a word that was torn apart.
    Goeswith,
    /// `iobj`: indirect object.
    Iobj,
    /// `list`: item of a list.
    List,
    /// `mark`: what introduces a clause: "that", "to".
    Mark,
    /// `nmod`: noun that modifies a noun, mostly with a preposition.
    Nmod,
    /// `nmod:desc`: title before a name.
    NmodDesc,
    /// `nmod:poss`: genitive, possessive pronoun.
    NmodPoss,
    /// `nmod:unmarked`: noun without preposition that modifies a noun: "10 dollars a day".
    NmodUnmarked,
    /// `nsubj`: subject.
    Nsubj,
    /// `nsubj:outer`: subject of a clause that is itself a predicate.
    NsubjOuter,
    /// `nsubj:pass`: subject of a passive.
    NsubjPass,
    /// `nummod`: number.
    Nummod,
    /// `obj`: object.
    Obj,
    /// `obl`: noun that modifies a verb, mostly with a preposition.
    Obl,
    /// `obl:agent`: who acts in a passive: "by the mayor".
    OblAgent,
    /// `obl:unmarked`: noun without preposition that modifies a verb: "left Monday".
    OblUnmarked,
    /// `orphan`: what is left where a verb is left out.
    Orphan,
    /// `parataxis`: loosely joined clause: "..., he said".
    Parataxis,
    /// `punct`: punctuation.
    Punct,
    /// `reparandum`: slip that is corrected.
    Reparandum,
    /// `root`: head of the sentence.
    Root,
    /// `vocative`: who is spoken to.
    Vocative,
    /// `xcomp`: complement without a subject of its own: "want to leave".
    Xcomp,
}

impl Dep {
    /// All relations, by their number in a file of weights.
    pub const ALL: [Dep; 51] = [
        Dep::Acl,
        Dep::AclRelcl,
        Dep::Advcl,
        Dep::AdvclRelcl,
        Dep::Advmod,
        Dep::Amod,
        Dep::Appos,
        Dep::Aux,
        Dep::AuxPass,
        Dep::Case,
        Dep::Cc,
        Dep::CcPreconj,
        Dep::Ccomp,
        Dep::Compound,
        Dep::CompoundPrt,
        Dep::Conj,
        Dep::Cop,
        Dep::Csubj,
        Dep::CsubjOuter,
        Dep::CsubjPass,
        Dep::Dep,
        Dep::Det,
        Dep::DetPredet,
        Dep::Discourse,
        Dep::Dislocated,
        Dep::Expl,
        Dep::Fixed,
        Dep::Flat,
        Dep::Goeswith,
        Dep::Iobj,
        Dep::List,
        Dep::Mark,
        Dep::Nmod,
        Dep::NmodDesc,
        Dep::NmodPoss,
        Dep::NmodUnmarked,
        Dep::Nsubj,
        Dep::NsubjOuter,
        Dep::NsubjPass,
        Dep::Nummod,
        Dep::Obj,
        Dep::Obl,
        Dep::OblAgent,
        Dep::OblUnmarked,
        Dep::Orphan,
        Dep::Parataxis,
        Dep::Punct,
        Dep::Reparandum,
        Dep::Root,
        Dep::Vocative,
        Dep::Xcomp,
    ];

    /// The name in Universal Dependencies, with its subtype.
    pub fn name(self) -> &'static str {
        match self {
            Dep::Acl => "acl",
            Dep::AclRelcl => "acl:relcl",
            Dep::Advcl => "advcl",
            Dep::AdvclRelcl => "advcl:relcl",
            Dep::Advmod => "advmod",
            Dep::Amod => "amod",
            Dep::Appos => "appos",
            Dep::Aux => "aux",
            Dep::AuxPass => "aux:pass",
            Dep::Case => "case",
            Dep::Cc => "cc",
            Dep::CcPreconj => "cc:preconj",
            Dep::Ccomp => "ccomp",
            Dep::Compound => "compound",
            Dep::CompoundPrt => "compound:prt",
            Dep::Conj => "conj",
            Dep::Cop => "cop",
            Dep::Csubj => "csubj",
            Dep::CsubjOuter => "csubj:outer",
            Dep::CsubjPass => "csubj:pass",
            Dep::Dep => "dep",
            Dep::Det => "det",
            Dep::DetPredet => "det:predet",
            Dep::Discourse => "discourse",
            Dep::Dislocated => "dislocated",
            Dep::Expl => "expl",
            Dep::Fixed => "fixed",
            Dep::Flat => "flat",
            Dep::Goeswith => "goeswith",
            Dep::Iobj => "iobj",
            Dep::List => "list",
            Dep::Mark => "mark",
            Dep::Nmod => "nmod",
            Dep::NmodDesc => "nmod:desc",
            Dep::NmodPoss => "nmod:poss",
            Dep::NmodUnmarked => "nmod:unmarked",
            Dep::Nsubj => "nsubj",
            Dep::NsubjOuter => "nsubj:outer",
            Dep::NsubjPass => "nsubj:pass",
            Dep::Nummod => "nummod",
            Dep::Obj => "obj",
            Dep::Obl => "obl",
            Dep::OblAgent => "obl:agent",
            Dep::OblUnmarked => "obl:unmarked",
            Dep::Orphan => "orphan",
            Dep::Parataxis => "parataxis",
            Dep::Punct => "punct",
            Dep::Reparandum => "reparandum",
            Dep::Root => "root",
            Dep::Vocative => "vocative",
            Dep::Xcomp => "xcomp",
        }
    }

    /// The relation with a name; what has an unknown subtype is taken without it.
    pub fn from_name(name: &str) -> Option<Dep> {
        let find = |name: &str| Dep::ALL.into_iter().find(|dep| dep.name() == name);
        find(name).or_else(|| find(name.split_once(':')?.0))
    }

    /// The name without its subtype: "nsubj" for `nsubj:pass`.
    pub fn base(self) -> &'static str {
        self.name().split(':').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for dep in Dep::ALL {
            assert_eq!(Dep::from_name(dep.name()), Some(dep));
            assert!(Dep::from_name(dep.base()).is_some(), "{dep:?}");
        }
        assert_eq!(Dep::from_name("obl:tmod"), Some(Dep::Obl));
        assert_eq!(Dep::from_name("subject"), None);
    }
}
