//! A plan's compact JSON taken apart into bytes that are easier to foresee, and put together again.
//!
//! | where | byte | stands for |
//! |---|---|---|
//! | in an object | 0 | its end |
//! | | 1 to 254 | a field by its number: see [`crate::names`] |
//! | | 255 | a field whose name follows as text |
//! | at a value | 1, 2 | an object, a list |
//! | | 3 | a number, whose characters follow as text |
//! | | 4, 5, 6 | true, false, null |
//! | | 7 | the end of the list |
//! | | any other | the first byte of a string's text |
//! | in text | 0 | its end |
//! | | 14 to 31 | a character that has a byte of its own |
//! | | any other | itself, as UTF-8 |
//!
//! Quotes, colons, commas and escapes go without saying.

use crate::names::{Names, SPELLED, long_for, short_for};

pub(crate) const END: u8 = 0;
pub(crate) const OBJECT: u8 = 1;
pub(crate) const LIST: u8 = 2;
pub(crate) const NUMBER: u8 = 3;
pub(crate) const TRUE: u8 = 4;
pub(crate) const FALSE: u8 = 5;
pub(crate) const NULL: u8 = 6;
pub(crate) const END_OF_LIST: u8 = 7;

/// Deeper than any plan.
pub(crate) const DEEPEST: usize = 32;

/// Takes JSON apart. Nothing for what isn't compact JSON, or would not come back byte for byte.
pub(crate) fn take_apart(json: &[u8]) -> Option<Vec<u8>> {
    let apart = read(json)?;
    (put_together(&apart, json.len())? == json).then_some(apart)
}

/// Takes a base apart, however it is laid out: it is only likened to, and both sides have the same.
pub(crate) fn take_base_apart(json: &[u8]) -> Option<Vec<u8>> {
    read(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json))
}

fn read(json: &[u8]) -> Option<Vec<u8>> {
    let mut taker = Taker {
        rest: std::str::from_utf8(json).ok()?,
        names: Names::new(),
        out: Vec::with_capacity(json.len()),
    };
    taker.value(0)?;
    taker.skip();
    taker.rest.is_empty().then_some(taker.out)
}

struct Taker<'a> {
    rest: &'a str,
    names: Names,
    out: Vec<u8>,
}

impl Taker<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Whether this comes next, behind any space.
    fn took(&mut self, what: &str) -> bool {
        self.skip();
        self.took_at_once(what)
    }

    fn took_at_once(&mut self, what: &str) -> bool {
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        if self.took("\"") {
            let text = self.text()?;
            self.put(&text);
            return Some(());
        }
        if self.took("{") {
            self.out.push(OBJECT);
            return self.object(depth);
        }
        if self.took("[") {
            self.out.push(LIST);
            return self.list(depth);
        }
        for (word, byte) in [("true", TRUE), ("false", FALSE), ("null", NULL)] {
            if self.took(word) {
                self.out.push(byte);
                return Some(());
            }
        }
        let of_a_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let length = self
            .rest
            .find(|c| !of_a_number(c))
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.out.push(NUMBER);
        self.out.extend(number.bytes());
        self.out.push(END);
        (length > 0).then_some(())
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        if self.took("}") {
            self.out.push(END);
            return Some(());
        }
        loop {
            if !self.took("\"") {
                return None;
            }
            let name = self.text()?;
            match self.names.number(&name) {
                Some(number) => self.out.push(number),
                None => {
                    self.out.push(SPELLED);
                    self.put(&name);
                }
            }
            if !self.took(":") {
                return None;
            }
            self.value(depth + 1)?;
            if self.took("}") {
                self.out.push(END);
                return Some(());
            }
            if !self.took(",") {
                return None;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        if self.took("]") {
            self.out.push(END_OF_LIST);
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            if self.took("]") {
                self.out.push(END_OF_LIST);
                return Some(());
            }
            if !self.took(",") {
                return None;
            }
        }
    }

    /// A string's text behind its first quote.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let at = self.rest.find(['"', '\\'])?;
            let (plain, rest) = self.rest.split_at(at);
            text.push_str(plain);
            self.rest = rest;
            if self.took_at_once("\"") {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// The character that an escape stands for.
    fn escaped(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let (_, escape) = (characters.next(), characters.next()?);
        self.rest = characters.as_str();
        Some(match escape {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let first = self.unit()?;
                let second = match first {
                    0xd800..0xdc00 if self.took_at_once("\\u") => Some(self.unit()?),
                    _ => None,
                };
                char::decode_utf16([first].into_iter().chain(second))
                    .next()?
                    .ok()?
            }
            '"' | '\\' | '/' => escape,
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u16> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        u16::from_str_radix(digits, 16).ok()
    }

    fn put(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' | '\t' | ' '..='~' => self.out.push(character as u8),
                // Only a base may have them: it isn't put together again.
                '\0'..='\u{1f}' | '\u{7f}' => {}
                _ => match short_for(character) {
                    Some(byte) => self.out.push(byte),
                    None => {
                        let mut utf8 = [0; 4];
                        self.out.extend(character.encode_utf8(&mut utf8).bytes());
                    }
                },
            }
        }
        self.out.push(END);
    }
}

/// Puts together what was taken apart; nothing where it is none, or comes to more bytes than `most`.
pub(crate) fn put_together(apart: &[u8], most: usize) -> Option<Vec<u8>> {
    let names = Names::new();
    let mut json = Vec::with_capacity(most.min(apart.len() * 2));
    let mut bytes = apart;
    // The open objects and lists: whether it is an object, and whether it has anything yet.
    let mut open: Vec<(bool, bool)> = Vec::new();
    loop {
        if json.len() > most || open.len() > DEEPEST + 1 {
            return None;
        }
        let mut byte = take(&mut bytes)?;
        if let Some((is_object, filled)) = open.last_mut() {
            let end = if *is_object { END } else { END_OF_LIST };
            if byte == end {
                json.push(if *is_object { b'}' } else { b']' });
                open.pop();
                if open.is_empty() {
                    return bytes.is_empty().then_some(json);
                }
                continue;
            }
            if std::mem::replace(filled, true) {
                json.push(b',');
            }
            if *is_object {
                match byte {
                    SPELLED => string(&mut bytes, &mut json)?,
                    number => {
                        json.push(b'"');
                        json.extend(names.name(number)?.bytes());
                        json.push(b'"');
                    }
                }
                json.push(b':');
                byte = take(&mut bytes)?;
            }
        }
        match byte {
            OBJECT | LIST => {
                json.push(if byte == OBJECT { b'{' } else { b'[' });
                open.push((byte == OBJECT, false));
                continue;
            }
            NUMBER => {
                let end = bytes.iter().position(|b| *b == END)?;
                let (number, rest) = bytes.split_at_checked(end)?;
                json.extend(number);
                bytes = rest.get(1..)?;
            }
            TRUE => json.extend(b"true"),
            FALSE => json.extend(b"false"),
            NULL => json.extend(b"null"),
            END_OF_LIST => return None,
            first => {
                json.push(b'"');
                text(first, &mut bytes, &mut json)?;
            }
        }
        if open.is_empty() {
            return (bytes.is_empty() && json.len() <= most).then_some(json);
        }
    }
}

fn take(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn string(bytes: &mut &[u8], json: &mut Vec<u8>) -> Option<()> {
    json.push(b'"');
    let first = take(bytes)?;
    text(first, bytes, json)
}

fn text(first: u8, bytes: &mut &[u8], json: &mut Vec<u8>) -> Option<()> {
    let mut byte = first;
    while byte != END {
        match byte {
            b'"' => json.extend(b"\\\""),
            b'\\' => json.extend(b"\\\\"),
            b'\n' => json.extend(b"\\n"),
            b'\t' => json.extend(b"\\t"),
            _ => match long_for(byte) {
                Some(character) => {
                    let mut utf8 = [0; 4];
                    json.extend(character.encode_utf8(&mut utf8).bytes());
                }
                None => json.push(byte),
            },
        }
        byte = take(bytes)?;
    }
    json.push(b'"');
    Some(())
}
