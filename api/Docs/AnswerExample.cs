namespace CreditGate.Api.Docs;

/// <summary>A refusal as a caller sees it. A test reads it with the API's own reader, so it cannot fall behind the types.</summary>
internal static class AnswerExample
{
    public const string Refusal = """
        {
          "receipt": "019fa0f2-1a80-7df1-b58e-89f25fcfd2cc",
          "outcome": "refuse",
          "decidedAt": "2026-06-01T10:30:00+08:00",
          "validUntil": "2026-06-02T10:30:00+08:00",
          "subject": { "key": "91360702XNDEM00277", "name": "示例欠薪建筑有限公司" },
          "token": "v2",
          "matter": { "code": "MT-C01", "name": "政府采购供应商资格审查" },
          "statuses": [
            {
              "code": "seriousListed",
              "name": "严重失信主体",
              "records": [
                { "source": "D22", "sourceName": "市人社局", "kind": "listEntry", "number": "示人社列〔示例〕1号", "list": "L04", "listName": "拖欠农民工工资失信联合惩戒对象名单" }
              ]
            }
          ],
          "measures": [
            {
              "code": "M01.03",
              "name": "一定期限内禁止参加政府采购活动",
              "class": 1,
              "force": "must",
              "effect": "bar",
              "basis": "《保障农民工工资支付条例》第48条",
              "confidence": "found",
              "rule": "P03",
              "record": { "source": "D22", "sourceName": "市人社局", "kind": "listEntry", "number": "示人社列〔示例〕1号", "list": "L04", "listName": "拖欠农民工工资失信联合惩戒对象名单" },
              "until": "2028-12-01"
            }
          ],
          "incentives": [],
          "withheld": [],
          "suspended": [],
          "reminders": [
            {
              "code": "noFacilitation",
              "text": "该主体列入严重失信主体名单，按普通程序办理，不适用绿色通道、容缺受理等便利措施。",
              "record": { "source": "D22", "sourceName": "市人社局", "kind": "listEntry", "number": "示人社列〔示例〕1号", "list": "L04", "listName": "拖欠农民工工资失信联合惩戒对象名单" }
            }
          ],
          "advice": [],
          "questions": [],
          "proposals": [],
          "linked": [],
          "edition": "2026-04",
          "dataAsOf": "2026-06-01T06:00:00+08:00",
          "staleSources": [],
          "warnings": [],
          "confirmedAt": "2026-06-01T10:29:59.9+08:00",
          "unconfirmed": false,
          "decidedBy": "grain"
        }
        """;
}
