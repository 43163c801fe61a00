using CreditGate.Domain.Evidence.Log;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

public sealed class CheckpointTests
{
    private static readonly SigningKey Key = new(SigningAlgorithm.EcdsaP256, SigningAlgorithm.EcdsaP256.NewPrivateKey());

    private static readonly Checkpoint Sample = new(
        Checkpoint.NewOrigin(Guid.Empty), 12, MerkleHash.Leaf([1]), new DateTimeOffset(2026, 3, 2, 1, 30, 0, 123, TimeSpan.Zero), SigningAlgorithm.EcdsaP256.Name,
        [new EntryRun(LogEntry.Event, "", 1, 3), new EntryRun(LogEntry.Receipt, "c2-00", 5, 6)]);

    [Fact]
    public void Line_ComesBackAsTheCheckpointThatWasSigned()
    {
        var signed = SignedCheckpoint.Sign(Sample, Key);

        Assert.DoesNotContain('\n', signed.Line);
        var read = SignedCheckpoint.ParseLine(signed.Line)!;
        Assert.Equal(Sample.Text, read.Checkpoint.Text);
        Assert.Equal(7, read.Checkpoint.SizeBefore);
        Assert.True(read.IsSignedBy(PublicKey.ReadAll("a comment\n" + Key.Public.Pem).Single()));
    }

    [Fact]
    public void Signature_HoldsForNoOtherText_AndUnderNoOtherKey()
    {
        var signed = SignedCheckpoint.Sign(Sample, Key);
        var other = new SigningKey(SigningAlgorithm.EcdsaP256, SigningAlgorithm.EcdsaP256.NewPrivateKey()).Public;

        Assert.False((signed with { Checkpoint = Sample with { Size = 13 } }).IsSignedBy(Key.Public));
        Assert.False((signed with { Checkpoint = Sample with { At = Sample.At.AddTicks(1) } }).IsSignedBy(Key.Public));
        Assert.False((signed with { Checkpoint = Sample with { Algorithm = "sm2-sm3" } }).IsSignedBy(Key.Public));
        Assert.False(signed.IsSignedBy(other));
        Assert.False((signed with { KeyId = other.Id }).IsSignedBy(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("creditgate/0\n12\n")]
    [InlineData("other/0\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\ntime 2026-03-02T01:30:00.0000000+00:00\nalgorithm a\n")]
    [InlineData("creditgate/0\n012\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\ntime 2026-03-02T01:30:00.0000000+00:00\nalgorithm a\n")]
    [InlineData("creditgate/0\n12\nAAAA\ntime 2026-03-02T01:30:00.0000000+00:00\nalgorithm a\n")]
    [InlineData("creditgate/0\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\ntime 2026-03-02T01:30:00.0000000+00:00\nalgorithm a\nentries event\n")]
    public void Parse_GivesNothing_WhenTheTextIsNotExactlyACheckpoint(string text) => Assert.Null(Checkpoint.Parse(text));
}
