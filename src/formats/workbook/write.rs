//! A plan to a workbook: a sheet a kind of record, headings that stay in sight, dates as dates, money as money.

use miniz_oxide::deflate::compress_to_vec;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{ABOUT, CARRIED, UPRIGHT};
use crate::{
    drafting::typed::Reading,
    formats::{
        Along, Place, Unread, base64url,
        csv::begins_as_formula,
        sheets::{Cell, Column, How, Of, Sheet, Style, sheets},
        write_plan_with,
    },
    plan::{Day, MoneyUnit, Plan, Pounds},
};

/// Characters of the plan file in a cell of the hidden sheet.
const CARRIED_A_CELL: usize = 30_000;

/// What the sheet at the front says.
const SAID: [&str; 6] = [
    "This workbook holds a plan from Waymark: a sheet for each kind of record, a row for each record.",
    "Change cells, add rows and delete rows as you like. Leave the column ‘Id’ empty in a new row.",
    "‘Belongs to’ and other links are a name with an id in brackets: copy one, or write the name alone.",
    "Sort and filter freely: the plan keeps its own order. Columns of your own are left out when it comes back.",
    "To bring your changes back, open this workbook in Waymark: you see each change before anything is taken.",
    "A hidden sheet, ‘Waymark’, lets it see what you changed. Leave that as it is.",
];

/// The workbook of a plan, and what of it no cell could hold.
///
/// # Errors
/// None is known; the writer's own are passed on.
pub fn workbook(
    plan: &Plan,
    along: &Along,
    made: Day,
) -> Result<(Vec<u8>, Vec<Unread>), XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = made.civil();
    let mut properties = DocProperties::new()
        .set_title(&plan.front.title)
        .set_subject(&plan.front.organisation);
    // Without a day of ours the writer takes the clock's, and no two workbooks are the same.
    if let Ok(day) = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month, day) {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    let mut looks = Looks::new();
    let mut lost = Vec::new();
    about(book.add_worksheet(), plan, &looks)?;
    for sheet in sheets(plan, Style::Titles) {
        let page = book.add_worksheet();
        page.set_name(sheet.layout.name)?;
        let mut pen = Pen {
            page,
            looks: &mut looks,
            sheet: sheet.layout.name,
            lost: &mut lost,
        };
        match sheet.layout.of {
            Of::Plan => pen.upright(&sheet)?,
            _ => pen.rows(&sheet)?,
        }
    }
    carried(book.add_worksheet(), plan, along)?;
    Ok((book.save_to_buffer()?, lost))
}

/// How cells look.
struct Looks {
    heading: Format,
    id: Format,
    words: Format,
    /// References, codes and the like: what is typed there stays as it is typed, 1-2 and 3.10 too.
    code: Format,
    /// Words that a spreadsheet would take for a formula where they are typed again.
    quoted: Format,
    day: Format,
    title: Format,
    /// Numbers by how many digits they are shown with, and money by its unit and those: each is made once.
    numbers: Vec<(u8, Format)>,
    amounts: Vec<((MoneyUnit, u8), Format)>,
}

impl Looks {
    fn new() -> Looks {
        let base = || {
            Format::new()
                .set_font_name("Arial")
                .set_font_size(10)
                .set_align(FormatAlign::Top)
        };
        let words = base().set_text_wrap();
        Looks {
            heading: base()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0b_4f_4a))
                .set_border_bottom(FormatBorder::Thin),
            id: base()
                .set_font_color(Color::RGB(0x50_5a_5f))
                .set_num_format("@")
                .set_text_wrap(),
            code: base().set_num_format("@").set_text_wrap(),
            quoted: words.clone().set_quote_prefix(),
            words,
            day: base()
                .set_num_format("d mmm yyyy")
                .set_align(FormatAlign::Left),
            title: base().set_bold().set_font_size(16),
            numbers: Vec::new(),
            amounts: Vec::new(),
        }
    }

    fn number(&mut self, places: u8) -> &Format {
        kept(&mut self.numbers, places, || number(places))
    }

    /// Money in whole pounds, shown in the unit it is printed in.
    fn money(&mut self, amount: Pounds) -> &Format {
        let key = (amount.unit, amount.places);
        kept(&mut self.amounts, key, || money(amount))
    }
}

/// What is kept under a key; made where there is nothing yet.
fn kept<K: PartialEq>(all: &mut Vec<(K, Format)>, key: K, make: impl Fn() -> Format) -> &Format {
    let at = match all.iter().position(|(known, _)| *known == key) {
        Some(at) => at,
        None => {
            all.push((key, make()));
            all.len() - 1
        }
    };
    &all[at].1
}

fn number(places: u8) -> Format {
    let digits = "0".repeat(places.into());
    let shown = match places {
        0 => "#,##0".to_owned(),
        _ => format!("#,##0.{digits}"),
    };
    Format::new()
        .set_font_name("Arial")
        .set_font_size(10)
        .set_align(FormatAlign::Top)
        .set_num_format(shown)
}

fn money(amount: Pounds) -> Format {
    let point = match amount.places {
        0 => String::new(),
        places => format!(".{}", "0".repeat(places.into())),
    };
    let (scale, letter) = match amount.unit {
        MoneyUnit::Pounds => ("", ""),
        MoneyUnit::Thousands => (",", "\"k\""),
        MoneyUnit::Millions => (",,", "\"m\""),
    };
    let shown = format!("£#,##0{point}{scale}{letter}");
    let shown = format!("{shown};−{shown}");
    Format::new()
        .set_font_name("Arial")
        .set_font_size(10)
        .set_align(FormatAlign::Top)
        .set_num_format(shown)
}

/// What a sheet is written with.
struct Pen<'a> {
    page: &'a mut Worksheet,
    looks: &'a mut Looks,
    sheet: &'static str,
    lost: &'a mut Vec<Unread>,
}

impl Pen<'_> {
    /// Headings across the top, and a row a record.
    fn rows(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let leading = sheet.leading();
        for (at, heading) in sheet.headings().enumerate() {
            self.page
                .write_string_with_format(0, at as u16, heading, &self.looks.heading)?;
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (at, (cell, heading)) in cells.iter().zip(sheet.headings()).enumerate() {
                self.cell((row as u32 + 1, at as u16), cell, at < leading, heading)?;
            }
        }
        let last = sheet.rows.len() as u32;
        for at in 0..leading as u16 {
            self.page.set_column_format(at, &self.looks.id)?;
            self.page.set_column_width(at, 16)?;
        }
        for (at, column) in sheet.columns().enumerate() {
            let at = (leading + at) as u16;
            let look = match column.how {
                How::Typed(Reading::Text) => &self.looks.code,
                _ => &self.looks.words,
            };
            self.page.set_column_format(at, look)?;
            self.page.set_column_width(at, width(column))?;
            if let Some(choices) = choices(column) {
                // New rows have the same choices.
                self.page
                    .add_data_validation(1, at, last + 500, at, &choices)?;
            }
        }
        let columns = sheet.headings().count() as u16;
        self.page
            .autofilter(0, 0, last, columns.saturating_sub(1))?;
        // The headings, and the column that says which row it is.
        self.page.set_freeze_panes(1, 1)?;
        self.page.set_repeat_rows(0, 0)?;
        self.page
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Fields below each other: for a sheet of one row.
    fn upright(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        for (at, heading) in UPRIGHT.into_iter().enumerate() {
            self.page
                .write_string_with_format(0, at as u16, heading, &self.looks.heading)?;
        }
        let cells = sheet.rows.first().map(Vec::as_slice).unwrap_or_default();
        for (at, (cell, heading)) in cells.iter().zip(sheet.headings()).enumerate() {
            let row = at as u32 + 1;
            self.page
                .write_string_with_format(row, 0, heading, &self.looks.words)?;
            self.cell((row, 1), cell, false, heading)?;
        }
        self.page.set_column_width(0, 26)?;
        self.page.set_column_format(1, &self.looks.words)?;
        self.page.set_column_width(1, 90)?;
        self.page.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn cell(
        &mut self,
        (row, at): (u32, u16),
        cell: &Cell,
        is_id: bool,
        heading: &str,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            Cell::Number(number) => {
                let look = match is_id {
                    true => &self.looks.id,
                    false => self.looks.number(number.places()),
                };
                self.page
                    .write_number_with_format(row, at, number.to_f64(), look)?;
            }
            Cell::Money(amount) => {
                let look = self.looks.money(*amount);
                self.page
                    .write_number_with_format(row, at, amount.pounds as f64, look)?;
            }
            Cell::Day(day) => {
                let (year, month, date) = day.civil();
                let known = u16::try_from(year)
                    .ok()
                    .filter(|year| (1900..=9999).contains(year));
                let known = known.and_then(|year| ExcelDateTime::from_ymd(year, month, date).ok());
                match known {
                    Some(day) => {
                        self.page
                            .write_datetime_with_format(row, at, &day, &self.looks.day)?
                    }
                    // Excel knows no day before 1900.
                    None => {
                        self.page
                            .write_string_with_format(row, at, day.iso(), &self.looks.words)?
                    }
                };
            }
            Cell::Text(words) => {
                let cut = cell.cut().map(|cut| cut.plain());
                let held = match &cut {
                    None => words.as_str(),
                    Some(cut) => {
                        let here = Place::part(self.sheet)
                            .row(row as usize + 1)
                            .column(heading);
                        let what = "is longer than a cell of Excel can be: its end is on the hidden sheet alone";
                        self.lost.push(Unread::at(here, what));
                        cut
                    }
                };
                // Across the top each column has its look, which the writer finds faster than one a cell.
                match begins_as_formula(words) {
                    true => {
                        self.page
                            .write_string_with_format(row, at, held, &self.looks.quoted)?
                    }
                    false => self.page.write_string(row, at, held)?,
                };
            }
        }
        Ok(())
    }
}

fn width(column: &Column) -> f64 {
    match column.how {
        How::Flag => 10.0,
        How::Choice(_) | How::ChoiceCell(_) => 16.0,
        _ if column.is_long() => 48.0,
        _ => 18.0,
    }
}

/// The choices of a column as a list to pick from. Words that are none are let through with a warning where the plan
/// can keep them.
fn choices(column: &Column) -> Option<DataValidation> {
    let (names, style) = match column.how {
        How::Choice(names) => (names(), DataValidationErrorStyle::Stop),
        How::ChoiceCell(names) => (names(), DataValidationErrorStyle::Warning),
        How::Flag => (&[("yes", "Yes")][..], DataValidationErrorStyle::Stop),
        _ => return None,
    };
    let shown: Vec<&str> = names.iter().map(|(_, shown)| *shown).collect();
    // Excel takes 255 characters of choices; the longer lists are read all the same.
    let list = DataValidation::new().allow_list_strings(&shown).ok()?;
    Some(list.set_error_style(style).ignore_blank(true))
}

/// The sheet at the front: what this is, and how it comes back.
fn about(page: &mut Worksheet, plan: &Plan, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(ABOUT)?;
    page.set_column_width(0, 110)?;
    page.set_hidden_zeroes(true);
    page.write_string_with_format(0, 0, plan.front.title.as_str(), &looks.title)?;
    page.write_string_with_format(1, 0, plan.front.organisation.as_str(), &looks.words)?;
    for (at, line) in SAID.into_iter().enumerate() {
        page.write_string_with_format(at as u32 + 3, 0, line, &looks.words)?;
    }
    Ok(())
}

/// The plan file on a sheet out of sight: packed, in letters.
fn carried(page: &mut Worksheet, plan: &Plan, along: &Along) -> Result<(), XlsxError> {
    page.set_name(CARRIED)?;
    page.set_hidden(true);
    page.write_string(
        0,
        0,
        "Waymark reads this workbook back with what is below. Leave it as it is.",
    )?;
    let packed = compress_to_vec(write_plan_with(plan, along).as_bytes(), 6);
    let letters = base64url::encode(&packed);
    for (row, piece) in letters.as_bytes().chunks(CARRIED_A_CELL).enumerate() {
        page.write_string(row as u32 + 1, 0, String::from_utf8_lossy(piece))?;
    }
    Ok(())
}
