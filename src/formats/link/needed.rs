//! The published plan that a link's content was packed against: how a link names it.

use std::fmt;

use super::{LinkError, codec::Codec};
use crate::{
    formats::hash::{Prefix, Sha256},
    plan::is_unseemly,
};

/// Bytes of a plan's id that a link names.
const LONGEST_ID: usize = 40;
/// Bytes of its edition that a link names.
const LONGEST_EDITION: usize = 40;

/// A published plan that a link's content was packed against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The start of the SHA-256 of its file.
    pub prefix: Prefix,
    /// What it is called; nothing in links that only note their base.
    pub edition: Edition,
}

/// What a published plan is called, as far as a link has room for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The plan's id.
    pub plan: String,
    /// Which edition of it, in words: 'Version 2, April 2014'. Empty where the plan doesn't say.
    pub edition: String,
}

impl Edition {
    /// An edition of a plan.
    pub fn new(plan: &str, edition: &str) -> Edition {
        Edition {
            plan: cut(plan, LONGEST_ID).to_owned(),
            edition: cut(edition, LONGEST_EDITION).trim_end().to_owned(),
        }
    }
}

/// As the middle of a sentence: 'the published plan “coventry-2014”, edition “Version 2”'.
impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the published plan “{}”", self.plan)?;
        match self.edition.is_empty() {
            true => Ok(()),
            false => write!(f, ", edition “{}”", self.edition),
        }
    }
}

impl Needed {
    /// What to call a published plan in a link: its file's very bytes, and its name.
    pub(super) fn of(file: &[u8], edition: Edition) -> Needed {
        Needed {
            prefix: Sha256::of(file).prefix(),
            edition,
        }
    }

    pub(super) fn write(&self, codec: Codec, body: &mut Vec<u8>) {
        body.extend(self.prefix.0);
        if codec < Codec::Primed {
            return;
        }
        let Edition { plan, edition } = &self.edition;
        let name = match edition.is_empty() {
            true => plan.clone(),
            false => format!("{plan} {edition}"),
        };
        body.push(name.len() as u8);
        body.extend(name.bytes());
    }

    /// Reads it off the front of what is left of a body.
    pub(super) fn read(rest: &mut &[u8], codec: u8) -> Result<Needed, LinkError> {
        let (prefix, left) = rest.split_first_chunk().ok_or(LinkError::Damaged)?;
        *rest = left;
        let prefix = Prefix(*prefix);
        if codec < Codec::Primed.number() {
            let edition = Edition::default();
            return Ok(Needed { prefix, edition });
        }
        let (length, left) = rest.split_first().ok_or(LinkError::Damaged)?;
        let (name, left) = left
            .split_at_checked(usize::from(*length))
            .ok_or(LinkError::Damaged)?;
        *rest = left;
        let name = std::str::from_utf8(name).map_err(|_| LinkError::Damaged)?;
        let (plan, edition) = name.split_once(' ').unwrap_or((name, ""));
        let edition = read_edition(plan, edition).ok_or(LinkError::Damaged)?;
        Ok(Needed { prefix, edition })
    }
}

fn read_edition(plan: &str, edition: &str) -> Option<Edition> {
    let of_an_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_id = plan.len() <= LONGEST_ID && plan.bytes().all(of_an_id);
    let is_said = edition.len() <= LONGEST_EDITION
        && edition.trim() == edition
        && !edition.contains(|c: char| c.is_control() || is_unseemly(c));
    (is_id && is_said).then(|| Edition::new(plan, edition))
}

/// At most so many bytes of a text, in whole characters.
fn cut(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &[u8]) -> Result<Needed, LinkError> {
        let mut rest = body;
        let needed = Needed::read(&mut rest, Codec::Primed.number())?;
        assert!(rest.is_empty());
        Ok(needed)
    }

    fn named(name: &[u8]) -> Result<Needed, LinkError> {
        read(&[b"filehash", &[name.len() as u8][..], name].concat())
    }

    #[test]
    fn a_plan_is_named_with_its_edition_or_without() {
        for (edition, shown) in [
            ("", "the published plan “coventry-2014”"),
            (
                "Version 2 – April 2014",
                "the published plan “coventry-2014”, edition “Version 2 – April 2014”",
            ),
        ] {
            let needed = Needed::of(b"{}", Edition::new("coventry-2014", edition));
            let mut body = Vec::new();
            needed.write(Codec::Primed, &mut body);
            assert_eq!(read(&body), Ok(needed.clone()));
            assert_eq!(needed.edition.to_string(), shown);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let long = Edition::new(&"a".repeat(50), &"é".repeat(50));
        assert_eq!((long.plan.len(), long.edition.len()), (40, 40));
        assert_eq!(
            Edition::new("a", &format!("{}é", "x".repeat(39)))
                .edition
                .len(),
            39
        );
    }

    #[test]
    fn a_name_that_nobody_gave_is_damage() {
        for name in [
            "A",
            "a/b",
            "a  b",
            "a b ",
            "a\tb",
            "a b\u{202e}c",
            "a \u{7}",
        ] {
            assert_eq!(named(name.as_bytes()), Err(LinkError::Damaged), "{name:?}");
        }
        assert_eq!(named(&[b'a', b' ', 0xff]), Err(LinkError::Damaged));
        assert!(named("a b".as_bytes()).is_ok());
        let long = format!("a {}", "b".repeat(41));
        assert_eq!(named(long.as_bytes()), Err(LinkError::Damaged));
    }
}
