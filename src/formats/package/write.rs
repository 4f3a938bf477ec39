//! A plan to a data package.

use serde_json::{Value, json};

use super::{
    CARRIED, DESCRIBED, LINKS, RECORDS,
    columns::{beside, field, fields, is_of_links, leads_within, neutral},
};
use crate::{
    formats::{
        Along,
        archive::{ArchiveError, write},
        sheets::{ID, Layout, PARENT, Sheet, Style, coded, everything, sheets},
        write_plan_with,
    },
    plan::{Day, Id, Plan},
};

/// Under what terms others may use the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// The Open Government Licence 3.0, under which public bodies usually publish.
    OpenGovernment,
    /// Creative Commons Attribution 4.0.
    Attribution,
}

impl Licence {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Licence::OpenGovernment => "Open Government Licence v3.0",
            Licence::Attribution => "Creative Commons Attribution 4.0",
        }
    }

    /// In the words of the Open Definition, as packages name licences.
    fn described(self) -> Value {
        let (name, path) = match self {
            Licence::OpenGovernment => (
                "OGL-UK-3.0",
                "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            ),
            Licence::Attribution => ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        };
        json!({ "name": name, "path": path, "title": self.shown() })
    }
}

/// A table as it goes into the package.
struct Table {
    name: String,
    title: String,
    fields: Vec<Value>,
    keys: Value,
    foreign: Vec<Value>,
    rows: Vec<Vec<String>>,
}

/// The package of a plan.
///
/// # Errors
/// None is known; the archive's own are passed on.
pub fn package(
    plan: &Plan,
    along: &Along,
    licence: Option<Licence>,
    made: Day,
) -> Result<Vec<u8>, ArchiveError> {
    let sheets = sheets(plan, Style::Ids);
    let mut tables = vec![records(plan)];
    tables.extend(sheets.iter().map(table));
    tables.push(links(&sheets));
    let mut resources: Vec<Value> = tables.iter().map(described).collect();
    resources.push(json!({
        "name": "plan-file",
        "title": "The whole plan, as Waymark opens it",
        "path": CARRIED,
        "format": "json",
        "mediatype": "application/json",
    }));
    let mut description = json!({
        "name": Id::slug(&plan.front.title).as_str(),
        "title": plan.front.title,
        "description": format!("{}: a record in each row, with its permanent id.", plan.front.organisation),
        "created": format!("{}T00:00:00Z", made.iso()),
        "resources": resources,
    });
    if let Some(licence) = licence {
        description["licenses"] = json!([licence.described()]);
    }
    let description = serde_json::to_vec_pretty(&description).unwrap_or_default();
    let plan_file = write_plan_with(plan, along).into_bytes();
    let mut parts = vec![
        (DESCRIBED.to_owned(), description),
        (CARRIED.to_owned(), plan_file),
    ];
    parts.extend(tables.iter().map(|table| (path(&table.name), csv(table))));
    write(
        parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    )
}

fn path(table: &str) -> String {
    format!("data/{table}.csv")
}

/// All that has an id.
fn records(plan: &Plan) -> Table {
    let own = plan
        .front
        .id
        .iter()
        .map(|id| (id.to_string(), "plan", plan.front.title.clone()));
    let all = own.chain(everything(plan));
    Table {
        name: RECORDS.to_owned(),
        title: "All that has an id".to_owned(),
        fields: vec![
            required(field("id", "Id", "string")),
            field("table", "Its table", "string"),
            field("title", "Title", "string"),
        ],
        keys: json!(["id"]),
        foreign: Vec::new(),
        rows: all
            .map(|(id, table, title)| vec![id, table.to_owned(), title])
            .collect(),
    }
}

fn required(mut field: Value) -> Value {
    field["constraints"] = json!({ "required": true });
    field
}

/// What says that the ids of a column are among all that has one.
fn leads(field: &str) -> Value {
    json!({ "fields": [field], "reference": { "resource": RECORDS, "fields": ["id"] } })
}

fn table(sheet: &Sheet) -> Table {
    let layout = sheet.layout;
    let leading: Vec<&str> = sheet.headings().take(sheet.leading()).collect();
    let mut all: Vec<Value> = leading
        .iter()
        .map(|heading| match *heading {
            ID | PARENT => required(field(&coded(heading), heading, "string")),
            _ => field(&coded(heading), heading, "integer"),
        })
        .collect();
    let mut foreign: Vec<Value> = leading
        .iter()
        .filter(|heading| matches!(**heading, ID | PARENT))
        .map(|heading| leads(&coded(heading)))
        .collect();
    for column in sheet.columns().filter(|column| !is_of_links(column)) {
        all.extend(fields(column));
        if leads_within(layout, column) {
            foreign.push(leads(&coded(column.field)));
        }
    }
    Table {
        name: layout.key.to_owned(),
        title: layout.name.to_owned(),
        fields: all,
        keys: keys(layout, &leading),
        foreign,
        rows: sheet.rows.iter().map(|row| row_of(sheet, row)).collect(),
    }
}

/// What tells one row from another.
fn keys(layout: &Layout, leading: &[&str]) -> Value {
    match layout.has_ids() {
        true => json!([coded(ID)]),
        false => leading.iter().map(|heading| coded(heading)).collect(),
    }
}

fn row_of(sheet: &Sheet, row: &[crate::formats::sheets::Cell]) -> Vec<String> {
    let leading = row.iter().take(sheet.leading()).map(|cell| cell.plain());
    let mut cells: Vec<String> = leading.collect();
    for (column, cell) in sheet.columns().zip(row.iter().skip(sheet.leading())) {
        if !is_of_links(column) {
            cells.push(cell.plain());
            cells.extend(beside(column).iter().map(|one| one.cell(cell)));
        }
    }
    cells
}

/// The links from one row to several others, a row each.
fn links(sheets: &[Sheet]) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.layout.has_ids()) {
        for row in &sheet.rows {
            let from = row.first().map(|cell| cell.plain()).unwrap_or_default();
            for (column, cell) in sheet.columns().zip(row.iter().skip(sheet.leading())) {
                if !is_of_links(column) {
                    continue;
                }
                for (at, to) in cell.plain().lines().enumerate() {
                    let place = (at + 1).to_string();
                    rows.push(vec![
                        from.clone(),
                        coded(column.field),
                        place,
                        to.to_owned(),
                    ]);
                }
            }
        }
    }
    Table {
        name: LINKS.to_owned(),
        title: "Links from one row to several others".to_owned(),
        fields: vec![
            required(field("from", "From", "string")),
            required(field("field", "What it says", "string")),
            required(field("place", "Its place", "integer")),
            required(field("to", "To", "string")),
        ],
        keys: json!(["from", "field", "place"]),
        foreign: vec![leads("from"), leads("to")],
        rows,
    }
}

fn described(table: &Table) -> Value {
    let mut schema = json!({ "fields": table.fields, "missingValues": [""] });
    // The one row of the plan's own details needs no key.
    if table.keys.as_array().is_some_and(|keys| !keys.is_empty()) {
        schema["primaryKey"] = table.keys.clone();
    }
    if !table.foreign.is_empty() {
        schema["foreignKeys"] = json!(table.foreign);
    }
    json!({
        "name": table.name.replace('_', "-"),
        "title": table.title,
        "path": path(&table.name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn csv(table: &Table) -> Vec<u8> {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let headings = table
        .fields
        .iter()
        .map(|field| field["name"].as_str().unwrap_or_default().to_owned());
    let headings: Vec<String> = headings.collect();
    for row in std::iter::once(&headings).chain(&table.rows) {
        // Writing to memory, and rows of one length: there is nothing that could fail.
        drop(out.write_record(row.iter().map(|cell| neutral(cell))));
    }
    out.into_inner().unwrap_or_default()
}
