//! Money by area as boxes, each as large as its amount, in the box of its group.

use charming::{Chart, datatype::CompositeValue};

use crate::{
    charts::{
        own::{self, BoxStyle, Level, Margins, Own, Shown, TreeBox, Treemap},
        table::ChartFigure,
        theme::{Look, TEXT, Width},
        words::{count, tip, wrap},
    },
    plan::Id,
};

use super::{
    AreaRow, AreaWords, Said,
    areas::{area_headline, area_table},
};

/// The least side of a box that has words in it, in pixels.
const ROOM: f64 = 84.0;

/// The chart of areas as boxes, largest first. Boxes can't be less than nothing: such amounts are in the table
/// only, and the subtitle says so.
pub fn boxes(rows: &[AreaRow], words: &AreaWords, look: Look) -> ChartFigure {
    let mut rows: Vec<&AreaRow> = rows.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.size()));
    let sized: Vec<(&AreaRow, i64)> = rows
        .iter()
        .filter_map(|row| Some((*row, row.size()?)))
        .collect();
    let said = Said::of(sized.iter().map(|(_, size)| *size));
    let drawn: Vec<(&AreaRow, i64)> = sized
        .iter()
        .copied()
        .filter(|(_, size)| *size > 0)
        .collect();
    let headline = area_headline(&sized, words, said);
    let (one, many) = words.side.nouns();
    let mut subtitle = format!(
        "{}: the larger the box, the more money. The table names the small ones",
        words.by_part()
    );
    let left = sized.len() - drawn.len();
    if left > 0 {
        let left = count(left, one, many);
        subtitle.push_str(&format!(", and {left} with nothing or less"));
    }
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Boxes for {} of the {}, each as large as its amount",
            count(drawn.len(), one, many),
            words.whole
        ),
        headline,
        subtitle,
        format!("Too few {many} have an amount to draw a chart."),
        area_table(&rows, words),
    );
    if drawn.len() >= 2 {
        draw(&mut figure, &drawn, said);
    }
    figure
}

fn draw(figure: &mut ChartFigure, drawn: &[(&AreaRow, i64)], said: Said) {
    let look = figure.look;
    let total = drawn
        .iter()
        .map(|(_, size)| *size)
        .fold(0, i64::saturating_add);
    let mut groups: Vec<(&str, Vec<(&AreaRow, i64)>)> = Vec::new();
    for (row, size) in drawn {
        let known = groups.iter_mut().find(|(group, _)| *group == row.group);
        match known {
            Some((_, rows)) if !row.group.is_empty() => rows.push((row, *size)),
            _ => groups.push((&row.group, vec![(row, *size)])),
        }
    }
    let grouped = groups.iter().any(|(_, rows)| rows.len() > 1) && groups.len() > 1;
    // ECharts counts the boxes from an unseen one around all.
    let mut marks: Vec<Option<Id>> = vec![None];
    let words = Boxes { look, said, total };
    let mut data = Vec::new();
    for (group, rows) in groups {
        let in_group = grouped && rows.len() > 1;
        if in_group {
            marks.push(None);
        }
        let leaf = |(row, size): &(&AreaRow, i64)| {
            let name = if in_group {
                row.name_in_group()
            } else {
                &row.label
            };
            words.leaf(&row.label, name, *size)
        };
        marks.extend(rows.iter().map(|(row, _)| row.id.clone()));
        let leaves: Vec<TreeBox> = rows.iter().map(leaf).collect();
        match in_group {
            true => {
                let size = rows
                    .iter()
                    .map(|(_, size)| *size)
                    .fold(0, i64::saturating_add);
                data.push(words.group(group, size, leaves));
            }
            false => data.extend(leaves),
        }
    }
    figure.own = Some(Own::Treemap(Box::new(words.series(data))));
    figure.chart = Some(Chart::new().animation(false));
    figure.marks = vec![marks];
    figure.height = height(look.width) as u32;
}

fn height(width: Width) -> f64 {
    match width {
        Width::Narrow => 460.0,
        _ => 420.0,
    }
}

/// What boxes say and how they look.
struct Boxes {
    look: Look,
    said: Said,
    total: i64,
}

impl Boxes {
    fn amount(&self, size: i64) -> String {
        let share = size as f64 / self.total.max(1) as f64 * 100.0;
        match share {
            1.0.. => format!("{} ({share:.0}%)", self.said.short(size)),
            _ => format!("{} (under 1%)", self.said.short(size)),
        }
    }

    fn label(&self, words: String) -> own::Words {
        own::Words {
            overflow: "truncate",
            ..own::Words::new(self.look, words)
        }
    }

    /// The name on a group's own strip.
    fn strip(&self, words: String) -> own::Words {
        own::Words {
            color: self.look.palette().on_mark,
            height: Some(28.0),
            overflow: "truncate",
            ..own::Words::new(self.look, words)
        }
    }

    /// The side of a box, if it is about square.
    fn side(&self, size: i64) -> f64 {
        let share = size as f64 / self.total.max(1) as f64;
        (share * self.look.width.least() * height(self.look.width)).sqrt()
    }

    fn leaf(&self, title: &str, name: &str, size: i64) -> TreeBox {
        let amount = self.amount(size);
        let side = self.side(size);
        TreeBox {
            name: tip(title, &[&amount]),
            value: CompositeValue::from(size),
            label: match side > ROOM {
                true => {
                    let mut lines = wrap(name, TEXT, side * 1.1, 3);
                    lines.push(amount);
                    self.label(lines.join("\n"))
                }
                false => own::Words::default(),
            },
            upper_label: own::Words::default(),
            children: Vec::new(),
        }
    }

    fn group(&self, name: &str, size: i64, children: Vec<TreeBox>) -> TreeBox {
        let amount = self.amount(size);
        TreeBox {
            name: tip(name, &[&amount]),
            value: CompositeValue::from(size),
            label: own::Words::default(),
            upper_label: self.strip(format!("{} {amount}", name)),
            children,
        }
    }

    fn series(&self, data: Vec<TreeBox>) -> Treemap {
        let palette = self.look.palette();
        let edge = |border_color, border_width, gap_width| Level {
            item_style: BoxStyle {
                color: None,
                border_color,
                border_width,
                gap_width,
            },
        };
        let mut boxes = edge(palette.c1, 1.0, 2.0);
        boxes.item_style.color = Some(palette.c1_soft);
        let mut groups = edge(palette.c1, 3.0, 3.0);
        groups.item_style.color = Some(palette.c1_soft);
        Treemap {
            kind: "treemap",
            margins: Margins::default(),
            roam: false,
            node_click: false,
            breadcrumb: Shown { show: false },
            visible_min: 4.0,
            label: own::Words::default(),
            upper_label: own::Words::default(),
            levels: vec![edge(palette.paper, 0.0, 4.0), groups, boxes],
            data,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::option_json;

    fn row(label: &str, group: &str, spend: i64) -> AreaRow {
        AreaRow {
            id: Some(Id::slug(label)),
            label: label.to_owned(),
            group: group.to_owned(),
            spend: Some(spend),
            ..AreaRow::default()
        }
    }

    #[test]
    fn each_box_leads_to_its_line() {
        let rows = [
            row("Old: Home", "Old", 60),
            row("Alone", "Other", 70),
            row("Old: Community", "Old", 10),
            row("Lost", "Old", -5),
        ];
        let figure = boxes(&rows, &AreaWords::default(), Look::default());
        let marks: Vec<String> = figure.marks[0]
            .iter()
            .map(|id| id.as_ref().map_or("–".to_owned(), Id::to_string))
            .collect();
        assert_eq!(marks, ["–", "alone", "–", "old-home", "old-community"]);
        let option = option_json(&figure);
        let option: serde_json::Value = serde_json::from_str(&option).unwrap();
        let data = &option["series"][0]["data"];
        assert_eq!(data[0]["label"]["formatter"], "Alone\n£70 (50%)");
        assert_eq!(
            data[1]["children"][0]["label"]["formatter"],
            "Home\n£60 (43%)"
        );
        assert_eq!(data[1]["upperLabel"]["formatter"], "Old £70 (50%)");
        assert!(figure.subtitle.ends_with("and 1 area with nothing or less"));
    }
}
