//! Finds the link in what arrives: in the address bar, pasted as a whole address, or with the message
//! around it. Forgives what mail and chat programs do to an address; what they lost, it says.
//!
//! Forgiven: `#` written as `%23` or `%2523`, line breaks and spaces, reply marks, soft hyphens and
//! zero-width characters, dashes made typographic, anything before or after the link, and the
//! wrapping of Outlook's Safe Links and Proofpoint's URL Defense. Forgiving is safe: the checksum
//! decides what is opened, and this only where it begins and ends.

use std::{borrow::Cow, iter::Peekable};

use super::{LinkError, MARKER, MAX_CHARACTERS, VERSION};
use crate::formats::base64url;

/// Times that an address may have been percent-encoded on its way.
const ROUNDS: usize = 4;
/// More than this can't be a link within its limit, not even with each character percent-encoded
/// twice.
const MAX_ARRIVING: usize = 5 * MAX_CHARACTERS;

/// Whether an address's fragment, with or without its `#`, is meant to be a share link, be it whole or
/// not: all others are places within the page.
///
/// ```
/// use waymark::formats::link::looks_shared;
/// assert!(looks_shared("#waymark1.2718.AQGm8w"));
/// assert!(!looks_shared("#main"));
/// ```
pub fn looks_shared(fragment: &str) -> bool {
    !matches!(find_body(fragment), Err(LinkError::NotALink))
}

/// The link's body: as many characters as it says, without the full stops.
pub(super) fn find_body(text: &str) -> Result<String, LinkError> {
    if text.len() > MAX_ARRIVING {
        return Err(if text.contains(MARKER) {
            LinkError::TooLong {
                characters: text.chars().count(),
            }
        } else {
            LinkError::NotALink
        });
    }
    let text = without_litter(&unwrapped(text));
    let after_marker = after_marker(&text).ok_or(LinkError::NotALink)?;
    let mut link = Link {
        rest: after_marker,
        arrived: MARKER.len(),
    };
    let version = link.number()?;
    if version > VERSION {
        return Err(LinkError::NewerVersion { version });
    }
    if version != VERSION {
        return Err(LinkError::Damaged);
    }
    let follows = link.number()? as usize;
    link.body(follows)
}

/// A link being read from its start.
struct Link<'a> {
    rest: &'a str,
    arrived: usize,
}

impl Link<'_> {
    /// A number and the full stop that ends it.
    fn number(&mut self) -> Result<u32, LinkError> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at(digits);
        self.arrived += digits;
        let Some(after) = rest.strip_prefix('.') else {
            let ended = !rest.starts_with(base64url::is_ours);
            return Err(if ended {
                LinkError::Cut {
                    arrived: self.arrived,
                    total: None,
                }
            } else {
                LinkError::Damaged
            });
        };
        self.rest = after;
        self.arrived += 1;
        number.parse().map_err(|_| LinkError::Damaged)
    }

    fn body(self, follows: usize) -> Result<String, LinkError> {
        let total = self.arrived.saturating_add(follows);
        if total > MAX_CHARACTERS {
            return Err(LinkError::TooLong { characters: total });
        }
        let of_a_link = |c: &char| base64url::is_ours(*c) || *c == '.';
        let came = self.rest.chars().take(follows).take_while(of_a_link);
        let came: String = came.collect();
        if came.len() == follows {
            return Ok(came.replace('.', ""));
        }
        // A foreign character with the rest of the link behind it took one's place; with little
        // behind it, it is the message going on after the cut.
        let missing = follows - came.len();
        let behind = self.rest.chars().skip(came.len()).filter(of_a_link).count();
        Err(if behind > 0 && behind + 1 >= missing {
            LinkError::Damaged
        } else {
            LinkError::Cut {
                arrived: self.arrived + came.len(),
                total: Some(total),
            }
        })
    }
}

/// What follows the marker of the link: the first one behind a `#`, else behind the `*` that URL
/// Defense 3 writes in its place, else at the very start. A host or a path may have the name too.
fn after_marker(text: &str) -> Option<&str> {
    // Lower case for ASCII alone keeps every place where it was.
    let lower = text.to_ascii_lowercase();
    let behind = |sign: &str| {
        let sought = format!("{sign}{MARKER}");
        lower
            .match_indices(&sought)
            .filter_map(|(at, found)| text.get(at + found.len()..))
            .find(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    };
    let at_the_start = || {
        let after = text.get(lower.strip_prefix(MARKER).map(|_| MARKER.len())?..)?;
        after
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(after)
    };
    behind("#").or_else(|| behind("*")).or_else(at_the_start)
}

/// The address inside its wrappings.
fn unwrapped(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // URL Defense 2 writes '%' as '-' and '/' as '_'; '#' is then '-23', and our own '-' is '-2D'.
    if let Some(at) = text.find(&format!("-23{MARKER}")) {
        let wrapped = text.get(at..).unwrap_or_default();
        text = Cow::Owned(wrapped.replace('-', "%").replace('_', "/"));
    }
    for _ in 0..ROUNDS {
        if !text.contains('%') {
            break;
        }
        text = Cow::Owned(percent_decoded(&text));
    }
    text
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = |digit: &u8| char::from(*digit).to_digit(16);
        rest = behind;
        let mut byte = *first;
        if let [high, low, behind @ ..] = behind
            && byte == b'%'
            && let (Some(high), Some(low)) = (hex(high), hex(low))
            && let Ok(encoded) = u8::try_from(high * 16 + low)
        {
            byte = encoded;
            rest = behind;
        }
        bytes.push(byte);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text without what wrapping, quoting and typesetting strew into it.
fn without_litter(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut line_began = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' | '\n' => line_began = true,
            _ if character.is_whitespace() || is_unseen(character) => {}
            '>' if line_began => {}
            '=' if line_ends(&mut characters) => {}
            // Two hyphens are set as a long dash, one as any of the shorter ones.
            '\u{2014}' => clean.push_str("--"),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => clean.push('-'),
            _ => {
                line_began = false;
                clean.push(character);
            }
        }
    }
    clean
}

fn line_ends(characters: &mut Peekable<std::str::Chars<'_>>) -> bool {
    matches!(characters.peek(), Some('\r' | '\n'))
}

/// Soft hyphen, zero-width characters, marks of direction, byte order mark.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "waymark1.9.Ab-_.0--9";

    #[test]
    fn the_link_is_found_among_other_words() {
        for text in [
            "waymark1.9.Ab-_.0--9",
            "#waymark1.9.Ab-_.0--9, thanks",
            "Have a look: <https://waymark1.example/waymark2/?draft=x#waymark1.9.Ab-_.0--9>. Regards, Jo",
            "waymark1.example/#waymark1.9.Ab-_.0--9",
            "https://example.org/%2523waymark1%252E9%252EAb%252D_.0--9",
            "https://example.org/#waym\u{ad}ark1.9.A b-_.\r\n> 0=\r\n-\u{200b}-9",
            "https://example.org/#waymark1.9.Ab-_.0\u{2014}9",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F%23waymark1.9.Ab-_.0--9&data=05%7C02&reserved=0",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_-23waymark1.9.Ab-2D-5F.0-2D-2D9&d=DwMF-g",
            "https://urldefense.com/v3/__https://example.org/*waymark1.9.Ab-_.0--9__;Iw!!abc$",
        ] {
            assert_eq!(find_body(text).as_deref(), Ok("Ab-_0--9"), "{text}");
        }
    }

    #[test]
    fn places_within_the_page_are_not_links() {
        for fragment in [
            "",
            "#",
            "#main",
            "#waymark",
            "#waymark-2",
            "#measures?waymark1.9.Ab",
        ] {
            assert!(!looks_shared(fragment), "{fragment}");
        }
        for fragment in [
            "#waymark1",
            "#%23waymark1.9.Ab-_.0--9",
            "#WAYMARK1.9",
            "#waymark7.1.x",
        ] {
            assert!(looks_shared(fragment), "{fragment}");
        }
    }

    #[test]
    fn a_cut_link_is_told_from_a_damaged_one() {
        let cut = |arrived, total| Err(LinkError::Cut { arrived, total });
        assert_eq!(find_body("#waymark1"), cut(8, None));
        assert_eq!(find_body("#waymark1.9"), cut(10, None));
        for keep in "waymark1.9.".len()..LINK.len() {
            let start = &LINK[..keep];
            assert_eq!(find_body(start), cut(keep, Some(20)), "{start}");
            assert_eq!(find_body(&format!("({start})!")), Err(LinkError::NotALink));
            assert_eq!(find_body(&format!("(#{start})!")), cut(keep, Some(20)));
        }
        assert_eq!(find_body("#waymark1.9.Ab-~.0--9"), Err(LinkError::Damaged));
        assert_eq!(find_body("#waymark1x9.Ab-_.0--9"), Err(LinkError::Damaged));
        assert_eq!(find_body("#waymark0.9.Ab-_.0--9"), Err(LinkError::Damaged));
        assert_eq!(find_body("#waymark1..Ab-_.0--9"), Err(LinkError::Damaged));
    }

    #[test]
    fn a_newer_link_and_an_endless_one_say_so() {
        assert_eq!(
            find_body("#waymark2.anything"),
            Err(LinkError::NewerVersion { version: 2 })
        );
        assert_eq!(
            find_body("#waymark1.99999.Ab"),
            Err(LinkError::TooLong {
                characters: 100_014
            })
        );
        let endless = format!("#waymark1.{}", "x".repeat(MAX_ARRIVING));
        assert!(matches!(
            find_body(&endless),
            Err(LinkError::TooLong { .. })
        ));
        let noise = "x".repeat(MAX_ARRIVING + 1);
        assert_eq!(find_body(&noise), Err(LinkError::NotALink));
    }
}
