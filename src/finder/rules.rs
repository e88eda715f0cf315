//! The rules that decide whether a number is a code, in order: the first one that applies decides.

use super::agreement::Wording::{Agrees, Disagrees};
use super::context::Context;
use super::context::Decision::{self, Certain, Likely, Reject};
use super::key::{self, Key};
use super::known::Product::{Assume, Require};

/// A rule: what it decides on the numbers it applies to.
pub(super) struct Rule {
    pub(super) decision: Decision,
    pub(super) name: &'static str,
    /// A line whose last known number it decides.
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and for the test"))]
    example: &'static str,
    applies: fn(&Context<'_>) -> bool,
}

#[allow(clippy::redundant_closure_for_method_calls, reason = "a method path fails lifetime inference here")]
#[rustfmt::skip]
static RULES: &[Rule] = &[
    rule(Reject, "a process id", "W/System.err(10050): at com.acme.Main", |c| c.is_process_id()),
    rule(Reject, "part of a longer word, number or date", "took 9001ms",
        |c| !(c.is_token() || c.is_free_on_the_left() && c.is_map_key())),
    rule(Certain, "beside its constant", "CANNOT_USE_COMMERCIAL_ABILITY: 3122", |c| c.is_beside_its_name()),
    rule(Reject, "it measures or names something else", "error on port 6012",
        |c| c.key == Key::Other && !c.is_map_key() && !c.is_of_call()),
    rule(Reject, "hexadecimal, not behind a word for codes", "read failed 0x11171",
        |c| c.number.is_hex && c.key != Key::Code),
    rule(Reject, "its line names another product", "Redis error 6012", |c| c.is_about_another_product()),
    rule(Reject, "met everywhere, and its line does not name this product", r#"{"code":2801}"#,
        |c| c.is_everyday() && !(c.is_marked() && (c.is_about_this_product() || c.is_about_web_sdk()))),
    rule(Likely, "counted in a map of codes", r#"IM errors by code: {"6012": 40}"#, |c| c.is_map_key()),
    rule(Certain, "behind a word for codes", "ErrorCode: 6012", |c| c.key == Key::Code),
    rule(Reject, "it counts something", "login failed 6012 times",
        |c| c.is_counted() && !c.precedes_description()),
    rule(Certain, "in a list behind a code", "error codes 6012/6014", |c| follows(c, Certain)),
    rule(Reject, "short, a year or app-defined, not behind a word for codes", "error 120500",
        |c| !(c.is_plausible() || c.is_of_web_sdk() && c.is_marked())),
    rule(Likely, "behind a word for errors", "login failed (6012)", |c| c.key == Key::Error),
    rule(Likely, "in a list behind a likely code", "error 6012/6014", |c| follows(c, Likely)),
    rule(Likely, "the outcome of a call", "TUIKit kickGroupMember → 10007", |c| c.is_outcome() || key::ends_clean(c.right) && c.is_of_call()),
    rule(Likely, "described behind it", "got 6206 usersig expired", |c| c.precedes_description()),
    rule(Likely, "behind a label, in a sentence on this product", "TUIKit refresh: 6012",
        |c| c.key == Key::Label && c.is_after_blank() && c.is_talk_of_this_product()),
    rule(Reject, "behind a label that says nothing of errors", "checkout: 6012",
        |c| c.key == Key::Label && !c.follows_description()),
    rule(Likely, "called an error", "what is a 6012 error", |c| c.is_called_error()),
    rule(Likely, "in brackets behind a complaint", "group id is taken already (10025)",
        |c| c.is_bracketed_after_complaint()),
    rule(Likely, "in a Chinese sentence about an error", "还有7006，发图的时候报的", |c| c.is_in_chinese_report()),
    rule(Likely, "what somebody got or saw", "no error before, now I get 6012", |c| c.is_object_of_verb()),
    rule(Likely, "a case of a switch on codes", "switch (error.code) { case 20009:", |c| c.is_switch_case()),
    rule(Likely, "defined in its line", "our errors so far, 70009 = UserSig mismatch", |c| c.is_definition()),
    rule(Likely, "at the start of a line that describes it", "10007 | no permission", |c| c.starts_description()),
    rule(Likely, "at the end of what describes it", "user got kicked offline 6208",
        |c| matches!(c.key, Key::None | Key::Label) && c.follows_description()),
    rule(Likely, "in a sentence on this product", "TUIKit once more 30010", |c| c.is_talk_of_this_product()),
];

/// What is weighed once a rule accepts a number: the first that applies keeps or drops it. If none does,
/// it is kept.
#[allow(clippy::redundant_closure_for_method_calls, reason = "as above")]
#[rustfmt::skip]
static EVIDENCE: &[Rule] = &[
    rule(Likely, "this product is named", "IMSDK: ErrorCode 6012", 
        |c| c.product() == Assume || c.may_be_about_this_product() || c.names_web_sdk()),
    rule(Likely, "its message fits", r#"{"code":6012,"msg":"request timed out"}"#,
        |c| c.product() != Require && c.wording() == Agrees),
    rule(Likely, "this product is named nearby", "Exception: ErrorCode 6012\n  at com.acme.V2TIMManager.login",
        |c| c.is_record_of_this_product()),
    rule(Reject, "this product is not named", "ErrorCode: 6012", |c| c.product() == Require),
    rule(Reject, "its message is about something else", r#"{"code":10003,"msg":"sold out","data":null}"#,
        |c| c.wording() == Disagrees || c.record_wording() == Disagrees),
    rule(Reject, "another product is named nearby", "Exception: ErrorCode 6012\n  at JPush.setAlias",
        |c| c.is_record_of_another_product()),
    rule(Reject, "another address is named", r#"https://acme.com/parcels: {"code":60004}"#,
        |c| c.is_reply_of_another_address()),
];

static NO_RULE: Rule = rule(Reject, "nothing beside it makes it a code", "6012", |_| true);

const fn rule(
    decision: Decision,
    name: &'static str,
    example: &'static str,
    applies: fn(&Context<'_>) -> bool,
) -> Rule {
    Rule { decision, name, example, applies }
}

/// Whether it has no key of its own and continues a list of codes.
fn follows(context: &Context<'_>, decision: Decision) -> bool {
    context.key != Key::Error && context.previous == decision
}

/// The rule that decides whether a number is a code. In a list, each decision depends on that on
/// the number before it, so they are made from the left.
pub(super) fn classify(context: &mut Context<'_>) -> &'static Rule {
    let mut list: Vec<Context<'_>> =
        context.items_before().take_while(|item| item.entries().next().is_some()).collect();
    while let Some(mut item) = list.pop() {
        item.previous = context.previous;
        context.previous = first(&item).decision;
        context.previous_settled = context.previous_settled.max(item.settled());
    }
    first(context)
}

/// The evidence that keeps or drops a number that a rule accepts.
pub(super) fn weigh(context: &Context<'_>) -> Option<&'static Rule> {
    EVIDENCE.iter().find(|evidence| (evidence.applies)(context))
}

fn first(context: &Context<'_>) -> &'static Rule {
    RULES.iter().find(|rule| (rule.applies)(context)).unwrap_or(&NO_RULE)
}

#[cfg(test)]
mod tests {
    use super::{EVIDENCE, NO_RULE, RULES, classify, weigh};
    use crate::codes::catalog::Catalog;
    use crate::finder::context::Context;
    use crate::finder::known::{Known, Product};
    use crate::finder::number::Number;

    /// The rule and the evidence that decide on the last known number of a text.
    fn decide(text: &str, product: Product) -> (&'static str, &'static str) {
        let catalog = Catalog::builtin();
        let mut known = Known::new(&catalog);
        known.product = product;
        let text = text.as_bytes();
        let number = (0..text.len())
            .filter(|&at| text[at].is_ascii_digit())
            .filter(|&at| at == 0 || !text[at - 1].is_ascii_digit())
            .filter_map(|at| Number::read(text, at, &known))
            .rfind(|number| known.has(number.value));
        let mut context = Context::new(&known, text, number.expect("a known number"));
        let rule = classify(&mut context).name;
        (rule, weigh(&context).map_or("", |evidence| evidence.name))
    }

    #[test]
    fn each_rule_decides_its_example() {
        for rule in RULES.iter().chain([&NO_RULE]) {
            assert_eq!(decide(rule.example, Product::Auto).0, rule.name, "{}", rule.example);
        }
    }

    #[test]
    fn each_evidence_decides_its_example() {
        for evidence in EVIDENCE {
            let product = match evidence.name {
                "this product is not named" => Product::Require,
                _ => Product::Auto,
            };
            let decided = decide(evidence.example, product).1;
            assert_eq!(decided, evidence.name, "{}", evidence.example);
        }
    }
}
