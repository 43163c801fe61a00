using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Api.Auth;

/// <summary>An API key: a prefix to know it by, and 256 random bits. Kept only as its hash.</summary>
internal static class ApiKey
{
    public const string Header = "X-Api-Key";

    private const string Prefix = "cg_";
    private const int ShownLength = 11;

    public static string New() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>How a key begins: enough to know it by, and 224 bits short of it.</summary>
    public static string PrefixOf(string key) => key.Length > ShownLength && key.StartsWith(Prefix, StringComparison.Ordinal) ? key[..ShownLength] : "";

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
