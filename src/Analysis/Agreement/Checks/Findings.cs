using NumaProbe.Shared.Generations;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Collects the disagreements of one comparison and counts what was compared.</summary>
internal sealed class Findings(Recording recording)
{
    private readonly List<Disagreement> _disagreements = [];

    internal int Checks { get; private set; }

    internal IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>The recorded kernel confines unbound workers to their node.</summary>
    internal bool HardAffinity { get; } =
        recording.Machine?.Kernel is { } kernel && KernelGenerations.Find(kernel) is { SoftAffinity: false };

    internal void Checked() => Checks++;

    internal void Add(AgreementRule rule, string what, string recorded, string run) =>
        _disagreements.Add(new Disagreement(rule, what, recorded, run, DecidingRule.For(rule, what, recording.Scenario)));

    /// <summary>Counts a check and keeps the disagreement when it does not hold.</summary>
    internal void Require(bool holds, AgreementRule rule, string what, Func<string> recorded, Func<string> run)
    {
        Checked();
        if (!holds)
        {
            Add(rule, what, recorded(), run());
        }
    }
}
