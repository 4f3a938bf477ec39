//! Words for headlines, and fitting words into the room beside a mark.

/// `1 measure`, `2 measures`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{n} {many}"),
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A share in words, such as `just over half`.
pub(super) fn share(part: f64) -> String {
    const MARKS: [(f64, &str); 6] = [
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.5, "half"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (0.9, "nine tenths"),
    ];
    if part > 0.995 {
        return "all".to_owned();
    }
    for (mark, name) in MARKS {
        let over = part - mark;
        if over.abs() < 0.005 {
            return name.to_owned();
        }
        if (0.0..0.04).contains(&over) {
            return format!("just over {name}");
        }
        if (-0.03..0.0).contains(&over) {
            return format!("almost {name}");
        }
    }
    format!("{:.0}%", part * 100.0)
}

/// The sentence with a capital letter in front.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// About how wide text is in the page's fonts, in pixels: a little more than in Helvetica, so that
/// it also fits where another font stands in.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | 'I' => 0.3,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.36,
            'm' | 'w' | 'M' | 'W' | '→' | '…' | '%' => 0.92,
            c if c.is_ascii_uppercase() => 0.72,
            c if c.is_ascii() => 0.6,
            _ => 0.72,
        })
        .sum();
    ems * size
}

/// Text in lines no wider than so many pixels; what does not fit into the lines allowed ends in an
/// ellipsis.
pub(super) fn wrap(text: &str, size: f64, pixels: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text
        .split_whitespace()
        .flat_map(|word| parts(word, size, pixels));
    while let Some(word) = words.next() {
        let fits = lines
            .last()
            .is_some_and(|line| width_of(&format!("{line} {word}"), size) <= pixels);
        if fits && let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        } else if lines.len() < most.max(1) {
            lines.push(word.to_owned());
        } else {
            let rest: Vec<&str> = std::iter::once(word).chain(words).collect();
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(&rest.join(" "));
            }
            break;
        }
    }
    for line in &mut lines {
        *line = cut(line, size, pixels);
    }
    lines
}

/// A word in one piece, or in two where a line is too short for it and it has a stroke: 'Administration/Management'.
fn parts(word: &str, size: f64, pixels: f64) -> impl Iterator<Item = &str> {
    let strokes = word.match_indices('/').map(|(at, _)| at + 1);
    let end = strokes
        .take_while(|at| word.get(..*at).is_some_and(|w| width_of(w, size) <= pixels))
        .last()
        .filter(|_| width_of(word, size) > pixels)
        .unwrap_or(word.len());
    let (first, rest) = word.split_at(end);
    [first, rest].into_iter().filter(|part| !part.is_empty())
}

/// The text, or as much of it as fits followed by an ellipsis.
fn cut(text: &str, size: f64, pixels: f64) -> String {
    if width_of(text, size) <= pixels {
        return text.to_owned();
    }
    let room = pixels - width_of("…", size);
    let mut used = 0.0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += width_of(c.encode_utf8(&mut [0; 4]), size);
            used <= room
        })
        .collect();
    // After a whole word, where that leaves most of the line.
    let whole = kept.rfind(' ').filter(|end| end * 3 > kept.len() * 2);
    let kept = whole.and_then(|end| kept.get(..end)).unwrap_or(&kept);
    let kept = kept.trim_end_matches([' ', ',', '.', ';', ':', '/', '-', '(']);
    format!("{kept}…")
}

/// What appears over a mark: its name, as much of it as five lines hold, then a fact a line.
pub(super) fn tip(name: &str, facts: &[&str]) -> String {
    let mut lines = vec![wrap(name, 15.0, 270.0, 5).join(" ")];
    let facts = facts.iter().filter(|fact| !fact.is_empty());
    lines.extend(facts.map(|fact| (*fact).to_owned()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_as_people_say_them() {
        assert_eq!(share(0.53), "just over half");
        assert_eq!(share(0.5), "half");
        assert_eq!(share(0.48), "almost half");
        assert_eq!(share(0.42), "42%");
        assert_eq!(share(1.0), "all");
        assert_eq!(share(0.76), "just over three quarters");
    }

    #[test]
    fn long_names_wrap_and_then_end_in_an_ellipsis() {
        let name = "Proportion of older people who were still at home 91 days after discharge";
        let lines = wrap(name, 15.0, 200.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.last().unwrap().ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width_of(line, 15.0) <= 200.0));
        assert_eq!(wrap(name, 15.0, 9_000.0, 2), [name]);
        assert!(wrap("", 15.0, 200.0, 2).is_empty());
        assert!(width_of(&wrap(&"x".repeat(500), 15.0, 90.0, 2)[0], 15.0) <= 90.0);
    }

    #[test]
    fn a_word_too_long_for_a_line_breaks_after_its_stroke() {
        let name = "Administration/Management";
        assert_eq!(wrap(name, 15.0, 400.0, 2), [name]);
        assert_eq!(
            wrap(name, 15.0, 150.0, 2),
            ["Administration/", "Management"]
        );
        // As many as fit stand in the first line.
        assert_eq!(
            wrap("a/b/cccccccccc", 15.0, 100.0, 2),
            ["a/b/", "cccccccccc"]
        );
    }

    #[test]
    fn lists_read_aloud() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(count(1, "measure", "measures"), "1 measure");
        assert_eq!(count(0, "measure", "measures"), "no measures");
        assert_eq!(capital("élan"), "Élan");
    }
}
