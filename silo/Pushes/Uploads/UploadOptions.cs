namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>How much may be uploaded. From the configuration section <c>Uploads</c>; checked at start.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    private const long Mebibyte = 1L << 20;
    private const long Gibibyte = 1L << 30;

    /// <summary>Bytes of one upload as it is sent. 1 MiB to 64 GiB; default 2 GiB: two million rows of 1 KB, or ten times that packed.</summary>
    public long LargestBytes { get; set; } = 2 * Gibibyte;

    /// <summary>Bytes of all uploads together, as they lie on disk. At least <see cref="LargestBytes"/>; default 20 GiB: three months of nightly files of a city, packed.</summary>
    public long AllBytes { get; set; } = 20 * Gibibyte;

    /// <summary>Bytes that uploads leave free on the disk. Default 1 GiB: the ledger and the receipts on the same disk must go on when uploads have to stop.</summary>
    public long LeaveFreeBytes { get; set; } = Gibibyte;

    /// <summary>What must be mended; null when nothing.</summary>
    internal string? Fault => this switch
    {
        { LargestBytes: < Mebibyte or > 64 * Gibibyte } => $"{Section}:{nameof(LargestBytes)} must be 1 MiB to 64 GiB, in bytes.",
        { AllBytes: var all, LargestBytes: var largest } when all < largest => $"{Section}:{nameof(AllBytes)} must not be less than {Section}:{nameof(LargestBytes)}.",
        { LeaveFreeBytes: < 0 } => $"{Section}:{nameof(LeaveFreeBytes)} must not be negative.",
        _ => null,
    };
}
