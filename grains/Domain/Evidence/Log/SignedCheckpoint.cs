using System.Text;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>A checkpoint with its signature: a signed note of C2SP.</summary>
/// <param name="KeyId">The first four bytes of the SHA-256 of the public key (SubjectPublicKeyInfo).</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, byte[] KeyId, byte[] Signature)
{
    private const string SignatureMark = "\u2014 ";

    public string Note => $"{Checkpoint.Text}\n{SignatureMark}{Checkpoint.Origin} {Convert.ToBase64String([.. KeyId, .. Signature])}\n";

    /// <summary>The note in one line, for a file that is only ever appended to: its line feeds are tabs.</summary>
    public string Line => Note.Replace('\n', '\t');

    public static SignedCheckpoint Sign(Checkpoint checkpoint, SigningKey key) => new(checkpoint, key.Public.Id, key.Sign(Encoding.UTF8.GetBytes(checkpoint.Text)));

    public bool IsSignedBy(PublicKey key) =>
        key.Id.AsSpan().SequenceEqual(KeyId) && key.Algorithm.Name == Checkpoint.Algorithm && key.Verify(Encoding.UTF8.GetBytes(Checkpoint.Text), Signature);

    public static SignedCheckpoint? ParseLine(string line) => Parse(line.Replace('\t', '\n'));

    /// <summary>Null when the text is not a signed checkpoint.</summary>
    public static SignedCheckpoint? Parse(string note)
    {
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || Checkpoint.Parse(note[..(end + 1)]) is not { } checkpoint || note[(end + 2)..].TrimEnd('\n').Split(' ') is not [_, _, var signature])
        {
            return null;
        }

        var bytes = new byte[signature.Length];
        var parsed = Convert.TryFromBase64String(signature, bytes, out var length) && length > PublicKey.IdLength
            ? new SignedCheckpoint(checkpoint, bytes[..PublicKey.IdLength], bytes[PublicKey.IdLength..length])
            : null;
        return parsed?.Note == note ? parsed : null;
    }
}
