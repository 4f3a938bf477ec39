//! The shape of a business plan, as Cheshire West's (2011–14), Worcestershire's (2018–21) and Warwickshire's (2021/22) have
//! it: why and who, aims, how things stand, what is done, what it costs, and when it is looked at again.

use super::{Shape, part};
use crate::plan::Kind;

pub(super) const SHAPE: Shape = Shape {
    key: "business-plan",
    name: "Business plan",
    what_for: "A directorate’s plan for a year or more: aims, actions, measures, risks, money and people.",
    starts: "Start a business plan",
    title: "New business plan",
    details: "Begin with the title, the council, the directorate and the period. The vision is what you want the place to \
              become: all three plans that this shape is made from have one.",
    parts: &[
        part(
            Kind::Narrative,
            "The words around the lists, under the headings that such plans share. Write a few sentences under each, and \
             change or delete any heading that isn’t yours.",
        ),
        part(
            Kind::Statement,
            "What you are there for and how you work: purpose, intentions, values, principles, one in each record. Say \
             which it is, so that readers find them together.",
        ),
        part(
            Kind::Outcome,
            "The results for people that everything else works towards, one sentence each. Two of the three plans have \
             them: 3 and 12.",
        ),
        part(
            Kind::Priority,
            "What comes first in this period. Two of the three plans name priorities: 8 and 10. Link each to the outcomes it \
             works towards.",
        ),
        part(
            Kind::Team,
            "Your service areas, with who leads each and what it is responsible for. The plans have 6, 10 and 18 of them.",
        ),
        part(
            Kind::Post,
            "The posts that answer for something, with who holds each. Actions, measures and risks link to the post, so a \
             new name is changed in one place.",
        ),
        part(
            Kind::Organisation,
            "Partners, providers and boards that the plan names, and what each is to it.",
        ),
        part(
            Kind::Statistic,
            "Figures about the area, the people you support and what they use. Give each its period, what it is counted in \
             and where it is from.",
        ),
        part(
            Kind::Measure,
            "How you will know that it works: what is counted, the target for the period and the last figure beside it. Two \
             of the three plans list measures: 36 and 28.",
        ),
        part(
            Kind::Action,
            "What will be done, for which priority or outcome, by whom and by when. The plans have 26, 17 and 12 actions; \
             milestones are the dated steps of one.",
        ),
        part(
            Kind::Risk,
            "What may go wrong and what is done about it, with the score now and the score you aim at. Two of the three \
             plans have risks: 11 and 5.",
        ),
        part(
            Kind::Money,
            "Where the money goes and where it comes from: a line for each row of the tables ‘Spending’ and ‘Funding’. Give \
             each amount its period, and say which lines are totals.",
        ),
        part(
            Kind::Review,
            "When the plan is looked at again, how often, and by whom. Two of the three plans say so: both look at the whole \
             plan every year, and at progress more often.",
        ),
        part(
            Kind::Reference,
            "Laws, guidance and other plans that this one builds on, each with its date.",
        ),
        part(
            Kind::Abbreviation,
            "Each abbreviation with what it stands for. Readers see that wherever the abbreviation stands.",
        ),
    ],
    headings: &[
        (
            "About this plan",
            "Why there is a plan, what period it covers and how it fits with the council’s own plan.",
        ),
        (
            "Our vision",
            "What you want the place to become and for whom, in a paragraph. The vision itself is a field of the plan’s details.",
        ),
        (
            "How we are organised",
            "Your service areas and what each does, with the legal duties you meet. Names and posts are records of their own.",
        ),
        (
            "Our workforce",
            "How many people work for you, what they need and how you develop and keep them.",
        ),
        (
            "Working with partners",
            "Whom you work with, on what, and how you agree it.",
        ),
        (
            "How we perform",
            "What last year’s figures say, where you compare well and where you don’t. The measures themselves are records.",
        ),
        (
            "Where the money goes",
            "What the budget pays for and how it is changing. The amounts themselves are money lines.",
        ),
        (
            "Governance and review",
            "Who keeps an eye on the plan, how often, and when it is next refreshed.",
        ),
    ],
    tables: &[
        (
            "Spending",
            &["Service", "Expenditure", "Income", "Net budget"],
        ),
        ("Funding", &["Source", "Amount"]),
    ],
};
