using System.Text.Json;

namespace CreditGate.LoadTests.Guarding;

/// <summary>What the guard compares: allocations are the same on every machine, the ratio of processor times is roughly so.</summary>
/// <param name="BytesPerCheck">Allocated by the whole service for a single warm check with its receipt, until that is shipped, looked through and sealed.</param>
/// <param name="BytesPerNoOp">The same for the endpoint that does nothing.</param>
/// <param name="BytesPerBatchItem">The same for a check in a batch of 200.</param>
/// <param name="ProcessorOfCheck">Processor time of a single check by that of a no-op, each with what becomes of it. How many can be asked in a second is no figure for a guard: that is a matter of how fast a disk confirms what was written.</param>
internal sealed record GuardFigures(double BytesPerCheck, double BytesPerNoOp, double BytesPerBatchItem, double ProcessorOfCheck)
{
    /// <summary>The ratio may grow to so many times the baseline: where a disk takes 10 ms to confirm, threads sleep and wake for every few checks, and it is twice as high.</summary>
    private const double RatioMargin = 4;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A check reads and answers as much as the endpoint that does nothing. It does so by hand, where that has the framework's serialiser, and so may allocate less, but not half of it.</summary>
    public bool IsPlausible() => BytesPerCheck > BytesPerNoOp / 2;

    /// <exception cref="ArgumentException">There is no baseline, or it is none.</exception>
    public static GuardFigures Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<GuardFigures>(File.ReadAllText(path), Options) ?? throw new ArgumentException($"{path} is empty: make it with --update");
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new ArgumentException($"{path} cannot be read, make it with --update: {fault.Message}");
        }
    }

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>A line a figure; those that are clearly worse than the baseline say REGRESSED.</summary>
    /// <param name="margin">Part by which a change of allocations is one of the code. Runs in the same minutes differ by a few hundredths; a busy or other machine puts fewer receipts into a commit and a page, and allocates more for each.</param>
    public IEnumerable<(string Line, bool Regressed)> Against(GuardFigures baseline, double margin) =>
    [
        Bytes("bytes a check", BytesPerCheck, baseline.BytesPerCheck, margin),
        Bytes("bytes a no-op", BytesPerNoOp, baseline.BytesPerNoOp, margin),
        Bytes("bytes a batch item", BytesPerBatchItem, baseline.BytesPerBatchItem, margin),
        Line("processor time, check / no-op", ProcessorOfCheck, baseline.ProcessorOfCheck, !(ProcessorOfCheck <= baseline.ProcessorOfCheck * RatioMargin), ""),
    ];

    private static (string Line, bool Regressed) Bytes(string name, double value, double baseline, double margin) =>
        Line(name, value, baseline, value > baseline * (1 + margin), value < baseline * (1 - margin) ? ", better: renew the baseline with --update" : "");

    private static (string Line, bool Regressed) Line(string name, double value, double baseline, bool regressed, string note) =>
        (FormattableString.Invariant($"{(regressed ? "REGRESSED" : "holds    ")} {name}: {value:0.##}, baseline {baseline:0.##}{note}"), regressed);
}
