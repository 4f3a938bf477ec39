//! Writes the JSON Schema of a plan file, generated from the types, to public/plans/schema.json.

fn main() -> std::io::Result<()> {
    let schema = serde_json::to_string_pretty(&waymark::plan::json_schema())?;
    std::fs::write("public/plans/schema.json", schema + "\n")
}
