using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Api.Pushes;

/// <summary>Under which name an upload arrives: always the same for a credential and its key, so that a sender finds it again.</summary>
internal static class UploadName
{
    public static Guid Of(string credential, string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{credential}\n{key}")).AsSpan(0, 16), bigEndian: true);
}
