//! Small ways of saying things that rows, sentences and links share.

use super::{measures, money, risks};
use crate::{
    insight::Index,
    plan::{Id, Plan},
};

/// 'one measure', '2 measures'.
pub fn some(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("one {one}"),
        n => format!("{n} {many}"),
    }
}

/// 'a', 'a and b', 'a, b and c'.
pub fn and<S: std::borrow::Borrow<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.borrow().to_owned(),
        [first @ .., last] => format!("{} and {}", first.join(", "), last.borrow()),
    }
}

/// The first sentence of a text, or as many whole words of it as fit. A full stop before a small
/// letter, as in 'No. of people', ends no sentence.
pub fn short(text: &str, most: usize) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(". ") {
        kept.push_str(before);
        let goes_on = after.starts_with(|c: char| c.is_lowercase());
        kept.push_str(if goes_on { ".\u{a0}" } else { ". " });
        rest = after;
    }
    kept.push_str(rest);
    crate::plan::brief(&kept, most)
}

/// A sentence begins with a capital.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// What an item comes to, in a few words beside a link to it: a measure's figure and target, a
/// risk's scores, an action's end. Empty where there is nothing short to say.
pub fn gist(plan: &Plan, index: &Index, id: &Id) -> String {
    let place = index.place(id).filter(|p| p.part.is_none());
    let record = place.and_then(|_| index.record(plan, id));
    let Some(record) = record.as_deref() else {
        return String::new();
    };
    if let Some(m) = record.downcast() {
        return measures::gist(plan, m);
    }
    if let Some(r) = record.downcast() {
        return risks::gist(r);
    }
    if let Some(line) = record.downcast() {
        return money::gist(line);
    }
    record.reference().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_end_of_a_sentence() {
        let shown = short("No. of carers seen. More about it.", 60);
        assert_eq!(shown, "No.\u{a0}of carers seen");
        assert_eq!(short("One two three", 8), "One two…");
    }

    #[test]
    fn a_capital_is_put_in_front() {
        assert_eq!(sentence("money lines"), "Money lines");
        assert_eq!(sentence(""), "");
    }
}
