using System.Text.Json;

namespace CreditGate.CrashTests;

/// <summary>Reads what the tests compare out of the service's answers.</summary>
internal static class Reading
{
    public static Answered Answer(JsonElement body, int serial, string requestId) => new(
        serial,
        requestId,
        body.GetProperty("receipt").GetGuid(),
        body.GetProperty("outcome").GetString()!,
        body.GetProperty("token").GetString()!,
        body.GetProperty("decidedAt").GetString()!);

    public static long Version(string token) => long.Parse(token[1..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The place in the feed that a cursor names, whatever else it carries.</summary>
    public static int Position(string cursor) => int.Parse(cursor[1..].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Number and revision of every record of a subject that is shown.</summary>
    public static Dictionary<string, long> Revisions(JsonElement subject) => subject.GetProperty("records").EnumerateArray()
        .ToDictionary(static record => record.GetProperty("number").GetString()!, static record => Revision(record));

    public static long Revision(JsonElement record) => record.GetProperty("revision").GetProperty("number").GetInt64();
}
