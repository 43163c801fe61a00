using System.Security.Cryptography;
using System.Text;
using CreditGate.Domain.Evidence.Rows;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

public sealed class PackedContentTests
{
    private const string Receipt =
        """
        {"id":"01a218c1-57ed-7b2d-a4fa-27e9208f3ec0","organisation":"D01","credential":"示例凭据","matter":"MT-A01","businessNumber":"示例000001","subject":"91360700XN6YHDHX24","name":"示例企业","subjectVersion":2,"linked":[],"edition":"2026-04","deciderVersion":"2","consistency":"Default","decidedBy":"Grain","decidedAt":"2026-11-26T16:47:33.8698162+00:00","validUntil":"2026-11-30T00:47:33.8698162+08:00","unconfirmed":false,"warnings":[],"ruling":{"outcome":"Prefer","statuses":[{"code":"Clean3Y","records":[]}],"measures":[],"incentives":[],"withheld":[],"suspended":[],"reminders":[],"advice":[],"questions":[],"proposals":[]}}
        """;

    // Packed by the release that began to pack.
    private const string OfTheFirstRelease = "ASi1L/1jPwQLZHsBDQMA44MKl0sy+rNbztnRmpopKCV4d3d94MIKH6ww5Jh1Gr/81WmoUWQqU5tavYYBE/yQ4i9GcBj2KLGMhB6P4mmNZdntx445zjw/IzZCFBS3gi0kHuRk26zq1rCF1FRvfW2LAw==";

    [Fact]
    public void Dictionary_IsTheOneThatLedgersWerePackedWith()
    {
        using var stream = typeof(PackedContent).Assembly.GetManifestResourceStream("rows/receipts-1.zdict")!;

        Assert.Equal("E6DBF97D68E90517AA316F2453C4E6B70E85989C6674D590DECBB037752725E4", Convert.ToHexString(SHA256.HashData(stream)));
    }

    [Fact]
    public void Unpack_ReadsWhatTheFirstReleasePacked() =>
        Assert.Equal(Receipt, Encoding.UTF8.GetString(PackedContent.Unpack(Convert.FromBase64String(OfTheFirstRelease))));

    [Fact]
    public void Pack_LeavesAFifthOfAReceipt()
    {
        var packed = PackedContent.Pack(Encoding.UTF8.GetBytes(Receipt));

        Assert.Equal(PackedContent.Mark, packed[0]);
        Assert.InRange(packed.Length, 1, Receipt.Length / 5);
    }

    [Fact]
    public void Unpack_GivesBackWhateverWasPacked() =>
        Gen.Select(Gen.OneOf(Gen.Const((byte)'{'), Gen.Const(PackedContent.Mark), Gen.Const(RemovedContent.Mark), Gen.Byte), Gen.Byte.Array[0, 3_000])
            .Select(static (first, rest) => (byte[])[first, .. rest])
            .Sample(static payload => PackedContent.Unpack(PackedContent.Pack(payload)).AsSpan().SequenceEqual(payload), threads: 2);

    [Fact]
    public void Unpack_LeavesWhatAnEarlierReleaseKept_AndWhatWasRemoved()
    {
        foreach (var kept in (byte[][])[Encoding.UTF8.GetBytes(Receipt), RemovedContent.Of(new byte[32]), []])
        {
            Assert.Equal(kept, PackedContent.Unpack(kept));
        }

        Assert.True(RemovedContent.Is(PackedContent.Pack(RemovedContent.Of(new byte[32]))));
    }

    [Fact]
    public void Unpack_NeverFails_WhateverWasAlteredOrCutOff()
    {
        var (payload, packed) = (Encoding.UTF8.GetBytes(Receipt), PackedContent.Pack(Encoding.UTF8.GetBytes(Receipt)));
        for (var at = 0; at < packed.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] altered = [.. packed];
                altered[at] ^= (byte)(1 << bit);
                _ = PackedContent.Unpack(altered);
            }

            Assert.NotEqual(payload, PackedContent.Unpack(packed.AsSpan(0, at)));
        }
    }

    [Fact]
    public void Unpack_MakesNoRoomForWhatSaysItIsLongerThanAnyReceipt()
    {
        // A frame of one segment that says it holds 4 GiB less a byte.
        byte[] bomb = [PackedContent.Mark, 0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00, 0x00];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(bomb, PackedContent.Unpack(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Pack_IsSafeFromAnyThread() => Parallel.For(0, 2_000, static number =>
    {
        var payload = Encoding.UTF8.GetBytes(Receipt.Replace("示例000001", $"示例{number:D6}", StringComparison.Ordinal));
        Assert.Equal(payload, PackedContent.Unpack(PackedContent.Pack(payload)));
    });
}
