using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace CreditGate.Api.Pushes;

/// <summary>Headers and query of a push, as they came.</summary>
internal sealed record PushQuery
{
    [FromHeader(Name = "Idempotency-Key")]
    [Description("Required. 1 to 200 visible ASCII characters that name this file for ever, such as its SHA-256: sent again with the same key it is taken once.")]
    public string? Key { get; init; }

    [FromHeader(Name = "Upload-Offset")]
    [Description("Bytes of the file that the server already has, to go on after a break: ask GET /v1/pushes/uploads/{key}. Left out or 0, the file starts over.")]
    public string? Offset { get; init; }

    [FromHeader(Name = "Content-Type")]
    [Description("text/csv (with charset utf-8, gb18030 or gbk if it is known), application/x-ndjson, application/gzip or application/octet-stream; the form is found out where it is not said.")]
    public string? ContentType { get; init; }

    [FromHeader(Name = "Content-Encoding")]
    [Description("gzip, when the body is packed.")]
    public string? ContentEncoding { get; init; }

    [FromQuery(Name = "asOf")]
    [Description("Instant with its offset for which the file is declared true, such as 2026-06-01T00:00:00%2B08:00. Orders rows without revisions. Left out, the instant of acceptance.")]
    public string? AsOf { get; init; }

    [FromQuery(Name = "list")]
    [Description("Code of the list (L01 to X06) for rows of a list file that name none, and for a snapshot of listEntry.")]
    public string? List { get; init; }

    [FromQuery(Name = "atomic")]
    [Description("true: all rows or none, for up to 10,000 rows. Default false: a bad row never stops the rest.")]
    public string? Atomic { get; init; }

    [FromQuery(Name = "snapshot")]
    [Description("Kind of record of which the file is everything the source has: usable records that it does not name are withdrawn.")]
    public string? Snapshot { get; init; }

    [FromQuery(Name = "mostWithdrawnPercent")]
    [Description("Share of the source's usable records of the kind, 0 to 100, that may be missing from a snapshot; more, and nothing is withdrawn. Default 10.")]
    public string? MostWithdrawnPercent { get; init; }
}
