//! What a plan says of itself as a publication: whose it is, when it was agreed, what it is marked.

use crate::plan::{Date, Front, PlanStatus, Printed};

/// What is known of the plan as a publication, labelled.
pub fn imprint(front: &Front) -> Vec<(&'static str, String)> {
    let date = |cell: &Option<Printed<Date>>| cell.as_ref().map_or(String::new(), told);
    let status = front.status.map_or("", PlanStatus::shown);
    let document = front.document.as_ref();
    let marks = document.map_or(String::new(), |d| d.marks.join("; "));
    let reasons: Vec<String> = front
        .reasons
        .iter()
        .map(|r| format!("{}: {}", r.what, r.told()))
        .collect();
    let concluded: Vec<String> = front.inferred.iter().map(|f| f.replace('_', " ")).collect();
    let all = [
        ("Organisation", front.organisation.clone()),
        ("Directorate", front.directorate.clone()),
        ("Period", front.period.map_or(String::new(), |p| p.shown())),
        ("Edition", front.edition.clone()),
        ("Status", status.to_owned()),
        ("Figures are for", date(&front.reporting)),
        ("Presented", date(&front.presented)),
        ("Presented to", front.presented_to.clone()),
        ("Published", date(&front.published)),
        ("Refreshed", date(&front.refreshed)),
        ("Next refresh", date(&front.next_review)),
        ("Written by", front.authors.join("; ")),
        ("Not as in the plan before", reasons.join("; ")),
        ("Marked", marks),
        ("We concluded", concluded.join(", ")),
        (
            "The council’s public contact",
            document.map_or(String::new(), |d| d.contact.clone()),
        ),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// A date with what is printed for it, and whether it is our reading.
fn told(cell: &Printed<Date>) -> String {
    let Some(date) = cell.value() else {
        return cell.shown(|d| d.shown());
    };
    let printed = cell
        .as_printed()
        .map(|words| format!("printed {words}"))
        .into_iter();
    let ours = cell.is_inferred().then(|| "inferred".to_owned());
    let remarks: Vec<String> = printed.chain(ours).collect();
    match remarks.is_empty() {
        true => date.shown(),
        false => format!("{} ({})", date.shown(), remarks.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_told() {
        let front = Front {
            organisation: "A council".into(),
            reporting: Some(Printed::Value {
                value: "2011-12-31".parse().unwrap(),
                as_printed: Some("31.12.11".into()),
                inferred: true,
            }),
            ..Front::default()
        };
        assert_eq!(
            imprint(&front),
            [
                ("Organisation", "A council".to_owned()),
                (
                    "Figures are for",
                    "31 December 2011 (printed 31.12.11, inferred)".to_owned()
                )
            ]
        );
    }
}
