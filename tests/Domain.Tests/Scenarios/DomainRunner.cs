using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Cases;
using CreditGate.Domain.Tests.Decisions.Explaining;
using CreditGate.Scenarios;
using Step = CreditGate.Scenarios.Step;

namespace CreditGate.Domain.Tests.Scenarios;

/// <summary>Plays a scenario against the domain alone: intake, fold and decision, without grain, ledger or HTTP.</summary>
internal sealed class DomainRunner(Scenario scenario)
{
    private readonly Town _town = new();
    private readonly Dictionary<string, SubjectClaim> _cases = new(StringComparer.Ordinal);
    private readonly List<(Answer Answer, string As)> _asked = [];
    private readonly Dictionary<string, DateTimeOffset> _spoken = new(StringComparer.Ordinal);

    /// <summary>What was otherwise than the scenario expects, one line each.</summary>
    public static IEnumerable<string> Run(Scenario scenario)
    {
        var runner = new DomainRunner(scenario);
        return scenario.Steps.SelectMany((step, index) => runner.Play(step).Select(fault => $"step {index + 1}, {fault}")).ToList();
    }

    private IEnumerable<string> Play(Step step) => (step.Push, step.Case, step.Check) switch
    {
        ({ } push, null, null) => Push(step, push),
        (null, { } act, null) => Act(step, act),
        (null, null, { } check) => Check(step, check),
        _ when step.Restoration is { } rested => Restore(rested),
        _ when step.Sweep => _town.Sweep(CatalogueLoader.Load().At(step.At), step.At),
        _ => ["neither a push, a step in a case, a sweep, a look at what is to be restored nor a check"],
    };

    private IEnumerable<string> Act(Step step, CaseStep act)
    {
        var reader = new CaseReader(LegalTime.DateOf(step.At), act.Id, act.As);
        var reading = act.Open is null ? null : act.Open switch
        {
            "repair" => reader.Read(act.Application),
            "commitment" => reader.Read(act.Promise),
            _ => reader.Read(act.Objection),
        };
        if (reading is { Subject: { } claim })
        {
            _cases[act.Id] = claim;
        }

        var request = reading is null
            ? new Domain.Cases.CaseStep
            {
                Case = act.Id,
                Event = string.Concat(act.Step![..1].ToUpperInvariant(), act.Step[1..]),
                Organisation = act.As,
                Reason = act.Reason,
                Statement = "示例修复说明",
                DutiesDone = act.DutiesDone,
            }
            : reading.Draft ?? throw new InvalidOperationException($"A case with faults: {string.Join(", ", reading.Faults)}");
        var became = _town.Act(_cases[act.Id], request, CatalogueLoader.Load().At(step.At), step.At);
        return became == step.ExpectCase ? [] : [$"case: expected {step.ExpectCase}, was {became}"];
    }

    /// <summary>The answers so far that rested on the record of an objection, before it was concluded.</summary>
    private IEnumerable<string> Restore(RestorationStep step)
    {
        var standing = _town.Find(_cases[step.Id])!;
        var objection = (ObjectionCase)standing.Cases[step.Id];
        var found = _asked.Where(asked => asked.Answer.Subject == standing.Key && asked.Answer.DecidedAt <= objection.ConcludedAt
                && Restoration.Of(asked.Answer.Ruling, objection.Record, CatalogueLoader.Load().At(asked.Answer.DecidedAt)) is not null)
            .CountBy(static asked => asked.As).OrderBy(static one => one.Key, StringComparer.Ordinal);
        return found.SequenceEqual(step.Answers) ? [] : [$"restoration: expected {string.Join(", ", step.Answers)}, was {string.Join(", ", found)}"];
    }

    private IEnumerable<string> Push(Step step, PushStep push)
    {
        var edition = CatalogueLoader.Load().At(step.At);
        var reader = new RecordReader(edition, LegalTime.DateOf(step.At));
        var results = push.Rows.Select((row, index) =>
        {
            var reading = reader.Read(row, push.Source, push.AsOf ?? step.At, index + 1);
            return reading.Draft is { } draft
                ? _town.Take(draft, row.Revision is not null || push.AsOf is not null, edition, step.At)
                : $"rejected:{string.Join(',', reading.Faults.Select(static fault => $"{fault.Fault.Code}@{fault.Field}"))}";
        }).ToList();
        Hear(push, edition, step.At);

        var expected = step.ExpectRows.IsEmpty ? [.. push.Rows.Select(static _ => "created")] : step.ExpectRows;
        return expected.Length != results.Count
            ? [$"push: {expected.Length} rows expected, {results.Count} pushed"]
            : expected.Zip(results).Where(static pair => !Meets(pair.Second, pair.First)).Select(static pair => $"push: expected {pair.First}, was {pair.Second}");
    }

    private static bool Meets(string result, string expected) =>
        result == expected || result.StartsWith($"{expected}:", StringComparison.Ordinal);

    /// <summary>A push makes its source speak; lists that the platform operator relays make their providers speak.</summary>
    private void Hear(PushStep push, Edition edition, DateTimeOffset at)
    {
        var relayed = push.Rows.SelectMany(row => row.List is { } code && edition.Lists.TryGetValue(code, out var list) ? list.Providers : []);
        foreach (var source in push.Source == Department.PlatformOperator ? relayed.Append(push.Source) : [push.Source])
        {
            _spoken[source] = push.AsOf ?? at;
        }
    }

    private Dictionary<string, DateTimeOffset> Sources(Edition edition, DateTimeOffset at) => edition.Departments.Keys
        .Select(source => (source, Heard: _spoken.TryGetValue(source, out var spoken) ? spoken : Declared(source, at)))
        .Where(static pair => pair.Heard is not null)
        .ToDictionary(static pair => pair.source, static pair => pair.Heard!.Value);

    private DateTimeOffset? Declared(string source, DateTimeOffset at) => scenario.Sources.TryGetValue(source, out var declared) ? declared : at;

    private static IEnumerable<string> Explained(Ruling ruling, Trace trace) => Conclusion.From(ruling) is var ruled && Conclusion.From(trace.Steps) is var explained && ruled == explained
        ? []
        : [$"explained: ruled {ruled}, explained {explained}"];

    private IEnumerable<string> Check(Step step, CheckStep check)
    {
        var edition = CatalogueLoader.Load().At(step.At);
        var matter = edition.Matters[check.Matter];
        var fields = new FieldReader(LegalTime.DateOf(step.At));
        var subject = SubjectClaim.Read(check.Subject, "subject", fields);
        var linked = check.Linked.Select((row, index) => LinkedClaim.Read(row, $"linked[{index}]", fields)).ToList();
        if (fields.Faults.Count > 0)
        {
            return fields.Faults.Select(static fault => $"check: {fault.Fault.Code}@{fault.Field}");
        }

        var standing = _town.Find(subject!);
        ImmutableArray<LinkedStanding> named = [.. linked.Select(claim => new LinkedStanding(claim!.Role, _town.Find(claim.Person)!))];
        var trace = new Trace();
        var ruling = standing is null ? Decider.RuleAmbiguous(edition, trace) : Decider.Rule(standing, named, matter, edition, step.At, trace);
        var answer = Decider.Answer(ruling, standing, named, Sources(edition, step.At), matter, edition, step.At);
        _asked.Add((answer, check.As ?? Department.PlatformOperator));
        return (step.Expect ?? new()).DifferencesFrom(Observed.From(answer)).Concat(Explained(ruling, trace)).Select(difference => $"{check.Matter}: {difference}");
    }
}
