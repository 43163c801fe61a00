using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Deadlines;

public enum TermUnit
{
    CalendarDays,
    WorkingDays,
}

/// <summary>The level of government whose term applies to a unit.</summary>
public enum Level
{
    National,
    Provincial,
    Municipal,
    County,
}

/// <summary>A length of time in days of one kind.</summary>
public sealed record TermLength(int Count, TermUnit Unit);

/// <param name="Limit">What the law, the plan or the platform sets; its last day is inclusive.</param>
/// <param name="Target">Internal target that ends before the limit; null when there is none.</param>
/// <param name="Extension">What may be added once, from the last day of the limit; null when nothing may.</param>
public sealed record TermLevel(Level Level, TermLength Limit, TermLength? Target, TermLength? Extension, LocalText Basis, Provenance Confidence);

/// <summary>A term for doing something, and what follows when it passes. Publicity periods are not here: they belong to an edition.</summary>
/// <param name="Code">T01 to T14.</param>
/// <param name="From">What it counts from; that day is not counted.</param>
public sealed record LegalTerm(string Code, LocalText Name, string From, LocalText OnExpiry, ImmutableArray<TermLevel> Levels)
{
    /// <summary>The term of a level; a level that sets none of its own has the city's.</summary>
    public TermLevel At(Level level) => Levels.FirstOrDefault(known => known.Level == level) ?? Levels.First(static known => known.Level == Level.Municipal);
}
