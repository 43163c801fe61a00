using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>Reading connections with their prepared statements, as many as ever read at once.</summary>
/// <param name="unavailable">What a caller gets when the file cannot be read.</param>
internal sealed class ReaderPool<TReader>(Func<TReader> open, Func<Exception, Exception> unavailable) : IDisposable
    where TReader : class, IDisposable
{
    private readonly ConcurrentBag<TReader> _idle = [];
    private volatile bool _disposed;

    public T Read<T>(Func<TReader, T> query) => Read(query, static (reader, asked) => asked(reader));

    public T Read<TArgument, T>(TArgument argument, Func<TReader, TArgument, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : open();
            var result = Query(reader, argument, query);
            Return(reader);
            return result;
        }
        catch (SqliteException error)
        {
            throw unavailable(error);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Drain();
    }

    private static T Query<TArgument, T>(TReader reader, TArgument argument, Func<TReader, TArgument, T> query)
    {
        try
        {
            return query(reader, argument);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Return(TReader reader)
    {
        _idle.Add(reader);
        if (_disposed)
        {
            Drain();
        }
    }

    private void Drain()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
