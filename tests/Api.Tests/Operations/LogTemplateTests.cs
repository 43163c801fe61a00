using System.Reflection;
using System.Text.RegularExpressions;
using CreditGate.Api.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed partial class LogTemplateTests
{
    /// <summary>What lines of the log may name. A person is named by a random id, an entity by its public code; nobody by name or number.</summary>
    private static readonly string[] Safe =
    [
        "Actual", "Backup", "By", "Bytes", "Change", "Code", "Count", "Created", "Credential", "Days", "Edition", "Endpoint", "Entity", "Erasure", "Expected",
        "Job", "Line", "Missing", "Month", "Node", "Organisation", "Part", "Pause", "Person", "Position", "Prefix", "Reason", "Receipt", "Rejected",
        "Revised", "Rows", "Seconds", "State", "Subject", "Subjects", "TraceId", "Unchanged", "Version", "Withdrawn",
    ];

    private static readonly Type[] Layers = [typeof(Domain.LocalText), typeof(Actors.ActorServices), typeof(Silo.Hosting.CreditGateSilo), typeof(Settings)];

    private static LoggerMessageAttribute[] Lines { get; } =
    [
        .. Layers.SelectMany(static layer => layer.Assembly.GetTypes())
            .SelectMany(static type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>(),
    ];

    [Fact]
    public void Lines_NameOnlyWhatIsKnownToBeSafe()
    {
        var named = Lines.SelectMany(static line => Parameter().Matches(line.Message).Select(static match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(named.Except(Safe));
    }

    [Fact]
    public void Lines_HaveNumbersOfTheirOwn()
    {
        Assert.NotEmpty(Lines);
        Assert.All(Lines.GroupBy(static line => line.EventId), static same => Assert.Single(same));
        Assert.DoesNotContain(Lines, static line => line.EventId <= 0);
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
