using CreditGate.Push.Service;

namespace CreditGate.Push.Jobs;

/// <summary>The rejected rows as the service gives them back, ready to be corrected and pushed.</summary>
internal sealed class RejectsFile(GateClient gate, Persistence persistence)
{
    /// <summary>Where rejects go unless the user says otherwise: beside the file, with the ending of their form added by <see cref="Fetch"/>.</summary>
    /// <returns>For <c>data/penalties.csv.gz</c>: <c>data/penalties.rejects</c>.</returns>
    public static string StemBeside(string file)
    {
        var plain = Path.GetExtension(file).Equals(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.Combine(Path.GetDirectoryName(plain) ?? "", Path.GetFileNameWithoutExtension(plain) + ".rejects");
    }

    /// <summary>Fetches them whole or leaves what is there.</summary>
    /// <param name="path">Null to make it of the stem.</param>
    /// <returns>The file written.</returns>
    public Task<string> Fetch(string id, string? path, string stem, CancellationToken cancellation) => persistence.Run(
        async token =>
        {
            using var response = await gate.Rejects(id, token);
            var target = path ?? stem + (response.Content.Headers.ContentType?.MediaType == "text/csv" ? ".csv" : ".ndjson");
            var part = target + ".part";
            await using (var file = Create(part))
            {
                await response.Content.CopyToAsync(file, token);
            }

            File.Move(part, target, overwrite: true);
            return target;
        },
        cancellation);

    /// <summary>Rows carry ID numbers: for the owner's eyes only. A failure here is not the network's, so nothing tries again.</summary>
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RejectsUnwritableException(path, failure);
        }
    }
}

internal sealed class RejectsUnwritableException(string path, Exception cause) : Exception(cause.Message, cause)
{
    public string Path => path;
}
