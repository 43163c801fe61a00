using System.Globalization;
using CreditGate.Silo.Storage;
using CreditGate.Silo.Tests.Postgres;
using Npgsql;

namespace CreditGate.Silo.Tests.Storage;

public sealed class PostgresGrainStorageTests(SharedPostgres postgres) : GrainStorageContract
{
    private readonly string _connectionString = postgres.NewDatabase();

    protected override void AddStorage(ISiloBuilder silo) => silo.AddGrainStorage(_connectionString);

    protected override long Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
