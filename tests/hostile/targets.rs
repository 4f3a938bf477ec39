//! What is read from outside, a function a reader: any bytes at all end in a plain refusal or in something safe to show.
//! `tests/hostile` runs them on what was found before, `fuzz/` on whatever a fuzzer thinks of; both are these same ones.

#[path = "links.rs"]
pub mod links;

use std::sync::LazyLock;

use serde_json::{Value, json};
use waymark::{
    app::Address,
    drafting::{
        Change, Draft, Entry, IdMaker, Path, apply_all,
        mapping::{Made, guess, read_rows},
        merge::{Choices, Merge, Side},
        typed::Reading,
    },
    formats::{
        Caps, Unread,
        archive::{
            self as archives, Archive, ArchiveError, Limits, refuse_active_content, refuse_doctype,
            xml_text,
        },
        decoded,
        foreign::{Opened, open},
        html_page,
        notes_file::{read_notes, write_notes},
        package::read_package,
        pasted::read_table,
        read_plan, read_plan_file,
        sheets::{Came, Style, back},
        stratml as stratml_file,
        workbook::read_workbook,
        write_plan,
    },
    insight::{
        self, Index, SearchIndex,
        checks::check,
        document, facts, imprint, money,
        notes::{Note, join},
        outline, rows, sheet, standouts, thread_map,
        timeline::Timeline,
    },
    plan::{Date, Day, Decimal, Id, Period, Plan, Pounds, StandingRule, Word, is_unseemly, read},
    storage::understood,
};

/// A reader: it panics where something is not as it must be.
pub type Target = fn(&[u8]);

/// Every reader by name: of the folder in `tests/fixtures/hostile`, and for `make fuzz`.
pub const TARGETS: &[(&str, Target)] = &[
    ("address", address),
    ("archive", archive),
    ("body", links::body),
    ("changes", links::changes),
    ("foreign", foreign),
    ("journal", journal),
    ("link", links::link),
    ("merge", merge),
    ("notes", notes),
    ("package", package),
    ("packed", links::packed),
    ("pasted", pasted),
    ("plan", plan),
    ("search", search),
    ("shown", shown),
    ("storage", storage),
    ("stratml", stratml),
    ("words", words),
    ("workbook", workbook),
];

/// The day on which a hostile plan is looked at.
const TODAY: Day = Day(20_700);

/// A small plan with parts, links and lists of every sort.
pub fn small() -> Plan {
    static SMALL: LazyLock<Plan> = LazyLock::new(made_small);
    SMALL.clone()
}

fn made_small() -> Plan {
    let milestone = |id: &str| json!({ "id": id, "text": format!("Reach {id}"), "due": "2026-09" });
    Plan::from_json(json!({
        "id": "small", "title": "Small plan", "organisation": "Anytown", "period": "2026/27",
        "authors": ["Ann", "Ben"],
        "priorities": [{ "id": "p1", "text": "Keep well" }, { "id": "p2", "text": "Live at home" }],
        "measures": [{ "id": "m1", "name": "Quality of life", "serves": ["p1"], "points": [
            { "period": "2025/26", "value": "8.00" }, { "period": "2026/27", "kind": "target", "value": "9.50" }] }],
        "actions": [
            { "id": "a1", "reference": "3.1", "text": "Open", "serves": ["p1"], "responsible": ["t1"],
              "milestones": [milestone("a1-m1"), milestone("a1-m2")],
              "steps": [{ "id": "a1-s1", "text": "First" }, { "id": "a1-s2", "text": "Then", "within": "a1-s1" }],
              "cells": [{ "label": "Office", "value": "North" }] },
            { "id": "a2", "reference": "3.2", "text": "Close" }],
        "risks": [{ "id": "r1", "text": "It may rain", "appearances": [{ "id": "r1-p1", "priority": "p1", "current": 12 }] }],
        "money": [{ "id": "l1", "label": "Care", "amounts": [{ "value": { "pounds": 1000, "unit": "£000" } }] }],
        "teams": [{ "id": "t1", "name": "Team one" }],
    }))
    .expect("it is a plan")
}

fn seemly(text: &str) {
    let odd = text.chars().find(|c| is_unseemly(*c));
    assert_eq!(
        odd, None,
        "a character that turns or hides others: {text:?}"
    );
}

/// A plan that was opened can be kept and opened again, and says nothing that can't be seen.
fn sound(plan: &Plan) {
    let text = write_plan(plan);
    seemly(&text);
    let again = read_plan(text.as_bytes(), Caps::FILE).expect("what was written can be read");
    assert_eq!(&again, plan);
    assert_eq!(write_plan(&again), text);
}

fn told(refused: impl std::fmt::Display) {
    let text = refused.to_string();
    seemly(&text);
    assert!(!text.is_empty() && text.len() < 4_000, "{text}");
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// A plan's file, or a text that claims to be one.
pub fn plan(bytes: &[u8]) {
    match read_plan_file(bytes, Caps::FILE) {
        Ok(file) => {
            sound(&file.plan);
            file.unknown
                .iter()
                .for_each(|r| told(format!("{} {}", r.place, r.what)));
            file.notes.iter().for_each(note);
        }
        Err(refused) => told(refused),
    }
}

/// A StratML file of any age: what was read is a plan that is written and read again as itself.
pub fn stratml(bytes: &[u8]) {
    let read = match stratml_file::read(bytes) {
        Ok(read) => read,
        Err(refused) => return told(refused),
    };
    sound(&read.plan);
    for unread in &read.unread {
        told(format!("{}: {}", unread.place, unread.what));
    }
    let file = stratml_file::write(&read.plan, stratml_file::Edition::PerformancePlan);
    let again = stratml_file::read(file.text.as_bytes()).expect("what was written can be read");
    assert_eq!(again.plan, read.plan);
    let part_1 = stratml_file::write(&read.plan, stratml_file::Edition::StrategicPlan);
    stratml_file::read(part_1.text.as_bytes()).expect("what was written can be read");
}

fn all_told(unread: &[Unread]) {
    for unread in unread {
        told(&unread.place);
        told(&unread.what);
    }
}

/// Sheets as a copy of a plan, or of none: what they come to can be kept, and what can't be read is told.
fn sheets_said(sheets: &[Came], carried: Option<&Plan>, style: Style) {
    for base in [Some(&small()), Some(&Plan::default()), carried]
        .into_iter()
        .flatten()
    {
        match back(sheets, base, style) {
            Ok(said) => {
                sound(&said.plan);
                all_told(&said.unread);
            }
            Err(wrong) => assert!(!wrong.is_empty()),
        }
    }
}

/// An Excel workbook; what is no archive is the XML of one sheet of actions, packed here: no fuzzer gets through a checksum.
pub fn workbook(bytes: &[u8]) {
    let packed;
    let bytes = match bytes.starts_with(b"PK") {
        true => bytes,
        false => {
            packed = one_sheet(bytes);
            &packed
        }
    };
    match read_workbook(bytes) {
        Ok(read) => {
            all_told(&read.unread);
            let carried = read.carried.as_ref().map(|file| &file.plan);
            sheets_said(&read.sheets, carried, Style::Titles);
        }
        Err(refused) => {
            told(refused.what_to_do());
            told(refused);
        }
    }
}

/// A workbook of one sheet, around its XML ([ECMA-376] part 1, 18.2 and 18.3).
fn one_sheet(xml: &[u8]) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Actions" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Id</t></si><si><t>What will be done</t></si><si><r><t>Begins</t></r></si><si><t>a1</t></si></sst>"#;
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ("xl/worksheets/sheet1.xml", xml),
    ])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    archives::write(parts.iter().copied()).expect("these names can be written")
}

/// A data package; what is no archive is the table of its actions, and of its links behind a line of '---'.
pub fn package(bytes: &[u8]) {
    const DESCRIBED: &str = r#"{"resources":[{"name":"actions","path":"data/actions.csv"},{"name":"links","path":"data/links.csv"}]}"#;
    let archive;
    let bytes = match bytes.starts_with(b"PK") {
        true => bytes,
        false => {
            let between = bytes.windows(5).position(|some| some == b"\n---\n");
            let at = between.unwrap_or(bytes.len());
            let (actions, links) = bytes.split_at(at);
            archive = packed(&[
                ("datapackage.json", DESCRIBED.as_bytes()),
                ("data/actions.csv", actions),
                ("data/links.csv", links.get(5..).unwrap_or_default()),
            ]);
            &archive
        }
    };
    match read_package(bytes) {
        Ok(read) => {
            all_told(&read.unread);
            let carried = read.carried.as_ref().map(|file| &file.plan);
            sheets_said(&read.sheets, carried, Style::Ids);
        }
        Err(refused) => {
            told(refused.what_to_do());
            told(refused);
        }
    }
}

/// A file of another program, whatever it is.
pub fn foreign(bytes: &[u8]) {
    match open(bytes) {
        Ok(Opened::Plan(copied)) => {
            sound(&copied.file.plan);
            all_told(&copied.unread);
        }
        Ok(Opened::Tables(tables, unread)) => {
            all_told(&unread);
            for table in tables {
                seemly(&table.name);
                table
                    .grid
                    .rows
                    .iter()
                    .flatten()
                    .for_each(|cell| seemly(cell));
            }
        }
        Err(refused) => told(refused),
    }
}

fn note(note: &Note) {
    let text = note.json();
    seemly(&text);
    assert_eq!(Note::from_json(&text).as_ref(), Some(note));
}

/// A file of notes; a note as it is kept, and two of them made one.
pub fn notes(bytes: &[u8]) {
    match read_notes(bytes, Caps::FILE) {
        Ok(file) => {
            seemly(&file.plan);
            seemly(&file.title);
            file.notes.iter().for_each(note);
            let notes: Vec<_> = file.notes.iter().cloned().map(Into::into).collect();
            let again = write_notes(&file.plan, &file.title, &notes);
            let again = read_notes(again.as_bytes(), Caps::FILE);
            assert_eq!(again.expect("what was written can be read"), file);
        }
        Err(refused) => told(refused),
    }
    let texts: Vec<&str> = text(bytes).unwrap_or_default().splitn(3, '\n').collect();
    if let [ours, theirs, base @ ..] = texts.as_slice()
        && let Some(joined) = join(base.first().copied(), ours, theirs)
    {
        note(&Note::from_json(&joined).expect("two notes make a note"));
    }
}

/// A zip archive, as Office files are.
pub fn archive(bytes: &[u8]) {
    let refused = |error: ArchiveError| {
        told(&error);
        told(error.what_to_do());
    };
    let archive = match Archive::read(bytes, &Limits::default()) {
        Ok(archive) => archive,
        Err(error) => return refused(error),
    };
    for entry in archive.entries() {
        seemly(&entry.name);
        let _ = xml_text(&entry.bytes);
    }
    // What we pack anew may be packed better than we let others.
    let any = Limits {
        ratio: usize::MAX,
        packed: usize::MAX,
        ..Limits::default()
    };
    let again = Archive::read(&archive.clone().written(), &any);
    match archive.entries() {
        [] => assert_eq!(again, Err(ArchiveError::NotAnArchive)),
        _ => assert_eq!(again.as_ref(), Ok(&archive)),
    }
    let checks = [refuse_active_content(&archive), refuse_doctype(&archive)];
    checks.into_iter().filter_map(Result::err).for_each(refused);
}

/// The address bar: query, and fragment behind a '#'.
pub fn address(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parts = |text: &str| {
        let (query, fragment) = text.split_at(text.find('#').unwrap_or(text.len()));
        (query.to_owned(), fragment.to_owned())
    };
    let (query, fragment) = parts(&text);
    let address = Address::parse(&query, &fragment);
    address.with.iter().for_each(|(name, value)| {
        seemly(name);
        seemly(value);
    });
    let href = address.href();
    assert!(href.starts_with('?'), "it leads nowhere else: {href}");
    let (query, fragment) = parts(&href);
    assert_eq!(Address::parse(&query, &fragment).href(), href);
    let _ = StandingRule::from_setting(address.get("amber").unwrap_or_default());
}

/// A table from the clipboard or a file, and what records are made of it.
pub fn pasted(bytes: &[u8]) {
    let grid = match read_table(&decoded(bytes)) {
        Ok(grid) => grid,
        Err(refused) => return told(refused),
    };
    let wide = grid.rows.first().map_or(0, Vec::len);
    assert!(grid.rows.iter().all(|row| row.len() == wide));
    grid.rows.iter().flatten().for_each(|cell| seemly(cell));
    let start = small();
    for made in Made::ALL {
        let mapping = guess(&start, &grid.rows, made);
        let read = read_rows(&start, &grid.rows, &mapping);
        let mut ids = IdMaker::new([1, 2, 3, 4], &start);
        if let Some(command) = read.command(&mut || ids.make()) {
            undone(&start, &command.changes).expect("what the reading makes fits the plan");
        }
    }
}

/// Carries changes out and takes them back: none of it, or all of it, and then the plan can be kept.
fn undone(start: &Plan, changes: &[Change]) -> Option<()> {
    let mut plan = start.clone();
    let Ok(back) = apply_all(&mut plan, changes) else {
        assert_eq!(&plan, start, "a change that can't be made changes nothing");
        return None;
    };
    sound(&plan);
    apply_all(&mut plan, &back).expect("what was done can be undone");
    assert_eq!(write_plan(&plan), write_plan(start));
    Some(())
}

/// The steps of a draft as the journal keeps them, one a line, or the changes of one step in a list.
pub fn journal(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let start = small();
    if let Ok(changes) = serde_json::from_str::<Vec<Change>>(text) {
        undone(&start, &changes);
    }
    let mut draft = Draft::from_checkpoint(start, text);
    let steps = text.lines().take(50);
    for step in steps.filter_map(|line| serde_json::from_str::<Entry>(line).ok()) {
        if let Err(refused) = draft.replay(step) {
            told(refused);
        }
    }
    sound(draft.plan());
    let _ = text.lines().map(Path::parse).all(|path| path.is_none());
    seemly(draft.undoes().unwrap_or_default());
    seemly(draft.redoes().unwrap_or_default());
}

/// Two or three copies of a plan, one behind the other with a line of '---' between them.
pub fn merge(bytes: &[u8]) {
    let parts = text(bytes).unwrap_or_default().split("\n---\n");
    let plans: Vec<Plan> = parts
        .take(3)
        .filter_map(|part| read_plan(part.as_bytes(), Caps::FILE).ok())
        .collect();
    let merge = match plans.as_slice() {
        [mine, theirs] => Merge::two_way(mine, theirs),
        [base, mine, theirs] => Merge::new(base, mine, theirs),
        _ => return,
    };
    let mine = plans.get(plans.len() - 2).expect("there are two or three");
    for choices in [
        Choices::none(),
        Choices::all(Side::Mine),
        Choices::all(Side::Theirs),
    ] {
        match merge.resolve(&choices, "A copy") {
            Ok(merged) => {
                sound(&merged.plan);
                let mut back = Draft::new(mine.clone());
                back.perform(merged.command, false)
                    .expect("the command fits mine");
                assert_eq!(back.plan(), &merged.plan);
                back.undo().expect("it can be taken back");
                assert_eq!(back.plan(), mine);
            }
            Err(refused) => told(refused),
        }
    }
}

/// A question put to a plan.
pub fn search(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    thread_local! {
        static INDEX: SearchIndex = SearchIndex::of(&small());
    }
    let found = INDEX.with(|index| index.search(&typed, None, 50));
    assert!(found.hits.len() <= 50);
    let _ = insight::search::Marked::of("Keep well and live at home", &typed);
}

/// A text in a field: a number, a date, a period, an amount, a choice.
pub fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(number) = text.parse::<Decimal>() {
        assert_eq!(number.to_string().parse::<Decimal>(), Ok(number));
        let _ = (number.grouped(), number.to_f64());
    }
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string(), *text);
        let _ = (
            date.shown(),
            date.short(),
            date.first_day(),
            date.last_day(),
        );
    }
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string(), *text);
        let _ = (period.shown(), period.first_day(), period.last_day());
    }
    if let Some(id) = Id::parse(&text) {
        assert_eq!(id.as_str(), text);
    }
    assert!(Id::parse(Id::slug(&text).as_str()).is_some());
    if let Ok(value) = serde_json::from_str::<Value>(&text)
        && let Ok(pounds) = read::<Pounds>(&value)
    {
        let _ = (
            pounds.to_string(),
            pounds.in_full(),
            pounds.figure(),
            pounds.rounding(),
        );
    }
    for reading in [
        Reading::Text,
        Reading::Words,
        Reading::Cell,
        Reading::Date,
        Reading::Figure,
        Reading::Count,
        Reading::Money,
        Reading::Period,
        Reading::PeriodCell,
        Reading::Number,
        Reading::Whole,
        Reading::Lines,
        Reading::Rule,
    ] {
        if let waymark::drafting::typed::Meant::Value(value) = reading.read(&text) {
            let _ = reading.show(&value);
        }
    }
    let _ = Word::from_key(&text);
}

/// A key of localStorage, a line end, and the text that stands there.
pub fn storage(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (key, text) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(shown) = understood(key, text) {
        seemly(&shown);
    }
}

/// A plan that could be read, and every question that pages put to it.
pub fn shown(bytes: &[u8]) {
    let Ok(plan) = read_plan(bytes, Caps::LINK) else {
        return;
    };
    let index = Index::new(&plan);
    let as_at = insight::as_at_start(&plan, TODAY);
    for day in [as_at, TODAY, Day(-400_000), Day(2_900_000)] {
        let _ = standouts(&plan, &index, day, 9);
        let _ = insight::upcoming(&plan, day);
        let _ = check(&plan, day);
        let _ = rows::actions::listing(&plan, &index, day);
        let _ = rows::projects::listing(&plan, &index, day);
        let _ = rows::actions::answer(&plan, day);
        let _ = rows::projects::answer(&plan, day);
        let _ = insight::round::round(&plan, None, day);
    }
    let _ = insight::Figures::of(&plan);
    let _ = (
        rows::measures::listing(&plan, &index),
        rows::measures::answer(&plan),
    );
    let _ = (
        rows::risks::listing(&plan, &index),
        rows::risks::answer(&plan),
    );
    let _ = (
        rows::benchmarks::listing(&plan),
        rows::benchmarks::answer(&plan),
    );
    let _ = rows::glossary::listing(&plan, &index);
    let tables = rows::money::tables(&plan, &index);
    let _ = (
        money::flow(&plan, &tables),
        money::adding_up(&plan),
        money::savings(&plan),
    );
    let _ = (
        rows::money::answer(&plan),
        insight::sum_checks(&plan),
        insight::budget(&plan),
    );
    let _ = (
        insight::growth::growths(&plan),
        insight::workforce::staff(&plan),
    );
    let _ = (
        insight::topics::topics(&plan, &index),
        insight::holdings(&plan),
        imprint(&plan.front),
    );
    let timeline = Timeline::new(&plan, &index);
    let _ = timeline.whole(as_at);
    let _ = outline::outline(&plan, &index);
    let aims = insight::aims(&plan, &index);
    for aim in &aims {
        let _ = thread_map::thread_map(&plan, &index, aim.id.as_str());
    }
    for measure in plan.measures.iter() {
        let _ = (
            insight::series(measure),
            insight::read(measure, plan.front.rule()),
        );
    }
    for record in plan.records() {
        let mut ids = vec![record.id().clone()];
        record.parts(&mut |part| ids.push(part.id.clone()));
        for id in ids {
            let Some(sheet) = sheet(&plan, &index, &id, as_at) else {
                panic!("{id} has no page");
            };
            let html = html_page(&sheet.title, &document::sheet(&sheet));
            seemly(&html);
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{html}"
            );
        }
        let _ = facts::related(&plan, &index, record.id());
    }
    let search = SearchIndex::of(&plan);
    let _ = search.search(&plan.front.title, None, 9);
}
