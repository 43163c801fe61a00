using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests.Callers;

/// <summary>Whether the time of a merchant's answer tells more than the answer: who is known, opted in or named otherwise.</summary>
internal static class SceneTiming
{
    private const int Persons = 500;
    private const int FirstSerial = 5_000_000;
    private const string Name = "示例某";

    public static async Task Run(Uri address, HttpClient operating, string merchant, int each)
    {
        // Half of each kind is asked about once before, and the other half never was.
        var (eligible, known, unknown, misnamed) = (Serials(0), Serials(1), Serials(2), Serials(3));
        await Enter(operating, "permit", [.. eligible, .. known, .. misnamed]);
        await Enter(operating, "sceneConsent", eligible);
        (string Name, byte[][] Requests)[] kinds =
        [
            ("nobody knows the person", Asked(unknown)), ("known, not opted in", Asked(known)), ("known under another name", Asked(misnamed, "示例另")), ("eligible", Asked(eligible)),
        ];
        var cold = await KeyTiming.Interleaved(address, kinds, Persons, 200);
        KeyTiming.Print("scene, asked for the first time", kinds, cold, (0, 1), (0, 2), (0, 3));
        var warm = await KeyTiming.Interleaved(address, kinds, each, 200);
        KeyTiming.Print("scene, asked before", kinds, warm, (0, 1), (0, 2), (0, 3));

        byte[][] Asked(int[] serials, string name = Name) => [.. serials.Select(serial => Request.Post(
            address, "/v1/scenes/checks", merchant, $$"""{"person":{"name":"{{name}}","idNumber":"{{FictionalCodes.Person(serial).Value}}"},"matter":"MT-J02","businessNumber":"示例门票1号"}"""))];
    }

    private static int[] Serials(int kind) => [.. Enumerable.Range(FirstSerial + kind * Persons, Persons)];

    private static async Task Enter(HttpClient operating, string kind, int[] serials)
    {
        var rows = serials.Select(serial => new Dictionary<string, object>
        {
            ["kind"] = kind,
            ["subject"] = new { person = new { name = Name, idNumber = FictionalCodes.Person(serial).Value } },
            ["number"] = $"示例{kind}{serial}号",
            ["decidedOn"] = "2020-06-01",
            [kind == "permit" ? "title" : "scenes"] = kind == "permit" ? "示例许可" : (string[])["S05"],
        });
        var response = await operating.PostAsJsonAsync("/v1/records", new { rows });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode || body.GetProperty("rejected").GetInt32() > 0)
        {
            throw new InvalidOperationException($"The service did not take the rows: {body}");
        }
    }
}
