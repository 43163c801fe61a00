using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Access;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Credentials;

/// <summary>Brings changes of credentials into the evidence log, of an earlier release too.</summary>
internal sealed partial class CredentialDeclarations(IAccessLedger evidence, ILogger logger)
{
    private readonly ILogger _logger = logger;
    private int? _declared;

    /// <param name="changes">All of them, the oldest first; those behind <paramref name="kept"/> may not be in storage.</param>
    public async Task Declare(List<CredentialChange> changes, int kept, CancellationToken cancellation)
    {
        try
        {
            _declared ??= await DeclaredUpTo(changes, kept, cancellation);
            if (_declared < kept)
            {
                await evidence.Declare([.. changes[_declared.Value..kept].Select(ActOf)]);
                _declared = kept;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogUndeclared(failure, kept);
        }
    }

    /// <summary>How many changes the log has. Another history than the log's, such as that of a restored backup, is declared whole.</summary>
    private async Task<int> DeclaredUpTo(List<CredentialChange> changes, int kept, CancellationToken cancellation)
    {
        if (await evidence.LastChange(cancellation) is not { Number: { } last } declared)
        {
            return 0;
        }

        if (last <= kept && changes[(int)last - 1].Digest == declared.Digest)
        {
            return (int)last;
        }

        LogOtherHistory(last, kept);
        return 0;
    }

    private static AccessAct ActOf(CredentialChange change) => new()
    {
        Kind = AccessActKind.CredentialChanged,
        At = change.At,
        Organisation = change.Organisation,
        Credential = change.By,
        What = change.Kind.ToString(),
        Changed = change.Credential,
        Number = change.Number,
        Digest = change.Digest,
    };

    [LoggerMessage(1422, LogLevel.Warning, "Changes of credentials up to {Count} are not in the evidence log yet; that is tried again every second")]
    private partial void LogUndeclared(Exception failure, int count);

    [LoggerMessage(1423, LogLevel.Critical, "The list of changes of credentials is not the one in the evidence log: the log has {Expected}, the list {Actual}. Was storage restored, or tampered with? The whole list is declared anew")]
    private partial void LogOtherHistory(long expected, int actual);
}
