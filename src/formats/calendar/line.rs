//! The content lines of an iCalendar file: escaped, folded and ended as RFC 5545 has it.

/// The most bytes of a line, without its end; RFC 5545, 3.1.
const LONGEST: usize = 75;

/// Lines as they are written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A property whose value is no text.
    pub fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property whose value is a text.
    pub fn text_of(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// A property whose value is a list of texts; nothing if it is empty.
    pub fn list_of(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
            self.fold(&format!("{name}:{}", values.join(",")));
        }
    }

    /// All of them.
    pub fn text(self) -> String {
        self.0
    }

    /// Writes a line in pieces of at most 75 bytes; each but the first begins with a space, which is one of them. Between
    /// characters only: what cuts one in two makes signs of it that nobody can read.
    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            let bytes = c.len_utf8();
            if used + bytes > LONGEST {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += bytes;
        }
        self.0.push_str("\r\n");
    }
}

/// A text's characters that mean something else in a value; RFC 5545, 3.3.11. Control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of calendars does first: RFC 5545, 3.1 and 3.3.11, the other way round.
    fn read(file: &str, name: &str) -> String {
        let unfolded = file.replace("\r\n ", "");
        let value = unfolded.strip_suffix("\r\n").unwrap();
        let value = value.strip_prefix(&format!("{name}:")).unwrap();
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next().unwrap() {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                c => out.push(c),
            }
        }
        out
    }

    fn written(text: &str) -> String {
        let mut lines = Lines::default();
        lines.text_of("SUMMARY", text);
        lines.text()
    }

    #[test]
    fn a_line_is_cut_between_characters() {
        for text in ["x".repeat(300), "’é£".repeat(90), "😀".repeat(60)] {
            let file = written(&text);
            let pieces: Vec<&str> = file.split_terminator("\r\n").collect();
            assert!(pieces.len() > 3);
            assert!(pieces.iter().all(|piece| piece.len() <= 75), "{file}");
            assert!(pieces[0].len() > 71, "no piece is shorter than it must be");
            assert_eq!(read(&file, "SUMMARY"), text);
        }
        assert_eq!(
            written("a;b,c\\d\r\ne\tf\u{7}"),
            "SUMMARY:a\\;b\\,c\\\\d\\ne f\r\n"
        );
        let mut none = Lines::default();
        none.list_of("CATEGORIES", &[]);
        none.list_of("CATEGORIES", &["A, B".to_owned(), "C".to_owned()]);
        assert_eq!(none.text(), "CATEGORIES:A\\, B,C\r\n");
    }

    proptest! {
        #[test]
        fn unfolding_gives_the_words_back(text in "([ -~]|[¡-ſ]|[’“”–—£€]|\n|😀){0,400}") {
            let file = written(&text);
            prop_assert!(file.split_terminator("\r\n").all(|piece| piece.len() <= 75));
            prop_assert_eq!(read(&file, "SUMMARY"), text);
        }
    }
}
