//! Who did it to whom: `he blocked me` and `I blocked him` hold the same words and are different
//! codes.

/// The term for what the other party did to the user, or to the sender or requester.
pub(crate) const SUFFERED: &str = "<me";
/// The term for what the user, the sender or the requester did.
pub(crate) const DONE: &str = "me>";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Me,
    Other,
    /// Something that one party does to another.
    Verb,
    /// A list that belongs to one party and holds the other.
    List,
    /// Before the owner of a list.
    In,
    /// After who suffers.
    Passive,
    /// Before who does it.
    By,
    /// Before who suffers.
    To,
}

/// Words of the roles.
const HAN_ROLES: &[(Role, &str)] = &[
    (Role::Me, "我 自己 本人 你 您 发送方 发送者 发送人 请求方 发起方"),
    (Role::Other, "对方 他 她 别人 人家 有人 好友把 接收方 接收者 收件人 被加方 被添加方 目标用户"),
    (Role::Verb, "拉黑 屏蔽 删 拒绝 拉进黑 加入黑 加进黑 移除 加我 加好友"),
    (Role::List, "黑名单"),
    (Role::In, "在"),
    (Role::Passive, "被"),
    (Role::To, "把 将 给"),
];

const LATIN_ROLES: &[(Role, &str)] = &[
    (Role::Me, "i me my we us our you your ive sender requester requesters senders myself"),
    (Role::Other, "he she him her his they them their recipient peer recipients receiver other"),
    (Role::Other, "someone somebody party added"),
    (Role::Verb, "block blocked blocks blacklisted deleted delete removed unfriended unfriend"),
    (Role::Verb, "rejected rejects reject refused refuses refuse decline declined declines"),
    (Role::List, "blocklist blacklist friends contacts list"),
    (Role::In, "in on"),
    (Role::Passive, "was were been is are got get being am"),
    (Role::By, "by"),
];

/// The term for the direction of what `clause` describes, if it shows one.
pub(crate) fn direction(clause: &str) -> Option<&'static str> {
    let roles = roles(clause);
    let verb = roles.iter().position(|role| matches!(role, Role::Verb | Role::List))?;
    let list = roles.iter().position(|role| *role == Role::List);
    let inside = roles.iter().position(|role| *role == Role::In).filter(|_| list.is_some());
    let (mut agent, mut patient) = (None, None);
    for (at, &role) in roles.iter().enumerate() {
        if !matches!(role, Role::Me | Role::Other) {
            continue;
        }
        let before = at.checked_sub(1).map(|at| roles[at]);
        let after = roles.get(at + 1);
        let suffers = match (before, after) {
            (Some(Role::To), _) => true,
            (Some(Role::By | Role::Passive), _) => false,
            (_, Some(Role::Passive)) if roles.get(at + 2) != Some(&Role::In) => true,
            _ => inside.map_or(at > verb, |inside| at < inside),
        };
        let slot = if suffers { &mut patient } else { &mut agent };
        slot.get_or_insert(role);
    }
    if patient.is_none() && roles.contains(&Role::Passive) && agent != Some(Role::Me) {
        patient = Some(Role::Me);
    }
    match (agent, patient) {
        (Some(Role::Other), _) | (None, Some(Role::Me)) => Some(SUFFERED),
        (Some(Role::Me), _) | (None, Some(Role::Other)) => Some(DONE),
        _ => None,
    }
}

/// The roles of the words of a text, in order.
fn roles(text: &str) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let mut len = char.len_utf8();
        if char.is_ascii_alphabetic() {
            let end = |char: char| !char.is_ascii_alphabetic() && char != '\'';
            len = rest.find(end).unwrap_or(rest.len());
            let word = &rest[..len];
            let joined = word.contains('\'').then(|| word.replace('\'', ""));
            let word = joined.as_deref().unwrap_or(word);
            let word = if word.ends_with("ists") { &word[..word.len() - 1] } else { word };
            let is_word = |other: &str| other.eq_ignore_ascii_case(word);
            let role = LATIN_ROLES.iter().find(|(_, words)| words.split(' ').any(is_word));
            roles.extend(role.map(|(role, _)| *role));
        } else if !char.is_ascii() {
            let found = HAN_ROLES.iter().find_map(|(role, words)| {
                words.split(' ').find(|word| rest.starts_with(word)).map(|word| (*role, word.len()))
            });
            if let Some((role, found)) = found {
                roles.push(role);
                len = found;
            }
        }
        rest = &rest[len..];
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::{DONE, SUFFERED, direction};

    #[test]
    fn who_did_it_to_whom_is_read_in_both_languages() {
        for text in [
            "对方把我拉黑了",
            "我被对方拉黑",
            "被拉黑",
            "对方将你加入黑名单",
            "对方把我删了",
            "发送方在接收方的黑名单里",
            "he blocked me",
            "I was blocked by him",
            "sender is in the recipient's blocklist",
        ] {
            assert_eq!(direction(text), Some(SUFFERED), "{text}");
        }
        for text in [
            "我把对方拉黑了",
            "拉黑了对方",
            "对方在我的黑名单里",
            "I blocked him",
            "You have blocked the other user",
            "he is in my blacklist",
        ] {
            assert_eq!(direction(text), Some(DONE), "{text}");
        }
        for text in ["黑名单已满", "group is full", "usersig expired"] {
            assert_eq!(direction(text), None, "{text}");
        }
    }
}
