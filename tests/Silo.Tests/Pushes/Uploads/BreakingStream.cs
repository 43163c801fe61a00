namespace CreditGate.Silo.Tests.Pushes.Uploads;

/// <summary>A body whose connection breaks after some bytes, given out in pieces of odd sizes.</summary>
internal sealed class BreakingStream(byte[] content, int breaksAt) : MemoryStream(content)
{
    private const int Piece = 7_001;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position >= breaksAt
        ? ValueTask.FromException<int>(new IOException("The connection broke."))
        : new(Read(buffer.Span[..(int)Math.Min(Math.Min(buffer.Length, Piece), breaksAt - Position)]));
}
