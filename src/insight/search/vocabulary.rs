//! Every word that occurs in a plan, each kept once and known by its number.

use super::slips::mask;

/// A word's number.
pub type WordId = u32;

/// The words of a plan. Words are never taken out: one that no record holds any more is found in none.
#[derive(Debug, Default)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
    masks: Vec<u32>,
    /// Numbers of words by hash, each one more than it is; nought is a free place.
    table: Vec<u32>,
}

impl Vocabulary {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word by its number.
    pub fn word(&self, id: WordId) -> &str {
        let at = id as usize;
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.text.get(from..end(at)).unwrap_or_default()
    }

    /// The number of a word, a new one if it is new.
    pub fn number(&mut self, word: &str) -> WordId {
        if self.table.len() < (self.len() + 1) * 2 {
            self.grow();
        }
        let slot = self.slot(word);
        match self.table.get(slot) {
            Some(0) => {}
            Some(known) => return known - 1,
            None => return 0,
        }
        let id = self.len() as WordId;
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.masks.push(mask(word));
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = id + 1;
        }
        id
    }

    /// Each word with its letters as bits.
    pub fn masks(&self) -> impl Iterator<Item = (WordId, u32)> + '_ {
        (0..).zip(self.masks.iter().copied())
    }

    /// The place in the table where a word is, or where it would go.
    fn slot(&self, word: &str) -> usize {
        let places = self.table.len().max(1);
        let mut slot = hash(word) as usize % places;
        while let Some(&known) = self.table.get(slot) {
            if known == 0 || self.word(known - 1) == word {
                break;
            }
            slot = (slot + 1) % places;
        }
        slot
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.len() + 1).next_power_of_two().max(512) * 4];
        for id in 0..self.len() as WordId {
            let slot = self.slot(self.word(id));
            if let Some(slot) = self.table.get_mut(slot) {
                *slot = id + 1;
            }
        }
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.text.capacity()
            + (self.ends.capacity() + self.masks.capacity() + self.table.capacity()) * 4
    }
}

/// FNV-1a: the words are short, and nobody gains by making them collide.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_number() {
        let mut all = Vocabulary::default();
        let numbers: Vec<WordId> = (0..5000).map(|n| all.number(&format!("w{n}"))).collect();
        assert_eq!(all.len(), 5000);
        for (n, id) in numbers.iter().enumerate() {
            let word = format!("w{n}");
            assert_eq!(all.word(*id), word);
            assert_eq!(all.number(&word), *id);
        }
        assert_eq!(all.word(9999), "");
    }
}
