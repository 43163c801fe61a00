namespace CreditGate.Domain.Identity;

/// <summary>
/// What can be wrong with an ID number. The texts hold no character of the number, because faults are logged and shown.
/// Positions count from 1 in the normalised text.
/// </summary>
internal static class CitizenIdFaults
{
    public static readonly Fault Missing = new(
        "id-missing",
        new("缺少身份号码，请填写18位公民身份号码或居住证号码", "The ID number is missing: give the 18 characters of the identity card or residence permit"));

    public static readonly Fault Date = new(
        "id-date",
        new(
            "第7至14位应为真实的出生日期（年年年年月月日日，不早于1850年1月1日）",
            "Positions 7 to 14 should be a real birth date (yyyyMMdd, 1850-01-01 or later)"));

    // The right character is kept back: with it the number of somebody else is one keystroke away.
    public static readonly Fault Check = new(
        "id-check",
        new("第18位（校验码）与前17位不符，请对照证件逐位核对", "Position 18 (check character) does not follow from the 17 before it: compare every character with the document"));

    private static readonly Fault FirstGeneration = new(
        "id-length",
        new("身份号码应为18位，收到15位；15位旧号码已停用，请填写现行证件上的号码", "An ID number has 18 characters, this one has 15: the old 15-digit numbers are retired, give the number on the present document"));

    public static Fault Length(int length) => length == 15
        ? FirstGeneration
        : new("id-length", new($"身份号码应为18位，收到{length}位", $"An ID number has 18 characters, this one has {length}"));

    public static Fault Character(int position) => position == 18
        ? new("id-character", new("第18位应为数字或X", "Position 18 should be a digit or X"))
        : new("id-character", new($"第{position}位应为数字", $"Position {position} should be a digit"));
}
