using CreditGate.Domain;

namespace CreditGate.Silo.Health;

/// <summary>A part of the service that it cannot do without.</summary>
/// <param name="Name">ledger, spool, disk, storage, cluster.</param>
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

    public static readonly Fault StorageUnreadable = new("storage-unreadable", new(
        "凭证与快照文件无法读取。", "The file of credentials and snapshots cannot be read."));
}
