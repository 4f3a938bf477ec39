//! Names made comparable: the words that carry the meaning, without plurals, endings and the ways of
//! writing that differ from one document to the next.

/// Words that say nothing about what is meant.
const PLAIN: [&str; 40] = [
    "a",
    "aged",
    "all",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "by",
    "current",
    "currently",
    "for",
    "from",
    "had",
    "has",
    "have",
    "in",
    "into",
    "is",
    "it",
    "its",
    "no",
    "number",
    "numbers",
    "of",
    "on",
    "or",
    "overall",
    "percentage",
    "proportion",
    "say",
    "that",
    "the",
    "their",
    "to",
    "total",
    "with",
    "who",
];

/// Words that turn a name into another one: where only one side has them, the two are not the same.
const TURNING: [&str; 16] = [
    "above",
    "below",
    "carer",
    "england",
    "excluding",
    "external",
    "female",
    "internal",
    "male",
    "non",
    "not",
    "older",
    "over",
    "under",
    "without",
    "younger",
];

/// How much of two names has to be the same for them to be called nearly the same, where one only says
/// more than the other.
const SAYS_MORE: f64 = 0.75;

/// The same where each has words that the other has not: one word of four is enough to mean another
/// thing.
const SAYS_OTHER: f64 = 0.85;

/// The fewest words that names nearly the same have.
const FEWEST: usize = 4;

/// A name as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Its words, each once, in order.
    words: Vec<String>,
}

impl Name {
    /// Reads a name.
    ///
    /// ```
    /// use waymark::insight::compare::Name;
    /// let a = Name::of("The proportion of carers who receive selfdirected support");
    /// let b = Name::of("Carers receiving Self-Directed Support");
    /// assert_eq!(a, b);
    /// ```
    pub fn of(text: &str) -> Name {
        let mut words: Vec<String> = tokens(text)
            .iter()
            .filter(|word| !PLAIN.contains(&word.as_str()))
            .map(|word| stem(word))
            .collect();
        words.sort_unstable();
        words.dedup();
        Name { words }
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether both mean the same thing: they are the same words, or nearly, and no number and no word
    /// that turns the meaning stands in one of them only.
    pub fn is_nearly(&self, other: &Name) -> bool {
        let likeness = self.likeness(other);
        let fewest = self.words.len().min(other.words.len());
        let most = self.words.len().max(other.words.len());
        // As many words are shared as the shorter name has: the longer one says more.
        let says_more = 2.0 * fewest as f64 / (fewest + most).max(1) as f64;
        let enough = match likeness >= says_more {
            true => SAYS_MORE,
            false => SAYS_OTHER,
        };
        likeness >= 1.0 || fewest >= FEWEST && likeness >= enough
    }

    /// How much of both is the same, from 0 to 1; nought if a number or a word that turns the meaning
    /// stands in one of them only.
    pub fn likeness(&self, other: &Name) -> f64 {
        let (mut a, mut b) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut same = 0u32;
        loop {
            let alone = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    same += 1;
                    a.next();
                    b.next();
                    continue;
                }
                (Some(x), Some(y)) if x < y => a.next(),
                (Some(_), None) => a.next(),
                (_, Some(_)) => b.next(),
                (None, None) => break,
            };
            if alone.is_some_and(|word| turns(word)) {
                return 0.0;
            }
        }
        match self.words.len() + other.words.len() {
            0 => 0.0,
            all => 2.0 * f64::from(same) / all as f64,
        }
    }
}

fn turns(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || TURNING.contains(&word)
}

/// The words of a text in small letters: 'self-directed' is one, '18-64' are two, '100,000' is one,
/// and '65+' is '65 over'.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            out.push(std::mem::take(word));
        }
    };
    while let Some(c) = chars.next() {
        let number = word.ends_with(|c: char| c.is_ascii_digit());
        let number_next = chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            '\'' | '’' => {}
            ',' if number && number_next => {}
            '.' if number && number_next => word.push(c),
            // 'carer-reported' is said of carers.
            '-' if !word.is_empty()
                && !number
                && !TURNING.contains(&word.as_str())
                && chars.peek().is_some_and(|c| c.is_alphabetic()) => {}
            '+' if number => {
                end(&mut word);
                word.push_str("over");
                end(&mut word);
            }
            _ => end(&mut word),
        }
    }
    end(&mut word);
    out
}

/// A word without its ending, so that 'receive', 'receiving' and 'receives' are one.
fn stem(word: &str) -> String {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let long = |rest: &&str| rest.chars().count() >= 2;
    let cut = |ending: &str| word.strip_suffix(ending).filter(long);
    let rest = match cut("ies") {
        Some(rest) => return format!("{rest}y"),
        None => cut("ing")
            .or_else(|| cut("ed"))
            .or_else(|| cut("s").filter(|rest| !rest.ends_with('s'))),
    };
    let rest = rest.unwrap_or(word);
    rest.strip_suffix('e')
        .filter(long)
        .unwrap_or(rest)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearly(a: &str, b: &str) -> bool {
        let (a, b) = (Name::of(a), Name::of(b));
        assert_eq!(a.is_nearly(&b), b.is_nearly(&a));
        a.is_nearly(&b)
    }

    #[test]
    fn ways_of_writing_make_no_difference() {
        for (a, b) in [
            ("Equipment & Adaptations", "Adaptations & Equipment"),
            (
                "The proportion of people who use services, who have control over their daily life",
                "Proportion of people using services who have control over their daily lives",
            ),
            (
                "Admissions, older people (65+), per 100,000",
                "Admission of older people aged 65 and over per 100,000",
            ),
            (
                "People who currently receive a Direct Payment",
                "People receiving direct payments",
            ),
        ] {
            assert!(nearly(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn what_turns_the_meaning_keeps_names_apart() {
        for (a, b) in [
            ("Admissions: under 65", "Admissions: over 65"),
            (
                "Admissions per 10,000 population",
                "Admissions per 100,000 population",
            ),
            (
                "The proportion of carers who receive direct payments",
                "The proportion of people who use services who receive direct payments",
            ),
            (
                "Delayed transfers of care from hospital",
                "Delayed transfers of care from hospital attributable to adult social care",
            ),
            (
                "Social care-related quality of life, and Carer-reported quality of life",
                "Social care-related quality of life score",
            ),
            (
                "People receiving domiciliary care at home",
                "People receiving residential care at home",
            ),
            ("Social work teams", "Social work recruitment team"),
        ] {
            assert!(!nearly(a, b), "{a} | {b}");
        }
        assert!(Name::of("Total").is_empty());
    }
}
