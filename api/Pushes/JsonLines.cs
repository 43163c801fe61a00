using System.Text.Json;
using CreditGate.Api.Hosting;

namespace CreditGate.Api.Pushes;

/// <summary>Writes JSON values one a line, as they come.</summary>
internal static class JsonLines
{
    public const string Type = "application/x-ndjson";

    public static async Task Write<T>(IAsyncEnumerable<T> values, Stream output, CancellationToken cancellation)
    {
        await using var buffered = new BufferedStream(output, 64 * 1024);
        await foreach (var value in values.WithCancellation(cancellation))
        {
            await JsonSerializer.SerializeAsync(buffered, value, ApiJson.Options, cancellation);
            buffered.WriteByte((byte)'\n');
        }

        await buffered.FlushAsync(cancellation);
    }
}
