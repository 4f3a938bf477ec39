//! The topics that plans are compared on, and the words by which a figure is known to be about one.
//! They are data: a council's own words for a topic are added here and nowhere else.

/// A topic that several plans may print figures on.
#[derive(Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name in the address bar.
    pub key: &'static str,
    /// As a reader sees it.
    pub name: &'static str,
    /// Any of these makes a figure one of the topic: each is several texts that all occur.
    pub any: &'static [&'static [&'static str]],
    /// Unless one of these occurs.
    pub unless: &'static [&'static str],
}

/// The topics, in the order a page tells them.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        key: "direct-payments",
        name: "Direct payments",
        any: &[&["direct payment"], &["personal budget"]],
        unless: &["home support and direct"],
    },
    Subject {
        key: "self-directed-support",
        name: "Self-directed support",
        any: &[&["self directed"], &["selfdirected"]],
        unless: &[],
    },
    Subject {
        key: "control",
        name: "Control over daily life",
        any: &[&["control over"]],
        unless: &[],
    },
    Subject {
        key: "satisfaction",
        name: "Satisfaction and quality of life",
        any: &[&["satisf"], &["quality of life"], &["happy with"]],
        unless: &[],
    },
    Subject {
        key: "safety",
        name: "Safety and safeguarding",
        any: &[
            &["safeguard"],
            &["feel safe"],
            &["made them feel"],
            &["personal safety"],
        ],
        unless: &["principles"],
    },
    Subject {
        key: "carers",
        name: "Carers",
        any: &[&["carer"]],
        unless: &["people who use services and carers"],
    },
    Subject {
        key: "at-home",
        name: "Reablement and staying at home",
        any: &[&["reablement"], &["rehabilitation"], &["91 days"]],
        unless: &[],
    },
    Subject {
        key: "delayed-transfers",
        name: "Delayed transfers of care",
        any: &[&["delayed transfer"], &["delays", "hospital"]],
        unless: &[],
    },
    Subject {
        key: "admissions",
        name: "Admissions to residential and nursing care",
        any: &[
            &["admission", "residential"],
            &["admission", "nursing"],
            &["newly supported", "residential"],
        ],
        unless: &[],
    },
    Subject {
        key: "care-homes",
        name: "People and money in care homes",
        any: &[&["residential"], &["nursing"], &["care home"]],
        unless: &[
            "admission",
            "newly supported",
            "exit",
            "specialised housing",
            "domiciliary",
        ],
    },
    Subject {
        key: "information",
        name: "Finding information and advice",
        any: &[&["find information"], &["information", "easy"]],
        unless: &[],
    },
    Subject {
        key: "own-home",
        name: "A home of one’s own and work",
        any: &[
            &["settled accommodation"],
            &["own home"],
            &["employment"],
            &["paid work"],
        ],
        unless: &[],
    },
];

impl Subject {
    /// The topic of a name in the address bar.
    pub fn from_key(key: &str) -> Option<&'static Subject> {
        SUBJECTS.iter().find(|subject| subject.key == key)
    }

    /// Whether a text is about it. The text has been [`plain`].
    pub fn is_in(&self, text: &str) -> bool {
        let any = self
            .any
            .iter()
            .any(|all| all.iter().all(|words| text.contains(words)));
        any && !self.unless.iter().any(|words| text.contains(words))
    }
}

/// A text in small letters with one space between words, so that 'Self-Directed' and 'self directed'
/// are one. Where a phrase ends stands a full stop, so that 'care, home support' is no 'care home'.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if matches!(c, ',' | ';' | ':' | '.' | '(' | ')') {
            out.push_str(if out.ends_with(' ') { ". " } else { " . " });
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_make_no_difference() {
        let subject = Subject::from_key("self-directed-support").unwrap();
        for text in [
            "Self-Directed Support",
            "selfdirected support",
            "SELF  DIRECTED",
        ] {
            assert!(subject.is_in(&plain(text)), "{text}");
        }
        assert!(!subject.is_in(&plain("Directed by oneself")));
    }

    #[test]
    fn every_topic_has_its_own_name() {
        for (at, subject) in SUBJECTS.iter().enumerate() {
            assert_eq!(SUBJECTS.iter().position(|s| s.key == subject.key), Some(at));
            let texts = subject
                .any
                .iter()
                .flat_map(|all| all.iter())
                .chain(subject.unless);
            for text in texts {
                assert_eq!(plain(text), **text, "{} is never found", text);
            }
        }
    }
}
