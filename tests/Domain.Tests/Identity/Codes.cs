using System.Numerics;
using CreditGate.Domain.Identity;
using CsCheck;

namespace CreditGate.Domain.Tests.Identity;

/// <summary>Codes built from the text of the standards, without the code under test.</summary>
internal static class Codes
{
    public const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static readonly Gen<string> Uscc =
        Gen.Char[UsccAlphabet].Array[16].Select(static body => WithChecks(new string(body)));

    public static readonly Gen<string> FictionalUscc =
        Gen.Int[0, FictionalCodes.Entities - 1].Select(static serial => FictionalCodes.Entity(serial).Value);

    public static readonly Gen<CitizenId> Person = Gen.Int[0, FictionalCodes.Persons - 1].Select(FictionalCodes.Person);

    /// <summary>Strings near enough to real ones to pass the first gates.</summary>
    public static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["0123456789０９XxＸｘOIZ －\u3000\u200B\uD842\uDFB7张·"], 0, 40],
        Gen.String[Gen.Char["0123456789X"], 18, 18]);

    /// <summary>Every character in its full-width form, letters in lower case.</summary>
    public static string FullWidthLower(string code) =>
        string.Concat(code.Select(static c => (char)(char.ToLowerInvariant(c) + 0xFEE0)));

    public static string With(string code, int index, char character) => $"{code[..index]}{character}{code[(index + 1)..]}";

    private static string WithChecks(string body)
    {
        var organisation = 0;
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        for (var i = 0; i < 8; i++)
        {
            organisation += weights[i] * "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(body[8 + i], StringComparison.Ordinal);
        }

        body += (11 - (organisation % 11)) switch { 10 => "X", 11 => "0", var digit => $"{digit}" };
        var sum = body.Select((c, i) => UsccAlphabet.IndexOf(c, StringComparison.Ordinal) * BigInteger.Pow(3, i)).Aggregate(BigInteger.Add);
        return body + UsccAlphabet[(int)((31 - (sum % 31)) % 31)];
    }
}
