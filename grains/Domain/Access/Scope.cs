namespace CreditGate.Domain.Access;

/// <summary>What a credential may do. A bit each, so that asking costs one test.</summary>
[Flags]
public enum Scope
{
    None = 0,

    /// <summary>Ask before acting, and look at subjects, receipts and the change feed.</summary>
    Check = 1,

    /// <summary>Push records of its own organisation, and follow its pushes.</summary>
    Push = 2,

    /// <summary>Initiate joint actions, and respond to them.</summary>
    Act = 4,

    /// <summary>Objections.</summary>
    Objecting = 8,

    /// <summary>Repairs.</summary>
    Repair = 16,

    /// <summary>Reports, rates and previews of its own organisation.</summary>
    Report = 32,

    /// <summary>Run the platform: credentials, backups, metrics. Only for the platform's operator.</summary>
    Operate = 64,

    /// <summary>See what others did, as far as the limits go, and change nothing.</summary>
    Audit = 128,

    /// <summary>A merchant in a Xinyi+ scene: ask whether a person is eligible, and learn nothing else. Goes with no other scope.</summary>
    Scene = 256,
}

/// <summary>Scopes that go together.</summary>
public static class Scopes
{
    /// <summary>Of a department's system, when nothing else was asked for.</summary>
    public const Scope Department = Scope.Check | Scope.Push | Scope.Act | Scope.Objecting | Scope.Repair | Scope.Report;

    public const Scope All = Department | Scope.Operate | Scope.Audit;

    /// <summary>Each scope by itself, in their order.</summary>
    public static IEnumerable<Scope> Each { get; } = [.. Enum.GetValues<Scope>().Where(static scope => scope != Scope.None)];

    /// <summary>The scopes contained in a set, in their order.</summary>
    public static IEnumerable<Scope> In(Scope scopes) => Each.Where(scope => (scopes & scope) != 0);
}
