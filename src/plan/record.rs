//! What every record of a plan has in common: a permanent id, a title, links to others, parts of
//! its own, and where in the document it came from.

use std::{any::Any, fmt, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use super::{Cell, FromJson, Id, Kind, Reader, Ref, Remark, read};

/// How one record refers to another, named from both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It works towards an outcome, a priority or another aim.
    Serves,
    /// It is a part of something larger.
    PartOf,
    /// A risk puts a priority in doubt.
    Threatens,
    /// Someone answers for it.
    OwnedBy,
    /// A service area carries it.
    CarriedBy,
    /// It works with an organisation.
    With,
    /// A measure shows whether it works.
    MeasuredBy,
    /// It stands in a printed table.
    InTable,
    /// It is the same thing printed in another place.
    SameAs,
    /// It is a share of another figure.
    ShareOf,
    /// It is simply about another record.
    About,
}

impl Relation {
    /// From the record that refers: 'Serves'.
    pub fn forward(self) -> &'static str {
        match self {
            Relation::Serves => "Works towards",
            Relation::PartOf => "Part of",
            Relation::Threatens => "Threatens",
            Relation::OwnedBy => "Responsible",
            Relation::CarriedBy => "Service area",
            Relation::With => "Works with",
            Relation::MeasuredBy => "Measured by",
            Relation::InTable => "Printed in",
            Relation::SameAs => "Also printed as",
            Relation::ShareOf => "A share of",
            Relation::About => "About",
        }
    }

    /// From the record referred to: 'Served by'.
    pub fn reverse(self) -> &'static str {
        match self {
            Relation::Serves => "Working towards this",
            Relation::PartOf => "Made up of",
            Relation::Threatens => "Threatened by",
            Relation::OwnedBy => "Responsible for",
            Relation::CarriedBy => "Carried by this area",
            Relation::With => "Works with",
            Relation::MeasuredBy => "Shows the effect of",
            Relation::InTable => "In this table",
            Relation::SameAs => "Also printed as",
            Relation::ShareOf => "Shares of this",
            Relation::About => "About this",
        }
    }
}

/// A record inside a record, with an id of its own: a milestone of an action, a mitigation of a
/// risk. `list` names the field it stands in and `within` the part that holds it, if any.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its id.
    pub id: &'a Id,
    /// What it is, in one word: 'milestone'.
    pub noun: &'static str,
    /// The field of the holder it stands in.
    pub list: &'static str,
    /// The part it stands in, when it isn't directly in the record.
    pub within: Option<&'a Id>,
    /// What a list calls it.
    pub title: &'a str,
    /// Where it came from, and what else is printed with it.
    pub about: Provenance<'a>,
}

/// What every record and part carries in the same way.
pub(super) trait Entry {
    /// Its permanent id.
    fn id(&self) -> &Id;
    /// Where it came from, and what else is printed with it.
    fn provenance(&self) -> Provenance<'_>;
}

impl<'a> Part<'a> {
    /// A part that stands in `list`.
    pub(super) fn new(
        entry: &'a dyn Entry,
        noun: &'static str,
        list: &'static str,
        title: &'a str,
    ) -> Part<'a> {
        Part {
            id: entry.id(),
            noun,
            list,
            within: None,
            title,
            about: entry.provenance(),
        }
    }
}

/// Where a record or part came from, what else is printed with it and what we added to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Provenance<'a> {
    /// The same thing printed in another place.
    pub same_as: &'a [Ref],
    /// What it is about.
    pub about: &'a [Ref],
    /// The printed table it stands in.
    pub table: Option<&'a Ref>,
    /// What else its row or entry prints.
    pub cells: &'a [Cell],
    /// The page or section of the document.
    pub source: &'a str,
    /// Our remark on it.
    pub note: &'a str,
    /// Names of the fields we concluded and the document doesn't say.
    pub inferred: &'a [String],
}

impl<'a> Provenance<'a> {
    /// Every reference of it, with what it means.
    pub fn links(self) -> impl Iterator<Item = (Relation, &'a Ref)> {
        let all = |relation, refs: &'a [Ref]| refs.iter().map(move |to| (relation, to));
        all(Relation::About, self.about)
            .chain(self.table.map(|to| (Relation::InTable, to)))
            .chain(all(Relation::SameAs, self.same_as))
    }
}

/// A record of one kind, as the rest of the house meets it when the kind doesn't matter.
pub trait AnyRecord: Any + fmt::Debug + Send + Sync {
    /// What kind it is.
    fn kind(&self) -> Kind;
    /// Its permanent id.
    fn id(&self) -> &Id;
    /// What a list calls it.
    fn title(&self) -> String;
    /// Its printed reference, code or number; empty if it has none.
    fn reference(&self) -> &str {
        ""
    }
    /// Shows each record it refers to.
    fn links(&self, see: &mut dyn FnMut(Relation, &Ref));
    /// Shows each part that has an id of its own.
    fn parts<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        let _ = see;
    }
    /// Shows each record or part that one of its parts refers to, after the part's id.
    fn part_links(&self, see: &mut dyn FnMut(&Id, Relation, &Ref));
    /// Where it came from, and what else is printed with it.
    fn provenance(&self) -> Provenance<'_>;
    /// Canonical JSON text of this record alone.
    fn json_text(&self) -> Vec<u8>;
    /// This record as its own type.
    fn as_any(&self) -> &dyn Any;
}

impl dyn AnyRecord {
    /// This record as `T`, if that is what it is.
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        self.as_any().downcast_ref()
    }

    /// This record as a JSON value. Reading our own text back keeps one serialiser in the wasm
    /// instead of two.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.json_text()).unwrap_or(Value::Null)
    }
}

/// A record type that a [`List`] can hold.
pub trait Record: AnyRecord + Clone + PartialEq + Serialize + FromJson {}

impl<T: AnyRecord + Clone + PartialEq + Serialize + FromJson> Record for T {}

/// The records of one kind in the plan's order, an `Arc` each: a clone copies pointers.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(Vec<Arc<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [Arc<T>];

    fn deref(&self) -> &[Arc<T>] {
        &self.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        List(iter.into_iter().map(Arc::new).collect())
    }
}

/// A list of records whose kind doesn't matter: what commands, search and merge work on.
pub trait Collection {
    /// How many records it holds.
    fn len(&self) -> usize;
    /// Whether it holds none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The record at a place.
    fn record(&self, at: usize) -> Option<Arc<dyn AnyRecord>>;
    /// The id of the record at a place.
    fn id_at(&self, at: usize) -> Option<&Id>;
    /// Puts a record, given as JSON, before the one at a place; at the end if there is none. Once the
    /// reader has been told of anything wrong, nothing more is put.
    fn insert(&mut self, at: usize, record: Value, reader: &mut Reader);
    /// Puts a record, given as JSON, in the place of another; gives it back as it was understood.
    ///
    /// # Errors
    /// All that is wrong with it.
    fn replace(&mut self, at: usize, record: Value) -> Result<Value, Vec<Remark>>;
    /// Takes a record out.
    fn remove(&mut self, at: usize);
    /// Moves a record to another place.
    fn shift(&mut self, from: usize, to: usize);
}

impl<T: Record> Collection for List<T> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn record(&self, at: usize) -> Option<Arc<dyn AnyRecord>> {
        self.0.get(at).map(|r| r.clone() as Arc<dyn AnyRecord>)
    }

    fn id_at(&self, at: usize) -> Option<&Id> {
        self.0.get(at).map(|r| r.id())
    }

    fn insert(&mut self, at: usize, record: Value, reader: &mut Reader) {
        let read = T::read(record, reader);
        if let Some(record) = read.filter(|_| reader.wrong.is_empty()) {
            self.0.insert(at.min(self.0.len()), Arc::new(record));
        }
    }

    fn replace(&mut self, at: usize, record: Value) -> Result<Value, Vec<Remark>> {
        let record = Arc::new(read::<T>(record)?);
        let understood = (&*record as &dyn AnyRecord).json();
        if let Some(slot) = self.0.get_mut(at) {
            *slot = record;
        }
        Ok(understood)
    }

    fn remove(&mut self, at: usize) {
        if at < self.0.len() {
            self.0.remove(at);
        }
    }

    fn shift(&mut self, from: usize, to: usize) {
        if from < self.0.len() {
            let record = self.0.remove(from);
            self.0.insert(to.min(self.0.len()), record);
        }
    }
}

/// Whether a field would be left out of canonical JSON: absent rather than null or empty.
pub trait Absent {
    /// True if there is nothing to write.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for String {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn is_absent(&self) -> bool {
        !self
    }
}

impl Absent for super::Words {
    fn is_absent(&self) -> bool {
        matches!(self, super::Words::Exact(text) if text.is_empty())
    }
}

/// Declares a plain struct of the plan: serde with absent fields left out, and its JSON Schema.
macro_rules! shape {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(deny_unknown_fields))]
        #[serde(default)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "crate::plan::Absent::is_absent")]
                pub $field: $type,
            )*
        }

        impl crate::plan::FromJson for $name {
            fn read(value: serde_json::Value, reader: &mut crate::plan::Reader) -> Option<Self> {
                let mut fields = reader.fields(value)?;
                let read = Self {
                    $($field: fields.take(stringify!($field)),)*
                };
                fields.close();
                Some(read)
            }
        }
    };
}

/// Declares a struct with an id of its own: the id first, the given fields, then what else is
/// printed with it and where it came from. Parts of records are declared with this; records add `impl_record!`.
macro_rules! part {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(deny_unknown_fields))]
        #[serde(default)]
        pub struct $name {
            /// Its permanent id.
            pub id: crate::plan::Id,
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "crate::plan::Absent::is_absent")]
                pub $field: $type,
            )*
            /// The same thing printed in another place.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub same_as: Vec<crate::plan::Ref>,
            /// What it is about, where no field of its own says so.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub about: Vec<crate::plan::Ref>,
            /// The printed table it stands in.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub table: Option<crate::plan::Ref>,
            /// What else its row or entry prints, by the heading it stands under.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub cells: Vec<crate::plan::Cell>,
            /// The page or section of the document it came from.
            #[serde(skip_serializing_if = "String::is_empty")]
            pub source: String,
            /// Our remark on it.
            #[serde(skip_serializing_if = "String::is_empty")]
            pub note: String,
            /// Names of the fields we concluded and the document doesn't say.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub inferred: Vec<String>,
        }

        impl crate::plan::FromJson for $name {
            fn read(value: serde_json::Value, reader: &mut crate::plan::Reader) -> Option<Self> {
                let mut fields = reader.fields(value)?;
                let read = Self {
                    id: fields.take("id"),
                    $($field: fields.take(stringify!($field)),)*
                    same_as: fields.take("same_as"),
                    about: fields.take("about"),
                    table: fields.take("table"),
                    cells: fields.take("cells"),
                    source: fields.take("source"),
                    note: fields.take("note"),
                    inferred: fields.take("inferred"),
                };
                fields.close();
                Some(read)
            }
        }

        impl crate::plan::record::Entry for $name {
            fn id(&self) -> &crate::plan::Id {
                &self.id
            }
            fn provenance(&self) -> crate::plan::Provenance<'_> {
                crate::plan::Provenance {
                    same_as: &self.same_as,
                    about: &self.about,
                    table: self.table.as_ref(),
                    cells: &self.cells,
                    source: &self.source,
                    note: &self.note,
                    inferred: &self.inferred,
                }
            }
        }
    };
}

/// Makes a [`part!`] a record of a kind, given how it is titled and what it links to.
macro_rules! impl_record {
    ($name:ident, $kind:ident {
        title: |$me:ident| $title:expr,
        $(reference: |$me_ref:ident| $reference:expr,)?
        links: |$me_links:ident, $see:ident| $links:expr
        $(, part_links: |$me_inner:ident, $see_inner:ident| $inner:expr)?
        $(, parts: |$me_parts:ident, $see_parts:ident| $parts:expr)? $(,)?
    }) => {
        impl crate::plan::AnyRecord for $name {
            fn kind(&self) -> crate::plan::Kind {
                crate::plan::Kind::$kind
            }
            fn id(&self) -> &crate::plan::Id {
                &self.id
            }
            fn title(&self) -> String {
                let $me = self;
                $title
            }
            $(fn reference(&self) -> &str {
                let $me_ref = self;
                $reference
            })?
            fn links(&self, $see: &mut dyn FnMut(crate::plan::Relation, &crate::plan::Ref)) {
                let $me_links = self;
                $links;
                for (relation, to) in crate::plan::record::Entry::provenance(self).links() {
                    $see(relation, to);
                }
            }
            fn part_links(
                &self,
                see: &mut dyn FnMut(&crate::plan::Id, crate::plan::Relation, &crate::plan::Ref),
            ) {
                $({
                    let ($me_inner, $see_inner) = (self, &mut *see);
                    $inner
                })?
                self.parts(&mut |part| {
                    for (relation, to) in part.about.links() {
                        see(part.id, relation, to);
                    }
                });
            }
            $(fn parts<'a>(&'a self, $see_parts: &mut dyn FnMut(crate::plan::Part<'a>)) {
                let $me_parts = self;
                $parts
            })?
            fn provenance(&self) -> crate::plan::Provenance<'_> {
                crate::plan::record::Entry::provenance(self)
            }
            fn json_text(&self) -> Vec<u8> {
                serde_json::to_vec(self).unwrap_or_default()
            }
            fn as_any(&self) -> &dyn std::any::Any {
                self
            }
        }
    };
}

pub(super) use {impl_record, part, shape};

/// Shows each of a list of references under one relation.
pub(super) fn see_all(see: &mut dyn FnMut(Relation, &Ref), relation: Relation, refs: &[Ref]) {
    for r in refs {
        see(relation, r);
    }
}
