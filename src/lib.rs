//! Waymark opens a council's adult social care plan as something you can explore, draft and share
//! in a browser, with no server and no network.

pub mod drafting;
pub mod formats;
pub mod insight;
pub mod plan;
pub mod storage;
