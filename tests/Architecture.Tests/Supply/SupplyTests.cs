using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CreditGate.Architecture.Tests.Supply;

/// <summary>What is shipped is known by name, hash and licence; and no secret lies in the sources.</summary>
public sealed partial class SupplyTests
{
    private const string Write = "CREDITGATE_WRITE_SBOM";
    private const long Largest = 5_000_000;

    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL"];
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string SbomPath => Path.Combine(Repository.Root, "docs", "sbom.cdx.json");

    private static string LicencesPath => Path.Combine(Repository.Root, "docs", "licences.md");

    [Fact]
    public void Licences_AreAllowedOnes()
    {
        var packages = ShippedPackage.All();

        Assert.NotEmpty(packages);
        Assert.Empty(packages.Where(static package => !Allowed.Contains(package.Licence)).Select(static package => $"{package.Purl}: {package.Licence}"));
    }

    [Fact]
    public void Sbom_AndListOfLicences_AreTheCommittedOnes()
    {
        var (sbom, licences) = (Sbom(ShippedPackage.All()), Licences(ShippedPackage.All()));
        if (Environment.GetEnvironmentVariable(Write) is not null)
        {
            File.WriteAllText(SbomPath, sbom);
            File.WriteAllText(LicencesPath, licences);
        }

        Assert.True(sbom == File.ReadAllText(SbomPath) && licences == File.ReadAllText(LicencesPath), $"The packages are others now. Write the lists anew and commit them: {Write}=1 with this test.");
    }

    [Fact]
    public void Sources_HoldNoSecret()
    {
        var looked = 0;
        foreach (var file in Repository.Files().Where(static file => new FileInfo(file).Length < Largest))
        {
            looked++;
            var found = Secret().Match(File.ReadAllText(file));
            Assert.False(found.Success, $"{Path.GetRelativePath(Repository.Root, file)}: {(found.Success ? found.Value[..Math.Min(12, found.Length)] : "")}…");
        }

        Assert.True(looked > 500, $"Only {looked} files were looked at.");
    }

    [Theory]
    [InlineData("cg_", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("-----BEGIN EC PRIV", "ATE KEY-----")]
    [InlineData("AKIA", "ABCDEFGHIJKLMNOP")]
    [InlineData("Password=", "Tr0ub4dor&3;")]
    public void Secret_IsRecognised(string first, string rest) => Assert.Matches(Secret(), $"x {first}{rest} y");

    private static string Sbom(ShippedPackage[] packages) => JsonSerializer.Serialize(
        new
        {
            bomFormat = "CycloneDX",
            specVersion = "1.6",
            version = 1,
            metadata = new { component = new { type = "application", name = "CreditGate" } },
            components = packages.Select(static package => new
            {
                type = "library",
                name = package.Name,
                version = package.Version,
                hashes = new[] { new { alg = "SHA-512", content = package.Sha512 } },
                licenses = new[] { new { license = new { id = package.Licence } } },
                purl = package.Purl,
            }),
        },
        Form) + "\n";

    private static string Licences(ShippedPackage[] packages) =>
        "# Licences of what is shipped\n\nWritten by `SupplyTests` from the lock files; only "
        + $"{string.Join(", ", Allowed)} are let in.\n\n| Package | Version | Licence |\n|---|---|---|\n"
        + string.Concat(packages.Select(static package => $"| {package.Name} | {package.Version} | {package.Licence} |\n"));

    /// <summary>Keys of the service, private keys, keys of a cloud, and passwords in connection strings that are no placeholder.</summary>
    [GeneratedRegex("""cg_(?!0{64})[0-9a-f]{64}|-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|(?i:password)=(?!creditgate|postgres|secret|wrong|test|示例|x\b)[^;\s"'{$<>,)(\\|*&.]{4,}[^\s"']*;""")]
    private static partial Regex Secret();
}
