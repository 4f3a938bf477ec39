//! Two wordings of one text, with the words that went and the words that came.

/// What became of a piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in both.
    Kept,
    /// It is in the earlier one only.
    Gone,
    /// It is in the later one only.
    New,
}

/// A piece of a text, with the space before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// What became of them.
    pub fate: Fate,
}

/// The most words of each text that are held against each other one by one. What differs over a longer
/// stretch was written anew.
const MOST: usize = 400;

/// The earlier text with what went marked, and the later with what came.
pub fn wordings(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (words(before), words(after));
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(alike).count();
    let rest = old.len().min(new.len()) - head;
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take(rest).take_while(alike).count();
    let middle = |all: &[&str]| -> Vec<String> {
        let inner = all.len() - head - tail;
        all.iter()
            .skip(head)
            .take(inner)
            .map(|w| (*w).to_owned())
            .collect()
    };
    let (old_middle, new_middle) = (middle(&old), middle(&new));
    let (kept_old, kept_new) = kept(&old_middle, &new_middle);
    let fates = |kept: &[bool], all: usize, fate: Fate| -> Vec<Fate> {
        let inner = kept
            .iter()
            .map(|kept| if *kept { Fate::Kept } else { fate });
        let head = std::iter::repeat_n(Fate::Kept, head);
        let tail = std::iter::repeat_n(Fate::Kept, tail);
        head.chain(inner).chain(tail).take(all).collect()
    };
    (
        pieces(&old, &fates(&kept_old, old.len(), Fate::Gone)),
        pieces(&new, &fates(&kept_new, new.len(), Fate::New)),
    )
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Which words of each are in the longest run of words that both have in the same order.
fn kept(old: &[String], new: &[String]) -> (Vec<bool>, Vec<bool>) {
    let (mut in_old, mut in_new) = (vec![false; old.len()], vec![false; new.len()]);
    if old.len() > MOST || new.len() > MOST {
        return (in_old, in_new);
    }
    // How many words are still shared from each place of both to the ends.
    let across = new.len() + 1;
    let mut shared = vec![0u32; (old.len() + 1) * across];
    let at = |shared: &[u32], i: usize, j: usize| shared.get(i * across + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = match a == b {
                true => at(&shared, i + 1, j + 1) + 1,
                false => at(&shared, i + 1, j).max(at(&shared, i, j + 1)),
            };
            if let Some(cell) = shared.get_mut(i * across + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if a == b {
            in_old
                .iter_mut()
                .skip(i)
                .take(1)
                .for_each(|kept| *kept = true);
            in_new
                .iter_mut()
                .skip(j)
                .take(1)
                .for_each(|kept| *kept = true);
            (i, j) = (i + 1, j + 1);
        } else if at(&shared, i + 1, j) >= at(&shared, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_old, in_new)
}

/// Words of one fate in a row are one piece.
fn pieces(words: &[&str], fates: &[Fate]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (word, fate) in words.iter().zip(fates) {
        match out.last_mut() {
            Some(last) if last.fate == *fate => {
                last.text.push(' ');
                last.text.push_str(word);
            }
            _ => out.push(Piece {
                text: (*word).to_owned(),
                fate: *fate,
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> (String, String) {
        let told = |pieces: Vec<Piece>| {
            let one = |piece: Piece| match piece.fate {
                Fate::Kept => piece.text,
                Fate::Gone => format!("[-{}-]", piece.text),
                Fate::New => format!("[+{}+]", piece.text),
            };
            pieces.into_iter().map(one).collect::<Vec<_>>().join(" ")
        };
        let (old, new) = wordings(before, after);
        (told(old), told(new))
    }

    #[test]
    fn what_went_and_what_came_are_marked() {
        assert_eq!(
            told(
                "Review all care plans by the end of March",
                "Review most care plans with carers by the end of June"
            ),
            (
                "Review [-all-] care plans by the end of [-March-]".to_owned(),
                "Review [+most+] care plans [+with carers+] by the end of [+June+]".to_owned()
            )
        );
        assert_eq!(
            told("", "New words"),
            (String::new(), "[+New words+]".to_owned())
        );
        assert_eq!(told("a a", "a"), ("a [-a-]".to_owned(), "a".to_owned()));
    }

    #[test]
    fn a_long_text_written_anew_is_told_as_such() {
        let long = |word: &str| vec![word; 3_000].join(" ");
        let (old, new) = wordings(
            &format!("Same {}", long("x")),
            &format!("Same {}", long("y")),
        );
        assert_eq!((old.len(), new.len()), (2, 2));
        assert_eq!(new[1].fate, Fate::New);
    }
}
