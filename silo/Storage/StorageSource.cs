using Npgsql;

namespace CreditGate.Silo.Storage;

/// <summary>The connections of grain storage in PostgreSQL.</summary>
internal sealed class StorageSource(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;

    /// <summary>Whether states can be read now.</summary>
    public async Task<bool> IsReadable()
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT 1 FROM OrleansStorage)");
        return await command.ExecuteScalarAsync() is bool;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
