//! The rules that decide whether a number is a code, in order: the first one that applies decides.

use super::context::{Confidence, Context};
use super::key::Key;

/// What a rule says of the numbers it applies to.
struct Rule {
    name: &'static str,
    /// A line whose last known number it decides.
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and for the test"))]
    example: &'static str,
    verdict: Option<Confidence>,
    applies: Test,
}

/// The verdict on a number, and the name of the rule behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub(super) confidence: Option<Confidence>,
    pub(super) rule: &'static str,
}

#[allow(clippy::redundant_closure_for_method_calls, reason = "lifetimes: a method is no `Test`")]
#[rustfmt::skip]
const RULES: &[Rule] = &[
    reject("process id", "W/System.err(10050): at com.acme.Main", |c| c.is_process_id()),
    reject("part of a longer token", "took 9001ms",
        |c| !(c.is_token() || c.is_free_on_the_left() && c.is_map_key())),
    reject("another key", "error on port 6012", |c| c.key == Key::Other && !c.is_map_key()),
    reject("another product", "Redis error 6012", |c| c.is_about_another_product()),
    reject("everyday number, not in a line on this product", r#"{"code":2801}"#,
        |c| c.is_everyday() && !(c.is_about_this_product() && (c.has_key() || c.previous.is_some()))),
    likely("key of a count map", r#"IM errors by code: {"6012": 40}"#, |c| c.is_map_key()),
    reject("another service's reply", r#"{"code":10003,"msg":"sold out","data":null}"#,
        |c| c.key == Key::Code && c.is_foreign_reply()),
    certain("code key", "ErrorCode: 6012", |c| c.key == Key::Code),
    reject("a count", "login failed 6012 times", |c| c.is_counted()),
    certain("after a code in a list", "error codes 6012/6014", |c| follows(c, Confidence::Certain)),
    reject("short, a year or app-defined", "error 120500", |c| !c.is_plausible()),
    likely("error key", "login failed (6012)", |c| c.key == Key::Error),
    likely("after a likely code in a list", "error 6012/6014", |c| follows(c, Confidence::Likely)),
    likely("outcome of a call", "TUIKit kickGroupMember → 10007", |c| c.is_outcome()),
    likely("described behind it", "got 6206 usersig expired", |c| c.precedes_description()),
    likely("label in a sentence on this product", "TUIKit revokeMessage: 6012",
        |c| c.key == Key::Label && c.is_after_blank() && c.is_talk_of_this_product()),
    reject("label", "revokeMessage: 6012", |c| c.key == Key::Label),
    likely("called an error", "what is a 6012 error", |c| c.is_called_error()),
    likely("in brackets after a complaint", "group id is taken already (10025)",
        |c| c.is_bracketed_after_complaint()),
    likely("Chinese sentence about an error", "还有7006，发图的时候报的", |c| c.is_in_chinese_report()),
    likely("object of a verb", "no error before, now I get 6012", |c| c.is_object_of_verb()),
    likely("switch case", "switch (error.code) { case 20009:", |c| c.is_switch_case()),
    likely("definition", "our errors so far, 70009 = UserSig mismatch", |c| c.is_definition()),
    likely("starts a line that describes it", "10007 | no permission", |c| c.starts_description()),
    likely("sentence on this product", "TUIKit once more 30010", |c| c.is_talk_of_this_product()),
    reject("no rule applies", "6012", |_| true),
];

type Test = fn(&Context<'_>) -> bool;

const fn reject(name: &'static str, example: &'static str, applies: Test) -> Rule {
    Rule { name, example, verdict: None, applies }
}

const fn likely(name: &'static str, example: &'static str, applies: Test) -> Rule {
    Rule { name, example, verdict: Some(Confidence::Likely), applies }
}

const fn certain(name: &'static str, example: &'static str, applies: Test) -> Rule {
    Rule { name, example, verdict: Some(Confidence::Certain), applies }
}

/// Whether it has no key of its own and continues a list of codes.
fn follows(context: &Context<'_>, confidence: Confidence) -> bool {
    context.key != Key::Error && context.previous == Some(confidence)
}

/// Decides whether a number is a code. In a list, the verdict on each number depends on that on
/// the one before it, so they are decided from the left.
pub(super) fn classify(mut context: Context<'_>) -> Decision {
    let mut list: Vec<Context<'_>> =
        context.items_before().take_while(|item| item.entries().next().is_some()).collect();
    let mut previous = None;
    while let Some(mut item) = list.pop() {
        item.previous = previous;
        previous = decide(&item).confidence;
    }
    context.previous = previous;
    decide(&context)
}

fn decide(context: &Context<'_>) -> Decision {
    let rule = RULES.iter().find(|rule| (rule.applies)(context));
    rule.map_or(Decision { confidence: None, rule: "" }, |rule| Decision {
        confidence: rule.verdict,
        rule: rule.name,
    })
}

#[cfg(test)]
mod tests {
    use super::{RULES, classify};
    use crate::codes::catalog::Catalog;
    use crate::finder::context::Context;
    use crate::finder::number::Number;

    #[test]
    fn each_rule_decides_its_example() {
        let catalog = Catalog::builtin();
        let is_known = |code| catalog.code(code).next().is_some();
        let mut wrong = Vec::new();
        for rule in RULES {
            let text = rule.example.as_bytes();
            let number = (0..text.len())
                .filter(|&at| text[at].is_ascii_digit())
                .filter(|&at| at == 0 || !text[at - 1].is_ascii_digit())
                .filter_map(|at| Number::read_known(text, at, is_known))
                .next_back();
            let decision = number.map(|number| classify(Context::new(&catalog, text, number)).rule);
            if decision != Some(rule.name) {
                wrong.push((rule.example, rule.name, decision));
            }
        }
        assert_eq!(wrong, []);
    }
}
