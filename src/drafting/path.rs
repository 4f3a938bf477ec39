//! Where in a plan a change happens.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::plan::{Id, Kind};

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A field by its name in JSON.
    Field(String),
    /// An element of a list by its id.
    Item(Id),
    /// An element of a list by its place, for lists whose elements have no id.
    Place(usize),
}

/// The most steps of a path.
const DEEPEST: usize = 12;

/// A place in a plan, from the top: `title`, `measures/#self-directed`,
/// `actions/#asch1-1/milestones/#asch1-1-m2/due`, `measures/#self-directed/points/0/value`. In JSON
/// it is this text.
///
/// ```
/// use waymark::drafting::Path;
/// let path = Path::parse("measures/#self-directed/points/0/value").unwrap();
/// assert_eq!(path.to_string(), "measures/#self-directed/points/0/value");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(Vec<Segment>);

impl Path {
    /// Reads a path; `None` if the text isn't one. At most 12 steps: a plan is never deeper.
    pub fn parse(text: &str) -> Option<Path> {
        let mut segments = Vec::new();
        for piece in text.split('/') {
            if segments.len() == DEEPEST {
                return None;
            }
            let segment = if let Some(id) = piece.strip_prefix('#') {
                Segment::Item(Id::parse(id)?)
            } else if piece.starts_with(|c: char| c.is_ascii_digit()) {
                Segment::Place(piece.parse().ok()?)
            } else {
                let plain = |c: char| c.is_ascii_lowercase() || c == '_';
                let fits = (1..=Id::LONGEST).contains(&piece.len()) && piece.chars().all(plain);
                if !fits || piece.starts_with('_') {
                    return None;
                }
                Segment::Field(piece.to_owned())
            };
            segments.push(segment);
        }
        Some(Path(segments))
    }

    /// The plan's own details.
    pub(super) fn own_details() -> Path {
        Path(Vec::new())
    }

    /// A field of the plan's own details.
    pub fn front(field: &str) -> Path {
        Path(vec![Segment::Field(field.to_owned())])
    }

    /// The list of a kind.
    pub fn list(kind: Kind) -> Path {
        Path::front(kind.key())
    }

    /// A record.
    pub fn record(kind: Kind, id: &Id) -> Path {
        Path::list(kind).item(id)
    }

    /// This path and a field below it.
    pub fn field(mut self, name: &str) -> Path {
        self.0.push(Segment::Field(name.to_owned()));
        self
    }

    /// This path and an element with an id below it.
    pub fn item(mut self, id: &Id) -> Path {
        self.0.push(Segment::Item(id.clone()));
        self
    }

    /// This path and an element at a place below it.
    pub fn place(mut self, at: usize) -> Path {
        self.0.push(Segment::Place(at));
        self
    }

    /// Its steps.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The kind whose list it begins in, unless it is about the plan's own details.
    pub fn kind(&self) -> Option<Kind> {
        match self.0.first() {
            Some(Segment::Field(name)) => Kind::from_key(name),
            _ => None,
        }
    }

    /// The kind and id of the record it is in.
    pub fn record_id(&self) -> Option<(Kind, &Id)> {
        match self.0.get(1) {
            Some(Segment::Item(id)) => Some((self.kind()?, id)),
            _ => None,
        }
    }

    /// Whether it leads to something inside what `other` leads to.
    pub fn is_in(&self, other: &Path) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }

    /// The last field name on the way.
    pub fn last_field(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|s| match s {
            Segment::Field(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The path of what holds this one, and the last step.
    pub fn split_last(&self) -> Option<(Path, &Segment)> {
        let (last, rest) = self.0.split_last()?;
        Some((Path(rest.to_vec()), last))
    }
}

impl From<Vec<Segment>> for Path {
    fn from(segments: Vec<Segment>) -> Path {
        Path(segments)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            match segment {
                Segment::Field(name) => f.write_str(name)?,
                Segment::Item(id) => write!(f, "#{id}")?,
                Segment::Place(at) => write!(f, "{at}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Path::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("“{text}” is not a path in a plan")))
    }
}
