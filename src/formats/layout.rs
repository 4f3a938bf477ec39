//! The line breaks and spaces of canonical JSON: two spaces a level, and whatever fits in a hundred
//! characters on one line, so that a plan file reads well and a change shows as few lines.

/// The width that an object or list may take on one line, its indent not counted.
const WIDTH: usize = 100;

/// Lays out compact JSON text. Text that isn't JSON comes back with odd spaces, never a panic.
///
/// ```
/// use waymark::formats::layout::lay_out;
/// assert_eq!(lay_out(r#"{"id":"a","text":"b"}"#), "{ \"id\": \"a\", \"text\": \"b\" }");
/// ```
pub fn lay_out(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() + compact.len() / 2);
    let mut lengths = lengths_of(compact).into_iter();
    let mut open_inline = 0usize;
    let mut inline_from: Vec<bool> = Vec::new();
    let mut pieces = Pieces(compact).peekable();
    while let Some(piece) = pieces.next() {
        let inline = open_inline > 0;
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Mark(c @ ('{' | '[')) => {
                out.push(c);
                let length = lengths.next().unwrap_or(0);
                let short = inline || length <= WIDTH;
                let empty = matches!(pieces.peek(), Some(Piece::Mark('}' | ']')));
                inline_from.push(short);
                if short {
                    open_inline += 1;
                }
                if empty {
                    continue;
                }
                if !short {
                    new_line(&mut out, inline_from.len());
                } else if c == '{' {
                    out.push(' ');
                }
            }
            Piece::Mark(c @ ('}' | ']')) => {
                let short = inline_from.pop().unwrap_or(true);
                let empty = out.ends_with(['{', '[']);
                if short {
                    open_inline = open_inline.saturating_sub(1);
                    if c == '}' && !empty {
                        out.push(' ');
                    }
                } else if !empty {
                    new_line(&mut out, inline_from.len());
                }
                out.push(c);
            }
            Piece::Mark(',') => {
                out.push(',');
                if inline {
                    out.push(' ');
                } else {
                    new_line(&mut out, inline_from.len());
                }
            }
            Piece::Mark(c) => {
                out.push(c);
                out.push(' ');
            }
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// A piece of compact JSON.
enum Piece<'a> {
    /// A sign that lines may break at: a brace, a bracket, a comma or a colon.
    Mark(char),
    /// Everything from one such sign to the next: a string with its quotes, a number, a word.
    Text(&'a str),
}

/// The pieces of compact JSON, in order. A large plan is mostly strings, which are passed over and copied whole.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let bytes = self.0.as_bytes();
        let first = *bytes.first()?;
        let is_mark = |b: u8| matches!(b, b'{' | b'[' | b'}' | b']' | b',' | b':');
        let length = match first {
            b'"' => 1 + string_length(bytes.get(1..).unwrap_or_default()),
            mark if is_mark(mark) => 1,
            _ => bytes
                .iter()
                .position(|b| is_mark(*b) || *b == b'"')
                .unwrap_or(bytes.len()),
        };
        // Every piece ends beside a sign of one byte, or at the end.
        let (piece, rest) = self.0.split_at_checked(length).unwrap_or((self.0, ""));
        self.0 = rest;
        Some(match is_mark(first) {
            true => Piece::Mark(char::from(first)),
            false => Piece::Text(piece),
        })
    }
}

/// How many bytes a string takes behind its opening quote, the closing one counted.
pub(super) fn string_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| memchr::memchr2(b'"', b'\\', rest))
    {
        at += found + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return at;
        }
        // What is escaped ends no string.
        at += 1;
    }
    bytes.len()
}

/// How many characters each object or list takes in the compact text, in the order they open.
fn lengths_of(compact: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut open = Vec::new();
    let mut at = 0;
    for piece in Pieces(compact) {
        match piece {
            Piece::Text(text) => {
                at += text.chars().count();
                continue;
            }
            Piece::Mark('{' | '[') => {
                open.push((lengths.len(), at));
                lengths.push(0);
            }
            Piece::Mark('}' | ']') => {
                if let Some((slot, from)) = open.pop()
                    && let Some(length) = lengths.get_mut(slot)
                {
                    *length = at + 1 - from;
                }
            }
            Piece::Mark(_) => {}
        }
        at += 1;
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_things_break_and_short_things_stay() {
        let long = "x".repeat(90);
        let compact = format!(r#"{{"a":"{long}","b":[{{"c":"d"}},[]],"e":{{}}}}"#);
        let expected = format!(
            "{{\n  \"a\": \"{long}\",\n  \"b\": [{{ \"c\": \"d\" }}, []],\n  \"e\": {{}}\n}}"
        );
        assert_eq!(lay_out(&compact), expected);
    }

    #[test]
    fn strings_are_left_alone() {
        let compact = r#"{"a":"x,y:{z} \" [","b":1}"#;
        let laid: serde_json::Value = serde_json::from_str(&lay_out(compact)).unwrap();
        assert_eq!(
            laid,
            serde_json::from_str::<serde_json::Value>(compact).unwrap()
        );
    }
}
