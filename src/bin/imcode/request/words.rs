//! Words of questions and logs, which only this reading needs; those around a code are the finder's.

/// Whether `list`, words between blanks, has `word` in any case.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Keys of a code, besides those that the finder knows.
pub(super) const RESULTS: &str = "rc rtn retcd eno fehler erreur erro onKickedOffline";

/// Keys that may have a code: only a known one is.
pub(super) const STATES: &str = "status state result results reason res resp response errors";

/// What a number counts or measures, besides what the finder knows.
pub(super) const NOUNS: &str = "
    time ts timestamp elapsed duration latency rtt date phone tel mobile price amount account score
    rank weight speed bytes fd socket connection attempt retry random age top month day hour";

/// What a call does with a code: `login returned 70001`.
pub(super) const RELAYS: &str =
    "return returned returns returning got gives throws threw receives received";

/// Between two numbers of a list.
pub(super) const JOINTS: &str =
    ", / 、 ; & | and or vs versus 和 与 及 以及 或 或者 跟 还有 还是 ,and ,or";

/// Of this product, beside the names that the finder knows.
pub(super) const PRODUCTS: &str = "tencent qcloud imcode";

/// A question about a code, which describes none.
pub(super) const QUESTIONS: &str = "
    what whats is are was the does do did mean means meaning explain show lookup look up find get info
    about of for a an me tell please help how to fix solve why i my we in on see with this that it
    hello hi describe s code codes error errors err difference diff between getting got when which
    one can you someone handle search check query re and or vs versus also any";

/// As [`QUESTIONS`], in Chinese; the longest first.
pub(super) const QUESTIONS_ZH: &str = "
    即时通信 云通信 腾讯云 有没有 什么 甚么 怎么 怎样 请问 求助 求解 区别 解决 处理 原因 如何 意思 代表
    表示 含义 问题 查询 看下 帮我 一下 这个 那个 哪个 哪些 返回 出现 遇到 错误 代码 大佬 有人 知道 各位
    老师 解释 说明 到底 分别 腾讯 签名 票据 是 啥 咋 办 的 了 吗 呢 呀 啊 么 嘛 在 和 与 及 或 跟 还 都
    又 码 错 报 查 看 帮 这 那 哪 回 事 有 不 求 何 意 为 吧 谁";

/// The severity of a log line.
pub(super) const LEVELS: &str = "
    V D I W E F T DEBUG INFO WARN WARNING ERROR FATAL TRACE NOTICE CRITICAL SEVERE VERBOSE ERR";
