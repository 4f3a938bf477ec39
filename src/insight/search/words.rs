//! The words of a text as search knows them: small letters and digits, without apostrophes, and what is
//! left of a word without its plural.

use std::ops::Range;

/// The longest a word is kept, in bytes: what is longer is found by its beginning.
pub const LONGEST: usize = 48;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// As search knows it.
    pub word: &'a str,
    /// How many words it is: one, or several with hyphens between them, which have been shown one by one
    /// before.
    pub words: usize,
}

/// Shows each word of a text. '1,200' and '2.5' are one word, as is 'council’s'; 're-ablement' is two,
/// and then both together.
pub fn words(text: &str, see: &mut dyn FnMut(Token<'_>)) {
    let mut run = Run::default();
    let mut word = String::new();
    let mut from = 0;
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        // Nearly all of a text is plain letters: those are taken together.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let next = rest.chars().next().filter(|c| c.is_alphanumeric());
        if let Some(letter) = next {
            if word.is_empty() {
                from = at;
            }
            let taken = plain.max(letter.len_utf8());
            push(&mut word, rest.get(..taken).unwrap_or_default());
            at += taken;
            continue;
        }
        let mark = rest.chars().next();
        let after = rest
            .get(mark.map_or(0, char::len_utf8)..)
            .unwrap_or_default();
        if let Some(joint) = mark.and_then(|mark| joint(text, at, mark, after))
            && !word.is_empty()
        {
            push(&mut word, joint);
            at = text.len() - after.len();
            continue;
        }
        if !word.is_empty() {
            see(Token {
                at: from..at,
                word: &word,
                words: 1,
            });
            let hyphen = matches!(mark, Some('-' | '‑' | '–'));
            let goes_on = hyphen && after.starts_with(char::is_alphabetic);
            if goes_on || run.words > 0 {
                run.add(&word, from..at);
            }
            if !goes_on {
                run.end(see);
            }
            word.clear();
        }
        if mark.is_none() {
            return;
        }
        at = text.len() - after.len();
    }
}

/// What stands in a word for a mark within it; `None` if the mark ends the word.
fn joint(text: &str, at: usize, mark: char, after: &str) -> Option<&'static str> {
    let figure = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let figures = || {
        let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        figure(before) && figure(after.as_bytes().first())
    };
    match mark {
        '\'' | '’' => after.starts_with(char::is_alphanumeric).then_some(""),
        ',' => (thousands(after) && figures()).then_some(""),
        '.' => figures().then_some("."),
        _ => None,
    }
}

/// Words with hyphens between them.
#[derive(Default)]
struct Run {
    words: usize,
    together: String,
    at: Range<usize>,
}

impl Run {
    fn add(&mut self, word: &str, at: Range<usize>) {
        if self.words == 0 {
            self.together.clear();
            self.at.start = at.start;
        }
        self.words += 1;
        self.at.end = at.end;
        self.together.push_str(word);
    }

    fn end(&mut self, see: &mut dyn FnMut(Token<'_>)) {
        if self.words > 1 && self.together.len() <= LONGEST {
            see(Token {
                at: self.at.clone(),
                word: &self.together,
                words: self.words,
            });
        }
        self.words = 0;
    }
}

/// Adds letters to a word, as far as it is kept: plain ones, or a single other one.
fn push(word: &mut String, letters: &str) {
    let from = word.len();
    let kept = letters.len().min(LONGEST.saturating_sub(from));
    word.push_str(letters.get(..kept).unwrap_or_default());
    match word.get_mut(from..) {
        Some(added) if added.is_ascii() => added.make_ascii_lowercase(),
        _ => *word = word.to_lowercase(),
    }
}

/// Whether what follows a comma is three digits and no more, as in '1,200'.
fn thousands(after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// All letters and digits of a reference together: '1C(2B)' is written '1c2b' as well.
pub fn squashed(text: &str) -> String {
    let mut word = String::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        push(&mut word, c.encode_utf8(&mut [0; 4]));
    }
    word
}

/// What a word shares with its plural: 'carers' and 'carer', 'policies' and 'policy'.
pub fn stem(word: &str) -> &str {
    if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word;
    }
    let vowel = |rest: &str| rest.ends_with(['a', 'e', 'i', 'o', 'u']);
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return rest;
    }
    if let Some(rest) = word.strip_suffix("es")
        && ["ss", "x", "ch", "sh", "z"]
            .iter()
            .any(|end| rest.ends_with(end))
    {
        return rest;
    }
    if let Some(rest) = word
        .strip_suffix('s')
        .filter(|rest| !rest.ends_with(['s', 'u', 'i']))
    {
        return rest;
    }
    match word.strip_suffix('y') {
        Some(rest) if !vowel(rest) => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, &mut |token| all.push(token.word.to_owned()));
        all
    }

    #[test]
    fn a_text_falls_into_words() {
        assert_eq!(
            of("The council’s Carers’ plan"),
            ["the", "councils", "carers", "plan"]
        );
        assert_eq!(of("£1,200,000 or 2.5%"), ["1200000", "or", "2.5"]);
        assert_eq!(of("1,2,3 in 2012/13."), ["1", "2", "3", "in", "2012", "13"]);
        assert_eq!(of("ASCH1/1"), ["asch1", "1"]);
        assert_eq!(of("  –  "), [""; 0]);
    }

    #[test]
    fn words_joined_by_hyphens_are_known_together_too() {
        assert_eq!(of("re-ablement"), ["re", "ablement", "reablement"]);
        assert_eq!(
            of("Face-to-face, day"),
            ["face", "to", "face", "facetoface", "day"]
        );
        assert_eq!(of("2011-12"), ["2011", "12"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Zoë’s “day-care”";
        let mut all = Vec::new();
        words(text, &mut |token| all.push(&text[token.at]));
        assert_eq!(all, ["Zoë’s", "day", "care", "day-care"]);
    }

    #[test]
    fn a_word_and_its_plural_have_one_stem() {
        for (one, many) in [
            ("carer", "carers"),
            ("policy", "policies"),
            ("process", "processes"),
            ("day", "days"),
            ("review", "reviews"),
            ("council", "councils"),
            ("tie", "ties"),
        ] {
            assert_eq!(stem(one), stem(many), "{one}");
        }
        assert_eq!(stem("status"), "status");
        assert_eq!(stem("gas"), "gas");
    }
}
