using System.Buffers;
using System.Text;

namespace CreditGate.Domain.Identity;

/// <summary>What can be wrong with a unified social credit code. Positions count from 1 in the normalised text.</summary>
internal static class UsccFaults
{
    public static readonly Fault Missing = new(
        "uscc-missing",
        new("缺少统一社会信用代码，请填写18位代码", "The unified social credit code is missing: give its 18 characters"));

    public static Fault Length(int length) => new(
        "uscc-length",
        new($"统一社会信用代码应为18位，收到{length}位", $"A unified social credit code has 18 characters, this one has {length}"));

    public static Fault Character(ReadOnlySpan<char> code, int index)
    {
        var position = index + 1;
        return LookAlike(code[index]) is { } digit
            ? new("uscc-character", new(
                $"第{position}位是字母{code[index]}，统一社会信用代码不使用I、O、S、V、Z，请核对是否应为{digit.Zh}",
                $"Position {position} is the letter {code[index]}; the code never uses I, O, S, V or Z: check whether it should be {digit.En}"))
            : new("uscc-character", new(
                $"第{position}位是{Shown(code[index..])}，统一社会信用代码只使用数字和除I、O、S、V、Z以外的大写字母",
                $"Position {position} is {Shown(code[index..])}; the code uses only digits and capital letters other than I, O, S, V and Z"));
    }

    public static Fault Check(char found, char expected) => new(
        "uscc-check",
        new(
            $"第18位（校验码）是{found}，按前17位应为{expected}，请逐位核对",
            $"Position 18 (check character) is {found}, should be {expected} after the 17 before it: compare every character"));

    public static Fault OrganisationCheck(char found, char expected) => new(
        "uscc-organisation-check",
        new(
            $"第17位（组织机构代码校验码）是{found}，按第9至16位应为{expected}，请核对第9至17位",
            $"Position 17 (check character of the organisation code) is {found}, should be {expected} after positions 9 to 16: compare positions 9 to 17"));

    /// <summary>Both checks fail: an error in positions 9 to 17 explains both, so its code and its place come first.</summary>
    public static Fault BothChecks(char organisation, char expectedOrganisation, char check, char expectedCheck)
    {
        var (first, second) = (OrganisationCheck(organisation, expectedOrganisation).Text, Check(check, expectedCheck).Text);
        return new("uscc-organisation-check", new($"{first.Zh}；{second.Zh}", $"{first.En}; {second.En}"));
    }

    private static LocalText? LookAlike(char character) => character switch
    {
        'I' => new("数字1", "the digit 1"),
        'O' => new("数字0", "the digit 0"),
        'S' => new("数字5", "the digit 5"),
        'V' => new("字母U或Y", "the letter U or Y"),
        'Z' => new("数字2", "the digit 2"),
        _ => null,
    };

    // Spaces, line breaks and invisible marks are named by number: showing them would show nothing.
    private static string Shown(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) != OperationStatus.Done ? $"U+{(int)text[0]:X4}"
        : Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) ? $"“{rune}”"
        : $"U+{rune.Value:X4}";
}
