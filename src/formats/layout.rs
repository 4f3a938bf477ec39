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
    let mut out = String::with_capacity(compact.len() + compact.len() / 4);
    let lengths = lengths_of(compact);
    let mut open_inline = 0usize;
    let mut inline_from: Vec<bool> = Vec::new();
    let mut next_length = lengths.into_iter();
    let mut in_string = false;
    let mut escaped = false;
    let mut chars = compact.chars().peekable();
    while let Some(c) = chars.next() {
        if in_string {
            out.push(c);
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        let inline = open_inline > 0;
        match c {
            '"' => {
                in_string = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                let length = next_length.next().unwrap_or(0);
                let short = inline || length <= WIDTH;
                let empty = matches!(chars.peek(), Some('}' | ']'));
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
            '}' | ']' => {
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
            ',' => {
                out.push(c);
                if inline {
                    out.push(' ');
                } else {
                    new_line(&mut out, inline_from.len());
                }
            }
            ':' => out.push_str(": "),
            other => out.push(other),
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

/// How many characters each object or list takes in the compact text, in the order they open.
fn lengths_of(compact: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut open = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in compact.chars().enumerate() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' | '[' => {
                open.push((lengths.len(), at));
                lengths.push(0);
            }
            '}' | ']' => {
                if let Some((slot, from)) = open.pop()
                    && let Some(length) = lengths.get_mut(slot)
                {
                    *length = at + 1 - from;
                }
            }
            _ => {}
        }
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
