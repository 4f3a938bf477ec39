//! Finding words in a text: in any case or just so, anywhere or as whole words. Quotation marks are alike however they
//! are written, for nobody types them as a document prints them.

use std::ops::Range;

/// What is looked for.
pub(super) struct Needle {
    letters: Vec<char>,
    case: bool,
    whole: bool,
}

impl Needle {
    /// Words to find; `None` for nothing.
    pub fn new(words: &str, case: bool, whole: bool) -> Option<Needle> {
        let letters: Vec<char> = words.chars().flat_map(|c| folded(c, case)).collect();
        (!letters.is_empty()).then_some(Needle {
            letters,
            case,
            whole,
        })
    }

    /// Where a text has it, from the left; none overlaps another.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        for (start, _) in text.char_indices() {
            if start < from {
                continue;
            }
            if let Some(end) = self
                .end(text, start)
                .filter(|end| self.fits(text, start, *end))
            {
                found.push(start..end);
                from = end;
            }
        }
        found
    }

    /// Where it ends, if it begins here.
    fn end(&self, text: &str, start: usize) -> Option<usize> {
        let mut letters = self.letters.iter();
        let rest = text.get(start..)?;
        for (at, c) in rest.char_indices() {
            for letter in folded(c, self.case) {
                if letters.next() != Some(&letter) {
                    return None;
                }
            }
            if letters.len() == 0 {
                return Some(start + at + c.len_utf8());
            }
        }
        None
    }

    /// Whether it stands by itself, where that is asked for.
    fn fits(&self, text: &str, start: usize, end: usize) -> bool {
        if !self.whole {
            return true;
        }
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(end..).and_then(|t| t.chars().next());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let apart = |edge: Option<&char>, beside| !(word(edge.copied()) && word(beside));
        apart(self.letters.first(), before) && apart(self.letters.last(), after)
    }
}

/// A letter as it is compared.
fn folded(c: char, case: bool) -> impl Iterator<Item = char> {
    let c = match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        other => other,
    };
    let same = case.then_some(c);
    let lower = (!case).then(|| c.to_lowercase());
    same.into_iter().chain(lower.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(words: &str, text: &'a str, case: bool, whole: bool) -> Vec<&'a str> {
        let needle = Needle::new(words, case, whole).unwrap();
        needle
            .places(text)
            .into_iter()
            .map(|at| &text[at])
            .collect()
    }

    #[test]
    fn case_and_whole_words_are_a_choice() {
        let text = "Trust the NHS trust; entrusted to Trusts";
        assert_eq!(found("Trust", text, true, true), ["Trust"]);
        assert_eq!(found("Trust", text, true, false), ["Trust", "Trust"]);
        assert_eq!(found("trust", text, false, true), ["Trust", "trust"]);
        assert_eq!(found("trust", text, false, false).len(), 4);
        assert_eq!(found("aa", "aaaaa", true, false), ["aa", "aa"]);
    }

    #[test]
    fn marks_and_odd_letters_break_nothing() {
        assert_eq!(
            found("provider's", "A provider’s view", true, true),
            ["provider’s"]
        );
        assert_eq!(found("“soon”", "Not \"soon\"", true, true), ["\"soon\""]);
        assert_eq!(found("i̇", "İstanbul", false, false), ["İ"]);
        assert_eq!(found("i", "İ", false, false), [""; 0]);
        assert_eq!(found("é", "cafés", false, false), ["é"]);
        assert_eq!(found("£", "£5 and £6", false, true), ["£", "£"]);
        assert!(Needle::new("", true, true).is_none());
    }
}
