using System.Reflection;
using System.Text;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Migrations;

/// <summary>Brings a SQLite file to the schema that this binary knows, by numbered scripts that are never edited once released.</summary>
internal static class SqliteSchema
{
    /// <param name="path">The database file; created when missing.</param>
    /// <param name="set">Which scripts: "ledger", "spool" or "storage".</param>
    /// <exception cref="SchemaTooNewException">A newer release has already upgraded the file.</exception>
    public static void Upgrade(string path, string set)
    {
        var engine = Engine(path, set);
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
        {
            throw new SchemaTooNewException(path, unknown);
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Script '{result.ErrorScript?.Name}' failed on '{path}'; the file is as it was before.", result.Error);
        }
    }

    private static UpgradeEngine Engine(string path, string set)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        return DeployChanges.To
            .SqliteDatabase(connection.ConnectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith($"sqlite/{set}/", StringComparison.Ordinal), Encoding.UTF8)
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build();
    }
}

/// <summary>The database was upgraded by a newer release, whose data this one could misread.</summary>
internal sealed class SchemaTooNewException(string path, IReadOnlyCollection<string> unknown)
    : IOException(
        $"The database '{path}' has a newer schema than this release knows ({string.Join(", ", unknown)}). "
        + "Run the newer release, or restore a backup made before the upgrade.");
