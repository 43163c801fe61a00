using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using CreditGate.Actors.Coverage;
using CreditGate.Api.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Coverage;

/// <summary>The parameters of a list of decided cases as they stand in the URL.</summary>
internal sealed record CaseListQuery(
    [property: Description("First month of decisions, such as 2026-01; left out, from the beginning.")] string? From,
    [property: Description("Last month, inclusive; left out, until now.")] string? To,
    [property: Description("Code of a department; who sees others' doings must name one.")] string? Department,
    [property: Description("Code of a matter.")] string? Matter,
    [property: Description("inTime, expired, late or never; left out, all of them.")] string? Timing,
    [property: Description("next of the page before.")] string? After,
    [property: Description("Most cases of a page, 1 to 500; 100 when left out.")] int? Limit)
{
    private const int DefaultLimit = 100;
    private const int MostLimit = 500;

    public CaseListReading Read(CoverageScope? scope)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (scope is { Department: null })
        {
            faults.Add(new FieldFault("department", CoverageFaults.NeedsDepartment));
        }

        var (from, to) = Months.Read(From, To, faults);
        CheckTiming[] timings = Enum.GetValues<CheckTiming>();
        if (Timing is not null)
        {
            timings = [.. timings.Where(timing => timing.ToString().Equals(Timing, StringComparison.OrdinalIgnoreCase))];
        }

        if (timings.Length == 0)
        {
            faults.Add(ChangeFaults.NotAChoice("timing", ["inTime", "expired", "late", "never"]));
        }

        var after = After is null ? null : CaseLists.Read(After);
        if (After is not null && after is null)
        {
            faults.Add(new FieldFault("after", Problems.ProblemTexts.BadCursor));
        }

        return new CaseListReading(scope, timings, from, to, Matter, after, Math.Clamp(Limit ?? DefaultLimit, 1, MostLimit), faults.ToImmutable());
    }
}

internal sealed record CaseListReading(
    CoverageScope? Scope, CheckTiming[] Timings, int From, int To, string? Matter, (CheckTiming Timing, CasePlace Place)? After, int Limit, ImmutableArray<FieldFault> Faults);

/// <summary>Pages of cases: timing by timing, so that each is found by the index.</summary>
internal static class CaseLists
{
    public static async Task<List<ReconciledCase>> Page(ICoverageLedger ledger, CaseListReading asked, string department, CancellationToken cancellation)
    {
        var page = new List<ReconciledCase>();
        foreach (var timing in asked.Timings.Where(timing => asked.After is not { } after || timing >= after.Timing))
        {
            var place = asked.After is { } after && after.Timing == timing ? after.Place : null;
            page.AddRange(await ledger.Cases(new CaseQuery(department, timing, asked.From, asked.To, asked.Matter, place, asked.Limit - page.Count), cancellation));
            if (page.Count == asked.Limit)
            {
                break;
            }
        }

        return page;
    }

    public static string Cursor(ReconciledCase last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.Timing}.{last.Case.Month}.{last.Case.Matter}.{last.Case.Number}");

    /// <summary>Null for what this service never gave out.</summary>
    public static (CheckTiming Timing, CasePlace Place)? Read(string cursor) =>
        cursor.Split('.', 4) is [var timing, var month, var matter, var number]
        && Enum.TryParse<CheckTiming>(timing, out var known) && Enum.IsDefined(known)
        && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? (known, new CasePlace(at, matter, number))
            : null;
}

/// <summary>Months as parameters write them.</summary>
internal static class Months
{
    public static (int From, int To) Read(string? from, string? to, ImmutableArray<FieldFault>.Builder faults)
    {
        var (first, last) = (Read("from", from, 0, faults), Read("to", to, 999_912, faults));
        if (first > last)
        {
            faults.Add(new FieldFault("to", CoverageFaults.EndsBeforeStart));
        }

        return (first, last);
    }

    public static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:D4}-{month % 100:D2}");

    private static int Read(string parameter, string? text, int otherwise, ImmutableArray<FieldFault>.Builder faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day.Year * 100) + day.Month;
        }

        faults.Add(new FieldFault(parameter, CoverageFaults.NotAMonth));
        return otherwise;
    }
}
