//! Patterns of `sources.toml`: `afp/*.txt`, `**/*.html`, `wire-?.xml`.

/// Whether `written` is a pattern and no plain path.
pub(super) fn is_pattern(written: &str) -> bool {
    written.contains(['*', '?'])
}

/// Whether `path` is what `pattern` says: `*` stands for any letters of one name, `?` for one, a part `**` for any folders.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    // Which beginnings of the path the parts of the pattern read so far can be.
    let mut can = vec![false; path.len() + 1];
    can[0] = true;
    for part in pattern {
        let mut next = vec![false; path.len() + 1];
        if part == "**" {
            let first = can.iter().position(|c| *c).unwrap_or(can.len());
            next.iter_mut().skip(first).for_each(|n| *n = true);
        } else {
            for (at, name) in path.iter().enumerate() {
                next[at + 1] = can[at] && is_name(part, name);
            }
        }
        can = next;
    }
    can.last() == Some(&true)
}

/// Whether a name is what one part of a pattern says; a hidden file is only meant by a pattern that begins with its dot.
fn is_name(pattern: &str, name: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // The last star, and how far it reaches: what fails behind it is tried again one letter on.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, reach)) => {
                    star = Some((at, reach + 1));
                    (p, n) = (at + 1, reach + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stay_in_their_folder() {
        for (pattern, path, is_it) in [
            ("afp/*.txt", "afp/a.txt", true),
            ("afp/*.txt", "afp/é.txt", true),
            ("afp/*.txt", "afp/deep/a.txt", false),
            ("afp/*.txt", "afp/a.md", false),
            ("**/*.txt", "a.txt", true),
            ("**/*.txt", "x/y/a.txt", true),
            ("x/**", "x/y/a.txt", true),
            ("x/**/a.txt", "y/a.txt", false),
            ("*", "a", true),
            ("*", ".hidden", false),
            ("wire-?.xml", "wire-1.xml", true),
            ("wire-?.xml", "wire-12.xml", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
        ] {
            assert_eq!(matches(pattern, path), is_it, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_cost_no_more_than_their_number() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
        assert!(!matches(&format!("{}b", "**/".repeat(300)), &vec!["a"; 300].join("/")));
        assert!(!matches(&"a*".repeat(40), &format!("{}b", "c".repeat(5_000))));
    }
}
