//! Chooses what the packing of links is primed with: the records of plans that have most in common
//! with the plans of other councils. Names and figures of one council alone are no help to others.

use std::{
    collections::{BinaryHeap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Bytes of a priming: more takes longer to learn than it saves, and more to load.
pub const LENGTH: usize = 40_000;

/// Words in a row that are looked for in other plans.
const RUNS: [usize; 4] = [1, 2, 3, 5];

/// A plan to choose from: whose it is, and its compact file.
pub struct Source {
    /// The council's name.
    pub council: String,
    /// The plan file as compact JSON.
    pub json: String,
}

impl Source {
    /// A plan's compact file, and the council that it says it is of.
    pub fn of(json: &str) -> Source {
        let after = json.split("\"organisation\":\"").nth(1).unwrap_or_default();
        let council = after.split('"').next().unwrap_or_default();
        Source {
            council: council.to_owned(),
            json: json.to_owned(),
        }
    }
}

struct Record<'a> {
    list: &'a str,
    text: &'a str,
    council: &'a str,
    runs: Vec<(u64, u32)>,
}

/// A plan file as compact JSON of about so many bytes, put together from records of these plans.
pub fn priming(sources: &[Source], bytes: usize) -> String {
    let mut records: Vec<Record<'_>> = sources.iter().flat_map(records).collect();
    // How often other councils say it too.
    let mut said: HashMap<u64, HashMap<&str, u32>> = HashMap::new();
    for record in &records {
        for (run, _) in &record.runs {
            *said
                .entry(*run)
                .or_default()
                .entry(record.council)
                .or_default() += 1;
        }
    }
    for record in &mut records {
        for (run, worth) in &mut record.runs {
            let others = said[run]
                .iter()
                .filter(|(council, _)| **council != record.council);
            let times: u32 = others.map(|(_, times)| (*times).min(12)).sum();
            *worth *= times;
        }
        record.runs.retain(|(_, worth)| *worth > 0);
    }
    let chosen = choose(&records, bytes);
    write(sources, &records, &chosen)
}

/// The records that add most to what is there, for their length.
fn choose(records: &[Record<'_>], bytes: usize) -> HashSet<usize> {
    let mut covered: HashSet<u64> = HashSet::new();
    let gain = |record: &Record<'_>, covered: &HashSet<u64>| {
        let new = record.runs.iter().filter(|(run, _)| !covered.contains(run));
        let worth: u64 = new.map(|(_, worth)| u64::from(*worth)).sum();
        worth * 1000 / (record.text.len() as u64 + 20)
    };
    let mut heap: BinaryHeap<(u64, usize)> = records
        .iter()
        .enumerate()
        .map(|(at, record)| (gain(record, &covered), at))
        .collect();
    let (mut chosen, mut length) = (HashSet::new(), 0);
    while let Some((_, at)) = heap.pop() {
        let record = &records[at];
        let now = gain(record, &covered);
        if heap.peek().is_some_and(|(next, _)| *next > now) {
            heap.push((now, at));
            continue;
        }
        if now == 0 || length + record.text.len() > bytes {
            break;
        }
        length += record.text.len() + 1;
        covered.extend(record.runs.iter().map(|(run, _)| *run));
        chosen.insert(at);
    }
    chosen
}

/// One plan of all that was chosen, list by list, in the order of the plans.
fn write(sources: &[Source], records: &[Record<'_>], chosen: &HashSet<usize>) -> String {
    let mut lists: Vec<&str> = Vec::new();
    for record in records {
        if !lists.contains(&record.list) {
            lists.push(record.list);
        }
    }
    let head = sources.first().map_or("", |source| head(&source.json));
    let mut json = head.to_owned();
    for list in lists {
        let of_list = records
            .iter()
            .enumerate()
            .filter(|(at, r)| r.list == list && chosen.contains(at));
        let texts: Vec<&str> = of_list.map(|(_, record)| record.text).collect();
        if !texts.is_empty() {
            json.push_str(&format!(",\"{list}\":[{}]", texts.join(",")));
        }
    }
    json.push_str("}}");
    json
}

/// The start of a plan file, up to the title.
fn head(json: &str) -> &str {
    let end = json.find(",\"organisation\"").unwrap_or(0);
    json.get(..end).unwrap_or_default()
}

/// The elements of the lists of objects that a plan has, from its compact file.
fn records(source: &Source) -> Vec<Record<'_>> {
    let text = source.json.as_str();
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    let (mut name_from, mut name, mut from) = (0, "", 0);
    let mut found = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            if !escaped && byte == b'"' {
                quoted = false;
                if depth == 2 && text.as_bytes().get(at + 1) == Some(&b':') {
                    name = &text[name_from..at];
                }
            }
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => (quoted, name_from) = (true, at + 1),
            b'{' | b'[' => {
                depth += 1;
                if depth == 4 && byte == b'{' {
                    from = at;
                }
            }
            b'}' | b']' => {
                if depth == 4 && byte == b'}' {
                    let text = &text[from..=at];
                    found.push(Record {
                        list: name,
                        text,
                        council: &source.council,
                        runs: runs(text),
                    });
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    found
}

/// The runs of words in a text, each once, with the letters it has.
fn runs(text: &str) -> Vec<(u64, u32)> {
    let words: Vec<&str> = text
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut seen = HashSet::new();
    let mut runs = Vec::new();
    for length in RUNS {
        for run in words.windows(length) {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            let hash = hasher.finish();
            if seen.insert(hash) {
                runs.push((hash, run.iter().map(|word| word.len() as u32).sum()));
            }
        }
    }
    runs
}
