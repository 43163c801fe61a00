using System.Reflection;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>An interface of which a test answers a few calls.</summary>
public class CallProxy : DispatchProxy
{
    internal Func<MethodInfo, object?[]?, object?> Call { get; set; } = static (_, _) => null;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!, args);
}
