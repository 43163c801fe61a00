using CreditGate.Actors.Feedback;
using CreditGate.Actors.Receipts;
using CreditGate.Domain.Evidence;

namespace CreditGate.Actors.Cases;

/// <summary>Keeps whom checks named beside their subject.</summary>
internal sealed class NamedPersons(ILinkedAnswers linked) : IReceiptTaker
{
    public string Name => "persons";

    public ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => linked.Looked(cancellation);

    public Task Take(ReceiptPage page) => linked.Take([.. page.Receipts.Where(static receipt => !receipt.Linked.IsEmpty).SelectMany(Named)], new LookedThrough(page.Segment, page.Through));

    private static IEnumerable<LinkedAnswer> Named(ReceiptGist receipt) =>
        receipt.Linked.Select(static person => person.Subject).Distinct(StringComparer.Ordinal).Select(person => new LinkedAnswer(person, receipt.Id));
}
