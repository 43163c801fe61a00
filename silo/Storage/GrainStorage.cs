using CreditGate.Silo.Hosting;
using CreditGate.Silo.Migrations;
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

    // The name by which the provider knows SQLite.
    private const string Invariant = "System.Data.SQLite";

    /// <summary>Upgrades the storage file and registers the named providers on it; both of this product's when none is named.</summary>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the file.</exception>
    public static ISiloBuilder AddGrainStorage(this ISiloBuilder silo, DataDirectory directory, params string[] names)
    {
        SqliteSchema.Upgrade(directory.StoragePath, "storage");
        var source = new SqliteDataSource(directory.StoragePath);
        Array.ForEach(names is [] ? [Ordinary, Snapshots] : names, name => silo.AddAdoNetGrainStorage(name, options => options.Configure<Serializer>((storage, serializer) =>
        {
            storage.Invariant = Invariant;
            storage.DataSource = source;
            storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        })));
        return silo;
    }
}
