using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Where the frames of a file lie.</summary>
internal static class UploadFrames
{
    /// <summary>Most bytes that are written between two calls that make them durable.</summary>
    public const long SyncEvery = 64L << 20;

    /// <summary>Reads the frame at a position into the start of a buffer.</summary>
    /// <returns>Its bytes; 0 when no whole frame lies there.</returns>
    public static int Read(SafeFileHandle file, long position, long end, byte[] frame)
    {
        var read = RandomAccess.Read(file, frame.AsSpan(0, (int)Math.Min(frame.Length, end - position)), position);
        if (read <= UploadCipher.Overhead)
        {
            return 0;
        }

        var content = UploadCipher.ContentOf(frame);
        return content is > 0 and <= UploadCipher.FrameBytes && content + UploadCipher.Overhead <= read ? content + UploadCipher.Overhead : 0;
    }

    /// <summary>Finds the end of the last whole frame. What a crash may have torn is read with its tag; what was durable long before is not read again.</summary>
    public static UploadTail Tail(SafeFileHandle file, UploadCipher cipher)
    {
        var length = RandomAccess.GetLength(file);
        var tail = new UploadTail(UploadHeader.Size, 0, 0);
        var (frame, content) = (new byte[UploadCipher.FrameBytes + UploadCipher.Overhead], new byte[UploadCipher.FrameBytes]);
        while (Size(file, tail.Position, length, frame) is > 0 and var size)
        {
            var mayBeTorn = tail.Position + size > length - SyncEvery - UploadCipher.FrameBytes;
            if (mayBeTorn && (Read(file, tail.Position, length, frame) != size
                || !cipher.TryOpen(tail.Frames, frame.AsSpan(0, size), content.AsSpan(0, size - UploadCipher.Overhead))))
            {
                break;
            }

            tail = new UploadTail(tail.Position + size, tail.Frames + 1, tail.Content + size - UploadCipher.Overhead);
        }

        return tail;
    }

    /// <summary>Bytes of the frame that begins at a position, from its lead alone; 0 when it is not whole.</summary>
    private static int Size(SafeFileHandle file, long position, long end, byte[] buffer)
    {
        if (RandomAccess.Read(file, buffer.AsSpan(0, UploadCipher.LeadBytes), position) < UploadCipher.LeadBytes)
        {
            return 0;
        }

        var content = UploadCipher.ContentOf(buffer);
        return content is > 0 and <= UploadCipher.FrameBytes && position + content + UploadCipher.Overhead <= end ? content + UploadCipher.Overhead : 0;
    }
}

/// <param name="Position">In the file, after the last whole frame.</param>
/// <param name="Content">Bytes of the upload up to there.</param>
internal readonly record struct UploadTail(long Position, uint Frames, long Content);
