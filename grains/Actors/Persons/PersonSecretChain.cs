using System.Data.Common;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Persons;

/// <summary>The secrets that this node tags persons under. Another node may begin to use one more while this one runs.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="read">The secrets as they lie with this node now; fails when they are not all that the ledger knows of.</param>
public sealed class PersonSecretChain(PersonTags first, Func<PersonTags> read, TimeProvider time)
{
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private PersonTags _tags = first;
    private volatile bool _isSettled = true;
    private (long At, LedgerUnavailableException Why)? _failed;

    public PersonTags Tags => Volatile.Read(ref _tags);

    /// <summary>False from a renewal on until it is known that no person stands under an older secret any more.</summary>
    public bool IsSettled => _isSettled;

    /// <param name="version">That nobody stands under one older than.</param>
    public void Settle(int version)
    {
        lock (_lock)
        {
            _isSettled |= _tags.CurrentVersion == version;
        }
    }

    /// <summary>Takes the secrets that were added since.</summary>
    /// <param name="known">The newest version when the need was found: whoever comes second finds the work done.</param>
    /// <exception cref="LedgerUnavailableException">They do not lie with this node yet. That is looked at once a second.</exception>
    public void Renew(int known)
    {
        lock (_lock)
        {
            if (_tags.CurrentVersion > known)
            {
                return;
            }

            if (_failed is { } failed && time.GetElapsedTime(failed.At) < BetweenReads)
            {
                throw failed.Why;
            }

            try
            {
                var tags = read();
                (_isSettled, _failed) = (false, null);
                Volatile.Write(ref _tags, tags);
            }
            catch (Exception failure) when (failure is IOException or DbException or JsonException or ArgumentException)
            {
                var why = new LedgerUnavailableException($"Another node has added a person secret that this one lacks: {failure.Message}", failure);
                _failed = (time.GetTimestamp(), why);
                throw why;
            }
        }
    }
}
