namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>Gives bytes in pieces of chosen lengths, over and over, as a network does.</summary>
internal sealed class ChunkedStream(byte[] bytes, int[] lengths) : MemoryStream(bytes, writable: false)
{
    private int _turn;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, lengths[_turn++ % lengths.Length])], cancellationToken);
}
