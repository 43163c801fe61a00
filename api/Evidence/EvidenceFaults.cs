using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Evidence;

internal static class EvidenceFaults
{
    public static readonly Fault NotSealed = new("not-sealed", new(
        "该记录尚未封入证据日志，封存在一分钟内完成，请稍后再试。", "The row is not sealed into the evidence log yet; that takes up to a minute. Try again then."));

    public static readonly Fault EditionGone = new("edition-gone", new(
        "本版本不含该回执所依据的目录版本，无法重算。", "This release does not have the edition that the receipt rests on: it cannot be recomputed."));

    public static readonly Fault ReplayRunning = new("replay-running", new(
        "本节点正在进行另一次重算，请等其结束。", "Another replay is running on this node: wait for its end."));

    public static readonly FieldFault NoPeriod = new("from", new Fault("no-period", new(
        "请给出带时区的 from，且早于 to。", "Give from, with its offset, before to.")));

    public static readonly FieldFault OneOf = new("receipt", new Fault("receipt-or-event", new(
        "请给出 receipt（回执编号）、event（事件位置）、declaration（申报序号）、feedback 与 code（所反馈的回执与措施代码）其中之一。",
        "Name exactly one: receipt (an id), event (a position), declaration (a number), or feedback (the receipt's id) with code.")));

    public static readonly FieldFault NoReceiptId = new("receipt", new Fault("receipt-id-missing", new(
        "请提交服务给出的答复（含 receipt）或回执（含 id）全文。", "Send the whole answer (with receipt) or receipt (with id) as the service gave it.")));

    public static FieldFault NotACheckpoint(string field) => new(field, new Fault("not-a-checkpoint", new(
        "该长度没有检查点，请取 GET /v1/evidence/checkpoints 中的 size。", "There is no checkpoint of that size: take a size from GET /v1/evidence/checkpoints.")));
}
