using CreditGate.Domain;

namespace CreditGate.Silo.Health;

/// <summary>A part of the service that it cannot do without.</summary>
/// <param name="Name">ledger, spool, disk, storage, clock, cluster.</param>
/// <param name="Fault">Why it does not serve; null while it does.</param>
/// <param name="IsDegraded">The fault is worth knowing, and the node answers all the same.</param>
public sealed record Part(string Name, Fault? Fault, bool IsDegraded = false)
{
    public static Part Well(string name) => new(name, null);
}

/// <summary>What can be wrong with a part, and what to do about it.</summary>
internal static class PartFaults
{
    public static readonly Fault LedgerSilent = new("ledger-silent", new(
        "账本无响应；已激活主体仍按内存答复，并标注“未确认”。请检查磁盘与日志。",
        "The ledger does not answer. Subjects in memory are still answered, marked unconfirmed. Look at its disk and the log."));

    public static readonly Fault SpoolRefuses = new("spool-refuses", new(
        "回执无法落盘，查询将返回 503。请释放或更换磁盘。", "Receipts cannot be made durable, so checks are answered 503. Free the disk or replace it."));

    public static readonly Fault DiskShort = new("disk-short", new(
        "数据目录所在磁盘剩余空间不足，写满后查询将返回 503。", "The data directory's disk is nearly full; once it is, checks are answered 503."));

    public static readonly Fault ClockOff = new("clock-off", new(
        "本节点时钟与数据库时钟相差超过 1 秒，请检查两端的时间同步；相差多少见指标 creditgate_clock_offset_seconds。",
        "The clocks of this node and of the database differ by more than a second. Look at the time service of both; creditgate_clock_offset_seconds says by how much."));

    public static readonly Fault ClockWrong = new("clock-wrong", new(
        "本节点时钟与数据库及多数节点相差超过 10 秒，法定日期可能有误。请校准本机时钟；校准前请勿将请求发往本节点。",
        "This node's clock differs by more than 10 seconds from the database's and from most nodes': its legal dates may be wrong. Set it right; until then send requests elsewhere."));

    public static readonly Fault ClockSet = new("clock-set", new(
        "本节点时钟在运行中被拨动，请确认现在的时间正确，并核对拨动前后的回执时间。",
        "The clock of this node was set while it ran. Make sure that it is right now, and look at the instants of the receipts around it."));

    public static readonly Fault StorageUnreadable = new("storage-unreadable", new(
        "凭证与快照无法读取，请检查其文件或数据库。", "Credentials and snapshots cannot be read: look at their file, or their database."));
}
