using System.Text;
using NumaProbe.Cluster.Machines;
using NumaProbe.Engine;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>How a run of a cluster ends when its partitions alone cannot say it, and what its folder says it was. Owns nothing.</summary>
internal static class RunEnding
{
    /// <summary>
    /// A bound or a bug ends a run at one place in the order of all its events, which no partition knows: the run is executed once more, here and
    /// in one piece, and that is the result.
    /// </summary>
    /// <param name="machine">The machine with everything injected.</param>
    /// <param name="shown">Compares what was shown already and takes the rest.</param>
    /// <param name="failure">Why a partition could not go on, or null.</param>
    /// <returns>The end, or why there is none: the partition's failure is not one of the run, so it is one of the protocol.</returns>
    internal static (RunEnd? End, string? Problem) Embedded(RunMachine machine, ShownTrace shown, string? failure)
    {
        shown.Rewind();
        var end = EmbeddedRun.Execute(
            machine.Scenario, machine.Generation, machine.Source.Seed, machine.Limits, shown, progress: null, CancellationToken.None);
        if (failure is not null && end.Status is RunStatus.Completed or RunStatus.Hung)
        {
            return (null, $"a partition failed, and the run in one process does not (failures-are-of-the-run): {failure}");
        }

        shown.Publish();
        return (end, null);
    }

    /// <summary>The scenario as run: the file as it came, or one with everything injected.</summary>
    internal static ReadOnlyMemory<byte> TextOf(RunMachine machine) =>
        machine.Fragments.Count == 0 ? machine.Source.Text : Encoding.UTF8.GetBytes(ScenarioWriter.Write(machine.Scenario));
}
