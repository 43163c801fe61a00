using System.Diagnostics;
using System.Globalization;

namespace CreditGate.Domain.Identity;

/// <summary>
/// Valid codes of nobody, for demonstrations and tests. Organisation codes beginning XN do not occur in any of 122,093
/// published entity codes examined, and region 360799 is not issued, so nothing invented can fall on a real subject.
/// </summary>
public static class FictionalCodes
{
    /// <summary>How many different entities there are; serials run from 0 to one below.</summary>
    public const int Entities = 31 * 31 * 31 * 31 * 31 * 31;

    /// <summary>How many different persons there are; serials run from 0 to one below.</summary>
    public const int Persons = BirthDays * 999;

    private const int BirthDays = 20_000;

    private static readonly DateOnly FirstBirth = new(1950, 1, 1);

    /// <summary>An enterprise registered in Ganzhou: 91360700XN, six characters for the serial, two check characters.</summary>
    public static Uscc Entity(int serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(serial, Entities);

        Span<char> code = stackalloc char[18];
        "91360700XN".CopyTo(code);
        for (var i = 15; i >= 10; i--)
        {
            code[i] = UsccCheck.Alphabet[serial % 31];
            serial /= 31;
        }

        code[16] = UsccCheck.OfOrganisation(code[8..16]);
        code[17] = UsccCheck.Of(code[..17]);
        return Uscc.Parse(code.ToString()).Value ?? throw new UnreachableException();
    }

    /// <summary>A person born between 1950-01-01 and 2004-10-03, both included: neighbouring serials have neighbouring birthdays.</summary>
    public static CitizenId Person(int serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(serial, Persons);

        var bornOn = FirstBirth.AddDays(serial % BirthDays);
        var sequence = (serial / BirthDays) + 1;
        var body = string.Create(CultureInfo.InvariantCulture, $"360799{bornOn:yyyyMMdd}{sequence:D3}");
        return CitizenId.Parse(body + CitizenIdCheck.Of(body)).Value ?? throw new UnreachableException();
    }
}
