using System.Globalization;
using Orleans.Concurrency;

namespace CreditGate.Contracts.Subjects;

/// <summary>Who looked at a person in a month, and why. The key is <see cref="PersonView.KeyOf"/>.</summary>
[GrainInterfaceType("creditgate.person-views")]
[Alias("creditgate.person-views")]
public interface IPersonViewsGrain : IGrainWithStringKey
{
    /// <summary>Notes a view. Durable when it returns.</summary>
    [Alias("Note")]
    ValueTask Note(PersonView view);

    /// <summary>Whether such a view was noted before on its legal day in China.</summary>
    [AlwaysInterleave]
    [Alias("Has")]
    ValueTask<bool> Has(PersonView view);

    /// <summary>Oldest first.</summary>
    [AlwaysInterleave]
    [Alias("List")]
    ValueTask<PersonView[]> List();

    /// <summary>Takes out the views of before an instant, for good. Asked by the person's <see cref="IViewedMonthsGrain"/> only, which looks at holds first.</summary>
    [Alias("RemoveBefore")]
    ValueTask<RemovedViews> RemoveBefore(DateTimeOffset before);
}

/// <param name="Removed">How many were taken out.</param>
/// <param name="Left">How many the month still has.</param>
[GenerateSerializer, Immutable, Alias("creditgate.RemovedViews")]
public readonly record struct RemovedViews([property: Id(0)] int Removed, [property: Id(1)] int Left);

/// <param name="What">What was shown: subject, timeline, asOf, publicity, repairNotice, lookup or preview; of what was seen through something else also case, restoration, receipt, replay, report or proof.</param>
/// <param name="Purpose">Empty where the call has none.</param>
/// <param name="BusinessNumber">Empty where the call has none.</param>
[GenerateSerializer, Immutable, Alias("creditgate.PersonView")]
public sealed record PersonView(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Organisation,
    [property: Id(2)] string Credential,
    [property: Id(3)] string What,
    [property: Id(4)] string Purpose,
    [property: Id(5)] string BusinessNumber)
{
    /// <summary>What the person was seen through: key of a subject whose record names the person, number of a case, id of a receipt. Null when the person was looked at.</summary>
    [Id(6)]
    public string? Through { get; init; }

    /// <summary>Of the grain that keeps a person's views of a month.</summary>
    /// <param name="subject">Key of the person.</param>
    /// <param name="day">A day of the month, by the legal calendar in China.</param>
    public static string KeyOf(string subject, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{subject}/{day:yyyyMM}");

    /// <summary>The person and the first day of the month that a key is of.</summary>
    public static (string Subject, DateOnly Month) OfKey(string key) =>
        key.Split('/') is [var subject, var month] && DateOnly.TryParseExact(month, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? (subject, first)
            : throw new FormatException("The key is not that of a person's month.");
}
