//! A plan as a StratML document: each action under the first goal it serves, each measure in the first action it is a
//! measure of. What serves no goal stands under one that says so; what has no element of its own is said in words, or
//! told.

use std::collections::{HashMap, HashSet};

use super::{
    Edition, FILE_HEADING,
    lines::{Lines, beside, milestone, put_cells, shown},
    result::result,
    schema::{ROOT, USUAL_TYPE},
    tree::{Node, clean, ncname},
};
use crate::{
    insight::Index,
    plan::{Action, Cell, Collection, Id, Kind, Measure, Plan, Printed, Ref, StatementRole, Words},
};

/// The goal of what serves none.
const NO_GOAL: &str = "Actions and measures under no goal";
/// The objective of measures that no action names.
const NO_ACTION: &str = "Measures that no action names";

/// The document a plan is written as, in normal form.
pub(super) fn document(plan: &Plan, edition: Edition) -> Node {
    let index = Index::new(plan);
    let mut desk = Desk::new(plan, &index);
    let mut root = Node::new(ROOT);
    let front = &plan.front;
    root.put("Name", clean(&front.title));
    let core = root.open("StrategicPlanCore");
    core.open("Organization")
        .put("Name", clean(&front.organisation));
    core.open("Vision")
        .put("Description", clean(front.vision.as_str()));
    core.open("Mission")
        .put("Description", clean(front.mission.as_str()));
    for value in plan
        .statements
        .iter()
        .filter(|s| s.role == Some(StatementRole::Value))
    {
        let mut node = Node::new("Value");
        node.put("Name", clean(&value.name));
        node.put("Description", clean(value.text.as_str()));
        core.children.push(node);
    }
    let goals = desk.goals(edition);
    root.open("StrategicPlanCore").children.extend(goals);
    let admin = root.open("AdministrativeInformation");
    if let Some(id) = front.id.as_ref().filter(|id| desk.is_free(id)) {
        admin.put("Identifier", id.as_str());
    }
    if let Some(period) = front.period {
        admin.put("StartDate", period.first_day().iso());
        admin.put("EndDate", period.last_day().iso());
    }
    if let Some(date) = front.published.as_ref().and_then(Printed::value) {
        admin.put("PublicationDate", date.last_day().iso());
    }
    let mut said = Lines::default();
    said.add("Directorate", &front.directorate);
    said.add("Edition", &front.edition);
    said.beyond_a_day("Published", &front.published);
    let file = plan.narratives.iter().find(|n| n.heading == FILE_HEADING);
    let cells = file.map_or(&[][..], |file| file.cells.as_slice());
    put_cells(&mut root, cells, &mut said);
    if root.get("Type").is_empty() {
        root.put("Type", USUAL_TYPE);
    }
    said.end(&mut root, "OtherInformation");
    // Partners that nothing else names stand beside the organisation itself.
    let named: HashSet<&Id> = plan
        .actions
        .iter()
        .flat_map(|a| &a.responsible)
        .map(|r| &r.to)
        .collect();
    let own = root.open("StrategicPlanCore").open("Organization");
    for partner in plan.organisations.iter().filter(|o| !named.contains(&o.id)) {
        let mut node = Node::new("Stakeholder");
        node.put("Name", clean(&partner.name));
        node.put("Description", clean(partner.description.as_str()));
        own.children.push(node);
    }
    root.normalise();
    root
}

struct Desk<'a> {
    plan: &'a Plan,
    index: &'a Index,
    taken: HashSet<String>,
    written: HashSet<Id>,
    by_goal: HashMap<&'a Id, Vec<&'a Action>>,
    loose: Vec<&'a Action>,
}

impl<'a> Desk<'a> {
    fn new(plan: &'a Plan, index: &'a Index) -> Desk<'a> {
        let is_goal = |id: &Id| {
            let place = index.place(id).filter(|place| place.part.is_none());
            place.is_some_and(|p| matches!(p.kind, Kind::Outcome | Kind::Priority))
        };
        let mut by_goal: HashMap<&Id, Vec<&Action>> = HashMap::new();
        let mut loose = Vec::new();
        for action in plan.actions.iter() {
            match action.serves.iter().find(|r| is_goal(&r.to)) {
                Some(goal) => by_goal.entry(&goal.to).or_default().push(action),
                None => loose.push(&**action),
            }
        }
        let records = plan.outcomes.iter().map(|o| &o.id);
        let records = records
            .chain(plan.priorities.iter().map(|p| &p.id))
            .chain(plan.actions.iter().map(|a| &a.id))
            .chain(plan.measures.iter().map(|m| &m.id));
        Desk {
            plan,
            index,
            taken: records.map(Id::to_string).collect(),
            written: HashSet::new(),
            by_goal,
            loose,
        }
    }

    fn is_free(&self, id: &Id) -> bool {
        !self.taken.contains(id.as_str())
    }

    /// An id for what the plan has no record of.
    fn id(&mut self, stem: &str) -> String {
        let mut n = 1;
        loop {
            let id = match n {
                1 => stem.to_owned(),
                n => format!("{stem}-{n}"),
            };
            let is_plans = self
                .plan
                .front
                .id
                .as_ref()
                .is_some_and(|own| own.as_str() == id);
            if !is_plans && self.taken.insert(id.clone()) {
                return id;
            }
            n += 1;
        }
    }

    /// The identifier an element is written with: the one its file gave it, else the record's id.
    fn identify(&mut self, node: &mut Node, id: &Id, cells: &[Cell]) {
        let given = cells.iter().find(|c| c.label == "Identifier");
        let given = given
            .and_then(|cell| cell.value.as_ref()?.value())
            .map(|words| ncname(&clean(words.as_str())));
        let given = given.filter(|text| Id::parse(text).is_none() && !text.is_empty());
        match given.filter(|text| self.taken.insert(text.clone())) {
            Some(given) => node.put("Identifier", given),
            None => node.put("Identifier", id.as_str()),
        }
    }

    fn goals(&mut self, edition: Edition) -> Vec<Node> {
        let plan = self.plan;
        let mut goals = Vec::new();
        // Measures that no action names, by the goal they show the way to.
        let of_actions: HashSet<&Id> = plan
            .actions
            .iter()
            .flat_map(|a| &a.measures)
            .map(|r| &r.to)
            .collect();
        let goal_ids: HashSet<&Id> = plan.outcomes.iter().map(|o| &o.id).collect();
        let goal_ids: HashSet<&Id> = goal_ids
            .into_iter()
            .chain(plan.priorities.iter().map(|p| &p.id))
            .collect();
        let mut of_goal: HashMap<&Id, Vec<&Measure>> = HashMap::new();
        let mut of_none: Vec<&Measure> = Vec::new();
        let is_left =
            |m: &Measure| edition == Edition::PerformancePlan && !of_actions.contains(&m.id);
        for measure in plan.measures.iter().filter(|m| is_left(m)) {
            match measure.serves.iter().find(|r| goal_ids.contains(&r.to)) {
                Some(goal) => of_goal.entry(&goal.to).or_default().push(measure),
                None => of_none.push(measure),
            }
        }
        for outcome in plan.outcomes.iter() {
            let mut said = Lines::default();
            if let Some(level) = outcome.level {
                said.add("Whose it is", level.shown());
            }
            self.also("Part of", outcome.parent.iter(), &mut said);
            let head = (&outcome.id, outcome.reference.as_str(), &outcome.text);
            let measures = of_goal.remove(&outcome.id).unwrap_or_default();
            goals.push(self.goal(head, &outcome.cells, said, &measures));
        }
        for priority in plan.priorities.iter() {
            let mut said = Lines::default();
            if let Some(level) = priority.level {
                said.add("Whose it is", level.shown());
            }
            self.also("Works towards", priority.outcomes.iter(), &mut said);
            let head = (&priority.id, priority.reference.as_str(), &priority.text);
            let measures = of_goal.remove(&priority.id).unwrap_or_default();
            goals.push(self.goal(head, &priority.cells, said, &measures));
        }
        if !self.loose.is_empty() || !of_none.is_empty() {
            let mut node = Node::new("Goal");
            node.put("Name", NO_GOAL);
            let id = self.id("under-no-goal");
            node.put("Identifier", id);
            let loose = std::mem::take(&mut self.loose);
            for action in loose {
                let objective = self.objective(action, None);
                node.children.push(objective);
            }
            node.children.extend(self.unnamed(&of_none));
            goals.push(node);
        }
        goals
    }

    fn goal(
        &mut self,
        (id, reference, text): (&Id, &str, &Words),
        cells: &[Cell],
        mut said: Lines,
        measures: &[&Measure],
    ) -> Node {
        let mut node = Node::new("Goal");
        node.put("Name", clean(text.as_str()));
        node.put("SequenceIndicator", clean(reference));
        self.identify(&mut node, id, cells);
        put_cells(&mut node, cells, &mut said);
        said.end(&mut node, "OtherInformation");
        for action in self.by_goal.remove(id).unwrap_or_default() {
            let objective = self.objective(action, Some(id));
            node.children.push(objective);
        }
        node.children.extend(self.unnamed(measures));
        node
    }

    /// The objective that holds measures of no action.
    fn unnamed(&mut self, measures: &[&Measure]) -> Option<Node> {
        if measures.is_empty() {
            return None;
        }
        let mut node = Node::new("Objective");
        node.put("Name", NO_ACTION);
        let id = self.id("measures-of-no-action");
        node.put("Identifier", id);
        for measure in measures {
            let indicator = self.indicator(measure);
            node.children.push(indicator);
        }
        Some(node)
    }

    fn also<'r>(&self, what: &str, refs: impl Iterator<Item = &'r Ref>, said: &mut Lines) {
        for r in refs {
            said.add(what, &self.index.title(self.plan, &r.to));
        }
    }

    fn objective(&mut self, action: &Action, goal: Option<&Id>) -> Node {
        let plan = self.plan;
        let mut node = Node::new("Objective");
        node.put("Name", clean(action.text.as_str()));
        node.put("SequenceIndicator", clean(&action.reference));
        self.identify(&mut node, &action.id, &action.cells);
        for r in &action.responsible {
            let mut who = Node::new("Stakeholder");
            who.put("Name", clean(&self.index.title(self.plan, &r.to)));
            // Once is enough, wherever the partner comes first.
            let at = plan.organisations.place(&r.to);
            let partner = at.and_then(|at| plan.organisations.get(at));
            if let Some(partner) = partner.filter(|partner| self.written.insert(partner.id.clone()))
            {
                who.put("Description", clean(partner.description.as_str()));
            }
            node.children.push(who);
        }
        let mut said = Lines::default();
        put_cells(&mut node, &action.cells, &mut said);
        for kind in &action.kinds {
            said.add("Kind", kind.shown());
        }
        said.date("Starts", &action.start);
        said.date("Ends", &action.end);
        if let Some(progress) = action.progress {
            said.add("Progress", progress.shown());
        }
        self.also("Service area", action.areas.iter(), &mut said);
        let others = action.serves.iter().filter(|r| Some(&r.to) != goal);
        self.also("Also works towards", others, &mut said);
        for step in &action.steps {
            said.add("Step", step.text.as_str());
        }
        for line in &action.timescales {
            said.add("Timescale", &beside(line.text.as_str(), &shown(&line.date)));
        }
        for line in &action.measured_by {
            said.add("Measured by", line.text.as_str());
        }
        for line in &action.improvements {
            said.add("Intended improvement", line.text.as_str());
        }
        for m in &action.milestones {
            said.add("Milestone", &milestone(m));
        }
        for r in &action.measures {
            let at = plan.measures.place(&r.to);
            let measure = at.and_then(|at| plan.measures.get(at));
            match measure.filter(|m| !self.written.contains(&m.id)) {
                Some(measure) => {
                    let indicator = self.indicator(measure);
                    node.children.push(indicator);
                }
                None => said.add("Also measured by", &self.index.title(self.plan, &r.to)),
            }
        }
        said.end(&mut node, "OtherInformation");
        node
    }

    fn indicator(&mut self, measure: &Measure) -> Node {
        self.written.insert(measure.id.clone());
        let mut node = Node::new("PerformanceIndicator");
        node.put("SequenceIndicator", clean(&measure.code));
        node.put("MeasurementDimension", clean(measure.name.as_str()));
        node.put("UnitOfMeasurement", clean(&measure.unit));
        self.identify(&mut node, &measure.id, &measure.cells);
        let mut said = Lines::default();
        put_cells(&mut node, &measure.cells, &mut said);
        said.add("Framework", &measure.framework);
        said.add("Group", &measure.group);
        if let Some(polarity) = measure.polarity {
            said.add("Which way is better", polarity.shown());
        }
        if let Some(frequency) = &measure.frequency {
            said.add("How often", &frequency.shown(|f| f.shown().to_owned()));
        }
        said.add("Marked as", &measure.marks.join("; "));
        if let Some(priority) = &measure.corporate_priority {
            said.add("Corporate priority", &priority.shown(Clone::clone));
        }
        self.also("Answers for it", measure.owners.iter(), &mut said);
        self.also("Service area", measure.areas.iter(), &mut said);
        self.also("Shows the way to", measure.serves.iter(), &mut said);
        if let Some(why) = &measure.explanation {
            said.add("Explanation", &why.shown(|w| w.as_str().to_owned()));
        }
        for rating in &measure.ratings {
            let aspect = rating.aspect.unwrap_or_default().shown();
            let rated = rating.rating.as_ref();
            said.add(
                aspect,
                &rated.map_or(String::new(), |r| r.shown(|r| r.shown().to_owned())),
            );
        }
        said.end(&mut node, "OtherInformation");
        for point in &measure.points {
            let mut instance = Node::new("MeasurementInstance");
            instance.children.push(result(point));
            node.children.push(instance);
        }
        node
    }
}
