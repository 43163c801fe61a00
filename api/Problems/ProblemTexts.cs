using CreditGate.Domain;

namespace CreditGate.Api.Problems;

/// <summary>The problems of the API, each with a stable code. Texts never repeat what the caller sent.</summary>
internal static class ProblemTexts
{
    public static readonly Fault NoKey = new("no-key", new(
        "缺少有效的 API 密钥，请在 X-Api-Key 请求头中提供。", "No valid API key: send one in the X-Api-Key header."));

    public static readonly Fault NotAllowed = new("not-allowed", new("该密钥无权执行此操作。", "This key may not do that."));

    public static readonly Fault NotFound = new("not-found", new("没有这个资源。", "There is no such resource."));

    public static readonly Fault ContentRemoved = new("content-removed", new(
        "该凭证的内容已按保存期限或删除决定移除（依据与时间见 removal）；其存在仍可由 GET /v1/evidence/proofs 证明。",
        "The content of this receipt was removed, its period being over or by a decision on erasure (removal says which and when); that it was given is still proven by GET /v1/evidence/proofs."));

    public static readonly Fault HistoryRemoved = new("history-removed", new(
        "该凭证所依据的记录已依法删除，无法重算；凭证本身未被改动。", "The records that this receipt rests on were erased since: it cannot be recomputed. The receipt itself is unaltered."));

    public static readonly Fault NoEdition = new("no-edition", new("该时点没有生效的目录版本。", "No edition of the catalogue was in force at that instant."));

    public static readonly Fault MethodNotAllowed = new("method-not-allowed", new("该资源不支持此方法。", "This resource does not take that method."));

    public static readonly Fault Validation = new("validation", new("请求内容有误，请按 faults 中各字段的说明修改。", "The request is not usable: mend the fields named in faults."));

    public static readonly Fault NotJson = new("not-json", new(
        "请求体不是有效的 JSON，或含有未知、重复、类型不对的字段。", "The body is not valid JSON, or holds unknown or repeated members, or values of the wrong type."));

    public static readonly Fault BadParameter = new("bad-parameter", new(
        "网址中的参数无法识别；时间须带时区，“+”须写作 %2B。", "A parameter in the URL cannot be read; instants carry an offset, and + is written %2B."));

    public static readonly Fault BadCursor = new("bad-cursor", new(
        "不是本服务给出的游标。", "This is not a cursor that this service gave out."));

    public static readonly Fault CursorExpired = new("cursor-expired", new(
        "该游标之后的变更已超过保留期，请从 oldestKept 开始，并重新查询所关注主体的现状。",
        "Changes after this cursor are no longer kept: start at oldestKept, and look up anew the subjects that you follow."));

    public static readonly Fault CursorAhead = new("cursor-ahead", new(
        "该游标超出现有变更（账本可能由备份恢复），请以 after=now 重新开始，并重新查询所关注主体的现状。",
        "This cursor lies after the newest change (the ledger may have been restored from a backup): start again with after=now, and look up anew the subjects that you follow."));

    public static readonly Fault CursorOfOtherHistory = new("cursor-of-other-history", new(
        "该游标所指的变更与本账本不符（账本可能由备份恢复），请以 after=now 重新开始，并重新查询所关注主体的现状。",
        "This ledger has another change at this cursor (it may have been restored from a backup): start again with after=now, and look up anew the subjects that you follow."));

    public static readonly Fault TooLarge = new("too-large", new("请求体超过该接口的上限。", "The body is larger than this endpoint takes."));

    public static readonly Fault NotJsonType = new("not-json-type", new(
        "请求体须为 application/json，UTF-8 编码，不压缩。", "The body must be application/json, in UTF-8, not compressed."));

    public static readonly Fault RequestIdReused = new("request-id-reused", new(
        "该 requestId 在24小时内已用于另一请求，请换用新的。", "This requestId was used for another request within 24 hours: choose a new one."));

    public static readonly Fault CouldNotDecide = new("could-not-decide", new(
        "暂时无法作出答复，请稍后重试；未作出答复不等于可以办理。", "No answer can be given right now; try again shortly. No answer is not a permission."));

    public static readonly Fault Overloaded = new("overloaded", new(
        "服务繁忙，请按 Retry-After 所示秒数后重试；未作出答复不等于可以办理。",
        "The service has more to do than it can do in time: try again after the seconds in Retry-After. No answer is not a permission."));

    public static readonly Fault OverShare = new("over-share", new(
        "该密钥同时进行的请求过多，已超出其份额，请减少并发，按 Retry-After 所示秒数后重试。",
        "This key has more requests under way than its share while others wait: send fewer at a time, and try again after the seconds in Retry-After."));

    public static readonly Fault OverRate = new("over-rate", new(
        "该密钥每秒的请求数已超出其限额，请放慢，按 Retry-After 所示秒数后重试；确有需要的，请运营单位调整限额。",
        "This key asks more often than its limit allows: slow down, and try again after the seconds in Retry-After. If you need more, ask the operator."));

    public static readonly Fault OverMisses = new("over-misses", new(
        "该密钥查询的主体多数不存在或姓名与号码不符，已限速，请核对后按 Retry-After 所示秒数重试；确有批量核查需要的，请运营单位调整 missesPerMinute。",
        "Most of what this key asks about is known to nobody, or names and numbers do not match: it is slowed. Verify them, and try again after the seconds in Retry-After. For large verifications ask the operator for another missesPerMinute."));

    public static readonly Fault LedgerUnavailable = new("ledger-unavailable", new(
        "账本暂不可用，请稍后原样重报；已写入的内容不会重复。",
        "The ledger cannot take this now: push the same again later. What is in already is not entered twice."));

    public static readonly Fault SpoolUnavailable = new("receipt-not-durable", new(
        "回执无法落盘（磁盘已满或故障），不作出无凭据的答复，请通知运维人员。",
        "The receipt cannot be made durable (disk full or failing); no answer is given without evidence. Tell the operator."));

    public static readonly Fault Behind = new("standing-behind", new(
        "账本尚未达到 token 所指的版本，请稍后重试或核对 token。", "The ledger does not hold the version of the token: try again shortly, or verify the token."));

    public static readonly Fault NotRowFile = new("not-row-file", new(
        "请求体须为报送文件：Content-Type 用 text/csv（可带 charset=utf-8、gb18030 或 gbk）、application/x-ndjson、application/gzip 或 application/octet-stream，压缩只支持 gzip。",
        "The body must be a file: Content-Type text/csv (charset utf-8, gb18030 or gbk), application/x-ndjson, application/gzip or application/octet-stream; the only compression is gzip."));

    public static readonly Fault UploadOffset = new("upload-offset", new(
        "Upload-Offset 与已收到的字节数不符，请从响应头 Upload-Offset 所示位置续传。",
        "Upload-Offset is not what was received: go on from the byte that the Upload-Offset response header names."));

    public static readonly Fault UploadTooLarge = new("upload-too-large", new("文件超过上限，请压缩或拆分后报送。", "The file is larger than the limit: compress or split it."));

    public static readonly Fault UploadNoRoom = new("upload-no-room", new(
        "存放上传文件的空间不足，已收到的部分保留，请稍后续传或通知运维人员。", "There is no room for uploads now; what arrived is kept. Go on later, or tell the operator."));

    public static readonly Fault UploadBroken = new("upload-broken", new(
        "上传中断，已收到的部分保留24小时，请续传。", "The upload broke off. What arrived is kept for 24 hours: go on from there."));

    public static readonly Fault KeyReused = new("key-reused", new(
        "该 Idempotency-Key 已用于另一文件或另一组参数，请换用新的。", "This Idempotency-Key was used for another file or other parameters: choose a new one."));

    public static readonly Fault PushEnded = new("push-ended", new("该报送任务已结束。", "This push has ended."));

    public static readonly Fault PushExpired = new("push-expired", new(
        "该报送任务的文件和退回行已过保存期限。", "The file and the rejected lines of this push are no longer kept."));

    public static readonly Fault Internal = new("internal", new("服务内部错误，请将 traceId 告知运维人员。", "An internal error: tell the operator the traceId."));
}
