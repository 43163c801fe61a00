using Orleans.Concurrency;

namespace CreditGate.Contracts.Subjects;

/// <summary>In which months a person was looked at, and from when on the list of who looked is complete. The key is the person's.</summary>
[GrainInterfaceType("creditgate.viewed-months")]
[Alias("creditgate.viewed-months")]
public interface IViewedMonthsGrain : IGrainWithStringKey
{
    /// <summary>Says that views of a month are about to be noted. Durable when it returns.</summary>
    /// <param name="day">A day of the month, by the legal calendar in China.</param>
    [Alias("Open")]
    ValueTask Open(DateOnly day);

    /// <summary>Takes the views of before an instant out of their months, unless a hold covers the person. What an end interrupts is gone on with by the next call.</summary>
    /// <returns>How many were taken out.</returns>
    [Alias("RemoveBefore")]
    ValueTask<int> RemoveBefore(DateTimeOffset before);

    /// <summary>The instant of before which views were taken out; null while none were. Durable before the first of them goes.</summary>
    [AlwaysInterleave]
    [Alias("RemovedBefore")]
    ValueTask<DateTimeOffset?> RemovedBefore();

    /// <summary>Returns when no removal of before the call is under way: what begins later sees a hold that was placed before it.</summary>
    [Alias("Settle")]
    ValueTask Settle();
}
