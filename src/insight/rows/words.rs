//! Small ways of saying things that rows, sentences and links share.

use super::{measures, money, risks};
use crate::{
    insight::Index,
    plan::{Id, Plan},
};

/// '1 measure', '2 measures': a count that stands beside others, in a sentence, a list or a column. There all are
/// figures, as a word among them would read as no count; [`some`] is for one that stands alone.
pub fn so_many(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

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

/// The name of an indicator where there is little room: what its figure says anyway, that it is a proportion, is left
/// out in front.
pub fn indicator(name: &str, most: usize) -> String {
    const SAID: [&str; 4] = [
        "The proportion of ",
        "Proportion of ",
        "The percentage of ",
        "Percentage of ",
    ];
    let bare = SAID.iter().find_map(|said| name.strip_prefix(said));
    short(&sentence(bare.unwrap_or(name)), most)
}

/// The name of a group without a remark in brackets behind it: 'Comparison group of 16 (not named in print)'.
pub fn group(name: &str, most: usize) -> String {
    let bare = name
        .split_once(" (")
        .map(|(bare, _)| bare)
        .filter(|bare| !bare.is_empty());
    short(bare.unwrap_or(name), most)
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
    fn an_indicator_begins_with_whom_it_counts() {
        assert_eq!(
            indicator("The proportion of carers who work", 40),
            "Carers who work"
        );
        assert_eq!(indicator("Delayed transfers", 40), "Delayed transfers");
        assert_eq!(group("Group of 16 (not named in print)", 40), "Group of 16");
        assert_eq!(group("(not named)", 40), "(not named)");
    }

    #[test]
    fn a_capital_is_put_in_front() {
        assert_eq!(sentence("money lines"), "Money lines");
        assert_eq!(sentence(""), "");
    }
}
