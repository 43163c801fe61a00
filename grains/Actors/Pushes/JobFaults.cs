using CreditGate.Domain;

namespace CreditGate.Actors.Pushes;

/// <summary>Why a job failed, or why its snapshot withdrew nothing.</summary>
public static class JobFaults
{
    public static readonly Fault UploadUnreadable = new("upload-unreadable", new(
        "已上传的文件无法读取，请以新的幂等键重新上传。", "The upload cannot be read: upload the file again under a new key."));

    public static readonly Fault NotProcessed = new("not-processed", new(
        "处理中出现内部错误，已写入的行有效；请联系平台运营单位。", "An internal error ended the job; rows counted as taken stand. Ask the platform operator."));

    public static readonly Fault SnapshotOutdated = new("snapshot-outdated", new(
        "已有更新的文件，本次未撤销任何缺失的记录；请报送最新的全量文件。", "A newer file is already in: nothing that this one misses was withdrawn. Push the full file as it is today."));

    public static Fault RowsRejected(int rejected) => new("rows-rejected", new(
        $"有 {rejected} 行未通过，按整批要求未写入任何一行。", $"{rejected} rows were rejected; as all or nothing was asked for, none was written."));

    public static Fault SnapshotHeld(int rejected) => new("snapshot-held", new(
        $"有 {rejected} 行未通过，无法判断缺失，因此未撤销任何记录；请更正后重新报送全量文件。",
        $"{rejected} rows were rejected, so what is missing cannot be told and nothing was withdrawn: correct them and push the full file again."));

    public static Fault SnapshotTooMuchMissing(int missing, int usable, int mostPercent) => new("snapshot-too-much-missing", new(
        $"全量文件缺少现有 {usable} 条记录中的 {missing} 条，超过允许的 {mostPercent}%，未撤销任何记录；文件中的行已写入。",
        $"The full file misses {missing} of {usable} records, more than the {mostPercent} % allowed: nothing was withdrawn. The rows of the file are in."));
}
