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
        OwnerOnly.CreateDirectory(parent);
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
