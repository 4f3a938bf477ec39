//! Files open in the programs of the people they are for: Office files in LibreOffice, data packages in the frictionless
//! validator.
//!
//! `make test` installs these programs. With `WAYMARK_NO_PROGRAMS` set, as `make check` sets it, a machine without them
//! passes the tests over, and says so.

#[path = "word/sample.rs"]
mod sample;

use std::{
    fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sample::paper;
use waymark::{
    formats::{
        Along, Caps,
        package::{Licence, package},
        read_plan,
        sheets::{Came, Style, back},
        word,
        workbook::{read_workbook, workbook},
    },
    insight::document::Part,
    plan::{Day, Plan},
};

/// How long LibreOffice may take, which is seconds where nothing else is going on.
const LONGEST: Duration = Duration::from_secs(180);

/// Where a program is.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let all = std::env::split_paths(&path).map(|folder| folder.join(name));
    all.into_iter().find(|program| program.is_file())
}

/// A program, or nothing where it may be missing.
fn program(name: &str) -> Option<PathBuf> {
    let there = found(name);
    assert!(
        there.is_some() || std::env::var_os("WAYMARK_NO_PROGRAMS").is_some(),
        "{name} is missing: tools/install.sh test installs it, WAYMARK_NO_PROGRAMS=1 passes this test over"
    );
    if there.is_none() {
        eprintln!("passed over: {name} is missing, and WAYMARK_NO_PROGRAMS is set");
    }
    there
}

/// Has LibreOffice save a file in another format, beside it, and gives the path of that.
fn convert(office: &Path, file: &Path, to: &str) -> PathBuf {
    let folder = file.parent().unwrap();
    // A profile of its own: LibreOffice runs once a profile, and would hand the file to one that someone has open.
    let profile = folder.join(format!("profile-{}", std::process::id()));
    let made = file.with_extension(to);
    let _ = fs::remove_file(&made);
    let mut child = Command::new(office)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .args([folder, file])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if begun.elapsed() > LONGEST {
            // With all that it started: what was called is a script.
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let _ = fs::remove_dir_all(&profile);
    let status = status.unwrap_or_else(|| panic!("LibreOffice took more than {LONGEST:?}"));
    assert!(
        status.success() && made.is_file(),
        "LibreOffice could not open {}",
        file.display()
    );
    made
}

/// The words of a PDF, a page each.
fn pages(pdf: &Path) -> Vec<String> {
    let told = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(told.status.success());
    let text = String::from_utf8(told.stdout).unwrap();
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(str::to_owned).collect()
}

/// A folder for the files of one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("programs")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_paper_opens_and_prints() {
    let (Some(office), Some(_)) = (program("soffice"), program("pdftotext")) else {
        return;
    };
    let (document, about) = paper();
    let file = folder("word").join("paper.docx");
    fs::write(&file, word(&document, &about).0).unwrap();
    let pages = pages(&convert(&office, &file, "pdf"));
    assert!(pages[0].contains("What stands out"), "{}", pages[0]);
    let all = pages.len();
    assert!(all > 3);
    for (at, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {all}", at + 1);
        assert!(
            page.contains(&number),
            "page {} has no foot: {page}",
            at + 1
        );
    }
    // Words that stand nowhere else come out as they went in, however lines are broken.
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let printed = squeezed(&pages.concat());
    for part in &document.parts {
        if let Part::Heading(_, words) = part {
            assert!(printed.contains(&squeezed(words)), "{words}");
        }
    }
    // A table over several pages has its head on each of them.
    let actions = pages.iter().filter(|page| page.contains("Next due"));
    assert!(actions.count() > 1);
}

fn shipped(id: &str) -> Plan {
    let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    read_plan(&fs::read(path).unwrap(), Caps::FILE).unwrap()
}

fn today() -> Day {
    Day::new(2026, 11, 29).unwrap()
}

/// Opened, saved as another format, opened and saved again: nothing of the plan is another for it.
#[test]
fn a_workbook_comes_back_from_libreoffice_as_it_went() {
    let Some(office) = program("soffice") else {
        return;
    };
    for id in ["warwickshire-2021-22", "cheshire-west-2011-14"] {
        let plan = shipped(id);
        let file = folder("workbook").join(format!("{id}.xlsx"));
        fs::write(
            &file,
            workbook(&plan, &Along::default(), today()).unwrap().0,
        )
        .unwrap();
        let ods = convert(&office, &file, "ods");
        let read = read_workbook(&fs::read(convert(&office, &ods, "xlsx")).unwrap()).unwrap();
        assert_eq!(read.unread, [], "{id}");
        assert!(read.carried.unwrap().plan == plan, "{id}");
        let sheets: Vec<Came> = read
            .sheets
            .into_iter()
            .filter(|sheet| sheet.name != "About")
            .collect();
        let back = back(&sheets, &plan, Style::Titles).unwrap();
        assert_eq!(back.unread, [], "{id}");
        assert!(back.plan == plan, "{id}");
    }
}

/// Types, keys and where links lead, as the validator of the Frictionless project sees them.
#[test]
fn a_package_is_valid_to_frictionless() {
    let Some(frictionless) = program("frictionless") else {
        return;
    };
    for id in [
        "coventry-2014",
        "worcestershire-2018-21",
        "cheshire-west-2011-14",
    ] {
        let file = folder("package").join(format!("{id}.zip"));
        let bytes = package(
            &shipped(id),
            &Along::default(),
            Some(Licence::OpenGovernment),
            today(),
        );
        fs::write(&file, bytes.unwrap()).unwrap();
        let told = Command::new(&frictionless)
            .args(["validate", "--json"])
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&told.stdout).into_owned();
        let report: serde_json::Value = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{id}: {said} {}", String::from_utf8_lossy(&told.stderr)));
        assert_eq!(report["valid"], true, "{id}: {said}");
        assert!(
            report["stats"]["tasks"].as_u64().unwrap_or(0) > 10,
            "{id}: {said}"
        );
    }
}
