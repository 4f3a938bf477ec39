//! Questions put to a plan: how a measure stands, what is due, what adds up, what stands out, where a
//! word occurs. Pure: each answer is computed from the plan and an as-at date.

pub mod aims;
pub mod as_at;
pub mod beside;
pub mod budget;
pub mod checks;
pub mod distance;
pub mod facts;
pub mod growth;
pub mod imprint;
pub mod index;
pub mod names;
pub mod notes;
pub mod origin;
pub mod outline;
pub mod projects;
pub mod risk_grid;
pub mod rows;
pub mod search;
pub mod series;
pub mod split;
pub mod standing;
pub mod standouts;
pub mod supported;
pub mod tiles;
pub mod topics;
pub mod totals;
pub mod upcoming;
pub mod workforce;

pub use aims::{Aim, aims};
pub use as_at::{MilestoneState, Outcomes, as_at_start, milestone_state};
pub use beside::{beside, row_of};
pub use budget::{Budget, budget, millions};
pub use facts::{Block, Fact, Sheet, sheet, what_is};
pub use imprint::imprint;
pub use index::{Index, Place};
pub use origin::{Holding, holdings};
pub use search::{Hit, search};
pub use series::{Series, series};
pub use split::Tone;
pub use standing::{Reading, Standing, by_rule, read};
pub use standouts::{Mark, Standout, standouts};
pub use tiles::{Tile, tiles};
pub use totals::{SumCheck, Verdict, sum_checks};
pub use upcoming::{Coming, upcoming};
