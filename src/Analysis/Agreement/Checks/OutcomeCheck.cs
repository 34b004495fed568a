namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// Rule 1: tries, bindings, deferred devices, removals and results of calls equal the recorded ones, or those of one
/// recorded variant as a whole.
/// </summary>
internal static class OutcomeCheck
{
    internal static void Compare(RecordedInvariants recorded, RunView run, Findings findings)
    {
        var whole = new OutcomeDifferences(run);
        whole.Attempts(recorded.Attempts);
        whole.Final(recorded.Final);
        whole.FinalNodes(recorded.FinalNode);
        whole.Deferred(recorded.Deferred);
        whole.RemoveOrder(recorded.RemoveOrder);
        whole.Calls(recorded.Calls);
        Report(whole, "", findings);
        CompareVariants(recorded.Variants, run, findings);
    }

    private static void CompareVariants(IReadOnlyList<RecordedVariant?>? variants, RunView run, Findings findings)
    {
        var compared = (variants ?? []).OfType<RecordedVariant>().Select(variant => Differences(variant, run)).ToArray();
        if (compared.Length > 0)
        {
            var note = string.Create(null, $" (nearest of {compared.Length} outcomes of a race)");
            Report(compared.MinBy(static c => c.Items.Count)!, note, findings);
        }
    }

    private static OutcomeDifferences Differences(RecordedVariant variant, RunView run)
    {
        var differences = new OutcomeDifferences(run);
        differences.Attempts(variant.Attempts);
        differences.Final(variant.Final);
        differences.Deferred(variant.Deferred);
        differences.Removes(variant.Removes);
        differences.Calls(variant.Calls);
        return differences;
    }

    private static void Report(OutcomeDifferences differences, string note, Findings findings)
    {
        for (var i = 0; i < differences.Compared; i++)
        {
            findings.Checked();
        }

        foreach (var (what, recorded, actual) in differences.Items)
        {
            findings.Add(AgreementRule.Outcome, what, recorded + note, actual);
        }
    }
}
