using System.Text.Json;

namespace CreditGate.Actors.Pushes;

/// <summary>A permit or penalty that came later than seven working days after its decision, as kept before it is encrypted. Members are only ever added.</summary>
/// <param name="Number">Of the decision, as the row gave it.</param>
/// <param name="DecidedOn">Legal day in China.</param>
/// <param name="DueOn">Last legal day on which it would have been in time.</param>
public sealed record LateLine(string Number, DateOnly DecidedOn, DateOnly DueOn)
{
    public byte[] ToPayload() => JsonSerializer.SerializeToUtf8Bytes(this, LineJson.Default.LateLine);

    /// <exception cref="InvalidDataException">This is not a late line.</exception>
    public static LateLine Read(ReadOnlySpan<byte> payload) => LineJson.Read(payload, LineJson.Default.LateLine);
}
