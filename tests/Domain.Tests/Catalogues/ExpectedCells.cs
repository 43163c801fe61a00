namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>The 320 cells of the domain table, as agreed: matters that share a row, then for each status verdict(codes)text number.</summary>
internal static class ExpectedCells
{
    public const string Rows = """
        MT-A01,MT-A02,MT-A03,MT-A04,MT-A05,MT-A06,MT-A07,MT-A08,MT-A09,MT-A10,MT-A11,MT-A12,MT-B02 Incentivise(I01,I03)0 Incentivise(I01,I02,I03)1 Incentivise(I02)2 Proceed()3 ProceedWithReminder()4 EvaluateRules(M01,M09)5 SuspendAdverse()6 Recompute()7
        MT-B01 Incentivise(I01)8 Incentivise(I01,I02)9 Incentivise(I02)10 Proceed()3 ProceedWithReminder()11 EvaluateRules(M03,M09)12 SuspendAdverse()6 Recompute()7
        MT-C01,MT-C02,MT-C03,MT-C04 Incentivise(I05)13 Incentivise(I05)14 Proceed(I05)15 Proceed()3 ProceedWithReminder()16 EvaluateRules(M01)17 SuspendAdverse()6 Recompute()7
        MT-D01,MT-D02,MT-D03,MT-D04 Incentivise(I04)18 Incentivise(I04)19 Incentivise(I04)20 Proceed()3 ProceedWithReminder()21 EvaluateRules(M07,M09)22 SuspendAdverse()6 Recompute()7
        MT-E01,MT-E02,MT-E03 Incentivise(I07)23 Incentivise(I07)14 Incentivise(I07)24 Proceed()3 ProceedWithReminder(M10)25 Restrict(M10)26 SuspendAdverse()6 Recompute()7
        MT-F01,MT-F02,MT-F03 Incentivise(I06)27 Incentivise(I06)28 Proceed()29 Proceed()3 ProceedWithReminder()30 EvaluateRules(M02,M03)31 SuspendAdverse()6 Recompute()7
        MT-G01,MT-G02 Incentivise(I08)32 Incentivise(I08)32 Proceed()33 Proceed()3 ProceedWithReminder()34 Restrict(M08)35 SuspendAdverse()6 Recompute()7
        MT-H01,MT-H02 Incentivise(S01,I08)36 Incentivise(S01)37 Incentivise(S01)37 Proceed()3 ProceedWithReminder()38 Advise(M13,M14)39 SuspendAdverse()6 Recompute()7
        MT-I01 Incentivise(I01)40 Incentivise(I01)41 Proceed()42 Proceed()3 ProceedWithReminder()43 EvaluateRules(M09,M10)44 SuspendAdverse()6 Recompute()7
        MT-J01 Incentivise(S03)45 Incentivise(S03)46 Incentivise(S03)47 Proceed()3 Proceed()48 Proceed()49 SuspendAdverse()6 Recompute()7
        MT-J02 Incentivise(S05)45 Incentivise(S05)46 Incentivise(S05)47 Proceed()3 Proceed()48 Proceed()49 SuspendAdverse()6 Recompute()7
        MT-J03 Incentivise(S10)45 Incentivise(S10)46 Incentivise(S10)47 Proceed()3 Proceed()48 Proceed()49 SuspendAdverse()6 Recompute()7
        MT-J04 Incentivise(S04)45 Incentivise(S04)46 Incentivise(S04)47 Proceed()3 Proceed()48 Proceed()49 SuspendAdverse()6 Recompute()7
        MT-J05 Incentivise(S07)45 Incentivise(S07)46 Incentivise(S07)47 Proceed()3 Proceed()48 Proceed()49 SuspendAdverse()6 Recompute()7
        MT-K01,MT-K02 Proceed()3 Proceed()3 Proceed()3 Proceed()3 Proceed()50 EvaluateRules(M04,M05)51 SuspendAdverse()6 Recompute()7
        """;

    /// <summary>Texts by number, from 0.</summary>
    public const string Texts = """
        Green channel, priority handling.
        Green channel and tolerance acceptance: accept first when only non-essential documents are missing and a written promise with deadline is given.
        Tolerance acceptance may be applied; essential documents are never waived.
        Proceed; no credit remark.
        Show the penalties in publicity; no tolerance acceptance; may not refuse unless the licence's own law asks for a clean record.
        Refuse or limit only where a rule (list x matter) with a legal basis exists; otherwise handle in the ordinary way without facilitation.
        Adverse measures resting on the disputed record are not carried out while it is verified (暂不执行); the answer shows 异议标注 and the due date. Other records count as usual. Incentives that need a clean record are held open, not refused.
        Same as without that record: the repaired record is neither shown nor used (from 2026-04-01: 终止公示、停止共享和使用). Any limit based only on it is lifted or eased.
        Green channel.
        Green channel, tolerance acceptance.
        Tolerance acceptance may be applied.
        Reminder only.
        Check the proposed directors, supervisors, managers and legal representative against position bars; the entity itself may register.
        Bonus points if the trading rules of the sector provide them.
        As red list.
        Bonus only if the rules say so.
        Show; the evaluator applies the tender documents; 'major illegal record in three years' is judged by the purchaser under the Procurement Law.
        Exclude where the law or the tender documents say so (see rules).
        Priority, more support.
        Priority.
        Considered first among equals.
        Show; the fund's own rule decides.
        Not eligible where a rule exists; funds already paid are handled by the fund's rule.
        Lower ratio and frequency; no disturbance without cause.
        Lower within class A or B.
        Usual or raised ratio by risk class.
        Class D treatment: strict supervision, raised ratio, on-site checks.
        Support where the rule provides.
        Preference among equals where the rule provides.
        No remark.
        Show only records lawfully relevant to the post; never a bar by itself.
        Bar only where a law names the list (e.g. Civil Servants Law Art. 26, Company Law Art. 178).
        Preference among equals.
        Meets the record condition.
        Shown to the jury with the award's own condition.
        Not eligible; existing honours reviewed.
        Pre-approved quota, lower price at the bank's choice.
        Preference.
        Facts only; the bank decides.
        Facts only, with the suggestion of prudent credit; never a command (class 3).
        AEO treatment by customs rules.
        Green channel where customs accept it.
        Regular enterprise.
        Customs rules decide.
        Customs grade and own list decide; other lists are information.
        Full Xinyi+ benefits of the scene.
        Full benefits.
        Standard benefits.
        Ordinary service; benefit may be unavailable.
        Ordinary service must still be given; only the benefit is unavailable. No basic livelihood service may be refused.
        Penalties have no effect here.
        Only a court consumption order, a rail/air list or a lawful exit decision counts; the platform relays the decision, it does not decide.
        """;
}
