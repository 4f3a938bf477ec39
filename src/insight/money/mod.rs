//! What a plan's money can be drawn as, chosen by what its tables hold: where it comes from and goes to,
//! its parts, one year beside another; and what is to be saved, proposed, or doesn't add up.

mod adding;
mod flow;
mod flow_groups;
mod flow_parts;
mod plot;
mod savings;
mod sketch;
#[cfg(test)]
mod tests;

pub use adding::adding_up;
pub use flow::{Flow, FlowLink, FlowNode, Place, flow};
pub use plot::{AreaRow, AreaWords, Plot, Side, TwoPeriodRow, TwoPeriodWords, plot, whole};
pub use savings::{Saved, Saving, savings};
