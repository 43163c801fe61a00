using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>A row that names the company as people write it, or by something else than its code.</summary>
/// <param name="Place">Of the character that is another; below 0, none is.</param>
internal sealed record Naming(Writing How, int Place) : Act
{
    /// <summary>INV-07: whatever is written, it is this company's code, or nobody's.</summary>
    public override void On(Ground ground)
    {
        var code = ground.Desk.Standing.Key.Value;
        var (claim, faults) = SubjectClaim.Read(new SubjectRow { Uscc = Written(code) }, DateOnly.FromDateTime(ground.Desk.Now.Date));
        Assert.True(claim is null ? !faults.IsEmpty : claim is KeyClaim { Key: var key } && Gb32100.IsValid(key.Value), "INV-07");
        if (claim is KeyClaim { Key: var own } && own == ground.Desk.Standing.Key)
        {
            Assert.True(Place < 0 && How is not (Writing.Registration or Writing.Organisation or Writing.Tax), "INV-07");
            new Pushing(0, 5).On(ground);
        }
    }

    private string Written(string code)
    {
        var text = Place < 0 ? code : $"{code[..(Place % 18)]}{(code[Place % 18] == '7' ? '8' : '7')}{code[((Place % 18) + 1)..]}";
        return How switch
        {
            Writing.Lower => text.ToLowerInvariant(),
            Writing.Padded => $"  {text} ",
            Writing.FullWidth => string.Concat(text.Select(static character => (char)(character + 0xFEE0))),
            Writing.Registration => $"{text[2..8]}000012345",
            Writing.Organisation => text[8..17],
            Writing.Tax => text[2..17],
            _ => text,
        };
    }
}

internal enum Writing
{
    Plain,
    Lower,
    Padded,
    FullWidth,

    /// <summary>工商注册号</summary>
    Registration,

    /// <summary>组织机构代码</summary>
    Organisation,

    /// <summary>旧税务登记号</summary>
    Tax,
}

/// <summary>The standard's two sums once more, written for the test.</summary>
internal static class Gb32100
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static bool IsValid(string code)
    {
        if (code.Length != 18 || !code.All(Alphabet.Contains))
        {
            return false;
        }

        var whole = Enumerable.Range(0, 17).Aggregate((Sum: 0, Weight: 1), (passed, place) => (passed.Sum + (Alphabet.IndexOf(code[place]) * passed.Weight), passed.Weight * 3 % 31)).Sum;
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var organisation = 11 - (weights.Select((weight, place) => weight * (char.IsAsciiDigit(code[8 + place]) ? code[8 + place] - '0' : code[8 + place] - 'A' + 10)).Sum() % 11);
        return code[17] == Alphabet[(31 - (whole % 31)) % 31] && code[16] == organisation switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
