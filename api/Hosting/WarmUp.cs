using System.Diagnostics;
using System.Text;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;

namespace CreditGate.Api.Hosting;

/// <summary>Runs checks through reading, deciding and writing before the service calls itself ready, so that no caller pays for the first compilation.</summary>
/// <remarks>They are about a fictional subject that nobody registered, and leave no receipt: nobody was answered.</remarks>
internal sealed class WarmUp(CheckService checks, CheckDecision decision, AnswerWriter answers, Catalogue catalogue, PlatformClock clock) : BackgroundService
{
    private const int Rounds = 40;

    public bool IsDone { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var caller = new Caller("warm-up", Department.PlatformOperator, Scope.Check, AccessLimits.None);
        var matters = catalogue.At(clock.GetUtcNow()).Matters.Values.Where(static matter => matter.SubjectKinds.HasFlag(SubjectKinds.Entity)).ToArray();
        for (var round = 0; round < Rounds && !stoppingToken.IsCancellationRequested; round++)
        {
            foreach (var matter in matters)
            {
                await Check(matter.Code, caller, stoppingToken);
            }
        }

        IsDone = true;
    }

    private async Task Check(string matter, Caller caller, CancellationToken cancellation)
    {
        var body = $$"""{"subject":{"uscc":"{{FictionalCodes.Entity(0).Value}}"},"matter":"{{matter}}","businessNumber":"warm-up"}""";
        if (PlainCheck.TryRead(Encoding.UTF8.GetBytes(body), out var row) && checks.Read(row).Request is { } request)
        {
            var receipt = decision.TryDecide(request, caller) ?? await decision.Decide(request, caller, Deadline.Of(Stopwatch.GetTimestamp(), request.Deadline), cancellation);
            JsonScratch.Evidence(receipt, ReceiptJson.Write);
            answers.Write(receipt, Language.Zh);
        }
    }
}
