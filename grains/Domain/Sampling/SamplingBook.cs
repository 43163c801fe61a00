using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Loading;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Sampling;

/// <summary>抽查比例、频次: how often subjects of a risk class are drawn for inspection (plan art. 5).</summary>
/// <param name="FromPercent">Lower end of the ratio of subjects drawn.</param>
/// <param name="ToPercent">Upper end, inclusive.</param>
/// <param name="Agency">Code of the department whose own policy it is; null for everybody without one.</param>
public sealed record SamplingPolicy(RiskGrade Class, int FromPercent, int ToPercent, LocalText Frequency, Provenance Confidence, string? Agency = null);

/// <summary>Why a subject is drawn as it is.</summary>
public enum SamplingReason
{
    /// <summary>Its own risk class.</summary>
    RiskClass,

    /// <summary>Key supervision because of a listing: as class D, whatever its class.</summary>
    KeySupervision,
}

/// <param name="Reduced">An incentive asks for less than the policy: no disturbance without cause (无事不扰).</param>
public sealed record SamplingAdvice(SamplingPolicy Policy, SamplingReason Because, bool Reduced);

/// <summary>Advice for inspection plans, read from the catalogue's sampling.json. It supervises and never refuses; who is drawn, the plan decides.</summary>
public sealed class SamplingBook
{
    private const string FileName = "sampling.json";
    private const string KeySupervision = "M10";
    private const string ReducedInspection = "I07";
    private static readonly Lazy<SamplingBook> Own = new(static () => Load(CatalogueLoader.OpenEmbedded));

    private readonly SamplingFile _file;
    private readonly FrozenSet<string> _agencies;

    private SamplingBook(SamplingFile file) =>
        (_file, _agencies) = (file, file.Policies.Select(static policy => policy.Agency).OfType<string>().ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The product's own, parsed once per process.</summary>
    public static SamplingBook Product => Own.Value;

    public string Edition => _file.Edition;

    public LocalText Basis => _file.Basis;

    public SamplingPolicy this[RiskGrade grade] => _file.Policies.Single(policy => policy.Class == grade && policy.Agency is null);

    /// <summary>An agency's own policy for a class, else everybody's.</summary>
    public SamplingPolicy Of(RiskGrade grade, string agency) => _file.Policies.FirstOrDefault(policy => policy.Class == grade && policy.Agency == agency) ?? this[grade];

    /// <summary>Whether an agency has a policy of its own for any class.</summary>
    public bool HasPolicyOf(string agency) => _agencies.Contains(agency);

    /// <summary>Null for matters that are no inspection, and for subjects of which no class is known.</summary>
    /// <param name="agency">Code of the department that inspects.</param>
    public SamplingAdvice? For(Ruling ruling, Matter matter, string agency)
    {
        if (matter.Category != MatterCategory.Inspection)
        {
            return null;
        }

        if (ruling.Measures.Concat(ruling.Proposals).Any(static line => line.Code.StartsWith(KeySupervision, StringComparison.Ordinal)))
        {
            return new SamplingAdvice(Of(RiskGrade.D, agency), SamplingReason.KeySupervision, false);
        }

        return GradeIn(ruling) is { } grade
            ? new SamplingAdvice(Of(grade, agency), SamplingReason.RiskClass, ruling.Incentives.Any(static line => line.Code == ReducedInspection))
            : null;
    }

    /// <param name="open">As for <see cref="CatalogueLoader.Load(Func{string, Stream?})"/>.</param>
    /// <exception cref="CatalogueException">The file is missing or malformed, or a class has not exactly one policy.</exception>
    public static SamplingBook Load(Func<string, Stream?> open)
    {
        var reader = new FileReader(open);
        var file = reader.Read(FileName, static file => new SamplingFile(file.String("edition"), file.Text("basis"), file.Each("policies", PolicyOf)));
        if (file is not null)
        {
            reader.Faults.AddRange(file.Content.Policies.Where(static policy => policy.Agency is not null).GroupBy(static policy => (policy.Agency, policy.Class)).Where(static same => same.Count() > 1)
                .Select(same => file.Fault(
                    $"{same.Key.Agency}/{same.Key.Class}",
                    new("该部门对这一类别有不止一项抽查规定。", "The agency has several policies for the class."),
                    new("一个部门对每一类别至多写一项。", "Write at most one for each class of an agency."))));
            reader.Faults.AddRange(Enum.GetValues<RiskGrade>().Where(grade => file.Content.Policies.Count(policy => policy.Class == grade && policy.Agency is null) != 1)
                .Select(grade => file.Fault(grade.ToString(), new("这一类别没有抽查规定，或有不止一项。", "The class has not exactly one policy."), new("请为每一类别写一项。", "Write one policy for each class."))));
            reader.Faults.AddRange(file.Content.Policies.Where(static policy => policy.FromPercent < 0 || policy.ToPercent < policy.FromPercent || policy.ToPercent > 100)
                .Select(policy => file.Fault(
                    policy.Class.ToString(),
                    new("抽查比例有误。", "The ratio is none."),
                    new("请写 0 至 100 的整数百分比，低者在前。", "Write whole percents from 0 to 100, the lower first."))));
        }

        reader.ThrowIfFaulty();
        return new SamplingBook(file!.Content);
    }

    /// <summary>The ruling says the class in words that are the class's own.</summary>
    private static RiskGrade? GradeIn(Ruling ruling) => ruling.Reminders.FirstOrDefault(static reminder => reminder.Code == ReminderCode.RiskClass) is { } told
        ? Enum.GetValues<RiskGrade>().Select(static grade => (RiskGrade?)grade).FirstOrDefault(grade => DecisionTexts.RiskClass(grade!.Value) == told.Text)
        : null;

    private static SamplingPolicy PolicyOf(JsonEntry entry) => new(
        Enum.TryParse<RiskGrade>(entry.String("class"), out var grade) ? grade : default, entry.Int("fromPercent"), entry.Int("toPercent"), entry.Text("frequency"), entry.Confidence("confidence"),
        entry.OptionalString("agency"));

    private sealed record SamplingFile(string Edition, LocalText Basis, ImmutableArray<SamplingPolicy> Policies);
}
