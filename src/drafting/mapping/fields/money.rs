//! The columns of a table of money and its amounts.

use super::{How, Layout, field};
use crate::{drafting::typed::Reading, plan::MoneyKind};

pub(super) static MONEY: Layout = Layout {
    main: "label",
    fields: &[
        field(
            "label",
            "What the money is for",
            How::One("label", Reading::Words),
            "service|budget|budget line|description|item|heading|line|area|label|what|saving|savings|\
             proposal|category|subjective|expenditure|income|funding|source|details",
        ),
        field(
            "service",
            "Service",
            How::One("service", Reading::Text),
            "service area|directorate|division|department",
        ),
        field(
            "client_group",
            "Client group",
            How::One("client_group", Reading::Text),
            "client group|care group|client|user group",
        ),
        field(
            "setting",
            "Where care is given",
            How::One("setting", Reading::Text),
            "setting|care setting",
        ),
        field(
            "period",
            "Period of its amounts",
            How::Period,
            "period|year|financial year",
        ),
        field(
            "spend",
            "Amount: expenditure",
            How::Amount(MoneyKind::Spend),
            "spend|expenditure|gross|cost|costs|budget|amount|outturn|forecast|gross budget",
        ),
        field(
            "income",
            "Amount: income",
            How::Amount(MoneyKind::Income),
            "income|charges|contributions",
        ),
        field(
            "net",
            "Amount: net",
            How::Amount(MoneyKind::Net),
            "net|net budget|net expenditure|net cost",
        ),
        field(
            "funding",
            "Amount: funding",
            How::Amount(MoneyKind::Funding),
            "funding|grant|funding available",
        ),
        field(
            "saving",
            "Amount: savings",
            How::Amount(MoneyKind::Saving),
            "saving|savings|efficiencies|efficiency",
        ),
        field(
            "pressure",
            "Amount: pressure",
            How::Amount(MoneyKind::Pressure),
            "pressure|pressures|growth",
        ),
    ],
};
