using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Cases;

/// <summary>Finds the answers of the past that rested on a record, by their receipts: of the subject, and of the persons whom the record names.</summary>
/// <remarks>Not those where another subject's check named the person: receipts are found by the subject that was checked.</remarks>
public sealed class PastAnswers(IReceiptLedger receipts, ISubjectLedger subjects, Catalogue catalogue)
{
    private const int Page = 500;

    /// <summary>The answers that were given before the objection was concluded, in the order of subjects and time.</summary>
    public async IAsyncEnumerable<(Receipt Receipt, Reliance Reliance)> On(string subject, ObjectionCase objection, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var concerned in await Concerned(subject, objection, cancellation))
        {
            for (var after = Guid.Empty; await receipts.OfSubject(concerned, after, Page, cancellation) is { Count: > 0 } page; after = page[^1].Id)
            {
                foreach (var receipt in page.Where(stored => stored.At <= objection.ConcludedAt).Select(Read))
                {
                    if (catalogue.Find(receipt.Edition) is { } edition && Restoration.Of(receipt, objection.Record, edition) is { } reliance)
                    {
                        yield return (receipt, reliance);
                    }
                }
            }
        }
    }

    /// <summary>How many such answers each department got, in the order of their codes.</summary>
    public async ValueTask<ImmutableArray<RestorationTask>> Departments(string subject, ObjectionCase objection, CancellationToken cancellation = default)
    {
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var (receipt, _) in On(subject, objection, cancellation))
        {
            answers[receipt.Organisation] = answers.GetValueOrDefault(receipt.Organisation) + 1;
        }

        return [.. answers.Select(static department => new RestorationTask(department.Key, department.Value))];
    }

    /// <summary>The subject, and every person whom any revision of the record named.</summary>
    private async ValueTask<IEnumerable<string>> Concerned(string subject, ObjectionCase objection, CancellationToken cancellation)
    {
        if (!SubjectKey.TryParse(subject, out var key))
        {
            throw new ArgumentException("Not the key of a subject.", nameof(subject));
        }

        var history = await subjects.Read(key, 0, cancellation);
        var linked = history.Select(static stored => stored.Event).OfType<RecordPushed>()
            .Where(pushed => pushed.Record.Ref == objection.Record)
            .SelectMany(static pushed => pushed.Record.Linked.Select(static person => person.Subject));
        return linked.Prepend(subject).Distinct(StringComparer.Ordinal);
    }

    private static Receipt Read(StoredReceipt stored) => JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.Receipt)
        ?? throw new InvalidDataException($"Receipt {stored.Id} is empty.");
}
