namespace CreditGate.Silo.Tests.Pushes;

/// <summary>A penalty as a model file states it.</summary>
/// <param name="Revision">0 for none.</param>
internal sealed record ModelRow(int Company, int Number, int Revision, int Fine, bool IsWithdrawn);

/// <param name="Hour">Its declared instant.</param>
internal sealed record ModelFile(int Source, int Hour, bool IsSnapshot, ModelRow[] Rows);

internal sealed record ModelCounts(int Created, int Revised, int Unchanged, int Withdrawn, int Rejected, int Superseded, int Missing);

/// <summary>What pushes of one source must come to, in the plainest words: no events, no versions, no batches.</summary>
internal sealed class PushModel
{
    private readonly Dictionary<(int Company, int Number), Known> _known = [];
    private int _newestSnapshot = -1;
    private int _newestRepeating = -1;

    /// <summary>Company, number, fine and whether it is withdrawn, of every record.</summary>
    public IEnumerable<(int Company, int Number, int Fine, bool IsWithdrawn)> Records =>
        _known.Select(static pair => (pair.Key.Company, pair.Key.Number, pair.Value.Fine, pair.Value.IsWithdrawn || pair.Value.MissingAt >= 0)).Order();

    public ModelCounts Push(ModelFile file)
    {
        var outcomes = file.Rows.Select((row, index) => Take(row, file.Hour, index + 1)).ToArray();
        int Count(string outcome) => outcomes.Count(one => one == outcome);
        var isRepeating = outcomes.Zip(file.Rows).Any(static row => row is ("unchanged", { Revision: > 0 }));
        _newestRepeating = isRepeating ? Math.Max(_newestRepeating, file.Hour) : _newestRepeating;
        var missing = file.IsSnapshot && Count("rejected") == 0 ? WithdrawMissing(file) : 0;
        return new ModelCounts(
            Count("created"), Count("revised"), Count("unchanged") + Count("superseded"), Count("withdrawn"), Count("rejected"), Count("superseded"), missing);
    }

    private string Take(ModelRow row, int hour, int line)
    {
        var key = (row.Company, row.Number);
        var next = new Known(row.Revision, hour, line, row.Fine, row.IsWithdrawn, -1);
        if (!_known.TryGetValue(key, out var known))
        {
            if (hour < _newestSnapshot)
            {
                return "superseded";
            }

            _known[key] = next;
            return row.IsWithdrawn ? "withdrawn" : "created";
        }

        var isSame = known is { MissingAt: < 0 } && (known.Fine, known.IsWithdrawn) == (row.Fine, row.IsWithdrawn);
        if (!IsNewer(next, known))
        {
            return isSame ? "unchanged" : known.MissingAt < 0 && IsEqual(next, known) ? "rejected" : "superseded";
        }

        _known[key] = next;
        return isSame ? "unchanged" : row.IsWithdrawn && !known.IsWithdrawn && known.MissingAt < 0 ? "withdrawn" : "revised";
    }

    private static bool IsNewer(Known next, Known known) => known.MissingAt >= 0
        ? next.Hour >= known.MissingAt && next.Revision >= known.Revision
        : (next.Revision, next.Revision > 0 ? (0, 0) : (next.Hour, next.Line)).CompareTo((known.Revision, next.Revision > 0 ? (0, 0) : (known.Hour, known.Line))) > 0;

    private static bool IsEqual(Known next, Known known) =>
        next.Revision == known.Revision && (next.Revision > 0 || (next.Hour, next.Line) == (known.Hour, known.Line));

    private int WithdrawMissing(ModelFile file)
    {
        if (file.Hour < _newestSnapshot || file.Hour < _newestRepeating)
        {
            return 0;
        }

        _newestSnapshot = file.Hour;
        var named = file.Rows.Select(static row => (row.Company, row.Number)).ToHashSet();
        var missing = _known.Where(pair => !named.Contains(pair.Key) && pair.Value is { IsWithdrawn: false, MissingAt: < 0 } && pair.Value.Hour < file.Hour).ToList();
        missing.ForEach(pair => _known[pair.Key] = pair.Value with { MissingAt = file.Hour });
        return missing.Count;
    }

    private sealed record Known(int Revision, int Hour, int Line, int Fine, bool IsWithdrawn, int MissingAt);
}
