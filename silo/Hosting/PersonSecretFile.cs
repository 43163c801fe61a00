namespace CreditGate.Silo.Hosting;

/// <summary>The file of person secrets, for whoever adds one before any node uses it.</summary>
public static class PersonSecretFile
{
    /// <returns>The file, to be copied to every node.</returns>
    /// <exception cref="IOException">There is none yet.</exception>
    public static string Add(string dataDirectory, string keysDirectory, PostgresAddress? postgres)
    {
        var path = postgres is null ? Path.Combine(Path.GetFullPath(dataDirectory), PersonSecrets.FileName) : SharedKeys.PathIn(keysDirectory);
        PersonSecrets.Add(path);
        return path;
    }
}
