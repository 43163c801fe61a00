using CreditGate.Domain;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Credentials;

/// <summary>Why a credential is not handed out, exchanged or taken back.</summary>
internal static class CredentialFaults
{
    public const int OverlapHours = 24;
    public const int MostOverlapHours = 720;

    public static readonly Fault UnknownOrganisation = new("unknown-department", new("目录中没有该单位代码。", "The catalogue has no organisation with this code."));

    public static readonly Fault UnknownMatter = new("unknown-matter", new(
        "目录中没有该事项代码；全部事项写 *。", "The catalogue has no matter with this code; * stands for all."));

    public static readonly Fault UnknownList = new("unknown-list", new("目录中没有该名单代码。", "The catalogue has no list with this code."));

    public static readonly Fault UnknownKind = new("unknown-choice", new("可选：entity、person。", "One of: entity, person."));

    public static readonly Fault UnknownScope = new("unknown-scope", new(
        "可选：check、push、act、object、repair、report、operate、audit、scene。", "One of: check, push, act, object, repair, report, operate, audit, scene."));

    public static readonly Fault OperateElsewhere = new("operate-elsewhere", new(
        "operate 权限只能授予平台运营单位（D01）。", "Only the platform's operator (D01) may get the scope operate."));

    public static readonly Fault SceneAlone = new("scene-alone", new(
        "scene（信易+商户）不得与其他权限合用，请另发密钥。", "scene (a merchant's) goes with no other scope: hand out a key of its own."));

    public static readonly Fault NotAScene = new("not-a-scene", new(
        "商户密钥须列明其信易+场景事项（面向自然人的服务类事项，如MT-J02），也只能用于这些事项。",
        "A merchant's key names its Xinyi+ scenes (service matters for persons, such as MT-J02) and is good for these alone."));

    public static readonly Fault ScenePersons = new("scene-persons", new("信易+场景只面向自然人。", "Xinyi+ scenes are for persons only."));

    public static readonly Fault RegionMalformed = new("region-malformed", new(
        "地区须为行政区划代码的前2至6位数字，如3607。", "A region is the first 2 to 6 digits of its GB/T 2260 code, such as 3607."));

    public static readonly Fault TooLong = new("too-long", new(
        $"超过{NewCredentialBody.LongestNote}个字符。", $"Longer than {NewCredentialBody.LongestNote} characters."));

    public static readonly Fault HoldsNul = new("nul-character", new("该字段含有空字符（NUL），请删除。", "This field holds a NUL character: take it out."));

    public static readonly Fault EndInPast = new("date-in-past", new("须晚于当前时间。", "Must lie in the future."));

    public static readonly Fault OverlapOutOfRange = new("out-of-range", new(
        $"须在0至{MostOverlapHours}之间。", $"Must lie between 0 and {MostOverlapHours}."));

    public static readonly Fault RateOutOfRange = new("out-of-range", new(
        $"须在0至{AccessLimits.MostPerSecond}之间。", $"Must lie between 0 and {AccessLimits.MostPerSecond}."));

    public static readonly Fault Revoked = new("credential-revoked", new("该密钥已被吊销，请另行发放。", "The credential was revoked: hand out another."));

    public static readonly Fault Expired = new("credential-expired", new(
        "该密钥已过有效期，请同时填写新的 expiresAt。", "The credential has expired: state a new expiresAt with the rotation."));

    public static readonly Fault LastOperator = new("last-operator", new(
        "这是最后一个可以管理密钥的密钥，吊销后将无人能再发放，请先发放另一个带 operate 权限的密钥。",
        "This is the last credential that may hand out others: hand out another with the scope operate first."));
}
