using System.Text;
using System.Text.Json;
using CreditGate.Silo.Pushes.Uploads;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class ContentKeysTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("示例");

    private readonly UploadsOfATest _uploads = new();

    public void Dispose() => _uploads.Dispose();

    [Fact]
    public void In_MakesNoKey_UntilOneIsNeeded()
    {
        Assert.False(File.Exists(_uploads.KeysFile));

        _uploads.Store.Seal(Guid.NewGuid(), Content);

        Assert.True(File.Exists(_uploads.KeysFile));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_uploads.KeysFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_uploads.Keys));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("keys")]
    [InlineData("uploads/keys")]
    public void In_IsRefused_WhenTheKeysWouldLieInTheData(string below)
    {
        var refused = Assert.Throws<KeysRefusedException>(() => ContentKeys.In(Path.Combine(_uploads.Data.Root, below), _uploads.Data));

        Assert.Contains("inside the data directory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_IsRefused_WhenALinkLeadsIntoTheData()
    {
        var inside = Directory.CreateDirectory(Path.Combine(_uploads.Data.Root, "keys")).FullName;
        Directory.CreateSymbolicLink(_uploads.Keys, inside);

        Assert.Throws<KeysRefusedException>(() => ContentKeys.In(_uploads.Keys, _uploads.Data));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"id":"019fa0f2-1a80-7df1-b58e-89f25fcfd2cc","secret":"AAAA"}]""")]
    public void In_IsRefused_WhenTheFileIsNotWhole(string file)
    {
        Directory.CreateDirectory(_uploads.Keys);
        File.WriteAllText(_uploads.KeysFile, file);
        OnlyForTheOwner();

        Assert.Contains("backup", Assert.Throws<KeysRefusedException>(() => ContentKeys.In(_uploads.Keys, _uploads.Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unseal_ReadsWhatAnOlderKeySealed_WhenANewerWasAdded()
    {
        var upload = Guid.NewGuid();
        var older = _uploads.Store.Seal(upload, Content);
        var keys = JsonSerializer.Deserialize<ContentKey[]>(File.ReadAllBytes(_uploads.KeysFile), JsonSerializerOptions.Web)!;
        File.WriteAllBytes(_uploads.KeysFile, JsonSerializer.SerializeToUtf8Bytes<ContentKey[]>([.. keys, ContentKey.New()], JsonSerializerOptions.Web));

        var reopened = _uploads.Reopened();
        var newer = reopened.Seal(upload, Content);

        Assert.NotEqual(older[..16], newer[..16]);
        Assert.Equal(Content, reopened.Unseal(upload, older));
        Assert.Equal(Content, _uploads.Store.Unseal(upload, newer));        // it was opened before the key came
    }

    [Fact]
    public void Unseal_Refuses_WhenTheKeyIsGone()
    {
        var upload = Guid.NewGuid();
        var line = _uploads.Store.Seal(upload, Content);
        File.Delete(_uploads.KeysFile);

        Assert.Contains("is not in", Assert.Throws<InvalidDataException>(() => _uploads.Reopened().Unseal(upload, line)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_IsOneForAll_WhenServicesStartTogetherOnAnEmptyDirectory()
    {
        using var start = new Barrier(8);
        var made = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var keys = ContentKeys.In(_uploads.Keys, _uploads.Data);
                start.SignalAndWait(TimeSpan.FromSeconds(20));
                return keys.Newest().Id;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(made.Distinct());
        Assert.Equal([_uploads.KeysFile], Directory.EnumerateFiles(_uploads.Keys));
    }

    [Fact]
    public void Seal_BindsALineToItsUpload()
    {
        var upload = Guid.NewGuid();
        var line = _uploads.Store.Seal(upload, Content);

        Assert.Equal(Content, _uploads.Store.Unseal(upload, line));
        Assert.Throws<InvalidDataException>(() => _uploads.Store.Unseal(Guid.NewGuid(), line));
        Assert.All(Enumerable.Range(16, line.Length - 16), at => Assert.Throws<InvalidDataException>(() => _uploads.Store.Unseal(upload, Altered(line, at))));
        Assert.All(Enumerable.Range(0, line.Length), length => Assert.Throws<InvalidDataException>(() => _uploads.Store.Unseal(upload, line.AsSpan(0, length))));
    }

    private static byte[] Altered(byte[] line, int at)
    {
        byte[] altered = [.. line];
        altered[at] ^= 1;
        return altered;
    }

    private void OnlyForTheOwner()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_uploads.KeysFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
