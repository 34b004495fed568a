using System.Globalization;
using System.Text;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios;

/// <summary>What loading a file gave: a valid scenario, or every problem found. Never both and never neither.</summary>
/// <param name="Scenario">The scenario; null exactly when there are problems.</param>
/// <param name="Problems">The problems by position, at most <see cref="ScenarioLimits.KeptProblems"/>.</param>
/// <param name="ProblemCount">How many problems there are, also those not kept.</param>
public sealed record ScenarioLoadResult(Scenario? Scenario, IReadOnlyList<ScenarioProblem> Problems, int ProblemCount)
{
    /// <summary>
    /// The problems for a terminal, one a line, at most <see cref="ScenarioLimits.PrintedProblems"/> and then how many more; empty without problems.
    /// </summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var problem in Problems.Take(ScenarioLimits.PrintedProblems))
        {
            text.Append(problem).Append('\n');
        }

        var more = ProblemCount - Math.Min(Problems.Count, ScenarioLimits.PrintedProblems);
        if (more > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {more} more\n");
        }

        return text.ToString();
    }
}
