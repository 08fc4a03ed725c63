//! Leaves out units of which too little is known.

use super::StepKind;
use crate::index::framework::Step;
use crate::index::screen::Screen;
use crate::index::LeafStep;
use crate::json;

/// Leaves out units.
pub static SCREEN: StepKind = StepKind {
    word: "screen",
    read: |json, _| {
        json::only(json, &[&["step"], Screen::MEMBERS].concat())?;
        Screen::members_of(json).map(Step::Screen)
    },
    resolve: |step, resolver| {
        let Step::Screen(screen) = step else { return Ok(()) };
        for (name, threshold) in [("available", screen.available), ("non_zero", screen.non_zero)] {
            if threshold.is_some_and(|t| !(0.0..=1.0).contains(&t)) {
                return Err(resolver.no_share(name));
            }
        }
        if resolver.steps.iter().any(|s| s.screen().is_some()) {
            return Err(resolver.wrong("screen 只能有一步。", "screen may stand once."));
        }
        resolver.steps.push(LeafStep::Wide(Box::new(*screen)));
        Ok(())
    },
};
