using CreditGate.Domain.Records;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

internal static class RecordKeyBinding
{
    /// <summary>Binds kind, source, number, list and via to five parameters from the given one on. Absent parts are '', so that keys compare.</summary>
    public static Statement BindRef(this Statement statement, int first, RecordRef key) => statement
        .Bind(first, key.Kind.ToString())
        .Bind(first + 1, key.Source)
        .Bind(first + 2, key.Number)
        .Bind(first + 3, key.List ?? "")
        .Bind(first + 4, key.Via ?? "");
}
