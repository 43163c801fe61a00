using System.Reflection;

namespace CreditGate.Architecture.Tests;

/// <summary>One project: which of ours it may use, and which of others' (by the start of their names). System assemblies are free to all.</summary>
public sealed record Layer(string Name, string[] Ours, string[] Others)
{
    /// <summary>
    /// The arrows, all of them: what does not stand here may not be referenced. Api is named by nobody, SQLite by Silo and by Verify, which reads ledgers without the service,
    /// Domain knows nothing but the language, and how receipts are packed,
    /// and Push, which runs elsewhere, knows the service by its wire only.
    /// </summary>
    public static readonly Layer[] All =
    [
        new("Domain",    Ours: [],                                         Others: ["ZstdSharp"]),
        new("Contracts", Ours: ["Domain"],                                 Others: ["Orleans"]),
        new("Actors",    Ours: ["Domain", "Contracts"],                    Others: ["Orleans", "Microsoft.Extensions"]),
        new("Silo",      Ours: ["Domain", "Contracts", "Actors"],          Others: ["Orleans", "Microsoft.Extensions", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql", "StackExchange.Redis", "dbup", "ICSharpCode.SharpZipLib"]),
        new("Api",       Ours: ["Domain", "Contracts", "Actors", "Silo"],  Others: ["Orleans", "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.IdentityModel", "Microsoft.Net.Http.Headers", "Microsoft.OpenApi", "OpenTelemetry", "Scalar"]),
        new("Verify",    Ours: ["Domain"],                                 Others: ["Microsoft.Data.Sqlite", "Npgsql"]),
        new("Push",      Ours: [],                                         Others: ["Spectre.Console"]),
    ];

    private const string Prefix = "CreditGate.";

    public Assembly Assembly => Assembly.Load(Prefix + Name);

    /// <summary>Its own types, without those that the compiler or Orleans wrote.</summary>
    public IEnumerable<Type> Types => Assembly.GetTypes().Where(static type => type.Namespace?.StartsWith(Prefix, StringComparison.Ordinal) is true && !type.Name.Contains('<'));

    public static Layer Named(string name) => All.Single(layer => layer.Name == name);

    public bool May(string reference) => reference.StartsWith(Prefix, StringComparison.Ordinal)
        ? Ours.Contains(reference[Prefix.Length..])
        : reference.StartsWith("System", StringComparison.Ordinal) || reference is "netstandard"
            || Others.Any(other => reference == other || reference.StartsWith(other + ".", StringComparison.Ordinal) || reference.StartsWith(other + "-", StringComparison.Ordinal));
}
