//! StratML (ISO 17469): strategic plans and performance reports as XML, in and out.
