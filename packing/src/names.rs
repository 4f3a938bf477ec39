//! The names of fields that have a number of their own, and the characters that have a byte of their
//! own. Both are frozen with the packing: fields that came later are spelled out, whatever the plan's
//! schema says by then.

/// Sorted, so that a name is found by halving. The first has number 1.
const NAMES: &str = "\
    abbreviations about achievements actions amber_within_percent amounts answer answers appearances \
    areas as_at as_printed asked asked_of aspect authors average basis before benchmarks breakdown \
    by case_studies cells change cited client_group code column column_group columns comment \
    comparisons complete confidence contact corporate_priority current date definitions description \
    details dimensions directorate document done_on due duties edition end equality_objectives \
    explanation format framework frequency from gross group hash heading holder holders id \
    improvements inferred issued item kind kinds label lead left_out level listed long lost marks \
    meaning measure measured_by measures milestones mission mitigations money name narratives next \
    next_review note notes of organisation organisations original_due outcomes own owners parent \
    part_of partners period place places plan points polarity position post posts pounds presented \
    presented_to print priorities priority progress projects proposals provider published publisher \
    qualifier question questions rank rating ratings ratio reasons reference references refreshed \
    remark remarks reporting responses responsibilities responsible retold reviews risks role roles \
    same_as scope serves service setting share share_of short sort source standing_rule start \
    statements statistics status step steps supersedes surveys table tables target team teams \
    template term text timescales title to topic transcription under unit updates url value variants \
    version versions vision what why with within wording words";

/// The number of a name in the place of a field.
pub(crate) struct Names {
    names: Vec<&'static str>,
}

/// In the place of a number: the name is spelled out.
pub(crate) const SPELLED: u8 = 0xff;

impl Names {
    pub(crate) fn new() -> Names {
        Names {
            names: NAMES.split(' ').collect(),
        }
    }

    pub(crate) fn number(&self, name: &str) -> Option<u8> {
        let at = self.names.binary_search(&name).ok()?;
        u8::try_from(at + 1).ok()
    }

    pub(crate) fn name(&self, number: u8) -> Option<&'static str> {
        self.names.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// The first byte that stands for a character.
const FIRST: u8 = 0x0e;
/// Characters of several bytes that English prose is set with.
const CHARACTERS: [char; 18] = [
    '’', '‘', '“', '”', '–', '—', '…', '•', '£', 'é', '½', '¼', '¾', '€', '°', '×', '\u{a0}', 'ü',
];

/// The byte that stands for a character.
pub(crate) fn short_for(character: char) -> Option<u8> {
    let at = CHARACTERS.iter().position(|c| *c == character)?;
    Some(FIRST + at as u8)
}

/// The character that a byte stands for.
pub(crate) fn long_for(byte: u8) -> Option<char> {
    CHARACTERS
        .get(usize::from(byte.checked_sub(FIRST)?))
        .copied()
}
