using System.Data.Common;
using CreditGate.Actors.Cases;
using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Credentials;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Retention;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>A whole ledger of a test's own, on one of the databases: the contracts are the same for all.</summary>
public interface ILedgerUnderTest : IDisposable
{
    ISubjectLedger Subjects { get; }

    ISubjectRoll Roll { get; }

    IPushLedger Pushes { get; }

    IChangeLedger Changes { get; }

    IEditionLedger Editions { get; }

    ICaseLedger Cases { get; }

    ICoverageLedger Coverage { get; }

    IPersonIndex Persons { get; }

    ISourceLedger Sources { get; }

    IReceiptLedger Receipts { get; }

    IReceiptHistory History { get; }

    IEvidenceLedger Evidence { get; }

    IFeedbackLedger Feedback { get; }

    ILinkedAnswers Linked { get; }

    IRetentionLedger Retention { get; }

    IAccessLedger Access { get; }

    /// <summary>Another connection to the ledger, with full rights.</summary>
    DbConnection Connect();

    /// <summary>The column that orders an event within its segment.</summary>
    string EventOrder { get; }

    /// <summary>Wakes when a feed entry was committed.</summary>
    ChangeSignal Signal { get; }

    /// <summary>Number of the first event that its segment's hash chain does not bear out; null when all are sound.</summary>
    long? FirstBrokenEvent();

    long Scalar(string sql);

    /// <summary>Begins anew on what was committed.</summary>
    void Restart();
}
