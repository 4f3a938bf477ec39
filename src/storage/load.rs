//! Opening a draft: which entries of the two places count, in what order, and what has to be set aside. Pure, and
//! decided by sequence numbers alone.

use std::collections::BTreeMap;

use super::record::{Checkpoint, Entry};
use super::row::Row;
use super::{Problem, StorageError, Version};

/// A draft as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The newest checkpoint that could be read.
    pub checkpoint: Checkpoint,
    /// The entries after it: in order, with no gap.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The first entry that a newer Waymark wrote in a layout which this one doesn't know. Those before it are there to
    /// be looked at; nothing may be written.
    pub newer: Option<u64>,
    /// Where it was found, if nothing was wrong with any of it.
    pub(crate) found: Option<AsFound>,
}

/// Where the steps of a draft were found. Steps are added and thrown away, never changed: while they lie where they lay,
/// they need not be read again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AsFound {
    pub(crate) database: Vec<u64>,
    pub(crate) local: Vec<u64>,
    /// Those that the database doesn't have yet.
    pub(crate) only_local: Vec<Entry>,
}

/// The sequences after one of those of some rows, in order.
pub(crate) fn seqs_after<'r>(after: u64, rows: impl IntoIterator<Item = &'r Row>) -> Vec<u64> {
    let seqs = rows.into_iter().map(|row| row.key.seq);
    let mut seqs: Vec<u64> = seqs.filter(|seq| *seq > after).collect();
    seqs.sort_unstable();
    seqs
}

impl Loaded {
    /// The sequence of the last command there is.
    pub fn head(&self) -> u64 {
        self.entries
            .last()
            .map_or(self.checkpoint.version.seq, |entry| entry.seq)
    }

    /// Refuses what is not to be written by this code.
    pub(crate) fn known(&self) -> Result<(), StorageError> {
        match self.newer {
            Some(seq) => Err(newer_step(seq)),
            None => Ok(()),
        }
    }

    /// The version that is opened.
    pub fn version(&self) -> &Version {
        &self.checkpoint.version
    }
}

/// A step is kept in a layout that this code doesn't know.
pub(crate) fn newer_step(seq: u64) -> StorageError {
    StorageError::newer(format!("change {seq}"))
}

/// Where a journal row was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Database,
    Local,
}

impl Origin {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Origin::Database => "database",
            Origin::Local => "localStorage",
        }
    }
}

/// A row to be put away, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aside {
    pub(crate) origin: Origin,
    pub(crate) row: Row,
    pub(crate) why: String,
}

/// The entries of the two places as one.
#[derive(Debug, Default)]
pub(crate) struct United {
    pub(crate) entries: Vec<Entry>,
    pub(crate) found: AsFound,
    pub(crate) problems: Vec<Problem>,
    pub(crate) aside: Vec<Aside>,
    /// The first entry of a later layout; nothing after it counts.
    pub(crate) newer: Option<u64>,
}

/// Unites what the database and localStorage have after command `after`.
pub(crate) fn unite(after: u64, database: Vec<Row>, local: Vec<Row>) -> United {
    let mut united = United {
        found: AsFound {
            database: seqs_after(after, &database),
            local: seqs_after(after, &local),
            only_local: Vec::new(),
        },
        ..United::default()
    };
    let mut found: BTreeMap<u64, Found> = BTreeMap::new();
    let rows = database.into_iter().map(|row| (Origin::Database, row));
    let rows = rows.chain(local.into_iter().map(|row| (Origin::Local, row)));
    let (newer, rows): (Vec<_>, Vec<_>) = rows
        .filter(|(_, row)| row.key.seq > after)
        .partition(|(_, row)| row.is_newer());
    united.newer = newer.into_iter().map(|(_, row)| row.key.seq).min();
    let known = united.newer.unwrap_or(u64::MAX);
    for (origin, row) in rows.into_iter().filter(|(_, row)| row.key.seq < known) {
        let here = found.entry(row.key.seq).or_default();
        // Most steps are in both places, and alike to the byte: what was found sound there is sound here.
        if here
            .sound
            .as_ref()
            .is_some_and(|(_, first, _)| *first == row)
        {
            continue;
        }
        let Some(entry) = Entry::from_row(&row) else {
            here.torn = true;
            united.aside.push(Aside {
                origin,
                row,
                why: "it was not written to the end, or has changed since".to_owned(),
            });
            continue;
        };
        match &here.sound {
            None => here.sound = Some((origin, row, entry)),
            Some((_, _, first)) if first.text == entry.text => {}
            Some(_) => {
                united
                    .problems
                    .push(Problem::TwoAccounts { seq: entry.seq });
                united.aside.push(Aside {
                    origin,
                    row,
                    why: "the database has another wording".to_owned(),
                });
            }
        }
    }

    let mut next = after + 1;
    let mut gap: Option<(u64, u64, usize)> = None;
    for (seq, Found { sound, torn }) in found {
        let Some((origin, row, entry)) = sound else {
            if torn {
                united.problems.push(Problem::TornEntry { seq });
            }
            continue;
        };
        if seq == next && gap.is_none() {
            if origin == Origin::Local {
                united.found.only_local.push(entry.clone());
            }
            united.entries.push(entry);
            next += 1;
        } else {
            let (_, _, stranded) = gap.get_or_insert((next, seq - 1, 0));
            *stranded += 1;
            united.aside.push(Aside {
                origin,
                row,
                why: "changes before it are missing".to_owned(),
            });
        }
    }
    if let Some((from, to, stranded)) = gap {
        united.problems.push(Problem::Gap { from, to, stranded });
    }
    united
}

/// What the places say about one sequence.
#[derive(Default)]
struct Found {
    sound: Option<(Origin, Row, Entry)>,
    torn: bool,
}

/// Which versions stay when there is room for so many without a name: `(kept, dropped)`, both oldest first.
pub(crate) fn thin(versions: Vec<Version>, room: usize) -> (Vec<Version>, Vec<Version>) {
    let mut nameless = versions.iter().filter(|one| one.name.is_none()).count();
    versions.into_iter().partition(|version| {
        if version.name.is_some() {
            return true;
        }
        nameless -= 1;
        nameless < room
    })
}

/// The journal is needed from here on, so that opening can fall back on an older version: the oldest of the newest
/// `depth` that are kept.
pub(crate) fn floor(kept: &[Version], depth: usize) -> u64 {
    kept.iter()
        .rev()
        .take(depth)
        .map(|one| one.seq)
        .min()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::DraftId;
    use super::*;

    fn id() -> DraftId {
        "k3f9".parse().unwrap()
    }

    fn entry(seq: u64, text: &str) -> Entry {
        Entry {
            seq,
            at: 1.0,
            order: None,
            text: text.to_owned(),
        }
    }

    fn row(seq: u64) -> Row {
        entry(seq, &format!("c{seq}")).to_row(&id())
    }

    fn torn(seq: u64) -> Row {
        let mut row = row(seq);
        row.body.pop();
        row
    }

    fn seqs(entries: &[Entry]) -> Vec<u64> {
        entries.iter().map(|entry| entry.seq).collect()
    }

    #[test]
    fn the_two_places_make_one_sequence() {
        let united = unite(
            2,
            vec![row(1), row(3), row(5)],
            vec![row(6), row(4), row(5), row(2)],
        );
        assert_eq!(seqs(&united.entries), [3, 4, 5, 6]);
        assert_eq!(seqs(&united.found.only_local), [4, 6]);
        assert_eq!(united.problems, []);
        assert_eq!(united.aside, []);
    }

    #[test]
    fn order_comes_from_the_sequence_and_not_from_the_clock() {
        let mut late = entry(1, "c1");
        late.at = 9e12;
        let united = unite(0, vec![late.to_row(&id()), row(2)], vec![]);
        assert_eq!(seqs(&united.entries), [1, 2]);
    }

    #[test]
    fn a_torn_last_entry_is_set_aside_and_told() {
        let united = unite(0, vec![row(1)], vec![row(1), torn(2)]);
        assert_eq!(seqs(&united.entries), [1]);
        assert_eq!(united.problems, [Problem::TornEntry { seq: 2 }]);
        assert_eq!(united.aside.len(), 1);
        assert_eq!(united.aside[0].row, torn(2));
        assert_eq!(united.aside[0].origin, Origin::Local);
    }

    #[test]
    fn a_torn_copy_is_no_loss_while_the_other_place_has_it() {
        let united = unite(0, vec![row(1), row(2)], vec![torn(2)]);
        assert_eq!(seqs(&united.entries), [1, 2]);
        assert_eq!(united.problems, []);
        assert_eq!(united.aside.len(), 1);

        let united = unite(0, vec![row(1), torn(2)], vec![row(2)]);
        assert_eq!(seqs(&united.entries), [1, 2]);
        assert_eq!(seqs(&united.found.only_local), [2]);
        assert_eq!(united.aside[0].origin, Origin::Database);
    }

    #[test]
    fn nothing_is_replayed_across_a_gap() {
        let united = unite(0, vec![row(1), row(4)], vec![row(6)]);
        assert_eq!(seqs(&united.entries), [1]);
        assert_eq!(
            united.problems,
            [Problem::Gap {
                from: 2,
                to: 3,
                stranded: 2
            }]
        );
        let aside: Vec<u64> = united.aside.iter().map(|one| one.row.key.seq).collect();
        assert_eq!(aside, [4, 6]);
    }

    #[test]
    fn a_torn_entry_in_the_middle_strands_what_follows() {
        let united = unite(0, vec![row(1), torn(2), row(3)], vec![]);
        assert_eq!(seqs(&united.entries), [1]);
        assert_eq!(
            united.problems,
            [
                Problem::TornEntry { seq: 2 },
                Problem::Gap {
                    from: 2,
                    to: 2,
                    stranded: 1
                }
            ]
        );
        assert_eq!(united.aside.len(), 2);
    }

    #[test]
    fn the_database_is_believed_when_the_places_disagree() {
        let other = entry(1, "otherwise").to_row(&id());
        let united = unite(0, vec![row(1)], vec![other.clone()]);
        assert_eq!(united.entries[0].text, "c1");
        assert_eq!(united.problems, [Problem::TwoAccounts { seq: 1 }]);
        assert_eq!(united.aside[0].row, other);
    }

    #[test]
    fn nothing_counts_from_the_first_entry_of_a_later_layout_on() {
        let mut newer = row(2);
        newer.meta = r#"{"layout":2,"sum":"?"}"#.to_owned();
        for (database, local) in [
            (vec![row(1), newer.clone(), row(3)], vec![]),
            (vec![row(1), row(3)], vec![newer.clone(), torn(4)]),
            (vec![row(1), row(2), row(3)], vec![newer.clone()]),
        ] {
            let united = unite(0, database, local);
            assert_eq!(seqs(&united.entries), [1]);
            assert_eq!(united.newer, Some(2));
            assert_eq!((united.problems, united.aside), (vec![], vec![]));
        }
        assert_eq!(unite(2, vec![newer], vec![row(3)]).newer, None);
    }

    #[test]
    fn a_row_under_the_wrong_key_is_torn() {
        let mut moved = row(1);
        moved.key.seq = 2;
        assert_eq!(Entry::from_row(&moved), None);
        let mut theirs = row(1);
        theirs.key.name = "other".into();
        assert_eq!(Entry::from_row(&theirs), None);
        assert_eq!(Entry::from_row(&row(1)), Some(entry(1, "c1")));
    }

    #[test]
    fn thinning_keeps_the_newest_and_every_named_one() {
        let version = |seq: u64, name: Option<&str>| Version {
            name: name.map(str::to_owned),
            ..Checkpoint::new(seq, None, None, b"", String::new(), "").version
        };
        let versions = vec![
            version(0, Some("as published")),
            version(10, None),
            version(20, None),
            version(30, Some("for the board")),
            version(40, None),
            version(50, None),
        ];
        let (kept, dropped) = thin(versions.clone(), 2);
        let seqs = |versions: &[Version]| versions.iter().map(|one| one.seq).collect::<Vec<_>>();
        assert_eq!(seqs(&kept), [0, 30, 40, 50]);
        assert_eq!(seqs(&dropped), [10, 20]);
        assert_eq!(floor(&kept, 2), 40);
        assert_eq!(floor(&kept, 3), 30);
        assert_eq!(floor(&[], 3), 0);
        assert_eq!(thin(versions, 5).1, []);
    }
}
