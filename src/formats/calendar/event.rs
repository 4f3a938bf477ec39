//! One all-day event of a calendar file.

use super::line::Lines;
use crate::plan::Day;

/// An event that takes whole days.
pub(super) struct Event {
    /// Its name for ever, in every file it is in.
    pub uid: String,
    /// The first day of it.
    pub first: Day,
    /// The last day of it.
    pub last: Day,
    /// What a diary shows.
    pub summary: String,
    /// What it shows when the event is opened.
    pub description: String,
    /// Who answers for it.
    pub categories: Vec<String>,
}

/// Whether a day and the one after it can be written with four digits of a year.
pub(super) fn in_reach(day: Day) -> bool {
    let year = |day: Day| day.civil().0;
    year(day) >= 1 && year(Day(day.0.saturating_add(1))) <= 9999
}

impl Event {
    /// Writes it; RFC 5545, 3.6.1. The end of an all-day event is the day after its last.
    pub(super) fn write(&self, stamp: Day, lines: &mut Lines) {
        lines.put("BEGIN", "VEVENT");
        lines.text_of("UID", &self.uid);
        lines.put("DTSTAMP", &format!("{}T000000Z", date(stamp)));
        lines.put("DTSTART;VALUE=DATE", &date(self.first));
        lines.put(
            "DTEND;VALUE=DATE",
            &date(Day(self.last.0.saturating_add(1))),
        );
        lines.text_of("SUMMARY", &self.summary);
        lines.text_of("DESCRIPTION", &self.description);
        lines.list_of("CATEGORIES", &self.categories);
        // A milestone takes up nobody's time: the days stay free.
        lines.put("TRANSP", "TRANSPARENT");
        lines.put("END", "VEVENT");
    }
}

/// A day as RFC 5545, 3.3.4 has it.
fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{:04}{month:02}{day:02}", year.clamp(0, 9999))
}
