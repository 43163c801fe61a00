namespace CreditGate.Silo.Tests.Evidence;

/// <summary>What every table of the ledger is to the auditor. A table that is in neither list fails the tests.</summary>
internal static class EvidenceTables
{
    /// <summary>Columns that say where a row stands: with another value it stands elsewhere.</summary>
    public static readonly string[] Places = ["position", "sequence", "segment", "size", "first_index", "level", "number", "edition"];

    /// <summary>Columns that cannot say what another row says: the schema refuses it.</summary>
    public static readonly (string Table, string Column)[] Refused = [("event", "subject"), ("event", "version"), ("receipt", "id"), ("evidence_run", "first")];

    /// <summary>Tables that the auditor reads, each with the column that says where a row stands.</summary>
    public static readonly Dictionary<string, string> Audited = new()
    {
        ["event"] = "position",
        ["receipt"] = "sequence",
        ["feedback"] = "sequence",
        ["declaration"] = "sequence",
        ["edition_act"] = "sequence",
        ["edition_package"] = "edition",
        ["evidence_checkpoint"] = "size",
        ["evidence_run"] = "first_index",
        ["evidence_tile"] = "number",
    };

    private const string OfEvents = "follows from the events, which are audited";
    private const string OfReceipts = "follows from the receipts, which are audited";
    private const string OfDeclarations = "follows from the declarations, which are audited";
    private const string OfGrains = "which nodes there are, and snapshots that save time: one of another history is passed over";
    private const string OfWork = "says what work is to be done or how far it came; no answer and no proof rests on it";

    /// <summary>Tables of which a change proves nothing, and why.</summary>
    public static readonly Dictionary<string, string> Derived = new()
    {
        ["subject"] = OfEvents,
        ["record"] = OfEvents,
        ["case_file"] = OfEvents,
        ["case_party"] = OfEvents,
        ["change"] = OfEvents,
        ["mirror_pending"] = OfWork,
        ["person"] = "keyed tags that lead to a subject: who alters one finds another person or none, and whose history it is stands in the events",
        ["source"] = "the newest statement of freshness of each source; a receipt holds what was said when it was given",
        ["edition_announced"] = OfWork,
        ["push_job"] = OfWork,
        ["push_line"] = OfWork,
        ["push_named"] = OfWork,
        ["upload"] = OfWork,
        ["upload_frame"] = OfWork,
        ["key_fingerprint"] = "tells a node with other keys at its start; a change keeps nodes from starting",
        ["receipt_segment"] = "refuses a second receipt of a place; the receipts themselves are audited",
        ["check_task"] = "follows from receipts and feedback, which are audited",
        ["receipt_looked"] = OfWork,
        ["receipt_linked"] = OfReceipts,
        ["receipt_linked_looked"] = OfWork,
        ["decided_case"] = OfDeclarations,
        ["case_check"] = OfReceipts,
        ["coverage_count"] = "follows from declarations, receipts and feedback, which are audited",
        ["coverage_looked"] = OfWork,
        ["removed_run"] = "points to declarations, which name the rows and are audited",
        ["retention_cursor"] = OfWork,
        ["erasure"] = "the order is a declaration, and what was removed another; this says what is still to be done",
        ["node_clock"] = OfWork,
        ["orleansquery"] = OfGrains,
        ["orleansstorage"] = OfGrains,
        ["orleansmembershiptable"] = OfGrains,
        ["orleansmembershipversiontable"] = OfGrains,
        ["schema_version"] = "which scripts ran",
        ["SchemaVersions"] = "which scripts ran",
    };

    /// <summary>Columns that are not audited, of tables that are. None today.</summary>
    public static readonly Dictionary<(string Table, string Column), string> Unaudited = [];
}
