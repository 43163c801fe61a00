using CreditGate.Domain.Intake;

namespace CreditGate.Api.Pushes;

/// <summary>What may be wrong with how a file is pushed; what is wrong with the file itself comes from its reader.</summary>
internal static class PushOrderFaults
{
    /// <summary>Rows up to which a file may be taken all or none: one transaction that nobody waits long for.</summary>
    public const int AtomicRows = 10_000;

    public static readonly FieldFault KeyMissing = new("Idempotency-Key", new("key-missing", new(
        "缺少 Idempotency-Key 请求头：请为每个文件取一个不变的编号（如文件内容的 SHA-256），断线重传时用同一编号，不会重复入库。",
        "The Idempotency-Key header is missing: give every file a name that stays, such as the SHA-256 of its content; sent again with the same one, it is taken once.")));

    public static readonly FieldFault KeyMalformed = new("Idempotency-Key", new("key-malformed", new(
        "Idempotency-Key 须为1至200个可见 ASCII 字符，不含空格和 %。", "An Idempotency-Key has 1 to 200 visible ASCII characters, no blank and no %.")));

    public static readonly FieldFault KeyHoldsId = new("Idempotency-Key", new("id-number-in-key", new(
        "Idempotency-Key 不得含有居民身份证号码。", "An Idempotency-Key must not hold an ID number.")));

    public static readonly FieldFault OffsetMalformed = new("Upload-Offset", new("not-a-number", new(
        "Upload-Offset 须为非负整数（字节数）。", "Upload-Offset must be a number of bytes, not negative.")));

    public static readonly FieldFault AsOfMalformed = new("asOf", new("not-an-instant", new(
        "须为带时区的时间，如 2026-06-01T00:00:00%2B08:00（“+”写作 %2B）。", "Must be an instant with its offset, such as 2026-06-01T00:00:00%2B08:00 (+ is written %2B).")));

    public static readonly FieldFault AsOfInFuture = new("asOf", new("date-in-future", new("不得晚于当前时间。", "Must not lie in the future.")));

    public static readonly FieldFault AtomicMalformed = new("atomic", new("not-true-or-false", new("须为 true 或 false。", "Must be true or false.")));

    public static readonly FieldFault AtomicTooMany = new("atomic", new("atomic-too-many", new(
        $"整体报送（atomic）最多 {AtomicRows} 行，请拆分或去掉 atomic。", $"All or none (atomic) is for files of up to {AtomicRows} rows: split the file or leave atomic out.")));

    public static readonly FieldFault UnknownList = new("list", new("unknown-list", new("目录中没有该名单代码。", "The catalogue has no list with this code.")));

    public static readonly FieldFault UnknownKind = new("snapshot", new("unknown-kind", new(
        "须为记录种类，如 permit、penalty、listEntry。", "Must be a kind of record, such as permit, penalty or listEntry.")));

    public static readonly FieldFault ListNeeded = new("list", new("missing", new(
        "名单全量报送（snapshot=listEntry）须以 list 指明名单。", "A full snapshot of list entries needs list: it replaces one list.")));

    public static readonly FieldFault PercentMalformed = new("mostWithdrawnPercent", new("out-of-range", new(
        "须为0至100的整数，且只用于全量报送（snapshot）。", "Must be a whole number from 0 to 100, and goes with snapshot only.")));
}
