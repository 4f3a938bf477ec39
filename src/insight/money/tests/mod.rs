//! Tests of what is drawn of a plan's money.

mod flows;
mod plots;
