using System.Data.Common;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace CreditGate.Silo.Storage;

/// <summary>Orleans grain storage in the data directory, for state that belongs to one grain alone.</summary>
internal static class GrainStorage
{
    /// <summary>The ordinary provider.</summary>
    public const string Ordinary = "creditgate";

    /// <summary>Snapshots of subjects with long histories.</summary>
    public const string Snapshots = "snapshots";

    // The names by which the provider knows the databases.
    private const string Sqlite = "System.Data.SQLite";
    private const string Postgres = "Npgsql";

    /// <summary>Upgrades the storage file and registers the named providers on it; both of this product's when none is named.</summary>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the file.</exception>
    public static ISiloBuilder AddGrainStorage(this ISiloBuilder silo, DataDirectory directory, params string[] names)
    {
        SqliteSchema.Upgrade(directory.StoragePath, "storage");
        return silo.AddGrainStorage(Sqlite, new SqliteDataSource(directory.StoragePath), names);
    }

    /// <summary>As the other, in a PostgreSQL database that several nodes share.</summary>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the database.</exception>
    public static ISiloBuilder AddGrainStorage(this ISiloBuilder silo, string connectionString, params string[] names)
    {
        PostgresSchema.Upgrade(connectionString);
        var source = PostgresSource.Create(connectionString);
        silo.Services.AddSingleton(_ => new StorageSource(source));
        return silo.AddGrainStorage(Postgres, source, names);
    }

    private static ISiloBuilder AddGrainStorage(this ISiloBuilder silo, string invariant, DbDataSource source, string[] names)
    {
        Array.ForEach(names is [] ? [Ordinary, Snapshots] : names, name => silo.AddAdoNetGrainStorage(name, options => options.Configure<Serializer>((storage, serializer) =>
        {
            storage.Invariant = invariant;
            storage.DataSource = source;
            storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        })));
        return silo;
    }
}
