using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>An example body for each call that takes one. Subjects are fictional (organisation code starting XN).</summary>
internal sealed class Examples : IOpenApiOperationTransformer
{
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>
    {
        ["CheckBeforeAct"] = """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":"示例采购2026-001"}""",
        ["CheckBatch"] = """{"items":[{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01"},{"subject":{"uscc":"91360700XNDEM0019F"},"matter":"MT-A01"}]}""",
        ["CheckScene"] = """{"person":{"name":"示例乙","idNumber":"360799190001010027"},"matter":"MT-J02","businessNumber":"示例门票2026-001"}""",
        ["PreviewCheck"] = """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","asOf":"2027-01-04T09:00:00+08:00","records":[{"kind":"penalty","subject":{"uscc":"91360702XNDEM00277"},"number":"示罚〔示例〕1号","decidedOn":"2026-05-01","categories":["fine"],"fine10kCny":2}],"source":"D13","explain":true}""",
        ["SubmitEdition"] = """{"id":"2027-01","name":{"zh":"示例2027年1月版","en":"Example edition of January 2027"},"basedOn":"2026-04"}""",
        ["MakeReport"] = """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":"示例采购2026-001","purpose":"示例：资格审查"}""",
        ["VerifyReport"] = """{"receipt":"0197a0c0-0000-7000-8000-000000000000","digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""",
        ["PreviewEdition"] = """{"at":"2027-01-01T00:00:00+08:00","sample":10000}""",
        ["PublishEdition"] = """{"startsAt":"2027-01-01T00:00:00+08:00"}""",
        ["RollBackEdition"] = """{"id":"2026-04.2"}""",
        ["PushRecords"] = """{"rows":[{"kind":"listEntry","subject":{"uscc":"91360702XNDEM00277"},"number":"示人社列〔2026〕1号","revision":1,"decidedOn":"2026-05-01","list":"L04","basis":"《保障农民工工资支付条例》第48条"}]}""",
        ["LookUpSubject"] = """{"person":{"name":"示例甲","idNumber":"360799190001010019"},"purpose":"示例任职核查","businessNumber":"示例办件2026-001"}""",
        ["VerifyReceipt"] = AnswerExample.Refusal,
        ["GiveFeedback"] = """{"operator":"示例经办人01","items":[{"code":"M01.03","action":"applied","effectiveFrom":"2026-06-02","result":"示例：已取消其投标资格"},{"code":"M01.02","action":"notApplied","reasonIfDifferent":"示例：本次采购不涉及"}]}""",
        ["GiveFeedbackOnMany"] = """{"items":[{"receipt":"019e7d5c-6c00-7000-8000-000000000001","feedback":{"operator":"示例经办人01","items":[{"code":"M01.03","action":"applied"}]}}]}""",
        ["ReplayReceipts"] = """{"from":"2026-06-01T00:00:00+08:00","to":"2026-07-01T00:00:00+08:00"}""",
        ["ReportDecidedCases"] = """{"rows":[{"matter":"MT-C01","businessNumber":"示例采购2026-001","subject":{"uscc":"91360702XNDEM00277"},"decidedAt":"2026-06-01T09:30:00+08:00","decision":"granted","revision":1}]}""",
        ["PlaceHold"] = """{"subject":"91360702XNDEM00277","reason":"示例：行政诉讼期间","authority":"示例函〔2026〕1号"}""",
        ["ReleaseHold"] = """{"reason":"示例：诉讼终结","authority":"示例函〔2026〕2号"}""",
        ["OrderErasure"] = """{"subject":{"person":{"name":"示例甲","idNumber":"360799190001010019"}},"ground":"consentWithdrawn","reason":"示例：本人撤回同意","authority":"示例决定〔2026〕1号"}""",
        ["SayNothingNew"] = """{"asOf":"2026-06-01T00:00:00+08:00"}""",
        ["SubmitObjection"] = """{"subject":{"uscc":"91360702XNDEM00277"},"record":{"source":"D22","kind":"listEntry","number":"示人社列〔示例〕1号","list":"L04"},"source":"applicant","grounds":["wrong"],"statement":"示例：工资已全部结清","materials":[{"kind":"application","reference":"示例/2026/001/application.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},{"kind":"identity","reference":"示例/2026/001/identity.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},{"kind":"proof","reference":"示例/2026/001/proof.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},{"kind":"commitment","reference":"示例/2026/001/commitment.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"}]}""",
        ["TakeObjectionStep"] = """{"step":"uphold","reason":"示例：核查属实"}""",
        ["ApplyForRepair"] = """{"subject":{"uscc":"91360702XNDEM00277"},"record":{"source":"D22","kind":"listEntry","number":"示人社列〔示例〕1号","list":"L04"},"materials":[{"kind":"application","reference":"示例/2026/001/application.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},{"kind":"identity","reference":"示例/2026/001/identity.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},{"kind":"commitment","reference":"示例/2026/001/commitment.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"}]}""",
        ["InitiateAction"] = """{"subject":{"uscc":"91360702XNDEM00277"},"record":{"source":"D22","kind":"listEntry","number":"示人社列〔示例〕1号","list":"L04"}}""",
        ["TakeActionStep"] = """{"step":"feedback","reason":"示例：已在招标系统中限制"}""",
        ["ProposeListing"] = """{"subject":{"uscc":"91360700XNDEM0019F"},"list":"L04","number":"示人社列〔示例〕9号","basis":"《保障农民工工资支付条例》第48条","reason":"示例：拖欠农民工工资"}""",
        ["TakeListingStep"] = """{"step":"notifySubject","statement":"示例：拟将你单位列入拖欠农民工工资失信联合惩戒对象名单，依据为《保障农民工工资支付条例》第48条；你单位有权陈述、申辩。"}""",
        ["AcceptWithPromise"] = """{"subject":{"uscc":"91360700XNDEM0019F"},"matter":"MT-A01","businessNumber":"示例许可2026-001","essentialsPresent":true,"missing":[{"name":"示例：场地租赁合同复印件"}],"promise":{"kind":"commitment","reference":"示例/2026/001/promise.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000001"},"promisedOn":"2026-06-12"}""",
        ["TakeCommitmentStep"] = """{"step":"supplyDocuments","documents":["示例：场地租赁合同复印件"]}""",
        ["TakeRepairStep"] = """{"step":"accept","dutiesDone":true}""",
        ["CreateCredential"] = """{"organisation":"D22","note":"示例系统","scopes":["check","push"],"limits":{"matters":["MT-F01","MT-F02"]}}""",
        ["RotateCredential"] = """{"overlapHours":24}""",
        ["RevokeTokens"] = """{"jti":"示例令牌-0001","reason":"示例：设备遗失"}""",
        ["RevokeCredential"] = """{"reason":"示例：系统下线"}""",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.OperationId is { } id && Bodies.TryGetValue(id, out var body)
            && operation.RequestBody?.Content is { } content && content.TryGetValue("application/json", out var json))
        {
            json.Example = JsonNode.Parse(body);
        }

        if (operation.OperationId == "CheckBeforeAct" && operation.Responses?["200"].Content is { } answers)
        {
            answers["application/json"].Example = JsonNode.Parse(AnswerExample.Refusal);
        }

        if (operation.OperationId == "ListChanges" && operation.Responses?["200"].Content is { } pages)
        {
            pages["application/json"].Example = JsonNode.Parse(ChangesExample.Page);
            pages["text/event-stream"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Server-sent events; data is a ChangeBody, or for heartbeats the cursor." },
                Example = ChangesExample.Events,
            };
        }

        return Task.CompletedTask;
    }
}
