using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Api.Receipts;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Cases;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Api.Tests.Scenarios;

/// <summary>Plays a scenario against the whole service: keys, HTTP, grains, ledger and receipts.</summary>
internal sealed class HttpRunner(RunningGate gate, SetClock clock, Scenario scenario)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HashSet<string> _spoken = [];
    private readonly Dictionary<string, string> _cases = new(StringComparer.Ordinal);

    /// <summary>The answers of a scenario with a word on sources depend on who spoke before, so it wants a service of its own.</summary>
    public static bool NeedsItsOwnService(Scenario scenario) =>
        !scenario.Sources.IsEmpty || scenario.Steps.Any(static step => step.Expect?.StaleSources is not null);

    /// <summary>What was otherwise than the scenario expects, one line each.</summary>
    public async Task<List<string>> Run()
    {
        var faults = new List<string>();
        if (NeedsItsOwnService(scenario))
        {
            await Declare();
        }

        foreach (var (step, index) in scenario.Steps.Select(static (step, index) => (step, index)))
        {
            clock.Now = step.At;
            var found = step.Push is { } push ? await Push(step, push) : step.Case is { } act ? await Act(step, act) : step.Restoration is { } rested ? await Restoration(rested) : step.Sweep ? await Sweep() : await Check(step, step.Check!);
            faults.AddRange(found.Select(fault => $"step {index + 1}, {fault}"));
        }

        return faults;
    }

    private async Task Declare()
    {
        clock.Now = scenario.Steps[0].At;
        foreach (var (source, spoke) in scenario.Sources)
        {
            if (spoke is { } asOf)
            {
                await Send(source, asOf, []);
            }
        }
    }

    private async Task<List<string>> Push(Step step, PushStep push)
    {
        _spoken.Add(push.Source);
        var response = await Send(push.Source, push.AsOf, push.Rows.Select(static row => JsonSerializer.SerializeToElement(row, Options)));
        var results = response.GetProperty("rows").EnumerateArray().Select(Outcome).ToList();
        var expected = step.ExpectRows.IsEmpty ? [.. push.Rows.Select(static _ => "created")] : step.ExpectRows.ToList();
        return [.. expected.Zip(results)
            .Where(static pair => pair.Second != pair.First && !pair.Second.StartsWith($"{pair.First}:", StringComparison.Ordinal))
            .Select(static pair => $"push: expected {pair.First}, was {pair.Second}")];
    }

    private async Task<IEnumerable<string>> Act(Step step, CaseStep act)
    {
        var client = act.As == Department.PlatformOperator ? gate.Operator : await gate.As(act.As);
        object body = act.Open switch
        {
            null => new { act.Step, act.Reason, Statement = "示例修复说明", act.DutiesDone },
            "repair" => act.Application,
            "commitment" => act.Promise,
            _ => act.Objection,
        };
        var response = await client.PostAsJsonAsync(act.Open is { } kind ? $"/v1/{kind}s" : $"{_cases[act.Id]}/steps", body, Options);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (act.Open is not null && response.IsSuccessStatusCode)
        {
            _cases[act.Id] = $"/v1/{act.Open}s/{answer.GetProperty("id").GetString()}";
        }

        var became = response.IsSuccessStatusCode ? answer.GetProperty("state").GetString() : $"refused:{answer.GetProperty("code").GetString()}";
        return became == step.ExpectCase ? [] : [$"case: expected {step.ExpectCase}, was {became}"];
    }

    private async Task<IEnumerable<string>> Sweep()
    {
        while (await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }

        return [];
    }

    /// <summary>Receipts reach the ledger a moment after their answers.</summary>
    private async Task<IEnumerable<string>> Restoration(RestorationStep step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var list = await (await gate.As(step.As)).GetFromJsonAsync<JsonElement>($"{_cases[step.Id]}/restoration");
            var found = list.Each("answers", "organisation").CountBy(static organisation => organisation!).OrderBy(static one => one.Key, StringComparer.Ordinal).ToList();
            if (found.SequenceEqual(step.Answers) || limit.IsCancellationRequested)
            {
                return found.SequenceEqual(step.Answers) ? [] : [$"restoration: expected {string.Join(", ", step.Answers)}, was {string.Join(", ", found)} for 30 s"];
            }

            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static string Outcome(JsonElement row)
    {
        var outcome = row.GetProperty("outcome").GetString()!;
        if (row.TryGetProperty("faults", out var faults))
        {
            return $"{outcome}:{string.Join(',', faults.EnumerateArray().Select(static fault => $"{fault.GetProperty("code").GetString()}@{fault.GetProperty("field").GetString()}"))}";
        }

        return row.TryGetProperty("code", out var code) ? $"{outcome}:{code.GetString()}" : outcome;
    }

    private async Task<IEnumerable<string>> Check(Step step, CheckStep check)
    {
        if (NeedsItsOwnService(scenario))
        {
            await SpeakForTheOthers(step.At);
        }

        var body = new { check.Subject, check.Matter, check.Linked, BusinessNumber = "示例办件1号", Purpose = "示例核查" };
        var response = await (check.As is { } asks ? await gate.As(asks) : gate.Operator).PostAsJsonAsync("/v1/checks", body, Options);
        var said = await response.Content.ReadAsByteArrayAsync();
        var answer = JsonElement.Parse(said);
        return response.IsSuccessStatusCode
            ? WrittenOtherwise(said, answer.GetProperty("receipt").GetGuid()).Concat((step.Expect ?? new()).DifferencesFrom(Answered.From(answer)).Select(difference => $"{check.Matter}: {difference}"))
            : [$"{check.Matter}: {answer}"];
    }

    /// <summary>What is written by hand for speed is what the serializers write, byte for byte.</summary>
    private IEnumerable<string> WrittenOtherwise(byte[] said, Guid id)
    {
        var stored = gate.Services.GetRequiredService<ReceiptWriter>().FindStored(id, CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
        var receipt = ReceiptWriter.Read(stored);
        var text = gate.Services.GetRequiredService<CheckText>();
        (string Name, byte[] Serialised, byte[] Written)[] forms =
        [
            ("the answer", JsonSerializer.SerializeToUtf8Bytes(text.Of(receipt, Language.Zh), ApiJson.Options), said),
            ("the answer in English", JsonSerializer.SerializeToUtf8Bytes(text.Of(receipt, Language.En), ApiJson.Options), Written(receipt, Language.En)),
            ("the receipt", JsonSerializer.SerializeToUtf8Bytes(receipt, LedgerJson.Context.Receipt), stored.Payload),
        ];
        return forms.Where(static form => !form.Serialised.AsSpan().SequenceEqual(form.Written))
            .Select(static form => $"{form.Name} is written otherwise: {Encoding.UTF8.GetString(form.Serialised)} and {Encoding.UTF8.GetString(form.Written)}");
    }

    private byte[] Written(Receipt receipt, Language language) => gate.Services.GetRequiredService<AnswerWriter>().Write(receipt, language).ToArray();

    /// <summary>Sources of which the scenario says nothing have all just spoken.</summary>
    private async Task SpeakForTheOthers(DateTimeOffset at)
    {
        var edition = CatalogueLoader.Load().At(at);
        var used = edition.Matters.Keys.SelectMany(matter => edition.SourcesFor(matter)).Select(static source => source.Source).Distinct();
        foreach (var source in used.Where(source => !scenario.Sources.ContainsKey(source) && !_spoken.Contains(source)))
        {
            await Send(source, at, []);
        }
    }

    private async Task<JsonElement> Send(string source, DateTimeOffset? asOf, IEnumerable<JsonElement> rows)
    {
        var client = await gate.As(source);
        var response = await client.PostAsJsonAsync("/v1/records", new { asOf, rows }, Options);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
