//! Prints how long links would be to the plans of `public/plans`, and to two sets of changes to each:
//! lines of `what, plan, stored, deflated, measured, shipped, JSON` with tabs between, where `what` is
//! `plan`, `figures` or `round`. `measured` is codec 2 primed without the plans of the same council:
//! what a plan nobody has seen yet takes. `shipped` is the link that Waymark makes. Of changes, the
//! JSON and the plain codecs are of the list of changes, as drafting writes it.

#[path = "change_sets/mod.rs"]
mod change_sets;
#[path = "priming/mod.rs"]
mod priming;

use std::path::PathBuf;

use priming::{LENGTH, Source, priming};
use waymark::{
    drafting::becoming,
    formats::{
        Along, Caps,
        link::{Codec, Content, Edition, Envelope, Shared, Sharing},
        plan_file::compact_plan,
        read_plan,
    },
    plan::Plan,
};
use waymark_packing::{PRIMING, Packing};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plans = published()?;
    for (name, file, plan) in &plans {
        let id = plan.front.id.as_ref().ok_or("a plan without an id")?;
        let edition = Edition::new(id.as_str(), &plan.front.edition);
        let others = plans
            .iter()
            .filter(|(_, _, other)| council(other) != council(plan));
        let sources: Vec<Source> = others.map(|(_, _, plan)| source(plan)).collect();
        let without = priming(&sources, LENGTH).into_bytes();
        let json = compact_plan(plan);
        let shared = Sharing::plan(plan, &Along::default()).finish()?;
        line("plan", name, &json, &json, None, &shared, &without)?;
        let sets = [
            ("figures", change_sets::five_figures(plan)),
            ("round", change_sets::a_round_of_changes(plan)),
        ];
        for (what, changed) in sets {
            let list = becoming(plan, &changed).map_err(|e| e.to_string())?;
            let list = serde_json::to_string(&list)?;
            let shared =
                Sharing::changes(file, edition.clone(), &changed, &Along::default()).finish()?;
            let json = compact_plan(&changed);
            line(what, name, &list, &json, Some(file), &shared, &without)?;
        }
    }
    Ok(())
}

fn line(
    what: &str,
    name: &str,
    plain: &str,
    json: &str,
    base: Option<&[u8]>,
    shared: &Shared,
    without: &[u8],
) -> Result<(), Box<dyn std::error::Error>> {
    let envelope = Envelope::new(Content::Plan, plain.as_bytes().to_vec());
    let plainly = |codec| envelope.to_fragment_by(codec).map_or(0, |link| link.len());
    let packed = |priming: &[u8]| {
        let (json, base) = (json.as_bytes().to_vec(), base.map(<[u8]>::to_vec));
        let mut packing = Packing::primed_with(priming.to_vec(), json, base);
        loop {
            if let Some(packed) = packing.step(usize::MAX / 64) {
                return packed.map(|bytes| bytes.len());
            }
        }
    };
    let fields = shared.body().len() - packed(PRIMING)?;
    let measured = characters(fields + packed(without)?);
    println!(
        "{what}\t{name}\t{}\t{}\t{measured}\t{}\t{plain}",
        plainly(Codec::Stored),
        plainly(Codec::Deflate),
        shared.fragment().len()
    );
    Ok(())
}

/// Characters of a fragment with a body of so many bytes.
fn characters(bytes: usize) -> usize {
    let text = (4 * bytes).div_ceil(3);
    let body = text + (text - 1) / 96;
    "waymark1..".len() + body.to_string().len() + body
}

fn council(plan: &Plan) -> String {
    source(plan).council
}

fn source(plan: &Plan) -> Source {
    Source::of(&compact_plan(plan))
}

type Published = (String, Vec<u8>, Plan);

fn published() -> Result<Vec<Published>, Box<dyn std::error::Error>> {
    let folder = std::fs::read_dir("public/plans")?;
    let mut files: Vec<PathBuf> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|e| e == "json"))
        .filter(|file| !file.ends_with("index.json") && !file.ends_with("schema.json"))
        .collect();
    files.sort();
    let read = |file: PathBuf| -> Result<Published, Box<dyn std::error::Error>> {
        let bytes = std::fs::read(&file)?;
        let plan = read_plan(&bytes, Caps::FILE).map_err(|e| e.to_string())?;
        let name = file.file_stem().unwrap_or_default();
        Ok((name.to_string_lossy().into_owned(), bytes, plan))
    };
    files.into_iter().map(read).collect()
}
