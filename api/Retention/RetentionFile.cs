using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Retention;

namespace CreditGate.Api.Retention;

/// <summary>The file that --retention names: <c>{ "receipts": "P6Y", "persons": "P5Y", "entities": "P5Y" }</c>.</summary>
internal static class RetentionFile
{
    /// <exception cref="IOException">The file cannot be read, or a period in it cannot be used; the message says what to mend.</exception>
    public static RetentionPeriods Load(string path)
    {
        try
        {
            var said = JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllBytes(path), ApiJson.Options) ?? [];
            var periods = RetentionPeriods.Read(said, out var faults);
            return faults.IsEmpty ? periods : throw new IOException($"--retention: '{path}': {string.Join(' ', faults)}");
        }
        catch (JsonException broken)
        {
            throw new IOException($"--retention: '{path}' is not as it should be: {broken.Message}", broken);
        }
    }
}
