//! The people whose names stand in a printed cell.

use crate::plan::Printed;

/// The people a cell names: a slash, a comma, a semicolon or an ampersand stands between two of them.
pub fn people(cell: Option<&Printed<String>>) -> impl Iterator<Item = &str> {
    let names = cell.and_then(Printed::value).map_or("", String::as_str);
    let names = names.split(['/', ',', ';', '&']).map(str::trim);
    names.filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_between_people_and_hyphens_within_a_name() {
        let told = |text: &str| {
            let cell = Printed::from(text.to_owned());
            people(Some(&cell)).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(told("Ann Bell /Cy Dee"), ["Ann Bell", "Cy Dee"]);
        assert_eq!(
            told("Ann Bell, Cy Dee & Eve O’Fay-Gee;"),
            ["Ann Bell", "Cy Dee", "Eve O’Fay-Gee"]
        );
        assert!(told(" / ").is_empty());
        assert_eq!(people(None).count(), 0);
    }
}
