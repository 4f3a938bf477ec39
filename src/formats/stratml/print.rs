//! A document in normal form as XML: of part 2 whole, of part 1 without what that has no place for.

use super::{
    Edition,
    schema::{How, children},
    tree::Node,
};

/// The XML of a document.
pub(super) fn print(root: &Node, edition: Edition) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut root = root.clone();
    if edition == Edition::StrategicPlan {
        // There the submitter stands among the administrative information.
        let at = root.children.iter().position(|c| c.name == "Submitter");
        if let Some(at) = at {
            let submitter = root.children.remove(at);
            root.open("AdministrativeInformation")
                .children
                .push(submitter);
        }
        // And the whole has no identifier, beside which there may be nothing.
        root.open("AdministrativeInformation").take("Identifier");
        root.children
            .retain(|c| c.name != "AdministrativeInformation" || !c.children.is_empty());
    }
    let name = match edition {
        Edition::StrategicPlan => "StrategicPlan",
        Edition::PerformancePlan => root.name,
    };
    element(&root, name, 0, edition, &mut out);
    out
}

fn namespace(edition: Edition) -> &'static str {
    match edition {
        Edition::StrategicPlan => "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
        Edition::PerformancePlan => "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
    }
}

/// Whether an edition has a child.
fn has(edition: Edition, of: &str, name: &str) -> bool {
    edition == Edition::PerformancePlan
        || !matches!(
            (of, name),
            (_, "PerformanceIndicator" | "Role" | "Type")
                | ("AdministrativeInformation" | "Submitter", "Identifier")
        )
}

fn element(node: &Node, name: &str, depth: usize, edition: Edition, out: &mut String) {
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{indent}<{name}"));
    if depth == 0 {
        out.push_str(&format!(" xmlns=\"{}\"", namespace(edition)));
    }
    let known = children(node.name);
    for child in known.iter().filter(|c| has(edition, node.name, c.name)) {
        let value = node.get(child.name);
        if matches!(child.how, How::Attribute(_)) && !value.is_empty() {
            out.push_str(&format!(" {}=\"{}\"", child.name, escaped(value)));
        }
    }
    if known.is_empty() {
        match node.text.is_empty() {
            true => out.push_str("/>\n"),
            false => out.push_str(&format!(">{}</{name}>\n", escaped(&node.text))),
        }
        return;
    }
    out.push_str(">\n");
    for child in known {
        if matches!(child.how, How::Attribute(_)) || !has(edition, node.name, child.name) {
            continue;
        }
        let before = out.len();
        for inner in node.all(child.name) {
            element(inner, inner.name, depth + 1, edition, out);
        }
        let is_wanted = child.how == How::Always || child.name == "Goal";
        if out.len() == before && is_wanted {
            element(&Node::new(child.name), child.name, depth + 1, edition, out);
        }
    }
    for inner in node.children.iter().filter(|_| depth == 1) {
        if inner.name == "Submitter" {
            element(inner, inner.name, depth + 1, edition, out);
        }
    }
    out.push_str(&format!("{indent}</{name}>\n"));
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
