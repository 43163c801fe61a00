using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Records;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Coverage;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Coverage;

/// <summary>The life of a report of decided cases: read every row, find its persons, enter it, say what became of each.</summary>
internal sealed class CaseReports(ICoverageLedger ledger, PersonDirectory persons, Catalogue catalogue, PlatformClock clock)
{
    private const int AtOnce = 500;

    public async Task<ImmutableArray<ReportedRow>> Run(ImmutableArray<JsonElement> rows, Caller caller, Language language, CancellationToken cancellation)
    {
        var reader = new DecidedCaseReader(catalogue, clock.GetUtcNow(), caller.Organisation, caller.Credential);
        var outcomes = new ReportedRow[rows.Length];
        var drafts = new DecidedCase?[rows.Length];
        await Parallel.ForAsync(0, rows.Length, FanOut.Options(cancellation), async (index, token) =>
        {
            var (draft, faults) = await Read(rows[index], reader, caller.Limits, token);
            (drafts[index], outcomes[index]) = (draft, Rejected(faults, language));
        });
        foreach (var chunk in Enumerable.Range(0, rows.Length).Where(index => drafts[index] is not null).Chunk(AtOnce))
        {
            var entered = await Enter([.. chunk.Select(index => drafts[index]!)]);
            foreach (var (index, outcome) in chunk.Zip(entered))
            {
                outcomes[index] = Body(outcome, language);
            }
        }

        return [.. outcomes];
    }

    private async ValueTask<(DecidedCase? Draft, ImmutableArray<FieldFault> Faults)> Read(JsonElement row, DecidedCaseReader reader, AccessLimits limits, CancellationToken cancellation)
    {
        var parsed = StrictJson.Read<DecidedCaseRow>(row, ApiJson.Options);
        if (parsed.Item is not { } item || reader.Read(item) is not { } reading)
        {
            return (null, parsed.Faults);
        }

        if (reading is not { Subject: { } claim, Draft: { } draft })
        {
            return (null, reading.Faults);
        }

        if (!limits.Allows(claim))
        {
            return (null, [new FieldFault("subject", AccessFaults.Subject)]);
        }

        var found = await persons.Resolve(claim, cancellation);
        return found.Resolution == Resolution.Ambiguous
            ? (null, [PersonFaults.NotThisPerson("subject")])
            : (draft with { Subject = found.Key?.Value }, []);
    }

    /// <summary>Null for each when the ledger did not take them: reporting the same again does no harm.</summary>
    private async Task<IEnumerable<CaseOutcome?>> Enter(IReadOnlyList<DecidedCase> cases)
    {
        try
        {
            return await ledger.Report(cases);
        }
        catch (Exception lost) when (lost is LedgerUnavailableException or CommitOutcomeUnknownException)
        {
            return new CaseOutcome?[cases.Count];
        }
    }

    private static ReportedRow Rejected(ImmutableArray<FieldFault> faults, Language language) =>
        new(RowOutcome.Rejected, null, null, null, FaultBody.From(faults, language));

    private static ReportedRow Body(CaseOutcome? outcome, Language language) => outcome is { } known
        ? new ReportedRow(
            known.Outcome, known.Case.Case.IsWithdrawn ? null : known.Case.Timing, known.Note?.Code, known.Note?.Text.In(language), null)
        : new ReportedRow(null, null, PushFaults.NotTaken.Code, PushFaults.NotTaken.Text.In(language), null);
}
