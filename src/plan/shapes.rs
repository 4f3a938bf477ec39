//! How the nouns of a plan are declared: plain structs, parts with an id, records of a kind. One
//! declaration gives a type its JSON, its reader and its schema.

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
            fn read(value: crate::plan::Json<'_>, reader: &mut crate::plan::Reader) -> Option<Self> {
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
            /// Why it isn't as it was in the plan that this one follows.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub reasons: Vec<crate::plan::Reason>,
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
            fn read(value: crate::plan::Json<'_>, reader: &mut crate::plan::Reader) -> Option<Self> {
                let mut fields = reader.fields(value)?;
                let read = Self {
                    id: fields.take("id"),
                    $($field: fields.take(stringify!($field)),)*
                    same_as: fields.take("same_as"),
                    about: fields.take("about"),
                    table: fields.take("table"),
                    cells: fields.take("cells"),
                    reasons: fields.take("reasons"),
                    source: fields.take("source"),
                    note: fields.take("note"),
                    inferred: fields.take("inferred"),
                };
                fields.close();
                Some(read)
            }
        }

        impl crate::plan::part::Entry for $name {
            fn id(&self) -> &crate::plan::Id {
                &self.id
            }
            fn provenance(&self) -> crate::plan::Provenance<'_> {
                crate::plan::Provenance {
                    same_as: &self.same_as,
                    about: &self.about,
                    table: self.table.as_ref(),
                    cells: &self.cells,
                    reasons: &self.reasons,
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
                for (relation, to) in crate::plan::part::Entry::provenance(self).links() {
                    $see(relation, to);
                }
            }
            $(fn parts<'a>(&'a self, $see_parts: &mut dyn FnMut(crate::plan::Part<'a>)) {
                let $me_parts = self;
                $parts
            })?
            fn provenance(&self) -> crate::plan::Provenance<'_> {
                crate::plan::part::Entry::provenance(self)
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
