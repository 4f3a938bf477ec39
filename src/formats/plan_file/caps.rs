//! How much a reader of files and links takes in.

/// How much a reader takes in before it refuses.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Bytes of JSON.
    pub bytes: usize,
    /// Records and parts with an id.
    pub records: usize,
    /// Objects and lists within one another.
    pub depth: usize,
}

impl Caps {
    /// For a file someone opens.
    pub const FILE: Caps = Caps {
        bytes: 64 * 1024 * 1024,
        records: 200_000,
        depth: 16,
    };
    /// For what a link carries, once decoded.
    pub const LINK: Caps = Caps {
        bytes: 5 * 1024 * 1024,
        ..Caps::FILE
    };
}
