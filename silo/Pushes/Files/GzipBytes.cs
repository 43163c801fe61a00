using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>
/// Expands gzip (RFC 1952), any number of members in a row, and says what is wrong with it. The framework's own stream
/// takes a file that was cut in two for a whole one, and leaves out whatever follows a member: here that would lose rows unnoticed.
/// </summary>
internal sealed class GzipBytes(Stream source) : PassingStream(source)
{
    private const int TrailerLength = 8;

    private readonly GzipInput _input = new(source);
    private readonly Inflater _inflater = new(noHeader: true);
    private readonly Crc32 _crc = new();
    private bool _inMember;
    private bool _first = true;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Read with ReadAsync.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read with ReadAsync.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (array, offset, count) = System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var segment)
            ? (segment.Array!, segment.Offset, segment.Count)
            : throw new NotSupportedException("Read into an array.");
        while (_inMember || await NextMember(cancellationToken))
        {
            if (Inflate(array, offset, count) is > 0 and var read)
            {
                _crc.Update(new ArraySegment<byte>(array, offset, read));
                return read;
            }

            if (_inflater.IsFinished)
            {
                _input.GiveBack(_inflater.RemainingInput);
                await EndMember(cancellationToken);
            }
            else if (await _input.Fill(cancellationToken))
            {
                _inflater.SetInput(_input.Buffer, 0, _input.TakeAll());
            }
            else
            {
                throw new UnusableFileException(FileFaults.GzipTruncated);
            }
        }

        return 0;
    }

    private int Inflate(byte[] array, int offset, int count)
    {
        try
        {
            return _inflater.Inflate(array, offset, count);
        }
        catch (Exception damaged) when (damaged is SharpZipBaseException or IndexOutOfRangeException)       // the library builds any tree that it is told
        {
            throw new UnusableFileException(FileFaults.GzipDamaged);
        }
    }

    /// <summary>False at the end of the file, which may only come between members.</summary>
    private async ValueTask<bool> NextMember(CancellationToken cancellation)
    {
        if (!_first && await _input.IsAtEnd(cancellation))
        {
            return false;
        }

        await GzipHeader.Skip(_input, cancellation);
        _inflater.Reset();
        _crc.Reset();
        _input.HandTo(_inflater);
        (_inMember, _first) = (true, false);
        return true;
    }

    private async ValueTask EndMember(CancellationToken cancellation)
    {
        ulong trailer = 0;
        for (var i = 0; i < TrailerLength; i++)
        {
            trailer |= (ulong)await _input.Next(cancellation) << (8 * i);
        }

        if ((uint)trailer != (uint)_crc.Value || (uint)(trailer >> 32) != (uint)_inflater.TotalOut)
        {
            throw new UnusableFileException(FileFaults.GzipDamaged);
        }

        _inMember = false;
    }
}
