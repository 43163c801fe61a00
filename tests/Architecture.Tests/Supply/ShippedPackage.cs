using System.Text.Json;
using System.Xml.Linq;

namespace CreditGate.Architecture.Tests.Supply;

/// <summary>A package that a shipped program is built with.</summary>
/// <param name="Sha512">Of the package, hex.</param>
/// <param name="Licence">Its SPDX expression; "none" when it states none.</param>
internal sealed record ShippedPackage(string Name, string Version, string Sha512, string Licence)
{
    private static readonly string[] Programs = ["api", "push", "verify"];

    public string Purl => $"pkg:nuget/{Name}@{Version}";

    /// <summary>All of them, in the order of their names, from the lock files.</summary>
    public static ShippedPackage[] All() =>
    [
        .. Programs.SelectMany(Locked).DistinctBy(static package => package.Purl)
            .OrderBy(static package => package.Name, StringComparer.OrdinalIgnoreCase).ThenBy(static package => package.Version, StringComparer.Ordinal),
    ];

    private static IEnumerable<ShippedPackage> Locked(string program) =>
        from framework in JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, program, "packages.lock.json"))).GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.GetProperty("type").GetString() != "Project"
        let version = package.Value.GetProperty("resolved").GetString()!
        select new ShippedPackage(package.Name, version, Convert.ToHexStringLower(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!)), LicenceOf(package.Name, version));

    private static string LicenceOf(string name, string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var (folder, file) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        var licence = XDocument.Load(Path.Combine(packages, folder, file, $"{folder}.nuspec")).Descendants().FirstOrDefault(static element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value.Trim() : "none";
    }
}
