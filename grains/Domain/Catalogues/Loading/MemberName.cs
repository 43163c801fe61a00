using System.Text.Json;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>How the files write the names of enum values: in camel case.</summary>
internal static class MemberName
{
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>Of flags, every name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => string.Join(", ", value.ToString().Split(", ").Select(Of));
}
