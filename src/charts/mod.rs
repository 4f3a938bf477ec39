//! Charts: rows in, a `charming::Chart` and the same facts as a table out. Pure, so every chart can
//! be tested without a browser; `components::chart` is what puts one on a page.

pub mod answers;
pub mod apart;
pub mod beside;
mod frame;
pub mod measures;
pub mod money;
pub mod option;
mod own;
pub mod picture;
pub mod ranks;
pub mod risk_grid;
pub mod risks;
mod rows;
mod sankey;
pub mod series;
pub mod table;
pub mod tally;
pub mod theme;
pub mod thread;
pub mod timeline;
mod words;

pub use option::option_json;
pub use picture::picture;
pub use table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, Plot, TableRow};
pub use theme::{Look, Paper, Width};
