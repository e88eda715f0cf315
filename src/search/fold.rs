//! Folds characters that mean the same: full-width forms to ASCII, Traditional Chinese to
//! Simplified.

/// Pairs of a Traditional character and its Simplified form, sorted, each of three bytes:
/// `IMCODE_REFRESH=1 cargo test --test search traditional` makes the file.
static TRADITIONAL: &str = include_str!("traditional.txt");
const CHAR: usize = 3;

/// Words of Hong Kong and Taiwan, in Simplified characters, and those of the mainland; the longest
/// that fits counts.
const REGIONAL: &str = "\
    档案=文件 影片=视频 讯息=消息 简讯=短信 伺服器=服务器 网路=网络 逾时=超时 逾期=过期 \
    登入=登录 登出=退出登录 使用者=用户 用户端=客户端 帐户=账号 帐号=账号 账户=账号 \
    装置=设备 连线=连接 断线=断开连接 离线推播=离线推送 推播=推送 传送=发送 寄送=发送 \
    收回=撤回 封锁=拉黑 设定=设置 应用程式=应用 程式=程序 介面=接口 回呼=回调 主控台=控制台 \
    储存空间=存储空间 储存=保存 记忆体=内存 快取=缓存 字串=字符串 字元=字符 物件=对象 \
    阵列=数组 伫列=队列 执行绪=线程 执行档=可执行文件 软体=软件 金钥=密钥 私密金钥=私钥 \
    数位签章=签名 签章=签名 栏位=字段 函式=函数 资料库=数据库 支援=支持 透过=通过 品质=质量 \
    频宽=带宽 封包=数据包 语音讯息=语音消息";

/// The character that `char` is compared as.
#[must_use]
pub fn fold(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0).unwrap_or(char),
        '\u{4E00}'..='\u{9FFF}' => simplified(char).unwrap_or(char),
        other => other,
    }
}

/// `text` with every character folded, and the words of Hong Kong and Taiwan replaced.
pub(crate) fn fold_text(text: &str) -> String {
    let folded: String = text.chars().map(fold).collect();
    if folded.is_ascii() {
        return folded;
    }
    let pairs: Vec<_> = REGIONAL.split(' ').filter_map(|pair| pair.split_once('=')).collect();
    let (mut replaced, mut rest) = (String::with_capacity(folded.len()), &*folded);
    while let Some(char) = rest.chars().next() {
        let regional = pairs.iter().filter(|(word, _)| rest.starts_with(word));
        if let Some((word, mainland)) = regional.max_by_key(|(word, _)| word.len()) {
            replaced.push_str(mainland);
            rest = &rest[word.len()..];
        } else {
            replaced.push(char);
            rest = &rest[char.len_utf8()..];
        }
    }
    replaced
}

fn simplified(char: char) -> Option<char> {
    let pair = |at: usize| &TRADITIONAL[2 * CHAR * at..2 * CHAR * (at + 1)];
    let (mut low, mut high) = (0, TRADITIONAL.len() / (2 * CHAR));
    while low < high {
        let middle = usize::midpoint(low, high);
        let mut chars = pair(middle).chars();
        match chars.next()?.cmp(&char) {
            std::cmp::Ordering::Equal => return chars.next(),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{fold_text, simplified};

    #[test]
    fn traditional_and_full_width_text_is_folded() {
        for (text, folded) in [
            ("ＵｓｅｒＳｉｇ　過期", "UserSig 过期"),
            ("訊息傳送逾時", "消息发送超时"),
            ("使用者未登入", "用户未登录"),
            ("伺服器網路連線中斷", "服务器网络连接中断"),
            ("裝置已被封鎖", "设备已被拉黑"),
            ("簽名过期", "签名过期"),
        ] {
            assert_eq!(fold_text(text), folded);
        }
    }

    #[test]
    fn simplified_characters_stay() {
        assert_eq!(simplified('群'), None);
        assert_eq!(simplified('訊'), Some('讯'));
    }
}
