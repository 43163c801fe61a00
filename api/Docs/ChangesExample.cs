namespace CreditGate.Api.Docs;

/// <summary>A page of the feed as a department sees it. A test reads it with the API's own reader, so it cannot fall behind the types.</summary>
internal static class ChangesExample
{
    public const string Events = "event: heartbeat\ndata: {\"next\":\"c1041\"}\nid: c1041\nretry: 1000\n\nevent: recordRevised\ndata: {\"cursor\":\"c1042\",\"kind\":\"recordRevised\",...}\nid: c1042\n\n";

    public const string Page = """
        {
          "changes": [
            {
              "cursor": "c1042",
              "kind": "recordRevised",
              "at": "2026-06-01T10:30:00+08:00",
              "subject": "91360702XNDEM00277",
              "token": "v3",
              "record": { "source": "D22", "sourceName": "市人社局", "kind": "listEntry", "number": "示人社列〔示例〕1号", "list": "L04", "listName": "拖欠农民工工资失信联合惩戒对象名单" },
              "edition": "2026-04",
              "statuses": { "gained": [{ "code": "underObjection", "name": "异议核实中" }], "lost": [] },
              "effects": [
                {
                  "effect": "suspended",
                  "record": { "source": "D22", "sourceName": "市人社局", "kind": "listEntry", "number": "示人社列〔示例〕1号", "list": "L04", "listName": "拖欠农民工工资失信联合惩戒对象名单" },
                  "rule": "P05",
                  "force": "must",
                  "measures": [{ "code": "M07.01", "name": "限制申请财政性资金项目", "class": 1 }],
                  "incentives": [],
                  "matters": ["MT-D01", "MT-D02", "MT-D03", "MT-D04"],
                  "departments": ["D22", "D23", "D26", "D27", "D32", "D38"],
                  "until": "2029-05-01",
                  "hold": { "reason": "objection", "reference": "示异议〔示例〕1号", "due": "2026-06-22" }
                }
              ]
            }
          ],
          "next": "c1042",
          "oldestKept": "c0",
          "retentionDays": 400,
          "more": false
        }
        """;
}
