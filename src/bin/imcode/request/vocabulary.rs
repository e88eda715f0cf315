//! The words by which a number is read: what marks a code, what marks something else.

/// Whether a list has `word`, in any case.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Last words of a key whose number says that something failed, in lower case.
pub(super) const ERROR_WORDS: &[&str] = &[
    "err", "erro", "erreur", "fehler", "fail", "failed", "failure", "fails", "failing", "fault",
    "onfail", "onfailure", "reject", "rejected", "rejection", "kicked",
];

/// Keys whose number is a code whatever it is.
pub(super) const CODE_WORDS: &[&str] = &[
    "errno", "ret", "rc", "rtn", "retval", "errnum", "errid", "errorno", "errornumber", "eno",
    "ecode",
];

/// Keys whose number may be a code: only a known one is.
pub(super) const VAGUE_WORDS: &[&str] = &[
    "status", "state", "result", "res", "rsp", "resp", "response", "reason", "retcd", "errors",
    "failures", "exceptions",
];

/// What turns `code` into something that is no error code: `zipCode`, `exit code`.
pub(super) const OTHER_CODES: &[&str] = &[
    "zip", "bar", "qr", "key", "verify", "verification", "captcha", "sms", "country", "area",
    "post", "postal", "version", "request", "color", "colour", "source", "char", "invite",
    "invitation", "promo", "coupon", "de", "en", "uni", "trans", "op", "byte", "hash", "vs", "pin",
    "pass", "lang", "language", "city", "currency", "bank", "stock", "product", "item", "sku",
    "province", "region", "unlock", "geo", "exit", "auth", "activation", "scan", "morse", "of",
    "time", "tz", "dial",
];

/// Codes of HTTP, most of the time.
pub(super) const TRANSPORT_CODES: &[&str] = &[
    "status", "http", "response", "https",
];

/// Words between a key and its number.
pub(super) const FILLERS: &[&str] = &[
    "is", "was", "are", "of", "with", "the", "a", "an", "by", "no", "number", "value", "equals",
    "equal", "to", "being", "as", "server", "sdk", "from", "now", "always", "still", "just", "due",
    "because", "int", "int32", "int64", "integer", "long", "optional", "some", "nsinteger",
    "string", "reports", "says", "reported", "this", "following", "like", "get", "cdata",
];

/// Words that a number may follow with or without a key before them: `code returned: 6012`.
pub(super) const RELAYS: &[&str] = &[
    "return", "returned", "returns", "returning", "got", "gives", "throws", "threw", "receives",
    "received",
];

/// Words that follow `code` in a pair of keys: `code/desc: 6012`.
pub(super) const SECOND_KEYS: &[&str] = &[
    "desc", "msg", "message", "info", "description", "reason", "errmsg", "errormsg",
];

/// Keys and nouns whose number counts or names something.
pub(super) const NOUNS: &[&str] = &[
    "user", "users", "ids", "group", "room", "port", "line", "proc", "process", "thread", "seq",
    "msgseq", "sequence", "page", "version", "ver", "build", "ios", "size", "count", "len",
    "length", "total", "sum", "time", "ts", "timestamp", "cost", "elapsed", "duration", "latency",
    "timeout", "interval", "rtt", "order", "account", "step", "attempt", "retry", "retries", "item",
    "row", "index", "level", "layer", "channel", "chapter", "section", "issue", "pr", "ticket",
    "bug", "sdkappid", "phone", "tel", "mobile", "price", "amount", "number", "num", "offset",
    "random", "rand", "age", "year", "month", "day", "week", "hour", "minute", "second", "top",
    "about", "after", "in", "since", "until", "before", "than", "up", "over", "only", "max", "min",
    "limit", "speed", "width", "height", "x", "y", "col", "column", "pos", "position", "progress",
    "percent", "member", "members", "sdkversion", "weight", "score", "rank", "worker", "node",
    "shard", "conn", "connection", "socket", "fd", "handle", "task", "job", "period", "left",
    "bytes", "date",
];

/// Nouns that a name ends with which does something to them: `joinGroup`.
pub(super) const OBJECTS: &[&str] = &[
    "user", "users", "group", "member", "members", "room", "item", "account", "task", "thread",
    "page", "line", "connection", "channel", "order", "row", "column", "process", "step",
];

/// Plurals and measures behind a number that is counted.
pub(super) const UNITS: &[&str] = &[
    "ms", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr",
    "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "us", "ns",
    "kb", "mb", "gb", "tb", "kib", "mib", "gib", "k", "m", "g", "w", "b", "byte", "bytes", "px",
    "pt", "dp", "fps", "hz", "khz", "times", "retries", "attempts", "users", "members", "messages",
    "msgs", "items", "people", "rows", "lines", "files", "groups", "requests", "devices",
    "connections", "records", "entries", "results", "percent", "points", "pages", "chars",
    "characters", "tries", "friends", "conversations", "clients", "threads", "rooms", "steps", "x",
    "am", "pm", "millis", "bit", "bits", "kbps", "mbps", "errors", "failures",
];

/// As [`UNITS`], at the beginning of Chinese text.
pub(super) const UNITS_ZH: &[&str] = &[
    "秒", "毫秒", "小时", "天", "个", "次", "条", "人", "位", "名", "年", "月", "日", "元", "块",
    "岁", "兆", "字节", "字符", "张", "倍", "楼", "页", "台", "部", "种", "版", "行", "点", "时",
    "分", "周", "米", "万", "千", "百", "群成员", "号线", "期", "届", "度",
];

/// Ends of Chinese text before a number that is a code, whatever it is.
pub(super) const CODES_ZH: &[&str] = &[
    "错误编号", "错误号", "返回值", "错误吗", "エラーコード", "エラー番号", "코드", "码",
    "碼",
];

/// Words that end like a key and are none.
pub(super) const OTHER_CODES_ZH: &[&str] = &[
    "验证码", "驗證碼", "二维码", "条码", "条形码", "密码", "密碼", "编码", "解码", "激活码",
    "邀请码", "电码", "号码", "號碼", "提取码", "取件码", "口令码", "退出码", "源代码", "行代码",
    "股票代码", "识别码", "校验码", "区域代码", "优惠码", "兑换码", "转码",
];

/// Ends of Chinese text before a number with which something failed.
pub(super) const ERRORS_ZH: &[&str] = &[
    "错误", "报", "错", "失败", "异常", "返回", "提示", "抛出", "抛", "弹出", "弹", "出现", "遇到",
    "收到", "显示", "故障", "回调", "超时", "被拒", "碰到", "爆", "錯誤", "報", "錯", "失敗",
    "異常", "回傳", "拋出", "エラー", "오류", "에러", "ошибка", "ошибки", "lỗi", "reporta", "跳出",
    "冒出", "蹦出",
];

/// Beginnings of Chinese text behind a number with which something failed.
pub(super) const ERRORS_AFTER_ZH: &[&str] = &[
    "报错", "错", "异常", "返回码", "这个错", "的错", "号错误", "錯誤", "報錯", "異常", "エラー",
    "오류", "에러",
];

/// Words in Chinese between a key and its number.
pub(super) const FILLERS_ZH: &[&str] = &[
    "为", "是", "了", "了个", "一个", "个", "的", "等于", "都是", "的是", "一直是", "总是", "显示",
    "這個", "这个", "代号", "為", "就是", "如下", "了一个", "过", "はは", "は", "가",
];

/// Chinese words before a number that names or counts something.
pub(super) const NOUNS_ZH: &[&str] = &[
    "在群", "到群", "向群", "的群", "该群", "房间", "用户", "端口", "第", "订单", "版本", "共",
    "约", "超过", "最多", "达到", "电话", "手机", "号", "在", "近", "有", "总数", "人数", "耗时",
    "时间", "进程", "线程", "群聊", "数量", "大小", "长度", "次数", "上限", "从", "余额", "价格",
    "金额", "客户", "阅读量", "批次", "工单",
];

/// Words of trouble, besides those that may be a key.
pub(super) const TROUBLES: &[&str] = &[
    "warn", "warning", "fatal", "expired", "invalid", "denied", "timeout", "illegal", "forbidden",
    "unable", "cannot", "refused", "muted", "unauthorized", "banned", "blocked", "not", "wrong",
    "bad", "offline", "kickedoffline", "onkickedoffline", "exceeded", "exceeds",
];

/// As [`TROUBLES`], anywhere in Chinese text.
pub(super) const TROUBLES_ZH: &[&str] = &[
    "错", "失败", "异常", "超时", "过期", "无效", "非法", "不存在", "不能", "无法", "拒绝", "被踢",
    "禁言", "没有权限", "重试", "不足", "故障", "報", "失敗", "逾時", "无权",
];

/// Words of this product, in lower case, as whole words.
pub(super) const PRODUCT_WORDS: &[&str] = &[
    "im", "tim", "timsdk", "tencent", "usersig", "sdkappid", "tim2", "qcloud", "trtc_im", "tccc_im",
    "imcode",
];

/// Beginnings of names of this product: classes, requests, headers.
pub(super) const PRODUCT_PREFIXES: &[&str] = &[
    "v2tim", "timmanager", "timmessage", "timconversation", "timgroup", "timfriend", "tui", "txim",
    "group_open", "openim", "imsdk", "tencentim", "tencentcloudchat", "imcore", "recentcontact",
    "im_", "tim_", "err_svr_", "err_sdk_",
];

/// As [`PRODUCT_WORDS`], anywhere in Chinese text.
pub(super) const PRODUCT_ZH: &[&str] = &[
    "腾讯", "騰訊", "云通信", "即时通信", "即時通信", "即时通讯", "云通讯", "签名", "票据",
];

/// Words of a question about a code, which describe none.
pub(super) const FRAMES: &[&str] = &[
    "what", "whats", "is", "are", "the", "does", "do", "did", "mean", "means", "meaning", "explain",
    "show", "lookup", "look", "up", "find", "get", "info", "about", "of", "for", "a", "an", "me",
    "tell", "please", "help", "how", "to", "fix", "solve", "why", "i", "my", "we", "in", "on",
    "see", "with", "this", "that", "it", "hello", "hi", "describe", "s", "code", "codes", "error",
    "errors", "err", "difference", "between", "getting", "got", "when", "which", "one", "can",
    "you", "handle", "search", "check", "query", "re", "and", "or", "vs", "versus", "also", "any",
];

/// As [`FRAMES`], in Chinese; the longest first.
pub(super) const FRAMES_ZH: &[&str] = &[
    "什么", "甚么", "什麼", "怎么", "怎樣", "怎样", "请问", "請問", "求助", "求解", "区别", "區別",
    "解决", "处理", "原因", "如何", "意思", "代表", "表示", "含义", "问题", "查询", "看下", "帮我",
    "一下", "这个", "那个", "哪个", "哪些", "返回", "出现", "遇到", "错误", "代码", "大佬",
    "有没有", "有人", "知道", "各位", "老师", "解释", "说明", "到底", "分别", "是", "啥", "咋",
    "办", "的", "了", "吗", "呢", "呀", "啊", "么", "嘛", "在", "和", "与", "與", "及", "或", "跟",
    "还", "都", "又", "码", "错", "报", "查", "看", "帮", "这", "那", "哪", "回", "事", "有", "不",
    "求", "何", "意", "为", "吧", "谁",
];

/// Words that join two numbers of a list.
pub(super) const JOINTS: &[&str] = &[
    "and", "or", "vs", "versus", "和", "与", "與", "及", "以及", "或", "或者", "跟", "还有", "还是",
];

/// Words that say which severity a line has, in a log's own place for it.
pub(super) const LEVELS: &[&str] = &[
    "v", "d", "i", "w", "e", "f", "t", "debug", "info", "warn", "warning", "error", "fatal",
    "trace", "notice", "critical", "severe", "verbose", "err",
];
