using System.Globalization;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Running;

/// <summary>What is to be run: the scenario with the choices that the command line may override.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Text">Its file as read.</param>
/// <param name="Generation">Kernel generation: the option, else the scenario's, else the default.</param>
/// <param name="Header">What the run is a run of.</param>
internal sealed record RunPlan(Scenario Scenario, ScenarioText Text, KernelGeneration Generation, RunHeader Header)
{
    /// <summary>Decides what to run.</summary>
    /// <param name="input">The scenario file.</param>
    /// <param name="generation">Generation asked for, or null.</param>
    /// <param name="seed">Seed asked for, or null.</param>
    /// <param name="console">Takes the problems of an invalid scenario.</param>
    internal static RunPlan Of(ScenarioInput input, string? generation, ulong? seed, CliConsole console)
    {
        var asked = generation is null ? null : FindGeneration(generation, ExitCode.Usage);
        var scenario = input.Require(console);
        var chosen = asked
            ?? (scenario.Generation is { } own ? FindGeneration(own, ExitCode.InvalidScenario) : KernelGenerations.Default);
        var text = input.Text!;
        return new RunPlan(
            scenario, text, chosen,
            RunHeader.Create(scenario.Name, text.Bytes.Span, chosen.Name, seed ?? scenario.Seed, ToolVersion.Current));
    }

    /// <summary>A folder under <c>runs</c> that is not taken: the run's name, with a number when it is not the first.</summary>
    internal RunFolderPlace FreePlace() => RunFolderPlace.FreeIn(
        "runs", string.Create(CultureInfo.InvariantCulture, $"{FileName(Header.Name)}-{Header.Generation}-{Header.Seed}"));

    /// <summary>Finds a generation, or ends the command with the names there are.</summary>
    /// <param name="name">Name as typed.</param>
    /// <param name="exitCode">Whose fault it is when there is none.</param>
    internal static KernelGeneration FindGeneration(string name, int exitCode)
    {
        if (KernelGenerations.Find(name) is { } found)
        {
            return found;
        }

        var names = KernelGenerations.All.Select(g => g.Name).ToList();
        var hint = Suggestion.For(name, names) is { } suggestion ? $" ({suggestion})" : "";
        throw new CliFailure(
            exitCode, $"there is no kernel generation '{name}'{hint}; known: {string.Join(", ", names)} (numaprobe generations)");
    }

    // a scenario's name comes from a file: it must not lead out of the folder of runs
    private static string FileName(string name)
    {
        const int Longest = 80;
        var safe = string.Concat(name.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        return safe.TrimStart('.') is { Length: > 0 } trimmed ? trimmed : "run";
    }
}
