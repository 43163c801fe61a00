using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal static class AppendWriting
{
    /// <summary>Writes an append into the session's transaction, or nothing when its subject stands elsewhere.</summary>
    public static AppendOutcome Write(this PreparedAppend append, LedgerSession session)
    {
        var tables = session.Tables;
        if (tables.Subjects.TryAdvance(append.Subject, append.ExpectedVersion, append.NewVersion, append.DueAt) is not { } subject)
        {
            return new AppendOutcome(false, tables.Subjects.Find(append.Subject).Version);
        }

        var version = append.ExpectedVersion;
        foreach (var added in append.Events)
        {
            tables.Events.Add(subject, ++version, added);
        }

        foreach (var record in append.Records)
        {
            tables.Records.Put(subject, version, record);
        }

        foreach (var (person, mirror) in append.Mirrors)
        {
            tables.Mirrors.Owe(person, mirror);
        }

        foreach (var change in append.Changes)
        {
            tables.Changes.Add(change);
        }

        foreach (var written in append.Cases)
        {
            tables.Cases.Put(append.Subject, written);
        }

        foreach (var count in append.Counts)
        {
            tables.Coverage.Count(count);
        }

        return new AppendOutcome(true, version);
    }
}
