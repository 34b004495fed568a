using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Live;

/// <summary>What reading a fragment gave: a fragment that fits its scenario, or every problem found. Never both and never neither.</summary>
/// <param name="Fragment">The fragment; null exactly when there are problems.</param>
/// <param name="Problems">The problems by position, at most <see cref="ScenarioLimits.KeptProblems"/>.</param>
/// <param name="ProblemCount">How many problems there are, also those not kept.</param>
public sealed record FragmentReading(ScenarioFragment? Fragment, IReadOnlyList<ScenarioProblem> Problems, int ProblemCount)
{
    /// <summary>The problems for a terminal, see <see cref="ScenarioLoadResult.Describe"/>.</summary>
    public string Describe() => new ScenarioLoadResult(null, Problems, ProblemCount).Describe();
}
