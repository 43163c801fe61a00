using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Cases;

/// <summary>Finds the answers of the past that rested on a record, by their receipts: of the subject, of the persons whom the record names, and of checks that named one of these beside another subject.</summary>
public sealed class PastAnswers(IReceiptLedger receipts, ILinkedAnswers linked, ISubjectLedger subjects, Catalogue catalogue)
{
    private const int Page = 500;

    /// <summary>The answers that were given before the objection was concluded, each once, in the order of subjects and time.</summary>
    public async IAsyncEnumerable<(Receipt Receipt, Reliance Reliance)> On(string subject, ObjectionCase objection, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var found = new HashSet<Guid>();
        foreach (var concerned in await Concerned(subject, objection, cancellation))
        {
            await foreach (var receipt in Of(concerned, objection.ConcludedAt, cancellation))
            {
                if (catalogue.Find(receipt.Edition) is { } edition && Restoration.Of(receipt, concerned, objection.Record, edition) is { } reliance && found.Add(receipt.Id))
                {
                    yield return (receipt, reliance);
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

    /// <summary>Receipts of checks on a subject, then of those that named it.</summary>
    private async IAsyncEnumerable<Receipt> Of(string subject, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var pages in (Func<Guid, ValueTask<IReadOnlyList<StoredReceipt>>>[])
            [after => receipts.OfSubject(subject, after, Page, cancellation), after => linked.Of(subject, after, Page, cancellation)])
        {
            for (var after = Guid.Empty; await pages(after) is { Count: > 0 } page; after = page[^1].Id)
            {
                foreach (var receipt in page.Where(stored => stored.At <= until && !RemovedContent.Is(stored.Payload)).Select(Read))
                {
                    yield return receipt;
                }
            }
        }
    }

    /// <summary>The subject, and every person whom any revision of the record named.</summary>
    private async ValueTask<IEnumerable<string>> Concerned(string subject, ObjectionCase objection, CancellationToken cancellation)
    {
        if (!SubjectKey.TryParse(subject, out var key))
        {
            throw new ArgumentException("Not the key of a subject.", nameof(subject));
        }

        var history = await subjects.Read(key, 0, cancellation);
        var named = history.Select(static stored => stored.Event).OfType<RecordPushed>()
            .Where(pushed => pushed.Record.Ref == objection.Record)
            .SelectMany(static pushed => pushed.Record.Linked.Select(static person => person.Subject));
        return named.Prepend(subject).Distinct(StringComparer.Ordinal);
    }

    private static Receipt Read(StoredReceipt stored) => JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.Receipt)
        ?? throw new InvalidDataException($"Receipt {stored.Id} is empty.");
}
