//! What a reader looks for: each word typed, and the other ways to say it.

use std::ops::Range;

use super::{
    slips::{distance, forgiven, mask},
    synonyms::Synonyms,
    vocabulary::{Vocabulary, WordId},
    words::{squashed, stem, words},
};

/// The most words of a question that are looked for.
const MOST_WORDS: usize = 12;
/// The most terms: the words typed and those of the other ways to say them. Each has a bit.
const MOST_TERMS: usize = 32;

/// How well a word of the plan answers a word looked for, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Slips away from its beginning.
    SlipsAtBeginning,
    /// Two slips away.
    TwoSlips,
    /// One slip away.
    OneSlip,
    /// It begins so.
    Beginning,
    /// An abbreviation, or part of what it stands for.
    Meaning,
    /// The plural of it, or it of the plural.
    Plural,
    /// The very word.
    Exact,
}

impl Grade {
    /// Whether it takes a slip.
    pub fn slipped(self) -> bool {
        self <= Grade::OneSlip
    }

    /// What it is worth; every grade without a slip is above a hundred.
    pub fn worth(self, weight: u8) -> u8 {
        let (floor, worth) = match self {
            Grade::SlipsAtBeginning => (0, 1),
            Grade::TwoSlips => (0, 3),
            Grade::OneSlip => (0, 5),
            Grade::Beginning => (100, 8),
            Grade::Meaning => (100, 9),
            Grade::Plural => (100, 11),
            Grade::Exact => (100, 12),
        };
        floor + worth * weight.min(9)
    }
}

/// In which words slips are forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slips {
    /// In none.
    Never,
    /// In long ones, which are rarely near another by chance.
    InLongWords,
    /// In all that are long enough at all.
    Allowed,
}

impl Slips {
    fn in_word(self, letters: usize) -> usize {
        match self {
            Slips::InLongWords if letters >= 8 => forgiven(letters),
            Slips::Allowed => forgiven(letters),
            Slips::Never | Slips::InLongWords => 0,
        }
    }
}

/// One word to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    word: String,
    sort: Sort,
    /// The letters of it, and those of its stem, as bits.
    letters: (u32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// As typed.
    Typed,
    /// As typed, and too short to stand for the words it begins.
    Short,
    /// A word of another way to say it.
    Other,
    /// All letters and digits typed, which may be a whole reference.
    Whole,
}

impl Term {
    fn slips(&self, slips: Slips) -> usize {
        let plain = self.word.chars().all(char::is_alphabetic);
        match self.sort {
            Sort::Typed if plain => slips.in_word(self.word.chars().count()),
            _ => 0,
        }
    }

    /// Whether a word with such letters may answer: without slips it has to hold at least the stem, with them
    /// most of the letters. A plural may lack two, as '-ies' does.
    fn may_be(&self, letters: u32, slips: usize) -> bool {
        let (own, stem) = self.letters;
        match slips {
            0 => stem & !letters == 0,
            _ => (own & !letters).count_ones() as usize <= slips.max(2),
        }
    }

    fn grade(&self, word: &str, slips: usize) -> Option<Grade> {
        let exact = word == self.word;
        if self.sort == Sort::Whole {
            return exact.then_some(Grade::Exact);
        }
        let plural = || stem(word) == stem(&self.word);
        if self.sort == Sort::Other {
            return (exact || plural()).then_some(Grade::Meaning);
        }
        if exact {
            return Some(Grade::Exact);
        }
        if plural() {
            return Some(Grade::Plural);
        }
        if self.sort == Sort::Typed && word.starts_with(&self.word) {
            return Some(Grade::Beginning);
        }
        if slips == 0 || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let whole = |far| match far {
            1 => Some(Grade::OneSlip),
            2.. if far <= slips => Some(Grade::TwoSlips),
            _ => None,
        };
        let far = distance(&self.word, word, slips);
        let ended = || {
            let (typed, word) = (stem(&self.word), stem(word));
            whole(distance(typed, word, slips)?.whole)
        };
        // What begins with a short word but for a slip is nearly everything.
        let begins = far.is_some() && self.word.len() >= 6;
        far.and_then(|far| whole(far.whole))
            .or_else(ended)
            .or_else(|| begins.then_some(Grade::SlipsAtBeginning))
    }
}

/// What is looked for: every one of the clauses has to be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    terms: Vec<Term>,
    /// For each word typed the ways to meet it: terms that must all occur.
    clauses: Vec<Vec<Vec<usize>>>,
    /// The term that is all letters and digits typed: a whole reference.
    whole: Option<usize>,
}

impl Wanted {
    /// What is meant by what was typed, with a plan's abbreviations.
    pub fn new(typed: &str, synonyms: &Synonyms) -> Wanted {
        let mut wanted = Wanted::default();
        let mut said: Vec<String> = Vec::new();
        let mut together: Vec<(Range<usize>, String)> = Vec::new();
        words(typed, &mut |token| match token.words {
            1 => said.push(token.word.to_owned()),
            n => {
                let all = said.len().saturating_sub(n)..said.len();
                together.push((all, token.word.to_owned()));
            }
        });
        let last = said.len().saturating_sub(1);
        said.truncate(MOST_WORDS);
        for (at, word) in said.iter().enumerate() {
            // The last one may be on the way to a longer word.
            let least = if at < last { 3 } else { 2 };
            let sort = match word.chars().count() < least {
                true => Sort::Short,
                false => Sort::Typed,
            };
            let term = wanted.term(word, sort);
            wanted.clauses.push(vec![term.into_iter().collect()]);
        }
        for (at, word) in together {
            if let Some(term) = wanted.term(&word, Sort::Typed) {
                wanted.or(at, &[term]);
            }
        }
        for (at, others) in synonyms.said_in(&said) {
            let terms: Option<Vec<usize>> = others
                .iter()
                .map(|word| wanted.term(word, Sort::Other))
                .collect();
            if let Some(terms) = terms {
                wanted.or(at, &terms);
            }
        }
        let whole = squashed(typed);
        if !whole.is_empty() {
            wanted.whole = wanted.term(&whole, Sort::Whole);
        }
        wanted
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    fn term(&mut self, word: &str, sort: Sort) -> Option<usize> {
        let same = |t: &Term| t.word == word && t.sort == sort;
        if let Some(known) = self.terms.iter().position(same) {
            return Some(known);
        }
        let word = word.to_owned();
        (self.terms.len() < MOST_TERMS).then(|| {
            let letters = (mask(&word), mask(stem(&word)));
            self.terms.push(Term {
                word,
                sort,
                letters,
            });
            self.terms.len() - 1
        })
    }

    /// Another way to meet some clauses.
    fn or(&mut self, clauses: Range<usize>, terms: &[usize]) {
        let some = self.clauses.iter_mut().take(clauses.end);
        for clause in some.skip(clauses.start) {
            clause.push(terms.to_vec());
        }
    }

    /// How well each word of a plan answers each term.
    pub fn graded(&self, vocabulary: &Vocabulary, slips: Slips) -> Graded {
        let mut graded = Graded {
            answers: vec![0; vocabulary.len()],
            grades: vec![Vec::new(); self.terms.len()],
        };
        for ((term, grades), bit) in self.terms.iter().zip(&mut graded.grades).zip(0..) {
            let slips = term.slips(slips);
            for (id, letters) in vocabulary.masks() {
                if !term.may_be(letters, slips) {
                    continue;
                }
                if let Some(grade) = term.grade(vocabulary.word(id), slips) {
                    grades.push((id, grade));
                    if let Some(answers) = graded.answers.get_mut(id as usize) {
                        *answers |= 1 << bit;
                    }
                }
            }
        }
        graded
    }

    /// How well a word answers a term, and how many letters of it do.
    pub fn grade(&self, term: usize, word: &str, slips: Slips) -> Option<(Grade, usize)> {
        let term = self.terms.get(term)?;
        let slips = term.slips(slips);
        let may_be = term.may_be(mask(word), slips);
        let grade = may_be.then(|| term.grade(word, slips))??;
        Some(match grade {
            Grade::Beginning => (grade, term.word.chars().count()),
            _ => (grade, word.chars().count()),
        })
    }

    /// For each word typed the ways to meet it: terms that must all occur.
    pub fn ways(&self) -> &[Vec<Vec<usize>>] {
        &self.clauses
    }

    /// How many terms there are.
    pub fn terms(&self) -> usize {
        self.terms.len()
    }

    /// What each clause is worth, given what each term is: nought if it isn't met.
    pub fn clauses<'a>(
        &'a self,
        worth: impl Fn(usize) -> u8 + 'a,
    ) -> impl Iterator<Item = u8> + 'a {
        self.clauses.iter().map(move |ways| {
            let way = |terms: &Vec<usize>| terms.iter().map(|t| worth(*t)).min().unwrap_or(0);
            ways.iter().map(way).max().unwrap_or(0)
        })
    }

    /// The term that is a whole reference.
    pub fn whole(&self) -> Option<usize> {
        self.whole
    }
}

/// How well the words of a plan answer what is looked for.
pub struct Graded {
    /// For each word the terms it answers, a bit each.
    answers: Vec<u32>,
    /// For each term the words that answer it, by number.
    grades: Vec<Vec<(WordId, Grade)>>,
}

impl Graded {
    /// Each term that a word answers, and how well.
    pub fn of(&self, word: WordId) -> impl Iterator<Item = (usize, Grade)> + '_ {
        let mut bits = self.answers.get(word as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let term = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            let grades = self.grades.get(term)?;
            let at = grades.binary_search_by_key(&word, |(id, _)| *id).ok()?;
            grades.get(at).map(|(_, grade)| (term, *grade))
        })
    }
}
