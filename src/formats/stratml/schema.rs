//! Which elements StratML has, in which order and where: ISO 17469-1 (StrategicPlan) and ISO 17469-2
//! (PerformancePlanOrReport). The second holds all of the first.

/// What may stand in an element.
pub(super) struct Child {
    /// Its name.
    pub name: &'static str,
    /// How often it may stand there, and how it is written.
    pub how: How,
}

/// How a child stands in its element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As an attribute with one of these values.
    Attribute(&'static [&'static str]),
    /// At most once.
    Once,
    /// Exactly once, empty if there is nothing to say.
    Always,
    /// Any number of times.
    Many,
}

use How::{Always, Attribute, Many, Once};

macro_rules! children {
    ($($name:literal $how:expr),* $(,)?) => {
        &[$(Child { name: $name, how: $how },)*]
    };
}

/// The root that everything is read into.
pub(super) const ROOT: &str = "PerformancePlanOrReport";
/// What a plan is, where its file doesn't say.
pub(super) const USUAL_TYPE: &str = "Performance_Plan";
/// What a StrategicPlan is among them.
pub(super) const PLAN_TYPE: &str = "Strategic_Plan";

/// What may stand in an element, in the order it is written in; nothing where it holds text.
pub(super) fn children(name: &str) -> &'static [Child] {
    match name {
        "PerformancePlanOrReport" => children![
            "Type" Attribute(&[PLAN_TYPE, USUAL_TYPE, "Performance_Report"]),
            "Name" Always, "Description" Once, "OtherInformation" Once, "StrategicPlanCore" Always,
            "AdministrativeInformation" Once, "Submitter" Once,
        ],
        "StrategicPlanCore" => children![
            "Organization" Many, "Vision" Once, "Mission" Once, "Value" Many, "Goal" Many,
        ],
        "Organization" => children![
            "Name" Once, "Acronym" Once, "Identifier" Once, "Description" Once, "Stakeholder" Many,
        ],
        "Stakeholder" => children![
            "StakeholderTypeType" Attribute(&["Person", "Organization", "Generic_Group"]),
            "Name" Always, "Description" Once, "Role" Many,
        ],
        "Role" => children!["Name" Always, "Description" Once, "RoleType" Many],
        "Vision" | "Mission" => children!["Description" Once, "Identifier" Once],
        "Value" => children!["Name" Once, "Description" Once],
        "Goal" => children![
            "Name" Always, "Description" Always, "Identifier" Once, "SequenceIndicator" Once, "Stakeholder" Many,
            "OtherInformation" Once, "Objective" Many,
        ],
        "Objective" => children![
            "Name" Once, "Description" Once, "Identifier" Once, "SequenceIndicator" Once, "Stakeholder" Many,
            "OtherInformation" Once, "PerformanceIndicator" Many,
        ],
        "PerformanceIndicator" => children![
            "ValueChainStage" Attribute(&["Outcome", "Output_Processing", "Output", "Input_Processing", "Input"]),
            "PerformanceIndicatorType" Attribute(&["Quantitative", "Qualitative"]),
            "SequenceIndicator" Once, "MeasurementDimension" Always, "UnitOfMeasurement" Always, "Identifier" Once,
            "Relationship" Many, "MeasurementInstance" Many, "OtherInformation" Once,
        ],
        "Relationship" => children![
            "RelationshipType" Attribute(&["Broader_Than", "Peer_To", "Narrower_Than"]),
            "Identifier" Once, "ReferentIdentifier" Many, "Name" Once, "Description" Once,
        ],
        "MeasurementInstance" => children!["TargetResult" Many, "ActualResult" Many],
        "TargetResult" | "ActualResult" => children![
            "StartDate" Once, "EndDate" Once, "NumberOfUnits" Once, "Descriptor" Once, "Description" Always,
        ],
        "Descriptor" => children!["DescriptorName" Always, "DescriptorValue" Always],
        "AdministrativeInformation" => children![
            "Identifier" Once, "StartDate" Once, "EndDate" Once, "PublicationDate" Once, "Source" Once,
        ],
        "Submitter" => children![
            "Identifier" Once, "GivenName" Once, "Surname" Once, "PhoneNumber" Once, "EmailAddress" Once,
        ],
        _ => &[],
    }
}

/// The child that a file means by a name, in whatever letters it writes it and whatever an older edition called it.
pub(super) fn child(of: &str, name: &str) -> Option<&'static Child> {
    let name = match name.to_ascii_lowercase().as_str() {
        "firstname" => "givenname".to_owned(),
        "lastname" => "surname".to_owned(),
        // Before 2009 a submitter had one name.
        "name" if of == "Submitter" => "givenname".to_owned(),
        "id" | "identifer" => "identifier".to_owned(),
        "phone" => "phonenumber".to_owned(),
        "email" => "emailaddress".to_owned(),
        "indicatortype" => "performanceindicatortype".to_owned(),
        "organisation" => "organization".to_owned(),
        other => other.to_owned(),
    };
    let mut all = children(of).iter();
    all.find(|child| child.name.eq_ignore_ascii_case(&name))
}

/// What an element that should hold others means by text of its own.
pub(super) fn own_text(of: &str) -> Option<&'static str> {
    match of {
        "Vision" | "Mission" => Some("Description"),
        "Organization" | "Stakeholder" | "Value" | "Goal" | "Objective" | "Role" => Some("Name"),
        "TargetResult" | "ActualResult" => Some("Description"),
        "Submitter" => Some("GivenName"),
        _ => None,
    }
}

/// Where an element keeps words that have no place of their own.
pub(super) fn place_for_words(of: &str) -> Option<&'static str> {
    let known = |name: &'static str| child(of, name).map(|child| child.name);
    known("OtherInformation").or_else(|| known("Description"))
}

/// An element's name as people read it: 'Other information'.
pub(super) fn label(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match out.is_empty() {
            false if c.is_ascii_uppercase() => {
                out.push(' ');
                out.push(c.to_ascii_lowercase());
            }
            _ => out.push(c),
        }
    }
    out
}
