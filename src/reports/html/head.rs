//! The head of the page: its policy, which lets nothing run or load but the page's own style and script.

use maud::{Markup, PreEscaped, html};

use crate::reports::html::digest::sha256_base64;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn head(title: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        sha256_base64(STYLE),
        sha256_base64(SCRIPT)
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex";
            meta name="generator" content=(concat!("crosscheck ", env!("CARGO_PKG_VERSION")));
            title { (title) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

pub(super) fn script() -> Markup {
    html! { script { (PreEscaped(SCRIPT)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_has_the_hashes_of_what_stands_on_the_page() {
        let page = head("t").into_string() + &script().into_string();
        for element in ["style", "script"] {
            let (_, from) = page.split_once(&format!("<{element}>")).expect("it begins");
            let (text, _) = from.split_once(&format!("</{element}>")).expect("it ends");
            let hash = format!("{element}-src 'sha256-{}'", sha256_base64(text));
            assert!(page.contains(&hash), "{hash}");
        }
    }
}
