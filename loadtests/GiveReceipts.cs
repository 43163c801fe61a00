using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;
using CreditGate.LoadTests.Population;

namespace CreditGate.LoadTests;

/// <summary>Has a service answer so many checks, half of them before a tenth of the subjects is listed: material for a replay.</summary>
internal sealed class GiveReceipts(HttpClient client, string[] codes)
{
    private const int BatchOf = 5_000;
    private const int Rounds = 2;
    private const int Listed = 10;
    private static readonly string[] Matters = ["MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01"];

    /// <summary>Prints how many receipts there are, once the ledger holds all of them, and how many of them refuse.</summary>
    public static async Task<int> Run(Uri address, string keyFile, int count)
    {
        using var client = Seeding.Client(address, (await File.ReadAllTextAsync(keyFile)).Trim());
        var give = new GiveReceipts(client, [.. Enumerable.Range(1, Math.Max(1, count / Rounds / Matters.Length)).Select(static serial => FictionalCodes.Entity(serial).Value)]);
        await Seed.Fill(client, give.Codes);
        var first = await give.Check();
        await give.List();
        var second = await give.Check();
        await ServiceRest.Wait(client, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first.Count + second.Count} receipts, {first.Refused + second.Refused} refuse"));
        return 0;
    }

    private string[] Codes { get; } = codes;

    private async Task<(int Count, int Refused)> Check()
    {
        var (count, refused) = (0, 0);
        foreach (var some in Codes.SelectMany(static uscc => Matters.Select(matter => new { subject = new { uscc }, matter, businessNumber = "示例压测1号" })).Chunk(BatchOf))
        {
            var answers = await Post("/v1/checks/batch", new { items = some });
            var outcomes = answers.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("answer").GetProperty("outcome").GetString()).ToArray();
            count += outcomes.Length;
            refused += outcomes.Count(static outcome => outcome == "refuse");
        }

        return (count, refused);
    }

    private async Task List()
    {
        foreach (var some in Codes.Where(static (_, index) => index % Listed == 0).Chunk(BatchOf))
        {
            await Post("/v1/records", new { rows = some.Select(static uscc => new { kind = "listEntry", subject = new { uscc }, number = $"示列{uscc}", decidedOn = "2026-05-04", list = "L04" }) });
        }
    }

    private async Task<JsonElement> Post(string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {text}");
    }
}
