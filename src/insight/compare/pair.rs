//! Which record of one plan is which of the other, and how one knows: by id between editions of a plan,
//! else by code or reference, else by name. Each record is paired once at most, the surest way first,
//! and the same whichever plan is asked first.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

use super::{kin::Kin, mention::split, name::Name};
use crate::plan::{
    AnyRecord, Benchmark, Id, Kind, Measure, Organisation, Post, Reference, Statistic, Team,
};

/// How a pair was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// They have the same id.
    Id,
    /// They have the same code of the same framework.
    Code,
    /// They have the same reference, and names that are alike.
    Reference,
    /// They have the same name, ways of writing aside.
    Name,
    /// Another name or place of printing of one is the name of the other.
    Variant,
    /// Their names are nearly the same.
    NearName,
}

impl By {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            By::Id => "Matched by id",
            By::Code => "Matched by code",
            By::Reference => "Matched by reference",
            By::Name => "Matched by name",
            By::Variant => "Matched by another of its names",
            By::NearName => "Matched by a similar name",
        }
    }

    /// Its name in the address bar.
    pub fn key(self) -> &'static str {
        match self {
            By::Id => "id",
            By::Code => "code",
            By::Reference => "reference",
            By::Name => "name",
            By::Variant => "variant",
            By::NearName => "similar-name",
        }
    }
}

/// Two records that are one thing, by their places among the records of each plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the open plan.
    pub open: usize,
    /// In the other.
    pub other: usize,
    /// How one knows.
    pub by: By,
}

/// What a record can be found by.
struct Profile {
    kind: Kind,
    id: Id,
    code: Option<(String, String)>,
    reference: String,
    /// What its figures count, where it has figures.
    unit: String,
    /// What a statistic is broken down by: one of another group is another.
    split: String,
    name: Name,
    others: Vec<Name>,
}

/// A word that this many pairs of records share tells nothing.
const COMMON: usize = 400;

/// How alike two names must be for a reference to be believed.
const HALF: f64 = 0.5;

/// Pairs the records of two plans; in the order of the open one.
pub fn pair(open: &[Arc<dyn AnyRecord>], other: &[Arc<dyn AnyRecord>], kin: Kin) -> Vec<Pair> {
    let mut pairing = Pairing {
        open: profiles(open),
        other: profiles(other),
        pairs: Vec::new(),
        paired: Default::default(),
    };
    if let Kin::Editions { .. } = kin {
        pairing.same(By::Id, |p| vec![(p.kind, p.id.clone())]);
    }
    // A measure may stand as a benchmark in the other plan: asked last, so that like comes to like.
    let across: &[fn(Kind) -> Kind] = match kin {
        Kin::Editions { .. } => &[same_kind],
        Kin::Apart { .. } => &[same_kind, family],
    };
    for of in across {
        pairing.same(By::Code, |p| {
            let code = p.code.clone();
            code.map(|code| (of(p.kind), code)).into_iter().collect()
        });
        if !matches!(kin, Kin::Apart { one_council: false }) {
            pairing.by_reference(*of);
        }
        pairing.same(By::Name, |p| p.keys(*of, std::slice::from_ref(&p.name)));
        pairing.variants(*of);
        pairing.nearly(*of);
    }
    pairing.pairs.sort_by_key(|pair| pair.open);
    pairing.pairs
}

fn same_kind(kind: Kind) -> Kind {
    kind
}

/// Measures and benchmarks both tell figures by name and code.
pub(super) fn family(kind: Kind) -> Kind {
    match kind {
        Kind::Benchmark => Kind::Measure,
        other => other,
    }
}

fn profiles(records: &[Arc<dyn AnyRecord>]) -> Vec<Profile> {
    let at: HashMap<&Id, usize> = records
        .iter()
        .enumerate()
        .map(|(n, r)| (r.id(), n))
        .collect();
    let profile = |record: &Arc<dyn AnyRecord>| {
        let (code, unit) = figures(&**record);
        let again = record.provenance().same_as.iter();
        let again = again.filter_map(|r| records.get(*at.get(&r.to)?));
        let names = again.map(|r| r.title()).chain(variants(&**record));
        Profile {
            kind: record.kind(),
            id: record.id().clone(),
            code,
            reference: record.reference().to_lowercase(),
            unit,
            split: record
                .downcast::<Statistic>()
                .map(split)
                .unwrap_or_default(),
            name: Name::of(&record.title()),
            others: names.map(|name| Name::of(&name)).collect(),
        }
    };
    records.iter().map(profile).collect()
}

/// The code with its framework, and the unit, of a record that tells figures.
fn figures(record: &dyn AnyRecord) -> (Option<(String, String)>, String) {
    let (framework, code, unit) = if let Some(m) = record.downcast::<Measure>() {
        (&m.framework, &m.code, &m.unit)
    } else if let Some(b) = record.downcast::<Benchmark>() {
        (&b.framework, &b.code, &b.unit)
    } else {
        return (None, String::new());
    };
    // 'ASCOF 2016-17' and 'ASCOF' are one framework.
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let framework: Vec<&str> = framework.split_whitespace().filter(letters).collect();
    let known = !code.is_empty() && !framework.is_empty();
    let code: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
    let pair = (framework.join(" ").to_lowercase(), code.to_lowercase());
    (known.then_some(pair), unit.to_lowercase())
}

fn variants(record: &dyn AnyRecord) -> Vec<String> {
    let of = || {
        if let Some(o) = record.downcast::<Organisation>() {
            return Some(&o.variants);
        }
        if let Some(t) = record.downcast::<Team>() {
            return Some(&t.variants);
        }
        if let Some(p) = record.downcast::<Post>() {
            return Some(&p.variants);
        }
        record.downcast::<Reference>().map(|r| &r.variants)
    };
    of().cloned().unwrap_or_default()
}

impl Profile {
    /// What it is found by under each of these names: nothing under an empty one.
    fn keys(&self, of: fn(Kind) -> Kind, names: &[Name]) -> Vec<(Kind, String, Name)> {
        let key = |name: &Name| (of(self.kind), self.unit.clone(), name.clone());
        let names = names.iter().filter(|name| !name.is_empty());
        names.map(key).collect()
    }

    /// Whether figures of both can be of one kind.
    fn unit_fits(&self, other: &Profile) -> bool {
        let unit = self.unit == other.unit || self.unit.is_empty() || other.unit.is_empty();
        unit && self.split == other.split
    }
}

struct Pairing {
    open: Vec<Profile>,
    other: Vec<Profile>,
    pairs: Vec<Pair>,
    paired: (HashSet<usize>, HashSet<usize>),
}

/// What is found by one key on each side.
type Found<K> = HashMap<K, (Vec<usize>, Vec<usize>)>;

impl Pairing {
    fn take(&mut self, open: usize, other: usize, by: By) {
        if self.paired.0.contains(&open) || self.paired.1.contains(&other) {
            return;
        }
        self.paired.0.insert(open);
        self.paired.1.insert(other);
        self.pairs.push(Pair { open, other, by });
    }

    /// What neither side has paired yet, by key.
    fn found<K: Hash + Eq>(&self, keys: impl Fn(&Profile) -> Vec<K>) -> Found<K> {
        let mut found: Found<K> = HashMap::new();
        for (at, profile) in self.open.iter().enumerate() {
            if !self.paired.0.contains(&at) {
                for key in keys(profile) {
                    found.entry(key).or_default().0.push(at);
                }
            }
        }
        for (at, profile) in self.other.iter().enumerate() {
            if !self.paired.1.contains(&at) {
                for key in keys(profile) {
                    found.entry(key).or_default().1.push(at);
                }
            }
        }
        found
    }

    /// Pairs what has the same key: the first with the first, the second with the second.
    fn same<K: Hash + Eq>(&mut self, by: By, keys: impl Fn(&Profile) -> Vec<K>) {
        let found = self.found(keys);
        let mut found: Vec<(usize, usize)> = found
            .into_values()
            .flat_map(|(open, other)| open.into_iter().zip(other))
            .collect();
        found.sort_by_key(|pair| in_order(*pair));
        for (open, other) in found {
            self.take(open, other, by);
        }
    }

    /// Pairs what has the same reference as nothing else, if the names are alike too.
    fn by_reference(&mut self, of: fn(Kind) -> Kind) {
        let found = self.found(|p| match p.reference.as_str() {
            "" => Vec::new(),
            reference => vec![(of(p.kind), reference.to_owned())],
        });
        for (open, other) in found.into_values() {
            if let ([open], [other]) = (open.as_slice(), other.as_slice())
                && self.likeness(*open, *other) >= HALF
            {
                self.take(*open, *other, By::Reference);
            }
        }
    }

    /// Pairs what one plan calls by a name that the other plan knows as another name of it. What both
    /// know by another name, such as 'the Council', need not be one thing.
    fn variants(&mut self, of: fn(Kind) -> Kind) {
        let own = self.found(|p| p.keys(of, std::slice::from_ref(&p.name)));
        let others = self.found(|p| p.keys(of, &p.others));
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (key, (open, other)) in own {
            if let Some((open_others, other_others)) = others.get(&key) {
                found.extend(open.into_iter().zip(other_others.iter().copied()));
                found.extend(open_others.iter().copied().zip(other));
            }
        }
        found.sort_by_key(|pair| in_order(*pair));
        for (open, other) in found {
            self.take(open, other, By::Variant);
        }
    }

    /// Pairs what has nearly the same name, the likest first. Only records that share an uncommon word
    /// are held against each other.
    fn nearly(&mut self, of: fn(Kind) -> Kind) {
        let found = self.found(|p| {
            let words = p.name.words().iter();
            words.map(|word| (of(p.kind), word.clone())).collect()
        });
        let mut seen: HashSet<(usize, usize)> = HashSet::new();
        for (open, other) in found.values() {
            if open.len().saturating_mul(other.len()) <= COMMON {
                let all = open.iter().flat_map(|a| other.iter().map(|b| (*a, *b)));
                seen.extend(all);
            }
        }
        let mut near: Vec<(f64, (usize, usize))> = seen
            .into_iter()
            .filter(|(open, other)| self.is_nearly(*open, *other))
            .map(|(open, other)| (self.likeness(open, other), (open, other)))
            .collect();
        near.sort_by(|(a, one), (b, two)| {
            b.total_cmp(a)
                .then_with(|| in_order(*one).cmp(&in_order(*two)))
        });
        for (likeness, (open, other)) in near {
            // The names are the same; only the unit is not said on one side.
            let by = if likeness >= 1.0 {
                By::Name
            } else {
                By::NearName
            };
            self.take(open, other, by);
        }
    }

    fn is_nearly(&self, open: usize, other: usize) -> bool {
        match (self.open.get(open), self.other.get(other)) {
            (Some(a), Some(b)) => a.unit_fits(b) && a.name.is_nearly(&b.name),
            _ => false,
        }
    }

    fn likeness(&self, open: usize, other: usize) -> f64 {
        match (self.open.get(open), self.other.get(other)) {
            (Some(a), Some(b)) if a.unit_fits(b) => a.name.likeness(&b.name),
            _ => 0.0,
        }
    }
}

/// An order of pairs that is the same with the sides exchanged: two pairs that stand equal in it never
/// share a record.
fn in_order((open, other): (usize, usize)) -> (usize, usize) {
    (open.min(other), open.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use serde_json::{Value, json};

    const APART: Kin = Kin::Apart { one_council: false };

    fn records(plan: Value) -> Vec<Arc<dyn AnyRecord>> {
        Plan::from_json(plan).unwrap().records().collect()
    }

    fn pairs(a: Value, b: Value, kin: Kin) -> Vec<(String, String, By)> {
        let (a, b) = (records(a), records(b));
        let there = pair(&a, &b, kin);
        let back: HashSet<_> = pair(&b, &a, kin)
            .iter()
            .map(|p| (p.other, p.open, p.by))
            .collect();
        let swapped: HashSet<_> = there.iter().map(|p| (p.open, p.other, p.by)).collect();
        assert_eq!(back, swapped, "not the same from the other side");
        let told = |p: &Pair| {
            (
                a[p.open].id().to_string(),
                b[p.other].id().to_string(),
                p.by,
            )
        };
        there.iter().map(told).collect()
    }

    fn one(a: &str, b: &str, by: By) -> (String, String, By) {
        (a.to_owned(), b.to_owned(), by)
    }

    #[test]
    fn an_id_counts_only_between_editions() {
        let a = json!({"actions": [{"id": "x", "text": "Open a hub"}]});
        let b = json!({"actions": [{"id": "x", "text": "Close a home"}]});
        let editions = Kin::Editions {
            later: super::super::kin::Side::Open,
        };
        assert_eq!(
            pairs(a.clone(), b.clone(), editions),
            [one("x", "x", By::Id)]
        );
        assert_eq!(pairs(a, b, APART), []);
    }

    #[test]
    fn a_code_is_believed_within_its_framework() {
        let measure = |framework: &str, code: &str, name: &str| json!({"measures": [{"id": "m", "framework": framework, "code": code, "name": name}]});
        let old = measure("ASCOF 2016-17", "1C2A", "Direct payments");
        let found = pairs(
            old.clone(),
            measure("ASCOF 2021-22", "1C(2A)", "People paid"),
            APART,
        );
        assert_eq!(found, [one("m", "m", By::Code)]);
        assert_eq!(
            pairs(old.clone(), measure("LPI", "1C2A", "People paid"), APART),
            []
        );
        let benchmark = json!({"benchmarks":
            [{"id": "b", "framework": "ASCOF", "code": "1C2A", "name": "Other words"}]});
        assert_eq!(pairs(old, benchmark, APART), [one("m", "b", By::Code)]);
    }

    #[test]
    fn a_reference_needs_one_council_and_a_name_that_is_alike() {
        let a = json!({"priorities": [{"id": "a", "reference": "P1", "text": "Support carers"}]});
        let b = |text: &str| json!({"priorities": [{"id": "b", "reference": "p1", "text": text}]});
        let council = Kin::Apart { one_council: true };
        let alike = b("Support carers living at home");
        assert_eq!(
            pairs(a.clone(), alike.clone(), council),
            [one("a", "b", By::Reference)]
        );
        assert_eq!(pairs(a.clone(), alike, APART), []);
        assert_eq!(pairs(a, b("Mend the roads"), council), []);
    }

    #[test]
    fn names_are_matched_the_likest_first_and_units_must_fit() {
        let a = json!({"measures": [
            {"id": "a", "name": "Delayed transfers of care from hospital (expressed as delays per 100,000 population)"},
            {"id": "b", "name": "Delayed transfers of care from hospital which are attributable to adult social care (expressed as delays per 100,000 population)"},
            {"id": "c", "name": "Carers assessed", "unit": "carers"}]});
        let b = json!({"measures": [
            {"id": "x", "name": "Carers assessed", "unit": "%"},
            {"id": "y", "name": "Delayed transfers of care from hospital that are attributable to adult social care, per 100,000 population"},
            {"id": "z", "name": "Delayed transfers of care from hospital, per 100,000 population"}]});
        let near = By::NearName;
        assert_eq!(
            pairs(a, b, APART),
            [one("a", "z", near), one("b", "y", near)]
        );
    }

    #[test]
    fn another_name_of_a_thing_finds_it() {
        let a = json!({"organisations": [{"id": "a", "name": "CQC", "variants": ["Care Quality Commission"]}]});
        let b = json!({"organisations": [{"id": "b", "name": "Care Quality Commission"}]});
        assert_eq!(pairs(a, b, APART), [one("a", "b", By::Variant)]);
    }

    #[test]
    fn a_hundred_alike_are_paired_in_order() {
        let many = |letter: &str| {
            let one =
                |n: usize| json!({"id": format!("{letter}{n}"), "text": "Review the care plans"});
            json!({"actions": (0..100).map(one).collect::<Vec<_>>()})
        };
        let found = pairs(many("a"), many("b"), APART);
        assert_eq!(found.len(), 100);
        assert_eq!(found[7], one("a7", "b7", By::Name));
    }
}
