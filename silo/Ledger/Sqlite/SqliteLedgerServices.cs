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
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditGate.Silo.Ledger.Sqlite;

internal static class SqliteLedgerServices
{
    /// <summary>The ledger in the data directory's file, opened and upgraded when first asked for.</summary>
    public static IServiceCollection AddSqliteLedger(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangeSignal>();
        return services
            .AddSingleton(static provider => SqliteLedger.Open(provider.GetRequiredService<DataDirectory>().LedgerPath))
            .AddSingleton<ISubjectLedger, SqliteSubjectLedger>()
            .AddSingleton<ISubjectRoll, SqliteSubjectRoll>()
            .AddSingleton<IPushLedger, SqlitePushLedger>()
            .AddSingleton<IEditionLedger, SqliteEditionLedger>()
            .AddSingleton<IChangeLedger, SqliteChangeLedger>()
            .AddSingleton<ICaseLedger, SqliteCaseLedger>()
            .AddSingleton<ICoverageLedger, SqliteCoverageLedger>()
            .AddSingleton<IFeedbackLedger, SqliteFeedbackLedger>()
            .AddSingleton<ILinkedAnswers, SqliteLinkedAnswers>()
            .AddSingleton<IRetentionLedger, SqliteRetentionLedger>()
            .AddSingleton<IAccessLedger, SqliteAccessLedger>()
            .AddSingleton<ISourceLedger, SqliteSourceLedger>()
            .AddSingleton<IPersonIndex, SqlitePersonIndex>()
            .AddSingleton<SqliteReceiptLedger>()
            .AddSingleton<IReceiptLedger>(static provider => provider.GetRequiredService<SqliteReceiptLedger>())
            .AddSingleton<IReceiptHistory>(static provider => provider.GetRequiredService<SqliteReceiptLedger>())
            .AddSingleton<IEvidenceLedger, SqliteEvidenceLedger>();
    }
}
