namespace CreditGate.Silo.Pushes.Files;

/// <summary>The header of a gzip member: its name, comment and times mean nothing here.</summary>
internal static class GzipHeader
{
    private const int Crc = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xE0;

    public static bool Begins(ReadOnlySpan<byte> file) => file is [0x1F, 0x8B, ..];

    public static async ValueTask Skip(GzipInput input, CancellationToken cancellation)
    {
        if (await input.Next(cancellation) != 0x1F || await input.Next(cancellation) != 0x8B || await input.Next(cancellation) != 8)
        {
            throw new UnusableFileException(FileFaults.GzipDamaged);
        }

        var flags = await input.Next(cancellation);
        if ((flags & Reserved) != 0)
        {
            throw new UnusableFileException(FileFaults.GzipDamaged);
        }

        await Skip(input, 6, cancellation);
        if ((flags & Extra) != 0)
        {
            await Skip(input, await input.Next(cancellation) | (await input.Next(cancellation) << 8), cancellation);
        }

        await SkipText(input, (flags & Name) != 0, cancellation);
        await SkipText(input, (flags & Comment) != 0, cancellation);
        await Skip(input, (flags & Crc) != 0 ? 2 : 0, cancellation);
    }

    private static async ValueTask Skip(GzipInput input, int count, CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
        {
            await input.Next(cancellation);
        }
    }

    private static async ValueTask SkipText(GzipInput input, bool isThere, CancellationToken cancellation)
    {
        while (isThere && await input.Next(cancellation) != 0)
        {
        }
    }
}
