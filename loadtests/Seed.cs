using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests;

/// <summary>Fills a running service with fictional entities: each is registered, every 8th is penalised, every 50th is on the wage list.</summary>
internal static class Seed
{
    private const int RowsAPush = 5_000;

    public static async Task<int> Run(Uri address, string keyFile, int count, string output)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var codes = Enumerable.Range(1, count).Select(static serial => FictionalCodes.Entity(serial).Value).ToArray();
        await Fill(client, codes);
        await File.WriteAllLinesAsync(output, codes);
        return 0;
    }

    /// <exception cref="InvalidOperationException">The service did not take all of it.</exception>
    public static async Task Fill(HttpClient client, IEnumerable<string> codes)
    {
        foreach (var rows in codes.SelectMany(RowsFor).Chunk(RowsAPush))
        {
            var response = await client.PostAsJsonAsync("/v1/records", new { rows });
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (!response.IsSuccessStatusCode || body.GetProperty("rejected").GetInt32() > 0)
            {
                throw new InvalidOperationException($"The service did not take the rows: {body}");
            }
        }
    }

    private static IEnumerable<object> RowsFor(string uscc, int index)
    {
        var subject = new { uscc };
        yield return new { kind = "registration", subject, number = uscc, name = $"示例压测企业{index}", decidedOn = "2015-01-01", establishedOn = "2015-01-01" };
        if (index % 8 == 0)
        {
            yield return new { kind = "penalty", subject, number = $"示罚{index}", decidedOn = "2026-06-01", categories = new[] { "fine" }, fine10kCny = 0.4m };
        }

        if (index % 50 == 0)
        {
            yield return new { kind = "listEntry", subject, number = $"示列{index}", decidedOn = "2026-05-01", list = "L04" };
        }
    }
}
