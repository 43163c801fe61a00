using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Intake.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

internal static class ListingsApi
{
    private static readonly CaseTexts Texts = new(CaseKind.ListEntry, "listings", "Listings", "LE")
    {
        Open = new(
            "ProposeListing",
            "Propose a subject for a list (拟列入)",
            "For the unit that designates on the list. Nothing follows from a proposal: the subject is told and heard, the unit decides, and the platform publishes the entry; only then it is a record that checks know. "
            + "A unit whose own system keeps this procedure pushes the decided entry instead (/v1/records), and that is its word for it."),
        List = new("ListListings", "Listings that the caller proposed; all of them for who sees others'"),
        Get = new("GetListing", "One listing"),
        Step = new(
            "TakeListingStep",
            "Notice, decision and publication of a listing, or its end before that",
            "notifySubject with what the subject was told of reason, basis and rights; decide with what it said; publish, by the operator, where a basis is stated and no opposite list stands in the way; "
            + "discontinue with the reason. From the publication on the listing follows its entry: objections, repair, removal, withdrawal and the end of the term move it without anybody's doing."),
    };

    public static void MapListings(this IEndpointRouteBuilder routes) => routes.MapCases(Texts, ProposeAsync);

    private static Task<Results<Ok<CaseBody>, ProblemHttpResult>> ProposeAsync(ListingRow body, CaseService cases, HttpContext context, CancellationToken cancellation) =>
        cases.Open(Texts.Prefix, reader => reader.Read(body), Caller.Of(context), RequestLanguage.Of(context), cancellation);
}
