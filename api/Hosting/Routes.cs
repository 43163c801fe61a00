using CreditGate.Api.Backups;
using CreditGate.Api.Cases;
using CreditGate.Api.Cases.Notices;
using CreditGate.Api.Cases.Publishing;
using CreditGate.Api.Catalogues;
using CreditGate.Api.Catalogues.Comparing;
using CreditGate.Api.Changes;
using CreditGate.Api.Checks;
using CreditGate.Api.Coverage;
using CreditGate.Api.Credentials;
using CreditGate.Api.Docs;
using CreditGate.Api.Evidence;
using CreditGate.Api.Feedback;
using CreditGate.Api.Health;
using CreditGate.Api.Previews;
using CreditGate.Api.Pushes;
using CreditGate.Api.Receipts;
using CreditGate.Api.Records;
using CreditGate.Api.Reports;
using CreditGate.Api.Retention;
using CreditGate.Api.Scenes;
using CreditGate.Api.Sources;
using CreditGate.Api.Subjects;
using CreditGate.Api.Telemetry;
using CreditGate.Silo.Hosting.Cluster;

namespace CreditGate.Api.Hosting;

/// <summary>What a node answers over HTTP.</summary>
internal static class Routes
{
    public static void MapNode(this WebApplication app, Settings settings)
    {
        if (settings.Cluster?.Role != NodeRole.Silo)
        {
            app.MapGate(settings);
        }

        app.MapHealth();
        app.MapMetrics();
        app.MapDashboard(settings);
    }

    private static void MapGate(this WebApplication app, Settings settings)
    {
        app.MapChecks();
        app.MapScenes();
        app.MapPreviews();
        app.MapRecords();
        app.MapPushes();
        app.MapSources();
        app.MapChanges();
        app.MapSubjects();
        app.MapReceipts();
        app.MapReports();
        app.MapFeedback();
        app.MapObjections();
        app.MapRepairs();
        app.MapRepairNotice();
        app.MapPublicity();
        app.MapActions();
        app.MapCommitments();
        app.MapListings();
        app.MapEvidence();
        app.MapReplay();
        app.MapDecidedCases();
        app.MapCoverage();
        app.MapCatalogue();
        app.MapEditions();
        app.MapEditionPreviews();
        app.MapCredentials();
        app.MapRevokedTokens();
        app.MapRetention();
        app.MapErasures();
        app.MapBackups();
        app.MapDocs(settings);
        if (settings.Bench)
        {
            app.MapNoOp();
            app.MapLiveHeap();
            app.MapSealing();
        }
    }
}
