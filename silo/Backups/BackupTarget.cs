using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Silo.Hosting;

namespace CreditGate.Silo.Backups;

/// <summary>The directory of one backup while it is made. It gets its name only when it is whole.</summary>
internal sealed class BackupTarget : IDisposable
{
    public const string ManifestName = "backup.json";

    private const string Unfinished = ".unfinished";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _finished;
    private bool _isFinished;

    public BackupTarget(string parent, string name)
    {
        _finished = Path.Combine(parent, name);
        Root = _finished + Unfinished;
        if (!Directory.Exists(parent))
        {
            OwnerOnly.CreateDirectory(parent);      // one that is there keeps its rights: it may be shared
        }

        OwnerOnly.CreateDirectory(Root);
    }

    public string Root { get; }

    /// <summary>An empty file that only the owner may read.</summary>
    public string Create(string name)
    {
        var path = Path.Combine(Root, name);
        OwnerOnly.CreateDirectory(Path.GetDirectoryName(path)!);
        OwnerOnly.Write(path, []);
        return path;
    }

    /// <summary>Copies the files of a directory as they are; one that goes meanwhile is left out.</summary>
    public async Task CopyFiles(string directory, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(directory))
        {
            try
            {
                await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await using var copy = new FileStream(Create(Path.Combine(Path.GetFileName(directory), Path.GetFileName(path))), FileMode.Open, FileAccess.Write);
                await source.CopyToAsync(copy, cancellation);
                copy.Flush(flushToDisk: true);
            }
            catch (FileNotFoundException)
            {
                // Its time was over between the list and the copy.
            }
        }
    }

    public void Finish(BackupManifest manifest)
    {
        OwnerOnly.Write(Path.Combine(Root, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
        Directory.Move(Root, _finished);
        _isFinished = true;
    }

    /// <summary>Every file so far, with its digest.</summary>
    public async Task<ImmutableArray<BackupFile>> Files(CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            var digest = await SHA256.HashDataAsync(file, cancellation);
            files.Add(new BackupFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), file.Length, Convert.ToHexStringLower(digest)));
        }

        return files.ToImmutable();
    }

    public void Dispose()
    {
        if (!_isFinished)
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
