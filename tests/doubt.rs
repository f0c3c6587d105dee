//! What the parser is in doubt of becomes no error.

mod common;

use crosscheck::{
    claims::{Claim, ClaimValue, extract_claims},
    findings::Finding,
    frames::Frame,
    pipeline::{self, Story},
    proposals,
    values::{Severity, Slot},
};

/// The findings of a story whose claims are all in doubt, or none of them.
fn judged(story: &Story, doubtful: bool) -> Vec<Finding> {
    let claims: Vec<Claim> = story.claims().into_iter().map(|claim| Claim { doubtful, ..claim.clone() }).collect();
    let claims: Vec<&Claim> = claims.iter().collect();
    proposals::differing_facts(&story.facts, &claims, &story.court(&common::RULES), &story.voices, &common::RULES)
}

#[test]
fn a_finding_on_a_doubtful_claim_is_no_error_and_says_why() {
    let mut errors = 0;
    for folder in common::stories() {
        let story = pipeline::run(&common::read(&folder), &common::RULES);
        let (sure, doubtful) = (judged(&story, false), judged(&story, true));
        let says = |f: &Finding| f.why.iter().any(|why| why.contains("read in two ways"));
        assert!(!sure.iter().any(says));
        assert!(doubtful.iter().all(|f| f.severity < Severity::Error && says(f)), "{}", folder.display());
        assert_eq!(sure.len(), doubtful.len(), "doubt hides nothing");
        errors += sure.iter().filter(|f| f.severity == Severity::Error).count();
    }
    assert!(errors > 0, "no story has an error to begin with");
}

#[test]
fn a_claim_is_as_doubtful_as_the_arguments_it_stands_on() {
    let (mut all, mut marked) = (0, 0);
    for folder in common::stories() {
        let story = pipeline::run(&common::read(&folder), &common::RULES);
        for source in &story.sources {
            let claims = |doubtful: bool| {
                let mut frames: Vec<Frame> = source.frames.clone();
                frames.iter_mut().flat_map(|f| &mut f.arguments).for_each(|a| a.disputed = doubtful);
                extract_claims(0, &source.doc, &source.mentions, &frames, &common::RULES)
            };
            // Whose "his team" is and who "he" is are conclusions, whatever the parser makes of the sentence.
            let concluded =
                |slot: Slot| matches!(slot, Slot::Leader | Slot::Member | Slot::Attends | Slot::Number | Slot::Age);
            let of_kind = |claim: &Claim| matches!(claim.value, ClaimValue::Kind(_));
            let plain = |claim: &Claim| !concluded(claim.slot) && !of_kind(claim);
            let wrong = claims(false).into_iter().find(|claim| claim.doubtful && plain(claim));
            assert!(wrong.is_none(), "{wrong:?}");
            let claims = claims(true);
            all += claims.len();
            marked += claims.iter().filter(|claim| claim.doubtful).count();
        }
    }
    // Names, ages, offices and quotes rest on no frame.
    assert!(marked > 10 && marked < all, "{marked} of {all}");
}
