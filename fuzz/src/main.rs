//! Hands what a fuzzer thinks of to one reader, named as the only argument. With a file behind it, that alone is read.

#[path = "../../tests/hostile/targets.rs"]
mod targets;

fn main() -> Result<(), String> {
    let mut said = std::env::args().skip(1);
    let name = said.next().unwrap_or_default();
    let (_, target) = targets::TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| format!("“{name}” is none of the readers of tests/hostile/targets.rs"))?;
    if let Some(file) = said.next() {
        target(&std::fs::read(&file).map_err(|why| format!("{file}: {why}"))?);
        return Ok(());
    }
    afl::fuzz!(|bytes: &[u8]| { target(bytes) });
    Ok(())
}
