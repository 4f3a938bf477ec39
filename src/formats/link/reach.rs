//! How far a link of a given length gets: what mail programs still let people click.

use std::fmt;

use super::error::grouped;

/// A whole address of at most this many characters can be clicked everywhere.
pub const SAFE_EVERYWHERE: usize = 1_600;
/// The same for recent Outlook.
pub const SAFE_OUTLOOK: usize = 7_500;

/// The address that opens a share fragment: the app's own address with the fragment in place of any
/// it has.
///
/// ```
/// use waymark::formats::link::share_url;
/// assert_eq!(share_url("https://example.org/plans/#main", "waymark1.6.Abc012"),
///     "https://example.org/plans/#waymark1.6.Abc012");
/// ```
pub fn share_url(base: &str, fragment: &str) -> String {
    let app = base.split('#').next().unwrap_or_default();
    format!("{app}#{fragment}")
}

/// What to expect of an address of some length. [`fmt::Display`] says it in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be clicked wherever it is sent.
    Everywhere {
        /// Its length.
        characters: usize,
    },
    /// It can be clicked in recent Outlook; other programs may cut it short.
    RecentOutlook {
        /// Its length.
        characters: usize,
    },
    /// Mail programs cut it short; pasted into the address bar it opens.
    AddressBar {
        /// Its length.
        characters: usize,
    },
}

impl Verdict {
    /// Whether mail programs let people click it: everywhere, or in recent Outlook at least.
    pub fn can_be_clicked(self) -> bool {
        !matches!(self, Verdict::AddressBar { .. })
    }

    /// What to expect of this address, `https://` and fragment included.
    pub fn of(url: &str) -> Verdict {
        match url.chars().count() {
            characters @ ..=SAFE_EVERYWHERE => Verdict::Everywhere { characters },
            characters @ ..=SAFE_OUTLOOK => Verdict::RecentOutlook { characters },
            characters => Verdict::AddressBar { characters },
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Everywhere { characters } => write!(
                f,
                "This link has {} characters: short enough to click wherever you send it.",
                grouped(*characters)
            ),
            Verdict::RecentOutlook { characters } => write!(
                f,
                "This link has {} characters: recent Outlook takes it, but some other mail and chat programs may cut it short. To be safe, send a file.",
                grouped(*characters)
            ),
            Verdict::AddressBar { characters } => write!(
                f,
                "This link has {} characters: too long for most mail and chat programs. It opens when the whole of it is pasted into the address bar; it is better to send a file.",
                grouped(*characters)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_the_last_that_is_safe() {
        let of = |characters: usize| Verdict::of(&"x".repeat(characters));
        for (characters, says) in [
            (1_600, "1,600 characters: short enough to click"),
            (1_601, "1,601 characters: recent Outlook takes it"),
            (7_500, "7,500 characters: recent Outlook takes it"),
            (7_501, "7,501 characters: too long for most"),
        ] {
            let sentence = of(characters).to_string();
            assert!(sentence.contains(says), "{sentence}");
        }
    }

    #[test]
    fn the_app_s_own_address_is_kept() {
        for (base, url) in [
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/#f"),
            (
                "https://a.example/x/?plan=p",
                "https://a.example/x/?plan=p#f",
            ),
            (
                "https://a.example/x#waymark1.1.a#b",
                "https://a.example/x#f",
            ),
        ] {
            assert_eq!(share_url(base, "f"), url);
        }
    }
}
