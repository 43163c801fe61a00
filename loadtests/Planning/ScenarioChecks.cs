using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests.Planning;

/// <summary>From what is written to what is meant, with a fault for each field that cannot be meant so.</summary>
internal sealed class ScenarioChecks(List<string> faults, string directory)
{
    private const int FirstSerial = 200_000_000;

    public Scenario Read(ScenarioText text) => new()
    {
        Name = text.Name is { Length: > 0 } name && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? name
            : Fault("name", "give it a name of letters, digits and hyphens: results are filed under it", ""),
        Story = text.Story ?? "",
        Subjects = Subjects(text.Subjects),
        Keys = new KeyPlan(
            Word("keys.draw", text.Keys?.Draw, KeyDraw.Uniform),
            Within("keys.skew", text.Keys?.Skew, 1.1, 0.1, 5)),
        Traffic = Traffic(text),
        Load = new LoadChecks(this, directory).Read(text.Load),
        VerifyEvery = (int)Within("verifyEvery", text.VerifyEvery, 20, 0, 1_000_000),
        Seed = text.Seed ?? 1,
        Expectations = [.. (text.Expect ?? []).Select(Expectation).OfType<Expectation>()],
    };

    public T Fault<T>(string field, string remedy, T instead)
    {
        faults.Add($"{field}: {remedy}");
        return instead;
    }

    public double Within(string field, double? value, double byDefault, double least, double most) => value switch
    {
        null => byDefault,
        { } given when given >= least && given <= most => given,
        _ => Fault(field, FormattableString.Invariant($"{value} is out of range, give {least} to {most}"), byDefault),
    };

    public TEnum Word<TEnum>(string field, string? value, TEnum byDefault)
        where TEnum : struct, Enum => value switch
        {
            null => byDefault,
            _ when !int.TryParse(value, out _) && Enum.TryParse<TEnum>(value, ignoreCase: true, out var known) => known,
            _ => Fault(field, $"\"{value}\" is unknown, write one of {string.Join(", ", Enum.GetNames<TEnum>().Select(static word => word.ToLowerInvariant()))}", byDefault),
        };

    private SubjectPlan Subjects(SubjectsText? text) => new(
        (int)Within("subjects.count", text?.Count, 20_000, 1, 5_000_000),
        (int)Within("subjects.first", text?.First, FirstSerial, 0, FictionalCodes.Entities - 5_000_001),
        Within("subjects.persons", text?.Persons, 0, 0, 1),
        text?.Bulk ?? false,
        text?.Activated ?? true);

    private TrafficPlan Traffic(ScenarioText text)
    {
        var shares = (text.Traffic ?? new() { ["check"] = 1 }).ToDictionary(
            share => Word("traffic", share.Key, RequestKind.Check), share => Within($"traffic.{share.Key}", share.Value, 0, 0, 1_000_000));
        if (shares.Values.Sum() <= 0)
        {
            Fault("traffic", "give at least one kind a share above 0", 0);
        }

        var isCustom = shares.ContainsKey(RequestKind.Custom);
        if (isCustom && (text.Custom?.Path?.StartsWith('/') != true || text.Custom.Body is null))
        {
            Fault("custom", "traffic.custom needs custom.path, beginning with /, and custom.body", 0);
        }

        return new TrafficPlan(shares, (int)Within("batchSize", text.BatchSize, 1_000, 1, 10_000), isCustom ? new(text.Custom?.Path ?? "", text.Custom?.Body ?? "") : null);
    }

    private Expectation? Expectation(string text, int index) => Planning.Expectation.Parse(text) ?? Fault<Expectation?>(
        $"expect[{index}]", $"\"{text}\" is not understood, write FIGURE COMPARISON NUMBER as in \"p99 <= 20 ms\"; figures: {string.Join(", ", Planning.Expectation.Figures)}", null);
}
