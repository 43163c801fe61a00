using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Receipts;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Reports;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Reports;

/// <summary>A report that was made, and whether its subject has changed since.</summary>
internal sealed record MadeReport(CreditReport Report, bool Superseded);

/// <summary>Makes the report of a receipt from the ledger, at the receipt's version.</summary>
internal sealed class ReportDesk(ISubjectLedger ledger, ReceiptWriter receipts, Catalogue catalogue)
{
    /// <summary>Null for what is not to be shown to the caller, or when the receipt's edition is not in this release.</summary>
    public async Task<MadeReport?> Find(Guid receipt, Caller caller, CancellationToken cancellation) =>
        await receipts.Find(receipt, cancellation) is { } found && caller.MaySee(found) ? await Of(found, cancellation) : null;

    /// <inheritdoc cref="Find"/>
    /// <exception cref="InvalidDataException">The ledger does not hold the version that the receipt rests on.</exception>
    public async Task<MadeReport?> Of(Receipt receipt, CancellationToken cancellation)
    {
        var key = SubjectKey.TryParse(receipt.Subject, out var known) ? known : (SubjectKey?)null;
        if (catalogue.Find(receipt.Edition) is not { } edition || IsAmbiguous(receipt) || SceneVeil.Covers(receipt.Organisation, key?.Kind ?? SubjectKinds.Person, edition.Matters[receipt.Matter]))
        {
            return null;
        }

        if (key is not { } subject)
        {
            return new MadeReport(CreditReport.Of(receipt, null, edition), false);
        }

        var events = await ledger.Read(subject, 0, cancellation);
        return events.Count < receipt.SubjectVersion
            ? throw new InvalidDataException($"The ledger holds version {events.Count} of a subject, a receipt rests on {receipt.SubjectVersion}.")
            : new MadeReport(
                CreditReport.Of(receipt, Standing.Fold(subject, events.Take((int)receipt.SubjectVersion).Select(static stored => stored.Event)), edition),
                events.Count > receipt.SubjectVersion);
    }

    public static bool IsAmbiguous(Receipt receipt) => receipt.Ruling.Statuses.Any(static status => status.Code == StatusCode.Ambiguous);
}
