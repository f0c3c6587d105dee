//! Forms as `application/x-www-form-urlencoded`, and the escapes of addresses.

/// The value of the first field of this name.
pub(super) fn field(body: &str, name: &str) -> Option<String> {
    let mut pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| decode(&key.replace('+', " ")) == name).map(|(_, value)| decode(&value.replace('+', " ")))
}

/// The text that `%41` and the like stand for.
pub(super) fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let escaped = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or(&[]) } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_damage_is_left() {
        let body = "text=An+%C3%A9+%26+a+%F0%9F%8C%8A%2B&language=en-GB&x";
        assert_eq!(field(body, "text").as_deref(), Some("An é & a 🌊+"));
        assert_eq!(field(body, "language").as_deref(), Some("en-GB"));
        assert_eq!(field(body, "x"), None);
        for damaged in ["%", "%4", "%zz", "100%"] {
            assert_eq!(decode(damaged), damaged);
        }
    }
}
