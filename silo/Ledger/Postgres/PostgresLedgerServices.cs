using CreditGate.Actors.Cases;
using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Credentials;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Retention;
using CreditGate.Silo.Notices;
using CreditGate.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditGate.Silo.Ledger.Postgres;

internal static class PostgresLedgerServices
{
    /// <summary>The ledger in a PostgreSQL database, opened and upgraded when first asked for.</summary>
    public static IServiceCollection AddPostgresLedger(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton<ChangeSignal>();
        return services
            .AddSingleton(provider => PostgresLedger.Open(connectionString, provider.GetService<StorageSource>()?.Source))
            .AddSingleton<ReceiptMonths>()
            .AddSingleton<INoticeChannel, PostgresNotices>()
            .AddSingleton<ISoleWork, PostgresSoleWork>()
            .AddSingleton<ISubjectLedger, PostgresSubjectLedger>()
            .AddSingleton<ISubjectRoll, PostgresSubjectRoll>()
            .AddSingleton<IPushLedger, PostgresPushLedger>()
            .AddSingleton<IEditionLedger, PostgresEditionLedger>()
            .AddSingleton<IChangeLedger, PostgresChangeLedger>()
            .AddSingleton<ICaseLedger, PostgresCaseLedger>()
            .AddSingleton<ICoverageLedger, PostgresCoverageLedger>()
            .AddSingleton<IFeedbackLedger, PostgresFeedbackLedger>()
            .AddSingleton<ILinkedAnswers, PostgresLinkedAnswers>()
            .AddSingleton<IRetentionLedger, PostgresRetentionLedger>()
            .AddSingleton<IAccessLedger, PostgresAccessLedger>()
            .AddSingleton<ISourceLedger, PostgresSourceLedger>()
            .AddSingleton<IPersonIndex, PostgresPersonIndex>()
            .AddSingleton<PostgresReceiptLedger>()
            .AddSingleton<IReceiptLedger>(static provider => provider.GetRequiredService<PostgresReceiptLedger>())
            .AddSingleton<IReceiptHistory>(static provider => provider.GetRequiredService<PostgresReceiptLedger>())
            .AddSingleton<IEvidenceLedger, PostgresEvidenceLedger>();
    }
}
