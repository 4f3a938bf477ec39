//! How much of a file of another program is read: cells and letters are counted while they come, whatever the file says
//! of itself, so that none takes more memory than a device has.

/// Rows of one table: as many as a sheet of Excel can have.
pub(super) const ROWS: usize = 1_048_576;
/// Columns of one table: more than any sheet of a plan.
pub(super) const COLUMNS: usize = 200;

/// What there is room for still, of all tables of a file together.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
    bytes: usize,
}

impl Room {
    /// Room for five million cells and 128 MB of words: several times the largest plan that can be opened.
    pub fn new() -> Room {
        Room {
            cells: 5_000_000,
            bytes: 128 * 1024 * 1024,
        }
    }

    /// Takes room for cells, or for rows, which are not free where they are empty; nothing where there is none.
    pub fn cells(&mut self, more: usize) -> Option<()> {
        self.cells = self.cells.checked_sub(more)?;
        Some(())
    }

    /// Takes room for the words of a cell: the same ones may be meant by any number of cells.
    pub fn words(&mut self, words: &str) -> Option<()> {
        self.bytes = self.bytes.checked_sub(words.len())?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_an_end_to_cells_and_to_words() {
        let mut room = Room::new();
        assert!(room.cells(5_000_000).is_some());
        assert!(room.cells(1).is_none());
        let megabyte = "a".repeat(1024 * 1024);
        assert!((0..128).all(|_| room.words(&megabyte).is_some()));
        assert!(room.words("a").is_none());
    }
}
