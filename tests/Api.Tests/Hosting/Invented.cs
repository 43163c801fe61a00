using CreditGate.Domain.Identity;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>Subjects of nobody, a new one each time, so that no test meets another's records.</summary>
internal static class Invented
{
    private static int _last = 1_000;       // below lie the subjects of scenarios and of the warm-up

    public static string Entity() => FictionalCodes.Entity(Interlocked.Increment(ref _last)).Value;

    public static Person Person() => new("示例某", FictionalCodes.Person(Interlocked.Increment(ref _last)).Value);
}

/// <summary>A person as callers name one, with a JSON form of the same members.</summary>
internal sealed record Person(string Name, string IdNumber);
