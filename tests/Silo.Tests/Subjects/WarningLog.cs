using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>Warnings and errors of the product, as an operator would read them.</summary>
internal sealed class WarningLog : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private ImmutableArray<(int Event, string Text)> _entries = [];

    public ImmutableArray<(int Event, string Text)> Entries
    {
        get
        {
            lock (_lock)
            {
                return _entries;
            }
        }
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("CreditGate", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (_lock)
            {
                _entries = _entries.Add((eventId.Id, formatter(state, exception)));
            }
        }
    }

    public void Dispose()
    {
    }
}
