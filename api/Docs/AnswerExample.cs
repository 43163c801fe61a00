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
          "remedies": [
            { "code": "objection", "name": "提出异议", "text": "认为所依据的信息有误的，可以向信息提供部门或者本平台提出异议。信息提供部门自收到异议之日起20日内核查处理；核查期间，以该信息为依据的惩戒措施暂不执行（法定禁止除外）。", "basis": "《实施方案》第十四条", "confidence": "doc" },
            { "code": "repair", "name": "申请信用修复", "text": "已纠正行为、履行义务并达到最短公示期限的，可以向作出认定的单位或者通过“信用中国”网站申请信用修复；3个工作日内决定是否受理，10个工作日内办结。", "basis": "《实施方案》第十三条；国办发〔2025〕22号", "confidence": "found" },
            { "code": "administrativeReview", "name": "行政复议", "text": "对所依据的行政决定或者办理部门据此作出的决定不服的，可以自知道该决定之日起60日内申请行政复议。", "basis": "《行政复议法》（2023年修订）第二十条", "confidence": "own" },
            { "code": "administrativeLitigation", "name": "行政诉讼", "text": "也可以自知道或者应当知道该决定之日起6个月内向人民法院提起行政诉讼；经行政复议的，自收到复议决定书之日起15日内。", "basis": "《行政诉讼法》第四十五条、第四十六条", "confidence": "own" }
          ],
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
