//! Closed lists of names: enums that a plan file holds as words.

/// Declares an enum whose values a plan file writes as the given names.
macro_rules! names {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $key:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = $key))]
                $variant,
            )*
        }

        impl $name {
            /// All there are, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Its name in a plan file.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl crate::plan::FromJson for $name {
            fn read(value: crate::plan::Json<'_>, reader: &mut crate::plan::Reader) -> Option<Self> {
                let at = reader.one_of(value, &[$($key,)*])?;
                [$($name::$variant,)*].get(at).copied()
            }
        }
    };
}

pub(super) use names;
