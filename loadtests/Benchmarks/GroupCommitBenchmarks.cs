using BenchmarkDotNet.Attributes;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Postgres;

namespace CreditGate.Benchmarks;

/// <summary>Durable appends of so many subjects at once, one event each: how a commit is shared. Time is for all of them.</summary>
public class GroupCommitBenchmarks
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-bench-");
    private readonly List<IDisposable> _open = [];
    private ISubjectLedger _sqlite = null!;
    private ISubjectLedger _postgres = null!;

    [Params(1, 200)]
    public int Together { get; set; }

    [GlobalSetup(Target = nameof(Sqlite))]
    public void OpenSqlite()
    {
        var path = Path.Combine(_directory.FullName, "ledger.db");
        File.Create(path).Dispose();
        var ledger = SqliteLedger.Open(path);
        _open.Add(ledger);
        _sqlite = new SqliteSubjectLedger(ledger, new ChangeSignal());
    }

    [GlobalSetup(Target = nameof(Postgres))]
    public void OpenPostgres()
    {
        var server = new PostgresServer();
        var ledger = PostgresLedger.Open(server.ConnectionString("postgres"));
        _open.AddRange([ledger, server]);
        _postgres = new PostgresSubjectLedger(ledger, new ChangeSignal());
    }

    [GlobalCleanup]
    public void Close()
    {
        _open.ForEach(static open => open.Dispose());
        _open.Clear();
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public Task Sqlite() => Append(_sqlite);

    [Benchmark]
    public Task Postgres() => Append(_postgres);

    private Task<AppendOutcome[]> Append(ISubjectLedger ledger) => Task.WhenAll(Enumerable.Range(0, Together).Select(_ => ledger.Append(Invented.Append(Invented.Subject(), 1))));
}
