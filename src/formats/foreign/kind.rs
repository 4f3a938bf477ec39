//! The kinds of file that other programs open: how each is called, and what it ends in.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An Excel workbook.
    Workbook,
    /// A zip of CSV tables with their description: a Frictionless Data Package.
    Package,
    /// A calendar.
    Calendar,
    /// A StratML document.
    Stratml,
    /// A Word document.
    Word,
}

impl Kind {
    /// As it is said in a sentence: 'the Excel workbook'.
    pub fn shown(self) -> &'static str {
        match self {
            Kind::Workbook => "Excel workbook",
            Kind::Package => "data package",
            Kind::Calendar => "calendar",
            Kind::Stratml => "StratML document",
            Kind::Word => "Word document",
        }
    }

    /// Whether such a file holds the plan whole, so that it can come back as a copy of it.
    pub fn comes_back(self) -> bool {
        matches!(self, Kind::Workbook | Kind::Package)
    }

    /// What names of such files end in, without the full stop.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Workbook => "xlsx",
            Kind::Package => "zip",
            Kind::Calendar => "ics",
            Kind::Stratml => "xml",
            Kind::Word => "docx",
        }
    }

    /// What it is to a browser or a mail program.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Package => "application/zip",
            Kind::Calendar => "text/calendar",
            Kind::Stratml => "application/xml",
            Kind::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}
